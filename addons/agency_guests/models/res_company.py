import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

CODE_DIGITS = 6


class ResCompany(models.Model):
    """How an agency lets its guests in."""

    _inherit = "res.company"

    agency_code = fields.Char(
        compute="_compute_agency_code",
        store=True,
        readonly=False,
        copy=False,
        groups="base.group_user",
        help="The first of the three codes. Only a system administrator changes it; every account "
        "keeps working.",
    )
    agency_three_codes = fields.Boolean(
        string="Sign in with Three Codes",
        help="Guests type the agency code, their user id and their password.",
    )
    agency_owner_profile_id = fields.Many2one(
        "agency.guest.profile", string="Profile for Owners", ondelete="set null"
    )
    agency_applicant_profile_id = fields.Many2one(
        "agency.guest.profile", string="Profile for Applicants", ondelete="set null"
    )
    agency_section_ids = fields.Many2many(
        "agency.guest.section",
        string="Sections Offered",
        compute="_compute_agency_section_ids",
        inverse="_inverse_agency_section_ids",
        groups="base.group_user",
    )
    # Kept as what is left out: a section that comes with another addon is offered.
    agency_closed_section_ids = fields.Many2many(
        "agency.guest.section",
        "agency_company_closed_section_rel",
        "company_id",
        "section_id",
        string="Sections Not Offered",
        groups="base.group_user",
        help="Closed for every guest of the agency, whatever the levels say.",
    )
    agency_blocked_message = fields.Text(
        string="Message when Closed",
        translate=True,
        help="Shown to guests who may not come in at the moment.",
    )
    agency_calendar_feed = fields.Boolean(string="Calendar Feed", default=True)
    agency_upload_limit = fields.Integer(string="Upload Limit (MB)", default=10)
    agency_upload_types = fields.Char(string="File Types", default="pdf,jpg,jpeg,png,heic,docx")
    agency_report_frequency = fields.Selection(
        [("none", "Never"), ("weekly", "Weekly"), ("monthly", "Monthly")],
        string="Activity Report",
        default="none",
        required=True,
    )

    _agency_code_unique = models.UniqueIndex(
        "(lower(agency_code))", "Another agency has this agency code."
    )

    @api.constrains("agency_code")
    def _check_agency_code(self):
        for company in self:
            code = company.agency_code or ""
            if not (2 <= len(code) <= 32 and code.isascii() and code.isalnum()):
                raise ValidationError(
                    self.env._("An agency code has 2 to 32 plain letters and digits.")
                )

    @api.constrains("agency_upload_limit")
    def _check_agency_upload_limit(self):
        if any(company.agency_upload_limit < 0 for company in self):
            raise ValidationError(self.env._("A limit cannot be negative."))

    @api.depends("agency_closed_section_ids")
    def _compute_agency_section_ids(self):
        sections = self.env["agency.guest.section"].search(Domain.TRUE)
        for company in self:
            company.agency_section_ids = sections - company.agency_closed_section_ids

    def _inverse_agency_section_ids(self):
        sections = self.env["agency.guest.section"].search(Domain.TRUE)
        for company in self:
            company.agency_closed_section_ids = sections - company.agency_section_ids

    @api.depends("name")
    def _compute_agency_code(self):
        for company in self:
            company.agency_code = company.agency_code or self._new_agency_code()

    @api.model
    def _new_agency_code(self):
        return str(secrets.randbelow(9 * 10 ** (CODE_DIGITS - 1)) + 10 ** (CODE_DIGITS - 1))

    def write(self, vals):
        if "agency_code" in vals and not (self.env.su or self.env.is_system()):
            raise AccessError(self.env._("Only a system administrator changes the agency code."))
        result = super().write(vals)
        if "agency_closed_section_ids" in vals:
            guests_sudo = self.env["agency.guest"].sudo().with_context(active_test=False)
            guests_sudo.search([("company_id", "in", self.ids)])._sync_groups()
        return result
