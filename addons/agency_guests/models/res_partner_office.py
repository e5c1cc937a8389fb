from odoo import fields, models


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
