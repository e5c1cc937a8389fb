import re
from collections import defaultdict

from odoo import Command, api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get

# ASCII only: letters that look alike in another script are not the same user id.
USER_CODE = re.compile(r"[A-Za-z0-9._@-]{2,64}", re.ASCII)
STATES = [
    ("not_invited", "Not invited"),
    ("pending", "Pending"),
    ("active", "Active"),
    ("blocked", "Blocked"),
    ("suspended", "Suspended"),
]


class AgencyGuest(models.Model):
    """An owner or an applicant who may sign in: who it is, and for which clients it speaks."""

    _name = "agency.guest"
    _description = "Guest"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "surname, first_name, id"
    _rec_names_search = ["name", "user_code", "email"]

    surname = fields.Char(required=True, tracking=True)
    first_name = fields.Char(tracking=True)
    name = fields.Char(compute="_compute_name", store=True, precompute=True)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    user_code = fields.Char(
        string="User ID",
        required=True,
        tracking=True,
        copy=False,
        help="What the guest types to sign in.",
    )
    user_id = fields.Many2one(
        "res.users", string="Account", readonly=True, copy=False, ondelete="restrict"
    )
    password = fields.Char(
        compute="_compute_password",
        inverse="_inverse_password",
        groups="agency_base.group_agent",
        copy=False,
        help="Leave empty to keep the present one.",
    )
    must_change_password = fields.Boolean(
        string="Temporary Password",
        copy=False,
        help="The guest must choose another password before anything else opens.",
    )
    email = fields.Char(tracking=True)
    phone = fields.Char()
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        default=lambda self: self.env.lang,
    )
    tz = fields.Selection(
        _tz_get,
        string="Time Zone",
        required=True,
        default=lambda self: self.env.user.tz or self.env.context.get("tz") or "Europe/Rome",
        help="Hours and dates of access are on this clock.",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "agency_guest_client_rel",
        "guest_id",
        "partner_id",
        string="Clients",
        help="The contacts this guest speaks for.",
    )
    profile_id = fields.Many2one("agency.guest.profile", tracking=True, ondelete="restrict")
    permission_ids = fields.One2many("agency.guest.permission", "guest_id", string="Levels")
    notice_appointments = fields.Boolean(string="Notices about Appointments", default=True)
    notice_actions = fields.Boolean(string="Notices about Actions", default=True)
    notice_messages = fields.Boolean(string="Notices about Messages", default=True)
    notice_documents = fields.Boolean(string="Notices about Documents", default=True)
    report_frequency = fields.Selection(
        [("none", "Never"), ("weekly", "Weekly"), ("monthly", "Monthly")],
        string="Activity Report",
        default=lambda self: self.env.company.agency_report_frequency,
        required=True,
    )
    calendar_token = fields.Char(groups=fields.NO_ACCESS, copy=False, help="Kept as a hash.")
    invited_on = fields.Datetime(readonly=True, copy=False)
    log_ids = fields.One2many("agency.guest.log", "guest_id", string="Access Log")

    _user_code_unique = models.UniqueIndex(
        "(company_id, lower(user_code))", "This user id is taken by another guest of the agency."
    )
    _user_unique = models.UniqueIndex(
        "(user_id) WHERE user_id IS NOT NULL", "An account belongs to one guest."
    )

    @api.constrains("user_code")
    def _check_user_code(self):
        for guest in self:
            if not USER_CODE.fullmatch(guest.user_code):
                raise ValidationError(
                    self.env._(
                        "“%s” cannot be a user id: 2 to 64 plain letters, digits, and . _ - @",
                        guest.user_code[:64],
                    )
                )

    @api.depends("surname", "first_name")
    def _compute_name(self):
        for guest in self:
            guest.name = " ".join(filter(None, (guest.surname, guest.first_name)))

    def _compute_password(self):
        self.password = False

    def _inverse_password(self):
        for guest in self.filtered("password"):
            guest.user_id.sudo().password = guest.password
            guest.invited_on = guest.invited_on or fields.Datetime.now()
            self.env["agency.guest.log"]._record("password", guest)

    @api.model_create_multi
    def create(self, vals_list):
        passwords = [vals.get("password") for vals in vals_list]
        guests = super().create(
            [{key: vals[key] for key in vals if key != "password"} for vals in vals_list]
        )
        for guest, password in zip(guests, passwords, strict=True):
            guest.user_id = guest._create_account()
            if password:
                guest.password = password
        guests._limits_changed()
        return guests

    def write(self, vals):
        # Children that are written along tell nobody on their own: the whole is looked at below.
        result = super(AgencyGuest, self.with_context(agency_limits_later=True)).write(vals)
        if vals.keys() & {"surname", "first_name", "user_code", "email", "phone", "lang", "tz"}:
            # A user id that is taken is told as such, before the account's login clashes.
            self.flush_recordset(["user_code"])
            for guest in self:
                guest.user_id.sudo().write(guest._account_values())
        if "active" in vals:
            self.user_id.sudo().active = vals["active"]
        if vals.keys() & self._limit_field_names():
            self._limits_changed(addresses="network_ids" in vals)
        return result

    def unlink(self):
        users = self.user_id.sudo()
        self.log_ids.sudo().unlink()
        result = super().unlink()
        users.active = False
        users._agency_end_sessions()
        for user in users:
            # Archived, as others may refer to it; its user id is free for the next guest.
            user.login = f"{user.login}/{user.id}"
        return result

    def _create_account(self):
        """Return a portal user of its own, with the guest's groups and without a password."""
        self.ensure_one()
        users = self.env["res.users"].sudo().with_context(no_reset_password=True)
        user = users.create(
            {
                **self._account_values(),
                "company_id": self.company_id.id,
                "company_ids": [Command.set(self.company_id.ids)],
                "group_ids": [Command.set(self._account_groups().ids)],
                "active": self.active,
            }
        )
        user.partner_id.is_agency_account = True
        return user

    def _account_values(self):
        return {
            "login": f"{self.company_id.id}/{self.user_code}",
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "lang": self.lang or self.env.lang,
            "tz": self.tz,
        }

    def _account_groups(self):
        groups = self.env.ref("agency_guests.group_guest")
        for permission in self.permission_ids:
            groups |= permission.section_id.sudo()._groups_of(permission._level_in_force())
        return groups

    def _sync_groups(self):
        """Give the accounts the groups that their permissions stand for."""
        changed = defaultdict(self.env["res.users"].sudo)
        for guest in self.filtered("user_id"):
            groups = guest._account_groups()
            user = guest.user_id.sudo()
            if user.group_ids != groups:
                changed[groups] |= user
        for groups, users in changed.items():
            users.group_ids = [Command.set(groups.ids)]
