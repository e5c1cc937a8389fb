from odoo import models
from odoo.fields import Domain


class AgencyInterest(models.Model):
    """Applicants see their own interests, owners those in their properties."""

    _name = "agency.interest"
    _inherit = ["agency.guest.people", "agency.guest.reasons", "agency.interest"]

    _guest_section = "requests"
    _guest_high_fields = (
        *("feedback", "feedback_score", "feedback_on", "offer_amount", "currency_id"),
        *("declined_reason",),
    )

    @property
    def _guest_low_fields(self):
        return (*self._public_field_names, "guest_people")

    def _guest_label(self):
        return self.guest_people

    def _guest_people_word(self, partner):
        return self.env._("Applicant")

    def _guest_reasons(self):
        return [
            Domain("property_id.is_guest_owned", "=", True),
            # A declined interest opens no property any more, and would name one.
            Domain("partner_id.is_guest_client", "=", True) & Domain("state", "!=", "declined"),
        ]
