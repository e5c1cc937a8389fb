from odoo import models
from odoo.tools import email_normalize
from odoo.tools.mail import generate_tracking_message_id

from .doors_mail_thread import OURS

# The mail is for something that this guest does not read.
NOT_OPEN = "not_open"


class AgencyGuest(models.Model):
    """Mails from guests: which thread may take them, and how the other ones are given back."""

    _inherit = "agency.guest"

    def _mail_sender(self, model, thread_id, message_dict):
        """Return the guest whose mail this is, and the rule that refuses it for a thread.

        Several guests may share an address: the one whom the thread is open to is meant, else the
        one whose own thread it is.
        """
        own = self.filtered(lambda guest: (model, thread_id) == (guest._name, guest.id))
        decided = [
            (guest, guest._mail_rule(model, thread_id, message_dict)) for guest in own | self
        ]
        return next((pair for pair in decided if not pair[1]), decided[0])

    def _mail_rule(self, model, thread_id, message_dict):
        """Return the rule that refuses a mail for a thread; False if there is none.

        A mail tells nothing of the place it comes from: networks are not asked.
        """
        self.ensure_one()
        if not thread_id:
            return model.startswith(OURS) and NOT_OPEN
        decision = self._decision()
        if not decision.allowed:
            return decision.rule
        if model == self._name:
            return thread_id != self.id and NOT_OPEN
        record = self._guest_env()[model].browse(thread_id)
        if record.has_access("read") or self._was_written_to(record, message_dict):
            return False
        return NOT_OPEN

    def _was_written_to(self, record, message_dict):
        """Tell whether the mail answers one that the office sent to this address."""
        parent_sudo = self.env["mail.message"].sudo().browse(message_dict.get("parent_id"))
        if (parent_sudo.model, parent_sudo.res_id) != (record._name, record.id):
            return False
        receivers = parent_sudo.notified_partner_ids | parent_sudo.partner_ids
        return email_normalize(message_dict["email_from"]) in receivers.mapped("email_normalized")

    def _return_mail(self, rule, message, message_dict):
        """Give a mail back with the reason: to the guest's own address, whatever the mail says.

        Who only pretends to write from this address learns nothing.
        """
        self.ensure_one()
        self.env["agency.guest.log"]._record(
            "refused",
            self,
            rule=rule,
            address=False,
            note=self.env._("mail: %s", message_dict.get("subject") or "")[:200],
        )
        if (message.get("Auto-Submitted") or "no").lower() != "no":
            return
        guest = self.with_context(lang=self.lang)
        values = guest._refusal_values(None)
        if rule == NOT_OPEN:
            text = guest.env._("Your access does not include what this message is about.")
            values |= {"text": text, "next_opening": False, "message": False}
        body = guest.env["ir.qweb"]._render(
            "agency_guests.mail_returned",
            {"refusal": values, "guest": guest, "body": message_dict.get("body")},
            lang=self.lang,
        )
        # Core knows answers to this mail, of machines too, by the tag.
        tag = generate_tracking_message_id("loop-detection-bounce-email")
        self.env["mail.thread"].with_company(self.company_id)._routing_create_bounce_email(
            self.email,
            body,
            message,
            email_to=self.user_id.partner_id.email_formatted,
            references=f"{message_dict['message_id']} {tag}",
        )
