import logging
import time

from odoo import api, fields, models
from odoo.exceptions import AccessDenied
from odoo.http import request
from odoo.tools import SQL, consteq

from odoo.addons.bus.websocket import wsrequest

from ..access_policy import ALLOWED_RULES, decide, deciding_rule
from .agency_guest_access import CLOSE, utcnow

_logger = logging.getLogger(__name__)

# No account has it: what is typed and means nobody is refused like a wrong password.
NOBODY = "/"


class ResUsers(models.Model):
    """The doors: every way in asks the guest's limits."""

    _inherit = "res.users"

    # Raised to end all sessions of an account. Empty for accounts that never had one ended.
    agency_session_epoch = fields.Integer(groups=fields.NO_ACCESS, copy=False)

    @api.model
    def _agency_address(self):
        """Return the address the present request comes from, as Odoo sees it; None without one."""
        for current in (request, wsrequest):
            if current:
                return current.httprequest.remote_addr
        return None

    def _agency_access_row(self):
        """Return the limits of this account's guest; None if it is nobody's."""
        rows = self.env["agency.guest"]._access_rows(SQL("g.user_id = %s", self.id))
        return rows[0] if rows else None

    def _agency_access_decision(self, address=None):
        """Return the full decision, with the moments it changes; None if this is not a guest."""
        row = self._agency_access_row()
        return row and decide(row.limits, utcnow(), address)

    def _agency_access_refusal(self):
        """Return the code of the rule that refuses this account now and here, or False."""
        row = self._agency_access_row()
        return row is not None and self._agency_refusal_of(row)

    def _agency_refusal_of(self, row):
        """Return the code of the rule that refuses these limits now and here, or False."""
        if request:
            request.agency_must_change_password = row.must_change_password
        rule = deciding_rule(row.limits, utcnow(), self._agency_address())
        return rule not in ALLOWED_RULES and rule

    def _agency_closes_in(self):
        """Return the seconds until access closes; None if it does not, 0 if it is closed."""
        decision = self._agency_access_decision(self._agency_address())
        if decision is None or (decision.allowed and not decision.closes_at):
            return None
        if not decision.allowed:
            return 0
        return (decision.closes_at - utcnow()).total_seconds()

    def _agency_end_sessions(self):
        """End all sessions and connections of these accounts now."""
        for user in self.sudo():
            user.agency_session_epoch += 1
            user.partner_id._bus_send(CLOSE, {})

    def _login(self, credential, user_agent_env):
        typed = credential.get("login") or ""
        if credential.get("type") != "webauthn" and not self._agency_login_is_known(user_agent_env):
            login = self._agency_login(typed, credential.get("agency_code"))
            credential = {**credential, "login": login or NOBODY}
        try:
            info = super()._login(credential, user_agent_env)
        except AccessDenied as error:
            if error.args == AccessDenied().args:
                self._agency_failed(credential, typed)
            raise
        user = self.browse(info["uid"])
        if rule := user._agency_access_refusal():
            user._agency_refuse(rule, typed)
        if guest := user._agency_guest():
            if info.get("mfa") == "skip" or not user._mfa_url():
                guest._signed_in()
            else:
                # The code is still to come: GuestSecondFactor goes on.
                guest._plan_closing(guest._decision())
        return info

    def _agency_login_is_known(self, user_agent_env):
        """Tell whether the login is the stored one and not what a person typed."""
        interactive = (user_agent_env or {}).get("interactive", True)
        return not interactive or self.env.context.get("agency_login_is_known")

    @api.model
    def _agency_company(self):
        """Return the agency whose sign-in page this is."""
        website = self.env["website"].sudo().get_current_website()
        return website.company_id or self.env.company

    @api.model
    def _agency_login(self, typed, agency_code=None, company=None):
        """Return the stored login of the account that is meant; None if it is nobody's.

        A user id alone is enough for the agencies that do not ask for their code. If several of
        them know it, the agency of the page is meant.
        """
        self.env["res.company"].flush_model(["agency_code", "agency_three_codes"])
        self.env["agency.guest"].flush_model(["company_id", "user_code", "user_id"])
        self.flush_model(["login", "active"])
        if agency_code:
            agency = SQL("lower(c.agency_code) = lower(%s)", agency_code.strip())
        else:
            plain = SQL(
                """
                SELECT u.login FROM res_users u
                 WHERE u.login = %s AND u.active
                   AND NOT EXISTS (SELECT FROM agency_guest g WHERE g.user_id = u.id)
                """,
                typed,
            )
            if self.env.execute_query(plain):
                return typed
            agency = SQL("NOT COALESCE(c.agency_three_codes, FALSE)")
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.id, u.login
                  FROM agency_guest g
                  JOIN res_users u ON u.id = g.user_id
                  JOIN res_company c ON c.id = g.company_id
                 WHERE lower(g.user_code) = lower(%s) AND %s
                """,
                typed.strip(),
                agency,
            )
        )
        if len(rows) > 1:
            meant = (company or self._agency_company()).id
            rows = [row for row in rows if row[0] == meant]
        return rows[0][1] if rows else None

    def _agency_failed(self, credential, typed):
        """Take as long, and note as much, for an account that does not exist as for one that does.

        Employees' mistakes are not noted.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT g.id, COALESCE(u.password, '') <> '' AND u.active
                  FROM res_users u LEFT JOIN agency_guest g ON g.user_id = u.id
                 WHERE u.login = %s
                """,
                credential.get("login"),
            )
        )
        guest_id, has_password = rows[0] if rows else (None, False)
        if not has_password and credential.get("password"):
            self._crypt_context().hash(credential["password"])
        if not rows or guest_id:
            self.env["agency.guest.log"]._record_apart("failed", guest_id, login=typed, failed=True)

    def _agency_refuse(self, rule, typed):
        """Note the refusal of a person who has just shown who it is, and refuse."""
        guest = self._agency_note_refusal(rule, typed)
        raise AccessDenied(guest._refusal_text(rule))

    def _agency_note_refusal(self, rule, typed=None):
        """Note the refusal, also in the session, and return the guest."""
        _logger.info("Guest %s refused: %s", self.id, rule)
        guest = self._agency_guest()
        self.env["agency.guest.log"]._record_apart("refused", guest.id, login=typed, rule=rule)
        self._agency_remember_refusal()
        return guest

    def _agency_remember_refusal(self):
        """Keep in the session, which stays anonymous, who may see why and ask for more time."""
        if request:
            request.session["agency_refused"] = {"uid": self.id, "time": time.time()}

    def _agency_guest(self):
        """Return the guest of this account, past access rights."""
        return self.env["agency.guest"].sudo().search([("user_id", "=", self.id)], limit=1)

    def _compute_session_token(self, sid):
        row = self._agency_access_row()
        if row is None:
            return super()._compute_session_token(sid)
        has_closed = row.closes_at and row.closes_at <= fields.Datetime.now()
        if has_closed or self._agency_refusal_of(row):
            return False
        # Not from core's cache: an open page asks every few seconds, also while a new password is
        # being stored, and would leave the old token there.
        return self._session_token_hash_compute(sid, self._session_token_get_values())

    def _get_session_token_fields(self):
        return super()._get_session_token_fields() | {"agency_session_epoch"}

    def _agency_session_was_good(self, sid, token):
        """Tell whether a session was this account's until its limits ended it, and not longer."""
        values = self._session_token_get_values()
        before = [
            (name, (value or 0) - 1 or None) if name == "agency_session_epoch" else (name, value)
            for name, value in values or ()
        ]
        tokens = (self._session_token_hash_compute(sid, each) for each in (values, before))
        return any(expected and consteq(expected, token or "") for expected in tokens)

    @api.model
    def _check_uid_passwd(self, uid, passwd):
        # Core caches what it found; guests have no business at this door at any time.
        result = super()._check_uid_passwd(uid, passwd)
        if self.browse(uid)._agency_access_row():
            raise AccessDenied()
        return result

    def _rpc_api_keys_only(self):
        return bool(self._agency_access_row()) or super()._rpc_api_keys_only()
