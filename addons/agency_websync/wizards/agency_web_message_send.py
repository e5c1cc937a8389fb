from odoo import api, fields, models
from odoo.exceptions import UserError


class AgencyWebMessageSend(models.TransientModel):
    """Write to the customers who follow a case: each registration gets the message for itself."""

    _name = "agency.web.message.send"
    _description = "Message to Customer"

    case_id = fields.Many2one("agency.case", required=True, readonly=True, ondelete="cascade")
    reader_ids = fields.Many2many(
        "agency.web.access",
        compute="_compute_reader_ids",
        help="Registrations that see the case on the web, with an account that reads messages.",
    )
    access_ids = fields.Many2many(
        "agency.web.access",
        "agency_web_message_send_access_rel",
        "wizard_id",
        "access_id",
        string="To",
        compute="_compute_access_ids",
        store=True,
        readonly=False,
        domain="[('id', 'in', reader_ids)]",
    )
    body = fields.Text(string="Message")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "agency_web_message_send_attachment_rel",
        "wizard_id",
        "attachment_id",
        string="Files",
    )

    @api.depends("case_id")
    def _compute_reader_ids(self):
        for wizard in self:
            readers = wizard.case_id._web_readers_sudo() if wizard.case_id else {}
            wizard.reader_ids = [access.id for access, users in readers.items() if users]

    @api.depends("case_id")
    def _compute_access_ids(self):
        """Propose who wrote last, or the only one there is."""
        for wizard in self:
            readers = wizard.reader_ids._origin
            last = wizard.case_id._origin.web_message_ids[:1].access_id & readers
            wizard.access_ids = last or (readers if len(readers) == 1 else last)

    def action_send(self):
        self.ensure_one()
        text = (self.body or "").strip()
        if not text and not self.attachment_ids:
            raise UserError(self.env._("Write a message first."))
        if not self.access_ids:
            raise UserError(self.env._("Choose who gets the message."))
        strangers = self.access_ids - self.reader_ids
        if strangers:
            raise UserError(
                self.env._(
                    "%s does not read messages of this case on the web. Nothing was sent.",
                    strangers[0].name,
                )
            )
        self.env["agency.web.message"]._post_from_office(
            self.case_id, self.access_ids, text, self.attachment_ids
        )
        return {"type": "ir.actions.act_window_close"}
