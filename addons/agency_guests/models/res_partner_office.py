from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """The guest accounts that speak for a contact."""

    _inherit = "res.partner"

    agency_guest_ids = fields.Many2many(
        "agency.guest",
        "agency_guest_client_rel",
        "partner_id",
        "guest_id",
        string="Guests",
        copy=False,
        groups="agency_base.group_agent",
    )
    agency_guest_count = fields.Integer(
        string="Guest Count",
        compute="_compute_agency_guest_count",
        groups="agency_base.group_agent",
    )

    is_agency_account = fields.Boolean(
        string="Account of a Guest",
        compute="_compute_is_agency_account",
        search="_search_is_agency_account",
        groups="agency_base.group_agent",
        help="Stands for a guest's account only: it is nobody's client.",
    )

    def _compute_is_agency_account(self):
        accounts = self._agency_accounts()
        for partner in self:
            partner.is_agency_account = partner._origin in accounts

    def _search_is_agency_account(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", self._agency_accounts().ids)

    @api.model
    def _agency_accounts(self):
        guests_sudo = self.env["agency.guest"].sudo().with_context(active_test=False)
        return guests_sudo.search([("user_id", "!=", False)]).user_id.partner_id

    def _compute_agency_guest_count(self):
        groups = self.env["agency.guest"]._read_group(
            [("partner_ids", "in", self.ids)], ["partner_ids"], ["__count"]
        )
        counts = {partner.id: count for partner, count in groups}
        for partner in self:
            partner.agency_guest_count = counts.get(partner.id, 0)

    def action_agency_create_guest(self):
        return self.env["agency.guest.create"]._open(self)

    def action_agency_view_guests(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_guests.action_agency_guest")
        return {**action, "domain": [("partner_ids", "in", self.ids)], "context": {}}
