from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.auth_signup.controllers.main import AuthSignupHome
from odoo.addons.web.controllers.home import CREDENTIAL_PARAMS, SIGN_UP_REQUEST_PARAMS

CREDENTIAL_PARAMS.append("agency_code")
SIGN_UP_REQUEST_PARAMS.add("agency_code")
CLOSED_PAGE = "/agency/closed"
# A sentence, not a letter.
REQUEST_LENGTH = 500


class AgencySignIn(AuthSignupHome):
    """The pages before and around signing in."""

    @http.route()
    def web_login(self, *args, **kw):
        if request.httprequest.method == "GET" and request.session.should_rotate:
            # The session ended with this very request: the form would carry the old one's token.
            return request.redirect_query("/web/login", request.params)
        response = super().web_login(*args, **kw)
        if request.httprequest.method == "POST" and not request.session.uid:
            if request.env["ir.http"]._agency_refused_user():
                return request.redirect(CLOSED_PAGE)
        return response

    def get_auth_signup_config(self):
        company = request.env["res.users"]._agency_company()
        return {**super().get_auth_signup_config(), "three_codes": company.agency_three_codes}

    @http.route()
    def web_auth_reset_password(self, *args, **kw):
        # A link in a mail may not be used to find out who has an account.
        request.params.pop("signup_email", None)
        asks = request.httprequest.method == "POST" and request.params.get("login")
        if not asks or self.get_auth_signup_qcontext().get("token"):
            return super().web_auth_reset_password(*args, **kw)
        config = self.get_auth_signup_config()
        if not config["reset_password_enabled"]:
            raise request.not_found()
        request.env["agency.guest.reset"]._ask(
            request.params["login"], request.params.get("agency_code")
        )
        config["message"] = request.env._(
            "If there is such an account, a link to choose a new password is on its way."
        )
        return request.render("auth_signup.reset_password", config)

    def do_signup(self, qcontext, do_login=True):
        # The link names the account: its stored login need not be looked up.
        request.update_context(agency_login_is_known=True)
        return super().do_signup(qcontext, do_login=do_login)

    @http.route(
        CLOSED_PAGE, type="http", auth="public", website=True, sitemap=False, methods=["GET"]
    )
    def agency_closed(self, **kw):
        """Say politely why access is closed, and when it opens, to whoever was just refused."""
        if request.session.should_rotate:
            # The session ended with this very request: forms would carry the token of the old one.
            return request.redirect(CLOSED_PAGE)
        values = self._refusal_values()
        if values and values["allowed"]:
            return request.redirect("/my" if request.session.uid else "/web/login")
        return request.render("agency_guests.closed_page", {"refusal": values})

    @http.route(
        f"{CLOSED_PAGE}/extension",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def agency_ask_extension(self, reason="", **kw):
        """Ask the office once for access in spite of dates and hours."""
        values = self._refusal_values()
        if values and values["can_ask"] and not values["asked"]:
            user = request.env["ir.http"]._agency_refused_user()
            text = " ".join(reason.split())[:REQUEST_LENGTH]
            user._agency_guest()._ask_extension(text or request.env._("no reason given"))
        return request.redirect(CLOSED_PAGE)

    def _refusal_values(self):
        users = request.env["res.users"]
        user = request.env["ir.http"]._agency_refused_user()
        if not user and request.session.uid:
            user = users.sudo().browse(request.session.uid)
        guest = user._agency_guest()
        if not guest:
            return None
        guest = guest.with_context(lang=guest.lang or request.env.lang)
        return guest._refusal_values(users._agency_address())

    @http.route("/agency/alive", type="jsonrpc", auth="public", readonly=True)
    def agency_alive(self):
        """Tell an open page whether it may stay open, and for how many seconds."""
        user = request.env.user
        is_guest = user._is_agency_guest()
        return {
            "open": is_guest and not request.env.user._is_public(),
            "closes_in": user._agency_closes_in() if is_guest else 0,
        }

    @http.route(
        "/agency/password",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["GET", "POST"],
    )
    def agency_password(self, password="", confirmation="", **kw):
        """Have a guest choose a password of its own."""
        user = request.env.user
        guest = user._agency_guest()
        if not guest or not guest.must_change_password:
            return request.redirect("/my")
        values = {}
        if request.httprequest.method == "POST":
            try:
                self._choose_password(user, password, confirmation)
                return request.redirect("/my")
            except UserError as error:
                values["error"] = error.args[0]
        return request.render("agency_guests.password_page", values)

    def _choose_password(self, user, password, confirmation):
        if password != confirmation:
            raise UserError(request.env._("The two passwords are not the same."))
        if user._agency_is_password(password):
            raise UserError(request.env._("Please choose another one than the temporary one."))
        # A refused one leaves nothing behind.
        with request.env.cr.savepoint():
            user.sudo()._change_password(password)
        user._agency_password_chosen()
        request.session.session_token = user._compute_session_token(request.session.sid)
