from odoo import api, models


class CalendarEvent(models.Model):
    """Guests see the appointments at a property; at high also their title, place and text.

    The calendar of Odoo lets every attendee read everything: guests are held to this list.
    It also writes name, phone and e-mail of the organizer and of an attendee into the text, so
    the text belongs to the contacts too.
    """

    _name = "calendar.event"
    _inherit = ["agency.guest.people", "calendar.event"]

    _guest_section = "appointments"
    _guest_high_fields = ("name", "location", "description")

    @property
    def _guest_low_fields(self):
        return (*self._public_field_names, "guest_people")

    @api.model
    def _guest_fields(self, level):
        names = super()._guest_fields(level)
        knows_people = self._guest_section_level("contacts") > 1
        return names if knows_people else names - {"description"}

    @api.model
    def _get_public_fields(self):
        # Private appointments are none of a guest's records: nothing is to be hidden in others.
        names = super()._get_public_fields()
        return names | self._guest_fields(2) if self._is_guest() else names

    @api.model
    def _get_default_privacy_domain(self):
        return [] if self._is_guest() else super()._get_default_privacy_domain()

    def _guest_label(self):
        kinds = dict(self._fields["agency_kind"]._description_selection(self.env))
        return kinds.get(self.agency_kind) or self.env._("Appointment")

    def _guest_people_partners(self):
        """Return who comes from outside; the agency's own people are not named."""
        self.ensure_one()
        return self.partner_ids.filtered("partner_share")

    def _guest_people_property(self):
        self.ensure_one()
        return self.agency_property_id
