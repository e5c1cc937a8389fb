from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class AgencyGuestCreate(models.TransientModel):
    """Give contacts a guest account in a minute: one of them, or all owners of a property."""

    _name = "agency.guest.create"
    _description = "Create Guests"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    property_id = fields.Many2one("agency.property", readonly=True)
    profile_id = fields.Many2one("agency.guest.profile", check_company=True)
    way = fields.Selection(
        [("invite", "Invite by e-mail"), ("password", "Set a password here")],
        string="First Password",
        required=True,
        default="invite",
    )
    temporary = fields.Boolean(
        string="Change at First Sign-In",
        default=True,
        help="The guest must choose another password before anything else opens.",
    )
    line_ids = fields.One2many("agency.guest.create.line", "wizard_id", string="Accounts")
    missing_email = fields.Char(compute="_compute_missing_email")

    @api.depends("way", "line_ids.email", "line_ids.guest_id")
    def _compute_missing_email(self):
        for wizard in self:
            lines = wizard.line_ids.filtered(lambda line: not line.guest_id and not line.email)
            names = lines.mapped("partner_id.display_name") if wizard.way == "invite" else []
            wizard.missing_email = ", ".join(names)

    @api.model
    def _open(self, partners, record=None):
        """Return the dialog for these contacts; refuse when there is nobody."""
        if not partners:
            raise UserError(self.env._("Nobody owns this property today: add the owner first."))
        if accounts := partners.filtered("is_agency_account"):
            raise UserError(
                self.env._(
                    "%(names)s: a guest's own account. Choose the client instead.",
                    names=", ".join(accounts.mapped("name")),
                )
            )
        company = (record and record.company_id) or partners.company_id[:1] or self.env.company
        wizard = self.create(
            {
                "company_id": company.id,
                "property_id": record and record.id,
                "profile_id": self._default_profile(partners, company).id,
                "line_ids": [Command.create(v) for v in self._line_values(partners, company)],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Create Guests")
            if len(partners) > 1
            else self.env._("Create Guest"),
            "res_model": self._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _default_profile(self, partners, company):
        owners = partners.filtered("is_agency_owner")
        kind = "owner" if owners else "applicant"
        return company[f"agency_{kind}_profile_id"]

    @api.model
    def _line_values(self, partners, company):
        """Return a proposal per contact; one that has a guest already is shown, not doubled."""
        Guest = self.env["agency.guest"]
        taken, rows = [], []
        for partner in partners:
            surname, first_name = self._split_name(partner)
            code = Guest._propose_user_code(surname, company, taken)
            taken.append(code)
            rows.append(
                {
                    "partner_id": partner.id,
                    "guest_id": Guest._of_partners(partner)[:1].id,
                    "surname": surname,
                    "first_name": first_name,
                    "user_code": code,
                    "email": partner.email,
                    "password": Guest._propose_password(),
                }
            )
        return rows

    @api.model
    def _split_name(self, partner):
        """Return surname and first name; what follows a comma (a title, a trade) is left out."""
        name = (partner.name or "").split(",")[0].strip()
        if partner.is_company or " " not in name:
            return name, False
        first_name, surname = name.rsplit(" ", 1)
        return surname, first_name

    def action_create(self):
        """Create the accounts, apply the profile, then invite or set the passwords."""
        self.ensure_one()
        lines = self.line_ids.filtered(lambda line: not line.guest_id)
        if not lines:
            raise UserError(self.env._("All of these contacts have a guest already."))
        if self.missing_email:
            raise UserError(
                self.env._(
                    "An invitation needs an e-mail address: %(names)s.", names=self.missing_email
                )
            )
        guests = self.env["agency.guest"].create([line._guest_values() for line in lines])
        for line, guest in zip(lines, guests, strict=True):
            if self.profile_id:
                guest._restore_settings(self.profile_id._settings_for(guest))
            if self.way == "password":
                guest._set_password(line.password, temporary=self.temporary)
            else:
                guest.action_invite()
        self.line_ids.password = False
        return self._show(guests)

    def _show(self, guests):
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_guests.action_agency_guest")
        if len(guests) == 1:
            return {**action, "view_mode": "form", "views": [(False, "form")], "res_id": guests.id}
        return {**action, "domain": [("id", "in", guests.ids)], "context": {}}
