from odoo import http
from odoo.http import request

from odoo.addons.auth_totp.controllers.home import Home

from .main import CLOSED_PAGE


class GuestSecondFactor(Home):
    """The second step of a sign-in: hours may end between the password and the code."""

    @http.route()
    def web_totp(self, redirect=None, **kwargs):
        waiting = not request.session.uid
        response = super().web_totp(redirect=redirect, **kwargs)
        if not waiting or not request.session.uid:
            return response
        user = request.env["res.users"].sudo().browse(request.session.uid)
        if not (guest := user._agency_guest()):
            return response
        if rule := user._agency_access_refusal():
            request.session.logout(keep_db=True)
            user._agency_note_refusal(rule)
            return request.redirect(CLOSED_PAGE)
        guest._signed_in()
        return response
