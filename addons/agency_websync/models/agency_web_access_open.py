from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError


class AgencyWebAccess(models.Model):
    """From the office to the customer's pages: see them as the customer, and give an account."""

    _inherit = "agency.web.access"

    account_warning = fields.Char(compute="_compute_account_warning")
    administrator_guest_ids = fields.Many2many(
        related="administrator_id.guest_ids", string="Accounts of the Administrator"
    )

    @api.depends("guest_ids", "administrator_id.guest_ids")
    def _compute_account_warning(self):
        for access in self:
            closed = access._accounts().filtered(lambda guest: not guest._sees_cases())
            access.account_warning = bool(closed) and self.env._(
                "These accounts have no level for case files and see nothing: %s.",
                ", ".join(closed.mapped("name")),
            )

    def web_read(self, specification):
        # What was just saved shows its new number of cases: the copies are made before.
        self.env["agency.web.case"]._copy_marked()
        return super().web_read(specification)

    def action_open_as_client(self):
        """Open the list of cases as an account of this registration sees it, read-only."""
        self.ensure_one()
        if self.state != "live":
            raise UserError(
                self.env._("%s is not on the web: sync it first, then look at it.", self.name)
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/agency/guest/{self._account_to_open().id}/preview/my/cases?client={self.id}",
            "target": "new",
        }

    def action_create_account(self):
        """Open the dialog that creates a guest account for the contact and ties it to this."""
        self.ensure_one()
        action = self.env["agency.guest.create"]._open(self.partner_id)
        self.env["agency.guest.create"].browse(action["res_id"]).web_access_id = self
        return action

    def action_leave_administrator(self):
        """Take a registration away from its administrator; another one may be entered then."""
        self.administrator_id = False

    def action_view_web_cases(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_websync.action_agency_web_case"
        )
        return {**action, "domain": [("access_id", "=", self.id)], "context": {}}

    def _accounts(self):
        """Return the guests who follow this registration."""
        return (self.guest_ids | self.administrator_id.guest_ids)._origin

    def _account_to_open(self):
        """Return an account that sees this registration; say how to get one if there is none."""
        accounts = self._accounts()
        seeing = accounts.filtered(lambda guest: guest._sees_cases())
        if seeing:
            return seeing[0]
        if accounts:
            raise RedirectWarning(
                self.env._(
                    "%s has no level for case files: choose one under Permissions.",
                    accounts[0].name,
                ),
                self.env.ref("agency_websync.action_open_guest").id,
                self.env._("Open the Account"),
                {"active_id": accounts[0].id},
            )
        known = self.env["agency.guest"]._of_partners(self.partner_id)
        if known:
            raise UserError(
                self.env._(
                    "No account uses this registration yet. %(client)s has one: choose"
                    " %(account)s under Accounts.",
                    client=self.name,
                    account=known[0].name,
                )
            )
        raise RedirectWarning(
            self.env._("Nobody signs in for %s yet: create an account first.", self.name),
            self.env.ref("agency_websync.action_create_account").id,
            self.env._("Create an Account"),
            {"active_model": self._name, "active_id": self.id, "active_ids": self.ids},
        )
