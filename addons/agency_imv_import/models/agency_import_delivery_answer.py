import base64
from pathlib import PurePosixPath

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize

from .. import transport
from ..openimmo import feedback
from ..openimmo.errors import Sentence

# Deliveries that are worked off, and how well that went.
ANSWERED = {"done": feedback.ACCEPTED, "partial": feedback.PARTLY, "failed": feedback.REFUSED}


class AgencyImportDelivery(models.Model):
    """Answers the sender: an `openimmo_feedback` document by e-mail or in the drop box."""

    _inherit = "agency.import.delivery"

    sender_key = fields.Char(readonly=True, copy=False, help="As the provider calls itself.")
    technical_email = fields.Char(
        string="Technical E-mail", readonly=True, copy=False, help="As the delivery names it."
    )
    is_known_sender = fields.Boolean(
        readonly=True, copy=False, help="All senders of the delivery are listed and allowed."
    )
    problem = fields.Json(readonly=True, copy=False, help="Code and sentence for the sender.")
    answer = fields.Binary(
        string="Answer as a File",
        attachment=True,
        readonly=True,
        copy=False,
        groups="agency_base.group_manager",
    )
    answer_state = fields.Selection(
        [("waiting", "Waits for the drop box"), ("put", "In the drop box")],
        string="Answer",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    answer_email = fields.Char(string="Answer E-mailed to", readonly=True, copy=False)

    def action_download_answer(self):
        """Hand out what the sender is told, whether it is told or not."""
        self.ensure_one()
        self.check_access("write")
        if self.state not in ANSWERED:
            raise UserError(self.env._("There is an answer once the delivery is worked off."))
        delivery_sudo = self.sudo()
        delivery_sudo.answer = base64.b64encode(delivery_sudo._in_own_language()._answer())
        url = f"/web/content/{self._name}/{self.id}/answer/{self._answer_name()}?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def _advance(self, run, batch, rows):
        result = super()._advance(run, batch, rows)
        senders = self.env["agency.import.sender"]
        rows = [senders._find(self.source_id, senders._of(entry)) for entry in batch if entry.draft]
        is_known = all(row.is_allowed for row in rows) and bool(rows)
        email = batch[0].transfer.technical_email
        is_first = not self.sender_key
        self.write(
            {
                "sender_key": batch[0].provider.key or "-",
                # Two senders in one file: nobody is told about the other one.
                "technical_email": email if is_first or email == self.technical_email else False,
                "is_known_sender": is_known and (is_first or self.is_known_sender),
            }
        )
        return result

    def _finish(self, problem=""):
        code = problem.code if isinstance(problem, Sentence) else "failed"
        self.problem = [code, problem] if problem else False
        result = super()._finish(problem)
        self._answer_sender()
        return result

    def _reset(self):
        result = super()._reset()
        self.write(
            {
                "sender_key": False,
                "technical_email": False,
                "is_known_sender": False,
                "problem": False,
                "answer_state": False,
                "answer_email": False,
            }
        )
        return result

    def _answer_sender(self):
        """Send the answer, as the source wants it; the drop box gets it when the work is over."""
        wanted = self.source_id.answer_to
        if self.state not in ANSWERED or wanted == "no":
            return
        if wanted in ("server", "both"):
            self.answer_state = "waiting"
        # Whoever reaches the drop box could make us write to anybody.
        address = email_normalize(self.technical_email or "")
        if wanted in ("email", "both") and self.is_known_sender and address:
            self._mail_answer(address)

    def _mail_answer(self, address):
        company = self.source_id.company_id
        file = {
            "name": self._answer_name(),
            "raw": self._answer(),
            "mimetype": "application/xml",
        }
        self.env["mail.mail"].sudo().create(
            {
                "subject": self.env._("Your delivery %s", self.name),
                "body_html": self.env["ir.qweb"]._render(
                    "agency_imv_import.delivery_answer",
                    {"delivery": self, "summary": self._summary(), "company": company},
                ),
                "email_from": company.email_formatted or self.env.user.email_formatted,
                "email_to": address,
                "attachment_ids": [Command.create(file)],
                # No machine answers an answer.
                "headers": repr({"Auto-Submitted": "auto-replied"}),
                "auto_delete": True,
            }
        )
        self.answer_email = address
        self._send_mails_soon()

    def _put_answer(self, inbox):
        """Lay the answer into the drop box. :raises TransportError: it stays waiting"""
        delivery = self._in_own_language()
        inbox.put(transport.FEEDBACK, self._answer_name(), delivery._answer())
        self.answer_state = "put"

    def _answer_name(self):
        return f"{PurePosixPath(self.name).stem}-{self.id}-feedback.xml"

    def _answer(self):
        """Return the answer as a document."""
        lines = self.listing_ids.sudo()
        notes = [feedback.Note(*self.problem)] if self.problem else []
        verdicts = []
        for line in lines:
            facts = line.for_sender or {}
            reference = line.property_id.reference or ""
            verdict = feedback.Verdict(
                **{name: facts.get(name) or "" for name in ("intern", "obid", "extern")},
                reference=reference,
            )
            if verdict.number:
                verdicts.append(verdict)
            notes += [
                feedback.Note(code, text, verdict.number) for code, text in facts.get("notes", ())
            ]
        answer = feedback.Answer(
            name=self.source_id.company_id.name,
            day=fields.Date.to_date(self.finished_on or fields.Datetime.now()),
            status=ANSWERED[self.state],
            text=self._summary() or (self.problem or ["", ""])[1],
            provider=self.sender_key if self.sender_key not in (False, "-") else "",
            verdicts=verdicts,
            notes=notes,
        )
        return feedback.write(answer)
