from werkzeug.exceptions import NotFound

from odoo import models
from odoo.http import request

# Routes for signed-in users that guests need; the other ones serve the office.
OPEN_TO_GUESTS = (
    *("/my", "/agency", "/auth-timeout", "/bus", "/web/dataset/call_kw"),
    *("/web/session/", "/web/login_successful"),
)
# Open to everybody in Odoo. A guest's messages go through the guest pages.
CLOSED_TO_GUESTS = ("/mail/", "/discuss/", "/chat/", "/meet/", "/portal/", "/json/", "/doc")
ICONS = "/mail/font_to_img/"


class IrHttp(models.AbstractModel):
    """Guests have their pages; the routes of the office and of its chats are not there for them."""

    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        if request.env.user._is_agency_guest() and not cls._is_guest_route(rule):
            raise NotFound
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _is_guest_route(cls, rule):
        path = rule.rule
        if rule.endpoint.routing["auth"] == "user":
            return path.startswith(OPEN_TO_GUESTS)
        return path.startswith(ICONS) or not path.startswith(CLOSED_TO_GUESTS)
