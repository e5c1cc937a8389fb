"""Messages between guest and agency, in one thread."""

from odoo import http
from odoo.http import request

from .portal_common import GuestPortal

MAX_TEXT = 5000


class MessagePortal(GuestPortal):
    @http.route("/my/messages", type="http", auth="user", website=True, sitemap=False)
    def messages(self, **kw):
        return self._messages_page(self._present())

    @http.route("/my/messages/send", type="http", auth="user", website=True, methods=["POST"])
    def send_message(self, text="", **kw):
        presenter = self._present()
        text = text.strip()
        if not text:
            return self._messages_page(presenter, error=request.env._("Write a message first."))
        if len(text) > MAX_TEXT:
            error = request.env._("At most %(count)s characters fit.", count=MAX_TEXT)
            return self._messages_page(presenter, error=error, text=text[:MAX_TEXT])
        self._guest_sudo()._post_from_guest(text)
        return request.redirect("/my/messages?done=sent#last")

    def _messages_page(self, presenter, error=None, text=""):
        guest_sudo = self._guest_sudo()
        response = self._render_page(
            "agency_guests.portal_messages",
            presenter,
            request.env._("Messages"),
            rows=self._message_rows(presenter, guest_sudo),
            company_name=guest_sudo.company_id.name,
            error=error,
            text=text,
            max_text=MAX_TEXT,
            mailed=bool(guest_sudo.notice_messages and guest_sudo.email),
            done=self._notice({"sent": request.env._("Sent. The agency has been told.")}),
        )
        if error:
            response.status_code = 422
        return response

    def _message_rows(self, presenter, guest_sudo):
        """Return the thread, the oldest message first."""
        own = guest_sudo.user_id.partner_id
        rows = []
        for message in reversed(guest_sudo._thread_messages_sudo()):
            rows.append(
                {
                    "entry": f"{message._name},{message.id}",
                    "is_own": message.author_id == own,
                    "author": message.author_id.name or guest_sudo.company_id.name,
                    "date": presenter.moment(message.date, "EEE d MMM y, HH:mm"),
                    "body": message.body,
                    "files": [
                        {"name": file.name, "url": f"/my/documents/sent/{file.id}"}
                        for file in message.attachment_ids
                    ],
                }
            )
        return rows
