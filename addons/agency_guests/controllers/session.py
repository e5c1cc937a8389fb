from odoo import http
from odoo.http import request

from odoo.addons.website.controllers.main import WebsiteSession


class GuestSession(WebsiteSession):
    """The way out is noted, once, for guests who were in."""

    def _never_readonly(self, rule, args):
        """Core's routes only read; ours write a line of the log."""
        return False

    @http.route(readonly=_never_readonly)
    def logout(self, *args, **kw):
        self._note_sign_out()
        return super().logout(*args, **kw)

    @http.route(readonly=_never_readonly)
    def destroy(self):
        self._note_sign_out()
        return super().destroy()

    def _note_sign_out(self):
        """Note who leaves; a session that has ended already leaves nothing."""
        if guest := request.env.user._agency_guest():
            request.env["agency.guest.log"]._record("sign_out", guest)
