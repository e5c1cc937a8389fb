from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

ROLES = [("client", "Client"), ("intermediary", "Intermediary")]
STATES = [("new", "Not synced"), ("live", "On the web"), ("withdrawn", "Withdrawn")]
TICKS = ("show_reference_1", "show_reference_2", "show_reference_3", "show_key")
# What decides which cases a registration follows and what it sees of them.
DECIDING_FIELDS = {
    *("role", "partner_id", "whole_group", "excluded_modality_ids", "state", "active"),
    *("company_id", *TICKS),
}


class AgencyWebAccess(models.Model):
    """A registration: one contact in one role whose cases are followed on the web."""

    _name = "agency.web.access"
    _description = "Web Registration"
    _inherit = ["agency.guest.readable", "mail.thread"]
    _order = "name, role, id"
    _rec_names_search = ["name", "code"]

    _guest_section = "cases"
    _guest_low_fields = ("name", "role", "last_sync")

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    role = fields.Selection(ROLES, required=True, default="client", tracking=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_agency_account', '=', False)]",
        tracking=True,
    )
    code = fields.Char(
        compute="_compute_code",
        inverse="_inverse_code",
        store=True,
        precompute=True,
        index="btree_not_null",
        help="The contact's code. The same contact may be registered as client and as"
        " intermediary: these are two registrations.",
    )
    name = fields.Char(related="partner_id.name", store=True, precompute=True)
    client_group_id = fields.Many2one(related="partner_id.client_group_id", string="Group")
    whole_group = fields.Boolean(
        tracking=True, help="Sees the cases of every client in the group, not only its own."
    )
    show_reference_1 = fields.Boolean(string="Reference 1", tracking=True)
    show_reference_2 = fields.Boolean(string="Reference 2", tracking=True)
    show_reference_3 = fields.Boolean(string="Reference 3", tracking=True)
    show_key = fields.Boolean(string="Key", tracking=True)
    excluded_modality_ids = fields.Many2many(
        "agency.case.modality",
        "agency_web_access_modality_rel",
        "access_id",
        "modality_id",
        string="Excluded Modalities",
        help="Cases of these modalities stay in the office.",
    )
    administrator_id = fields.Many2one(
        "agency.web.administrator", index="btree_not_null", ondelete="restrict", copy=False
    )
    administrator_code = fields.Char(
        compute="_compute_administrator_entry",
        inverse="_inverse_administrator_entry",
        copy=False,
        help="The first use of a code sets its key; later uses need the same key."
        " Neither is shown again.",
    )
    administrator_key = fields.Char(
        compute="_compute_administrator_entry",
        inverse="_inverse_administrator_entry",
        copy=False,
    )
    guest_ids = fields.Many2many(
        "agency.guest",
        "agency_web_access_guest_rel",
        "access_id",
        "guest_id",
        string="Accounts",
        help="The guests who see these cases on the web.",
    )
    user_ids = fields.Many2many(
        "res.users",
        "agency_web_access_user_rel",
        "access_id",
        "user_id",
        string="Users on the Web",
        compute="_compute_user_ids",
        store=True,
        compute_sudo=True,
        help="The users of these accounts and of the administrator's.",
    )
    state = fields.Selection(STATES, required=True, default="new", readonly=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    last_sync = fields.Datetime(readonly=True, copy=False)
    web_case_ids = fields.One2many("agency.web.case", "access_id", string="Cases on the Web")
    case_count = fields.Integer(compute="_compute_case_count", string="Cases")

    _partner_unique = models.UniqueIndex(
        "(company_id, role, partner_id) WHERE active",
        "This contact is registered in this role already.",
    )

    @api.constrains("whole_group", "partner_id")
    def _check_group(self):
        for access in self.filtered("whole_group"):
            if not access.partner_id.client_group_id:
                raise ValidationError(
                    self.env._(
                        "%s belongs to no group: there is no whole group to show.", access.name
                    )
                )

    @api.constrains("partner_id", "company_id")
    def _check_partner_company(self):
        for access in self:
            company = access.partner_id.company_id
            if company and company != access.company_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s is a contact of %(theirs)s: it cannot be registered for"
                        " %(ours)s.",
                        name=access.name,
                        theirs=company.name,
                        ours=access.company_id.name,
                    )
                )

    @api.constrains("guest_ids", "company_id")
    def _check_guests(self):
        for access in self:
            strangers = access.guest_ids.filtered(lambda g, a=access: g.company_id != a.company_id)
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%(guest)s is an account of another agency than %(name)s.",
                        guest=strangers[0].name,
                        name=access.name,
                    )
                )

    @api.depends("partner_id.ref")
    def _compute_code(self):
        for access in self:
            access.code = access.partner_id.ref

    def _inverse_code(self):
        for access in self.filtered(lambda a: a.code and a.code != a.partner_id.ref):
            access.partner_id = self._partner_of_code(access.code)

    @api.onchange("code")
    def _onchange_code(self):
        """Find the contact that a typed code stands for."""
        if self.code and self.code != self.partner_id.ref:
            self.partner_id = self._partner_of_code(self.code)

    @api.model
    def _partner_of_code(self, code):
        """Return the contact of a code; a code of nobody, or of two contacts, is refused."""
        code = code.strip()
        partners = self.env["res.partner"].search(
            [("ref", "=", code), ("is_agency_account", "=", False)], limit=2
        )
        if not partners:
            raise ValidationError(self.env._("No contact has the code %s.", code))
        if len(partners) > 1:
            raise ValidationError(
                self.env._(
                    "The code %(code)s belongs to %(first)s and to %(second)s: choose the contact.",
                    code=code,
                    first=partners[0].name,
                    second=partners[1].name,
                )
            )
        return partners

    @api.depends("guest_ids.user_id", "administrator_id.guest_ids.user_id")
    def _compute_user_ids(self):
        for access in self:
            access.user_ids = (access.guest_ids | access.administrator_id.guest_ids).user_id

    def _compute_administrator_entry(self):
        self.administrator_code = False
        self.administrator_key = False

    def _inverse_administrator_entry(self):
        """Tie a registration to the administrator whose code and key were typed."""
        for access in self:
            code, key = access.administrator_code, access.administrator_key
            if code or key:
                access.administrator_id = access.administrator_id._find_or_create(
                    access.company_id, code, key
                )
        self._compute_administrator_entry()

    def _compute_case_count(self):
        rows = self.env["agency.web.case"]._read_group(
            [("access_id", "in", self.ids)], ["access_id"], ["__count"]
        )
        counts = {access.id: count for access, count in rows}
        for access in self:
            access.case_count = counts.get(access.id, 0)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("code") and not vals.get("partner_id"):
                vals["partner_id"] = self._partner_of_code(vals["code"]).id
        accesses = super().create(vals_list)
        accesses._give_codes()
        self.env["agency.web.case"]._mark_accesses(accesses)
        return accesses

    def write(self, vals):
        result = super().write(vals)
        if DECIDING_FIELDS & vals.keys():
            self.env["agency.web.case"]._mark_accesses(self)
        return result

    def _give_codes(self):
        """Give a code to contacts that have none: registrations go by role and code."""
        for partner in self.partner_id.filtered(lambda p: not p.ref):
            partner.ref = self.env["ir.sequence"].sudo().next_by_code("agency.client.code")

    @api.model
    def _own_domain(self):
        """Return which registrations the user who asks may open on the web."""
        return Domain("state", "=", "live") & Domain("user_ids", "in", self.env.uid)
