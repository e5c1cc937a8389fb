import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext
from odoo.tools.misc import file_path, format_date

from odoo.addons.agency_guests.activity_pdf import register_fonts
from odoo.addons.agency_guests.models.agency_guest_report import FONTS

from ..letter_pdf import render

RECIPIENTS = [("client", "Client"), ("intermediary", "Intermediary")]


class AgencyCaseLetter(models.TransientModel):
    """A letter about a case: written here, printed as PDF, kept in the annotation book."""

    _name = "agency.case.letter"
    _description = "Letter about a Case"

    case_id = fields.Many2one("agency.case", required=True, readonly=True, ondelete="cascade")
    recipient = fields.Selection(RECIPIENTS, required=True, default="client")
    partner_id = fields.Many2one("res.partner", string="To", compute="_compute_partner_id")
    address = fields.Text(
        compute="_compute_address", store=True, readonly=False, help="As it stands in the window."
    )
    place = fields.Char(compute="_compute_place", store=True, readonly=False)
    date = fields.Date(required=True, default=fields.Date.context_today)
    template_id = fields.Many2one(
        "mail.template",
        string="Saved Text",
        domain="[('model', '=', 'agency.case')]",
        help="An e-mail template for cases: subject and text are taken from it.",
    )
    subject = fields.Char(compute="_compute_text", store=True, readonly=False)
    body = fields.Text(string="Text", compute="_compute_text", store=True, readonly=False)
    pdf = fields.Binary(string="Letter", compute="_compute_pdf")
    filename = fields.Char(compute="_compute_filename")

    @api.depends("case_id", "recipient")
    def _compute_partner_id(self):
        for letter in self:
            case = letter.case_id
            letter.partner_id = (
                case.client_id if letter.recipient == "client" else case.intermediary_id
            )

    @api.depends("partner_id")
    def _compute_address(self):
        for letter in self:
            partner = letter.partner_id
            lines = map(str.strip, (partner._display_address() if partner else "").splitlines())
            # The address of a company begins with its name, that of a person does not.
            lines = [partner.name, *(line for line in lines if line != partner.name)]
            letter.address = "\n".join(filter(None, lines))

    @api.depends("case_id")
    def _compute_place(self):
        for letter in self:
            letter.place = letter.case_id.company_id.city

    @api.depends("template_id")
    def _compute_text(self):
        for letter in self:
            case, template = letter.case_id, letter.template_id
            if not template:
                letter.subject = letter.subject or case.display_name
                letter.body = letter.body or ""
                continue
            lang = letter.partner_id.lang or self.env.lang
            values = template.with_context(lang=lang)._generate_template(
                case.ids, ["subject", "body_html"]
            )[case.id]
            letter.subject = values["subject"]
            letter.body = html2plaintext(values["body_html"], include_references=False)

    @api.depends("case_id", "date")
    def _compute_filename(self):
        for letter in self:
            number = (letter.case_id.number or str(letter.case_id.id)).replace("/", "-")
            letter.filename = f"{number}-{letter.date}.pdf"

    @api.depends("address", "place", "date", "subject", "body")
    def _compute_pdf(self):
        for letter in self:
            letter.pdf = base64.b64encode(letter._render_pdf())

    def action_preview(self):
        """Open the letter as it will be printed; the form stays."""
        self._check_complete()
        return self._open_file(f"/web/content/{self._name}/{self.id}/pdf/{self.filename}")

    def action_keep(self):
        """Keep the letter as an entry with its PDF, not released, and open it for printing."""
        self._check_complete()
        note = self.env["agency.case.note"].create(
            {
                "case_id": self.case_id.id,
                "kind": "letter",
                "name": self.subject,
                "body": self.body,
            }
        )
        file = self.env["ir.attachment"].create(
            {
                "name": self.filename,
                "raw": self._render_pdf(),
                "mimetype": "application/pdf",
                "res_model": note._name,
                "res_id": note.id,
            }
        )
        note.attachment_ids = file
        return {**self._open_file(f"/web/content/{file.id}?download=1"), "close": True}

    def _check_complete(self):
        self.ensure_one()
        if not self.partner_id:
            raise UserError(self.env._("This case has no intermediary to write to."))
        if not (self.subject or "").strip() or not (self.body or "").strip():
            raise UserError(self.env._("A letter needs a subject and a text."))

    def _open_file(self, url):
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def _render_pdf(self):
        self.ensure_one()
        company = self.case_id.company_id.sudo()
        env = self.with_context(lang=self.partner_id.lang or self.env.lang).env
        place_date = (self.place, format_date(env, self.date, date_format="long"))
        town = " ".join(filter(None, (company.zip, company.city)))
        letter = {
            "company": company.name,
            "sender": [
                line for line in (company.street, town, company.phone, company.email) if line
            ],
            "address": (self.address or "").splitlines(),
            "place_date": ", ".join(filter(None, place_date)),
            "subject": self.subject or "",
            "body": self.body or "",
            "page": env._("Page {page} of {pages}"),
            "lang": (env.lang or "en").replace("_", "-"),
        }
        logo = base64.b64decode(company.logo) if company.logo else None
        return render(letter, register_fonts(*(file_path(font) for font in FONTS)), logo)
