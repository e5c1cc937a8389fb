from odoo import fields, models


class AgencyProperty(models.Model):
    """The guests of a property: those who speak for its owners or for its applicants."""

    _inherit = "agency.property"

    guest_count = fields.Integer(compute="_compute_guest_count")

    def _compute_guest_count(self):
        for record in self:
            partners = record._guest_partners()
            record.guest_count = len(self.env["agency.guest"]._of_partners(partners))

    def action_create_guests(self):
        """Open the dialog that gives every owner of today an account."""
        self.ensure_one()
        return self.env["agency.guest.create"]._open(self.owner_ids, self)

    def action_suspend_guests(self):
        self.ensure_one()
        return self.env["agency.guest.suspend"]._open(record=self)

    def action_view_guests(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_guests.action_agency_guest")
        domain = [("partner_ids", "in", self._guest_partners().ids)]
        return {**action, "domain": domain, "context": {}}

    def _guest_partners(self, whose="all"):
        """Return the contacts whose guests see this property: owners, applicants or both."""
        partners = self.env["res.partner"]
        for record in self:
            if whose in ("all", "owner"):
                partners |= record.owner_ids
            if whose in ("all", "applicant"):
                live = record.interest_ids.filtered(lambda interest: interest.state != "declined")
                partners |= live.partner_id
        return partners
