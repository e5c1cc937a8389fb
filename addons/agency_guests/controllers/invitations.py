from odoo import http
from odoo.http import request

from odoo.addons.calendar.controllers.main import CalendarController


class GuestInvitations(CalendarController):
    """The links of an invitation take a guest's answer; what they lead to is the guest's page."""

    @http.route()
    def view_meeting(self, token, id, **kwargs):  # noqa: A002
        if request.env["calendar.attendee"]._agency_guests_sudo(token):
            return request.redirect("/my/appointments")
        return super().view_meeting(token, id, **kwargs)
