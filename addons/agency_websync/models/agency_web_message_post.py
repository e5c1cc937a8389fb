import logging

import psycopg2.errors

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import plaintext2html

from .agency_case_mail import POSTED

_logger = logging.getLogger(__name__)

# States of accounts that may sign in, now or at other hours.
OPEN = ("active", "pending")


class AgencyWebMessage(models.Model):
    """Posting to a case for the web: from the customer's page, and from the office's form."""

    _inherit = "agency.web.message"

    @api.model
    def _post_from_customer(self, copy, guest, text, files, submission):
        """Post in the chatter of the case what a customer sent, and tell who is responsible.

        :param copy: the web copy under which it was written, checked by the caller
        :param guest: the account
        :param files: pairs of a cleaned file name and bytes
        :param submission: names the form that was sent; the second time nothing happens
        """
        copy_sudo, guest_sudo = copy.sudo(), guest.sudo()
        sent = Domain("access_id", "=", copy_sudo.access_id.id) & Domain(
            "submission", "=", submission
        )
        if self.sudo().search_count(sent, limit=1):
            return
        case_sudo = copy_sudo.case_id
        responsible = case_sudo.user_id or guest_sudo._responsible_users()
        posted = {"access_ids": copy_sudo.access_id.ids, "text": text, "submission": submission}
        try:
            with self.env.cr.savepoint():
                case_sudo.with_context(**{POSTED: posted}).message_post(
                    body=plaintext2html(text),
                    author_id=guest_sudo.user_id.partner_id.id,
                    message_type="comment",
                    subtype_xmlid="agency_websync.mt_web_message",
                    attachments=list(files),
                    partner_ids=responsible.partner_id.ids,
                )
        except psycopg2.errors.UniqueViolation:
            _logger.info("A message was sent twice at the same moment: the first one counts.")

    @api.model
    def _post_from_office(self, case, accesses, text, attachments):
        """Post in the chatter of the case what a colleague writes to registrations.

        :param accesses: registrations that see the case on the web
        """
        readers = case._web_readers_sudo()
        users_sudo = self.env["res.users"].sudo()
        for access_sudo in accesses.sudo():
            users_sudo |= readers.get(access_sudo, users_sudo.browse())
        # The files belong to the case from now on, so that colleagues read them too.
        attachments.write({"res_model": case._name, "res_id": case.id})
        posted = {"access_ids": accesses.ids, "text": text}
        return case.with_context(**{POSTED: posted}).message_post(
            body=plaintext2html(text),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachment_ids=attachments.ids,
            partner_ids=users_sudo.partner_id.ids,
        )

    def _send_notices(self, accounts):
        """Tell the accounts, by a mail that holds no text, no file and no token, where to read."""
        guests_sudo = (
            self.env["agency.guest"]
            .sudo()
            .search([("user_id.partner_id", "in", accounts.ids), ("notice_cases", "=", True)])
        )
        copies_sudo = self._copies_sudo()
        for guest in guests_sudo.filtered(lambda guest: guest.email and guest.state in OPEN):
            copy = copies_sudo.filtered(lambda c, g=guest: g.user_id in c.access_id.user_ids)[:1]
            if copy:
                guest._send_case_notice(copy, self.message_id)
