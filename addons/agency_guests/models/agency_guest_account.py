from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_datetime

from ..access_policy import decide
from .agency_guest_access import utcnow

# Opening the pages again after a pause is a new visit.
VISIT_MINUTES = 30


class AgencyGuest(models.Model):
    """What a guest is told at the door, and what is kept when it comes in."""

    _inherit = "agency.guest"

    def _personal_data(self):
        """Return what a password may not contain parts of."""
        self.ensure_one()
        clients = self.sudo().partner_ids
        texts = [self.surname, self.first_name, self.user_code, self.email, self.phone]
        return [text for text in (*texts, *clients.mapped("name")) if text]

    def _check_password(self, password):
        """Refuse a password that breaks the rule, with one message per part."""
        failures = self.env["res.users"]._agency_password_failures(self, password or "")
        if failures:
            raise UserError("\n".join([self.env._("This password cannot be used:"), *failures]))

    def _refusal_text(self, rule):
        """Return a sentence for the guest, without anything about anybody else."""
        return {
            "suspended": self.env._("Your access is suspended."),
            "not_yet_valid": self.env._("Your access has not started yet."),
            "expired": self.env._("Your access has ended."),
            "blocked": self.env._("Your access has ended."),
            "outside_hours": self.env._("Your access is closed at this time."),
            "wrong_address": self.env._("You cannot sign in from this place."),
        }.get(rule, self.env._("Your access is closed."))

    def _refusal_values(self, address):
        """Return what the polite page shows to this guest, who has shown who it is.

        :param address: where the guest is now; None is not in question
        """
        self.ensure_one()
        [row] = self._access_rows(SQL("g.id = %s", self.id))
        decision = decide(row.limits, utcnow(), address)
        opening = decision.next_opening
        return {
            "allowed": decision.allowed,
            "rule": decision.rule,
            "text": self._refusal_text(decision.rule),
            "next_opening": opening
            and format_datetime(
                self.env,
                opening.replace(tzinfo=None),
                tz=self.tz,
                dt_format="EEEE d MMMM y, HH:mm",
            ),
            "tz": self.tz,
            "message": self.company_id.agency_blocked_message,
            "can_ask": decision.rule not in ("suspended", "wrong_address"),
            "asked": bool(self.extension_request),
            "company": self.company_id,
        }

    def _signed_in(self):
        """Note a sign-in, and plan the moment when it ends."""
        self.ensure_one()
        guest = self.sudo()
        guest.write({"last_access": fields.Datetime.now(), "failed_attempts": 0})
        if guest.user_id.tz != guest.tz:
            # Core takes over the browser's time zone at a first sign-in; the office's one counts.
            guest.user_id.tz = guest.tz
        guest._register_visit()
        decision = guest._decision()
        guest._plan_closing(decision)
        self.env["agency.guest.log"]._record("sign_in", guest, rule=decision.rule)

    def _register_visit(self):
        """Start a new visit, unless the last one is still going on."""
        self.ensure_one()
        now = fields.Datetime.now()
        values = {"last_visit": now}
        if not self.last_visit or now - self.last_visit > timedelta(minutes=VISIT_MINUTES):
            values["previous_visit"] = self.last_visit
        self.sudo().write(values)
