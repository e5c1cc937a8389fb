import re
from urllib.parse import quote

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class AgencyWhatsapp(models.TransientModel):
    """Open a WhatsApp chat with a prepared text, and keep it as an action."""

    _name = "agency.whatsapp"
    _description = "WhatsApp Message"
    _inherit = ["agency.contact.mixin"]

    partner_id = fields.Many2one(required=True)
    phone = fields.Char(string="Number", compute="_compute_phone", store=True, readonly=False)
    phone_e164 = fields.Char(compute="_compute_phone_e164")
    body = fields.Text(string="Message", compute="_compute_body", store=True, readonly=False)

    @api.depends("partner_id")
    def _compute_phone(self):
        for wizard in self:
            wizard.phone = wizard.partner_id.phone

    @api.depends("phone", "partner_id")
    def _compute_phone_e164(self):
        for wizard in self:
            partner = wizard.partner_id
            number = bool(wizard.phone) and partner._phone_format(number=wizard.phone)
            wizard.phone_e164 = number if (number or "").startswith("+") else False

    @api.depends("partner_id", "property_id")
    def _compute_body(self):
        for wizard in self:
            wizard.body = wizard._prepared_text()

    @api.model
    def _title(self):
        return self.env._("WhatsApp")

    def action_open(self):
        """Log the message and open the chat in a new tab."""
        self.ensure_one()
        if not self.phone_e164:
            raise UserError(
                self.env._(
                    "%(name)s has no phone number that WhatsApp could use. Enter it with its"
                    " country code, for instance +43 660 1234567.",
                    name=self.partner_id.display_name,
                )
            )
        self._log(kind="whatsapp", note=plaintext2html(self.body or ""))
        return {
            "type": "ir.actions.act_url",
            "url": f"https://wa.me/{self.phone_e164[1:]}?text={quote(self.body or '', safe='')}",
            "target": "new",
            "close": True,
        }

    def _prepared_text(self):
        """Return the company's text in the language of the person, its placeholders filled.

        A text that does not say where the property belongs gets it in a line of its own.
        """
        lang = self.partner_id.lang or self.env.lang
        record = self.property_id.with_context(lang=lang)
        company = (record.company_id or self.env.company).with_context(lang=lang)
        values = {
            "name": self.partner_id.name or "",
            "property": record.name or "",
            "reference": record.reference or "",
            "agent": self.env.user.name,
            "company": company.name,
        }
        text = company.sudo().agency_whatsapp_text or self._standard_text(lang)
        if record and "{property}" not in text:
            text += "\n{property} ({reference})"
        return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)

    def _standard_text(self, lang):
        here = self.with_context(lang=lang)
        if self.property_id:
            return here.env._("Hello {name}, this is about “{property}” ({reference}).\n{agent}")
        return here.env._("Hello {name}, {agent} here, from {company}.")
