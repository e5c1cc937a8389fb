from odoo import models
from odoo.fields import Domain
from odoo.tools import plaintext2html

# What people wrote, as opposed to what the system notes.
WRITTEN = ("comment", "email", "email_outgoing")


class AgencyGuest(models.Model):
    """The one thread between a guest and the agency: the discussion on the guest's card."""

    _inherit = "agency.guest"

    def _thread_messages_sudo(self):
        """Return what guest and agency wrote to each other, newest first; never the notes."""
        self.ensure_one()
        domain = Domain(
            [
                ("model", "=", "agency.guest"),
                ("res_id", "=", self.id),
                ("message_type", "in", WRITTEN),
                ("subtype_id", "=", self.env.ref("mail.mt_comment").id),
                ("is_internal", "=", False),
            ]
        )
        return self.env["mail.message"].sudo().search(domain, order="date desc, id desc", limit=200)

    def _post_from_guest(self, text, files=()):
        """Post what the guest wrote or sent, and tell who looks after their clients.

        :param files: pairs of a cleaned file name and bytes
        """
        self.ensure_one()
        guest_sudo = self.sudo()
        return guest_sudo.with_context(mail_create_nosubscribe=True).message_post(
            body=plaintext2html(text),
            author_id=guest_sudo.user_id.partner_id.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=list(files),
            partner_ids=guest_sudo._responsible_users().partner_id.ids,
        )

    def _responsible_users(self):
        """Return the colleagues who look after the guest's clients and properties."""
        self.ensure_one()
        guest_sudo = self.sudo()
        owned = guest_sudo.env["agency.property.party"].search(
            [
                ("partner_id", "in", guest_sudo.partner_ids.ids),
                ("role", "=", "owner"),
                ("is_current", "=", True),
            ]
        )
        users = (
            guest_sudo.partner_ids.user_id
            | owned.property_id.user_id
            | guest_sudo._own_interests_sudo().user_id
        )
        users = users.filtered(lambda user: not user.share and user.active)
        return users or guest_sudo.create_uid.filtered(lambda user: not user.share)

    def message_post(self, **kwargs):
        """An answer of the agency reaches the guest by mail too, unless switched off."""
        if self._is_answer(kwargs):
            guest_partner = self.sudo().user_id.partner_id
            kwargs["partner_ids"] = list({*(kwargs.get("partner_ids") or ()), guest_partner.id})
            guest = self.with_context(lang=self.lang)
            kwargs["subject"] = kwargs.get("subject") or guest.env._(
                "A message from %s", guest.company_id.name
            )
        return super().message_post(**kwargs)

    def _message_get_suggested_recipients_batch(self, **kwargs):
        """Suggest the account only where its guest wishes to have mails about messages."""
        suggested = super()._message_get_suggested_recipients_batch(**kwargs)
        for guest in self.filtered(lambda guest: not guest.notice_messages):
            account_id = guest.sudo().user_id.partner_id.id
            rows = suggested[guest.id]
            suggested[guest.id] = [row for row in rows if row["partner_id"] != account_id]
        return suggested

    def _notify_by_email_prepare_rendering_context(self, message, **kwargs):
        # A guest reads who writes; the colleagues, about whom.
        if len(self) == 1 and message.author_id != self.sudo().user_id.partner_id:
            kwargs["force_record_name"] = kwargs.get("force_record_name") or self.company_id.name
        return super()._notify_by_email_prepare_rendering_context(message, **kwargs)

    def _is_answer(self, values):
        """Tell whether a message is for the guest: written, not internal, not their own."""
        guest_sudo = self.sudo()
        comment = self.env.ref("mail.mt_comment")
        public = (
            values.get("subtype_xmlid") == "mail.mt_comment"
            or values.get("subtype_id") == comment.id
        )
        author_id = values.get("author_id") or self.env.user.partner_id.id
        return (
            values.get("message_type") in ("comment", "email")
            and public
            and guest_sudo.notice_messages
            and author_id != guest_sudo.user_id.partner_id.id
        )

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        groups = super()._notify_get_recipients_groups(
            message, model_description, msg_vals=msg_vals
        )
        guest_partner_id = self.sudo().user_id.partner_id.id if len(self) == 1 else False
        if not guest_partner_id:
            return groups
        own = (
            "agency_guest",
            lambda data: data["id"] == guest_partner_id,
            {
                "active": True,
                "has_button_access": True,
                "button_access": {
                    "url": f"{self.get_base_url()}/my/messages",
                    "title": self.env._("Read and Answer"),
                },
            },
        )
        return [own, *groups]

    def _mail_get_partners(self, introspect_fields=False):
        """Mail to a guest goes to the account, never to the clients it speaks for."""
        return {guest.id: guest.sudo().user_id.partner_id for guest in self}
