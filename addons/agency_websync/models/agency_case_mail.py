from lxml import etree, html

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

# What people wrote, as opposed to what the system notes.
WRITTEN = ("comment", "email", "email_outgoing")
# Who posts for the web tells the hook below: accesses, and the text as it was typed.
POSTED = "agency_web_posted"


def plain_text(body):
    """Return the text of a message, without the older mails that it quotes."""
    if not body:
        return ""
    root = html.fragment_fromstring(str(body), create_parent="div")
    quotes = root.xpath(".//*[@data-o-mail-quote]")
    if quotes:
        for quote in quotes:
            etree.strip_elements(quote, "*", with_tail=False)
            quote.text = None
        body = html.tostring(root, encoding="unicode")
    return html2plaintext(body, include_references=False).strip()


class AgencyCase(models.Model):
    """The chatter of a case: what goes to the web, and what makes an entry by itself.

    A message that the office sends to the account of a customer goes to the web; what the account
    posts, or answers by mail, stands there too. Accounts get a notice of it, never the mail, and
    never a note. Mails to and from everybody else are entries of the annotation book.
    """

    _inherit = "agency.case"

    def _message_post_after_hook(self, message, msg_values):
        result = super()._message_post_after_hook(message, msg_values)
        if message.message_type in WRITTEN and not message.is_internal:
            if message.author_id.sudo().is_agency_account:
                kept = self._take_from_customer(message)
            else:
                kept = self._take_to_customers(message)
            if not kept and message.message_type == "email" and message.author_id.partner_share:
                self._enter_messages({message: self.env._("Received: %s", self._subject(message))})
        return result

    def _take_from_customer(self, message):
        """Keep what an account wrote; nothing, if the case is not on the web for it any more."""
        posted = self.env.context.get(POSTED, {})
        accesses_sudo = self.env["agency.web.access"].sudo().browse(posted.get("access_ids", ()))
        if not posted:
            answered = self.web_message_ids.sudo().filtered(
                lambda own: own.message_id == message.parent_id
            )
            readers = self._web_readers_sudo()
            accesses_sudo = answered.access_id.filtered(
                lambda access: (
                    message.author_id in readers.get(access, access.user_ids).partner_id
                    and access in readers
                )
            )[:1] or self._access_of_account(message.author_id)
        users_sudo = message.author_id.sudo().user_ids
        return self.env["agency.web.message"]._record(
            message,
            accesses_sudo,
            direction="in",
            body=posted.get("text") or plain_text(message.body),
            guest_id=self.env["agency.guest"]
            .sudo()
            .search([("user_id", "in", users_sudo.ids)], limit=1)
            .id,
            submission=posted.get("submission"),
        )

    def _take_to_customers(self, message):
        """Keep what a colleague sent to accounts, and tell these; a note is never sent."""
        accounts_sudo = message.partner_ids.sudo().filtered("is_agency_account")
        is_sent = message.subtype_id == self.env.ref("mail.mt_comment")
        messages = self.env["agency.web.message"]
        if not is_sent or not accounts_sudo or message.author_id.partner_share:
            return messages
        posted = self.env.context.get(POSTED, {})
        accesses_sudo = messages.access_id.sudo().browse(posted.get("access_ids", ()))
        for account in accounts_sudo:
            access_sudo = self._access_of_account(account)
            if not access_sudo and message.message_type != "email":
                raise UserError(
                    self.env._(
                        "%s does not read messages of this case on the web. Nothing was sent.",
                        account.name,
                    )
                )
            if not posted:
                accesses_sudo |= access_sudo
        made_sudo = messages._record(
            message,
            accesses_sudo,
            direction="out",
            body=posted.get("text") or plain_text(message.body),
        )
        # Who answers has read.
        self._unread_sudo().filtered(lambda own: own.access_id in accesses_sudo)._mark_read(
            "read_by_office_at"
        )
        made_sudo._send_notices(accounts_sudo)
        return made_sudo

    def _message_update_content(self, message, /, **kwargs):
        result = super()._message_update_content(message, **kwargs)
        sent_sudo = self.web_message_ids.sudo().filtered(lambda own: own.message_id == message)
        sent_sudo._follow(message, plain_text(message.body))
        return result

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Leave out accounts: what they may read is on their page."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        accounts = self._accounts_sudo([data["id"] for data in recipients if data["id"]])
        return [data for data in recipients if data["id"] not in accounts.ids]

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Keep accounts from following: a follower gets whatever is posted."""
        accounts = self._accounts_sudo(partner_ids or [])
        partner_ids = [pid for pid in partner_ids or [] if pid not in accounts.ids]
        return super()._message_subscribe(partner_ids, subtype_ids, customer_ids)

    def _message_add_suggested_recipients(self, force_primary_email=False):
        suggested = super()._message_add_suggested_recipients(force_primary_email)
        for case in self:
            suggested[case.id]["partners"] |= case._talking_accounts_sudo().sudo(False)
        return suggested

    def _message_get_suggested_recipients_batch(self, **kwargs):
        """Suggest the accounts that are talking, no others: registrations do not share messages.

        Who answers is not suggested either, though the customer's message was sent to them.
        """
        suggested = super()._message_get_suggested_recipients_batch(**kwargs)
        for case in self:
            rows = suggested[case.id]
            accounts = self._accounts_sudo([row["partner_id"] for row in rows if row["partner_id"]])
            silent = accounts - case._talking_accounts_sudo() | self.env.user.partner_id
            suggested[case.id] = [row for row in rows if row["partner_id"] not in silent.ids]
        return suggested

    def _enter_messages(self, subjects):
        """Make one entry per message of a case, unless it has one; entries are not released.

        :param subjects: the subject of each mail.message
        """
        notes_sudo = self.env["agency.case.note"].sudo()
        messages = self.env["mail.message"].sudo().union(*subjects)
        entered = notes_sudo.search([("message_id", "in", messages.ids)]).message_id
        return notes_sudo.create(
            [
                {
                    "case_id": message.res_id,
                    "kind": "email",
                    "date": message.date,
                    "name": subjects[message],
                    "body": plain_text(message.body),
                    "user_id": message.author_id.user_ids.filtered(lambda u: not u.share)[:1].id,
                    "attachment_ids": message.attachment_ids.ids,
                    "message_id": message.id,
                }
                for message in messages - entered
            ]
        )

    def _subject(self, message):
        return message.subject or message.record_name or self.env._("E-mail")

    def _accounts_sudo(self, partner_ids):
        """Return those of the contacts that are only accounts of guests."""
        return (
            self.env["res.partner"]
            .sudo()
            .browse(partner_ids)
            .exists()
            .filtered("is_agency_account")
        )
