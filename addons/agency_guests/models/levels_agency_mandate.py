from odoo import fields, models
from odoo.fields import Domain


class AgencyMandate(models.Model):
    """Owners see their contract: that it runs at low, what it says at high."""

    _name = "agency.mandate"
    _inherit = ["agency.guest.people", "agency.guest.reasons", "agency.mandate"]

    _guest_section = "mandates"
    _guest_low_fields = ("name", "property_id", "kind", "date_from", "date_to", "state")
    _guest_high_fields = (
        *("signed_on", "terminated_on", "currency_id", "commission_seller_percent"),
        *("commission_amount", "commission_text", "minimum_price", "promise_ids", "note"),
        *("guest_people",),
    )

    # It follows from dates that low does not show.
    state = fields.Selection(compute_sudo=True)

    def _search_state(self, operator, value):
        domain = super()._search_state(operator, value)
        if domain is NotImplemented or not self._is_guest():
            return domain
        # The record rules still decide which of these a guest finds.
        all_sudo = self.sudo().with_context(active_test=False)
        return Domain("id", "in", all_sudo._search(domain))

    def _guest_people_partners(self):
        self.ensure_one()
        return self.partner_ids

    def _guest_reasons(self):
        return [
            Domain("property_id.is_guest_owned", "=", True),
            Domain("partner_ids.is_guest_client", "=", True),
        ]
