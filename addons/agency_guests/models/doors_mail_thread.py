from odoo import api, models
from odoo.tools import email_normalize

# Threads of the agency: a mail may add to one that the guest reads, never start another record.
OURS = ("agency.", "calendar.event")


class MailThread(models.AbstractModel):
    """The mail gateway as a door: who writes from a guest's address is held to its limits."""

    _inherit = "mail.thread"

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None, custom_values=None):
        """Leave the routes that the guest may take; give a mail back that may take none of some."""
        routes = super().message_route(message, message_dict, model, thread_id, custom_values)
        guests_sudo = self._agency_senders(message_dict["email_from"]) if routes else ()
        if not guests_sudo:
            return routes
        opened, refused = [], []
        for route in routes:
            guest_sudo, rule = guests_sudo._mail_sender(route[0], route[1], message_dict)
            if rule:
                refused.append((guest_sudo, rule))
                continue
            if route[1]:
                # Contacts may have the same address: here it is the guest who writes.
                message_dict["author_id"] = guest_sudo.user_id.partner_id.id
            opened.append(route)
        for guest_sudo, rule in refused[:1]:
            guest_sudo._return_mail(rule, message, message_dict)
        return opened

    @api.model
    def _agency_senders(self, email_from):
        """Return the guests who have this address, unless it is a colleague's."""
        address = email_normalize(email_from)
        guests_sudo = self.env["agency.guest"].sudo().with_context(active_test=False)
        if not address:
            return guests_sudo
        own = [("email_normalized", "=", address)]
        if self.env["res.users"].sudo().search_count([*own, ("share", "=", False)], limit=1):
            return guests_sudo
        return guests_sudo.search([("user_id.partner_id.email_normalized", "=", address)])
