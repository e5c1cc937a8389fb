from odoo import api, models


class CalendarAttendee(models.Model):
    """Invitations are opened by a token that a mail carries, without any sign-in."""

    _inherit = "calendar.attendee"

    @api.model
    def _agency_guests_sudo(self, token):
        """Return the guests for whom a token opens an appointment at a property.

        The invited contact is a guest's own account, or a client whom a guest speaks for.
        """
        guests_sudo = self.env["agency.guest"].sudo().with_context(active_test=False)
        invited_sudo = token and self.sudo().search([("access_token", "=", token)], limit=1)
        if not invited_sudo or not invited_sudo.event_id.agency_property_id:
            return guests_sudo
        partner = invited_sudo.partner_id
        return guests_sudo.search(
            [
                ("company_id", "=", invited_sudo.event_id.agency_property_id.company_id.id),
                "|",
                ("user_id.partner_id", "=", partner.id),
                ("partner_ids", "in", partner.ids),
            ]
        )
