from odoo import fields, models

from .. import transport


class AgencyImportSource(models.Model):
    """Whether and where senders are answered."""

    _inherit = "agency.import.source"

    answer_to = fields.Selection(
        [
            ("no", "Nobody"),
            ("email", "The technical e-mail address of the sender"),
            ("server", "The folder “feedback” of the drop box"),
            ("both", "Both"),
        ],
        string="Answer to the Sender",
        required=True,
        default="no",
        help="An openimmo_feedback document with what became of each listing. E-mails go only to "
        "listed senders that are allowed.",
    )

    def _put_away(self):
        result = super()._put_away()
        for source in self:
            source._put_answers()
        return result

    def _put_answers(self):
        """Lay waiting answers into the drop box; what fails waits for the next run."""
        commit = self.env["ir.cron"]._commit_progress
        waiting = self.env["agency.import.delivery"].search(
            [("source_id", "=", self.id), ("answer_state", "=", "waiting")], order="id"
        )
        if not waiting:
            return
        try:
            with self._inbox() as inbox:
                for delivery in waiting:
                    delivery._put_answer(inbox)
                    commit()
        except transport.TransportError as error:
            self.message = self._sentence(error)
            commit()
