from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date, format_datetime

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ..access_policy import BLOCKED, EXPIRED, NOT_YET_VALID, SUSPENDED
from .agency_guest_settings import networks_image, windows_image

LINK_HOURS = "auth_signup.signup.validity.hours"


class AgencyGuest(models.Model):
    """The invitation: a mail in the agency's voice, with a link to choose a password."""

    _inherit = "agency.guest"

    def action_invite(self):
        """Send each guest a link with which it sets its own password; again if need be."""
        for guest in self:
            guest._check_invitable()
        for guest in self:
            guest._send_invitation()
        return True

    def _check_invitable(self):
        """Refuse, in one sentence, who has no address or could not come in with the link."""
        self.ensure_one()
        reason = {
            SUSPENDED: self.env._("%s is suspended: let the guest in again, then invite."),
            EXPIRED: self.env._("The access of %s has ended: change “Until”, then invite."),
            BLOCKED: self.env._("The access of %s is blocked: change “Block On”, then invite."),
            NOT_YET_VALID: self.env._(
                "The access of %s has not started: invite when it has, or change “From”."
            ),
        }.get(self._decision(hours=False).rule)
        if not self.email:
            reason = self.env._("%s has no e-mail address to be invited at.")
        if reason:
            raise UserError(reason % self.name)

    def _send_invitation(self):
        self.ensure_one()
        self.user_id.sudo().partner_id.signup_prepare(signup_type="signup")
        template = self.env.ref("agency_guests.mail_template_invitation").sudo()
        values = self.with_context(lang=self.lang, tz=self.tz)._invitation_values()
        try:
            template.with_context(agency_invitation=values).send_mail(
                self.id, force_send=True, raise_exception=True
            )
        except MailDeliveryException as error:
            raise UserError(
                self.env._(
                    "The invitation of %s could not be sent: check the outgoing mail server.",
                    self.name,
                )
            ) from error
        self.invited_on = fields.Datetime.now()

    def _invitation_values(self):
        """Return what the mail says, in the guest's language and on the guest's clock."""
        hours = int(self.env["ir.config_parameter"].sudo().get_param(LINK_HOURS, 144))
        until = fields.Datetime.now() + timedelta(hours=hours)
        company_sudo = self.company_id.sudo()
        # The page that asks for a password only: core's other one asks for name and address.
        account_sudo = self.user_id.sudo().partner_id.with_context(signup_force_type_in_url="reset")
        return {
            "url": account_sudo._get_signup_url(),
            "until": format_datetime(self.env, until, tz=self.tz, dt_format="EEEE d MMMM, HH:mm"),
            "agency_code": company_sudo.agency_three_codes and company_sudo.agency_code,
            "has_logo": not company_sudo.uses_default_logo,
            "limits": self._limit_lines(),
        }

    def _limit_lines(self):
        """Return when and from where the guest may come in, one line per limit."""
        ends = [self.valid_until, self.block_on and self.block_on - timedelta(days=1)]
        last = min(filter(None, ends), default=None)
        lines = []
        if self.valid_from and self.valid_from > fields.Date.context_today(self):
            lines.append(self.env._("From %s", format_date(self.env, self.valid_from)))
        if last:
            lines.append(self.env._("Until %s", format_date(self.env, last)))
        if self.window_ids:
            hours = self._windows_text(windows_image(self.window_ids))
            lines.append(
                self.env._("Hours: %(hours)s, time of %(zone)s", hours=hours, zone=self.tz)
            )
        if self.network_ids:
            addresses = self._networks_text(networks_image(self.network_ids))
            lines.append(self.env._("Only from the addresses %s", addresses))
        return lines or [self.env._("At any time, from everywhere")]
