import time

from werkzeug.exceptions import abort
from werkzeug.utils import redirect

from odoo import api, models
from odoo.exceptions import AccessDenied
from odoo.http import SessionExpiredException, request
from odoo.service import security

# Interfaces for programs: closed for guests.
CLOSED_FAMILIES = ("/json/", "/jsonrpc", "/xmlrpc", "/doc")
PASSWORD_PAGE = "/agency/password"  # noqa: S105
# What the page for a new password needs, and the way out.
OPEN_WITH_TEMPORARY_PASSWORD = (
    PASSWORD_PAGE,
    "/agency/alive",
    "/web/session/logout",
    "/web/assets/",
    "/web/image/website/",
    "/web/webclient/translations",
    "/website/translations",
)
# How long after a sign-in that was refused its page may be used.
REFUSAL_SECONDS = 900


class IrHttp(models.AbstractModel):
    """Limits on the way of each request: sessions that end, pages that wait."""

    _inherit = "ir.http"

    @classmethod
    def _authenticate_explicit(cls, auth):
        before = cls._agency_session()
        try:
            return super()._authenticate_explicit(auth)
        finally:
            cls._agency_remember(before)

    @classmethod
    def _serve_fallback(cls):
        # Core does not look at the session again on this way: pages, and files by their address.
        before = cls._agency_session()
        if before and not security.check_session(request.session, request.env, request):
            request.session.logout(keep_db=True)
            request.env = api.Environment(request.env.cr, None, request.session.context)
            cls._auth_method_public()
            cls._agency_remember(before)
        cls._agency_check_guest()
        return super()._serve_fallback()

    @classmethod
    def _pre_dispatch(cls, rule, args):
        cls._agency_check_guest()
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _handle_error(cls, exception):
        if isinstance(exception, SessionExpiredException) and cls._agency_refused_user():
            if request.dispatcher.routing_type == "http":
                response = redirect("/agency/closed", 303)
                request._save_session()
                request._inject_future_response(response)
                return response
        return super()._handle_error(exception)

    @classmethod
    def _auth_method_calendar(cls):
        """Hold the links of an invitation to the limits of the guests they stand for."""
        token = request.httprequest.args.get("token", "")
        guests_sudo = request.env["calendar.attendee"]._agency_guests_sudo(token)
        address = request.env["res.users"]._agency_address()
        decisions = {guest: guest._decision(address=address) for guest in guests_sudo}
        if guests_sudo and not any(decision.allowed for decision in decisions.values()):
            guest, decision = next(iter(decisions.items()))
            log = request.env["agency.guest.log"]
            log._record_apart("refused", guest.id, rule=decision.rule)
            # Who signs in there is told why.
            abort(redirect("/my/appointments", 303))
        if request.session.uid in guests_sudo.user_id.ids:
            # Invited is the client, whom this guest speaks for: core looks for one and the same.
            cls._auth_method_public()
            return
        super()._auth_method_calendar()

    @classmethod
    def _agency_session(cls):
        session = request.session
        return session.uid and (session.uid, session.sid, session.session_token)

    @classmethod
    def _agency_remember(cls, before):
        """Let whoever was in until the limits ended it see why, and ask for more time."""
        if not before or request.session.uid is not None:
            return
        uid, sid, token = before
        user = request.env["res.users"].sudo().browse(uid)
        if user._agency_access_refusal() and user._agency_session_was_good(sid, token):
            user._agency_remember_refusal()

    @classmethod
    def _agency_refused_user(cls):
        """Return who has just shown who it is and was refused; nobody after a while."""
        refused = request.session.get("agency_refused")
        users = request.env["res.users"].sudo()
        if not refused or time.time() - refused["time"] > REFUSAL_SECONDS:
            return users
        return users.browse(refused["uid"]).exists()

    @classmethod
    def _agency_check_guest(cls):
        """Keep guests out of the programs' doors, and on the password page if they have to."""
        uid = request.session.uid
        if not uid or not request.env["res.users"].sudo().browse(uid)._is_agency_guest():
            return
        path = request.httprequest.path
        if path.startswith(CLOSED_FAMILIES):
            raise AccessDenied()
        if cls._agency_must_change_password(uid) and not path.startswith(
            OPEN_WITH_TEMPORARY_PASSWORD
        ):
            if request.dispatcher.routing_type != "http":
                raise AccessDenied(request.env._("Please choose a password of your own first."))
            abort(redirect(PASSWORD_PAGE, 303))

    @classmethod
    def _agency_must_change_password(cls, uid):
        if not hasattr(request, "agency_must_change_password"):
            row = request.env["res.users"].browse(uid)._agency_access_row()
            request.agency_must_change_password = bool(row and row.must_change_password)
        return request.agency_must_change_password

    @api.model
    def get_frontend_session_info(self):
        info = super().get_frontend_session_info()
        user = self.env.user
        if user._is_agency_guest() and request.session.uid == user.id:
            info["agency_guest"] = {"closes_in": user._agency_closes_in()}
        return info
