from odoo import fields, models
from odoo.fields import Domain


class AgencyPropertyParty(models.Model):
    """An owner sees who has to do with the property; masked at low, named at high."""

    _name = "agency.property.party"
    _inherit = ["agency.guest.people", "agency.guest.reasons", "agency.property.party"]

    _guest_section = "contacts"
    _guest_low_fields = ("property_id", "role", "is_current", "sequence", "guest_people")
    _guest_high_fields = ("share", "date_from", "date_to", "phone", "email", "note")

    # It follows from dates that low does not show.
    is_current = fields.Boolean(compute_sudo=True)

    def _search_is_current(self, operator, value):
        domain = super()._search_is_current(operator, value)
        if domain is NotImplemented or not self._is_guest():
            return domain
        # The record rules still decide which of these a guest finds.
        all_sudo = self.sudo().with_context(active_test=False)
        return Domain("id", "in", all_sudo._search(domain))

    def _guest_label(self):
        return self.guest_people

    def _guest_reasons(self):
        return [
            Domain("property_id.is_guest_owned", "=", True),
            Domain("partner_id.is_guest_client", "=", True),
        ]
