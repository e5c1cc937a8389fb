from odoo import api, models
from odoo.exceptions import AccessDenied, UserError

from ..access_policy import ALLOWED_RULES, OUTSIDE_HOURS
from ..password_rules import MAX_LENGTH, MIN_LENGTH, check


class ResUsers(models.Model):
    """A guest's password: one rule wherever it is set, and links for those who forgot it."""

    _inherit = "res.users"

    def _set_password(self):
        for user in self:
            if guest := user._agency_guest():
                guest._check_password(user.password)
        return super()._set_password()

    @api.model
    def get_password_policy(self):
        policy = super().get_password_policy()
        if self.env.user._agency_access_row() is not None:
            policy["minlength"] = max(MIN_LENGTH, policy.get("minlength", 0))
        return policy

    def _change_password(self, new_passwd):
        result = super()._change_password(new_passwd)
        if self == self.env.user:
            self._agency_password_chosen()
        return result

    def _agency_password_chosen(self):
        """A guest chose a password itself: it is not a temporary one any more."""
        if guest := self._agency_guest():
            guest.must_change_password = False
            self.env["agency.guest.log"]._record("password", guest)

    def _agency_is_password(self, password):
        """Tell whether this is the present password."""
        credential = {"login": self.login, "password": password, "type": "password"}
        try:
            self.with_user(self)._check_credentials(credential, {"interactive": True})
        except AccessDenied:
            return False
        return True

    @api.model
    def signup(self, values, token=None):
        user = self.browse()
        if token:
            partner = self.env["res.partner"]._signup_retrieve_partner(token, check_validity=True)
            user = partner.user_ids[:1]
            if user and not user._agency_may_reset():
                # Of a SignupError the pages show a text of their own.
                raise UserError(self.env._("Your access has ended. Please ask the agency."))
        # The pages catch a refused password: the link must stay good for the next try.
        with self.env.cr.savepoint():
            result = super().signup(values, token)
        if user and values.get("password"):
            user._agency_password_chosen()
        return result

    def _agency_may_reset(self):
        """Tell whether this account may choose a new password: not when its access is over."""
        decision = self._agency_access_decision()
        if not self.active:
            return False
        return decision is None or decision.rule in ALLOWED_RULES | {OUTSIDE_HOURS}

    def _agency_send_reset(self):
        """Send a link to choose a password; core's own mail says the rest."""
        self.ensure_one()
        return self._action_reset_password()

    def action_reset_password(self):
        if refused := self.filtered(lambda user: not user._agency_may_reset()):
            raise UserError(self.env._("%s: access has ended.", ", ".join(refused.mapped("name"))))
        return super().action_reset_password()

    @api.model
    def _agency_password_failures(self, guest, password):
        """Return one message per part of the rule that a password breaks."""
        messages = {
            "too_short": self.env._("At least %s characters.", MIN_LENGTH),
            "too_long": self.env._("At most %s characters.", MAX_LENGTH),
            "no_lower": self.env._("At least one lower case letter."),
            "no_upper": self.env._("At least one upper case letter."),
            "no_digit": self.env._("At least one digit."),
        }
        return [
            messages.get(failure.code)
            or self.env._("Nothing of your own data: it contains “%s”.", failure.part)
            for failure in check(password, guest._personal_data())
        ]
