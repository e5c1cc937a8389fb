"""Messages between a customer and the agency, under one case."""

from uuid import uuid4

from odoo import http
from odoo.http import request

from odoo.addons.agency_guests.controllers.portal_documents import MEGABYTE
from odoo.addons.agency_guests.controllers.portal_messages import MAX_TEXT

from .portal_case import CasePortal

# What was refused comes back into the form once.
DRAFT = "agency_case_draft"
LONGEST_SUBMISSION = 64


class CaseMessagePortal(CasePortal):
    @http.route(
        "/my/cases/<int:copy_id>/message",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def send_case_message(self, copy_id, text="", submission="", **kw):
        presenter = self._present("cases")
        copy = self._readable_record("agency.web.case", copy_id)
        if presenter.level("cases") != "high":
            raise request.not_found()
        guest_sudo = self._guest_sudo()
        text = text.replace("\x00", "").replace("\r\n", "\n").strip()
        files, error = self._message_parts(guest_sudo, text)
        if error:
            request.session[DRAFT] = {"copy": copy.id, "text": text[:MAX_TEXT], "error": error}
            return request.redirect(f"/my/cases/{copy.id}#messages")
        request.env["agency.web.message"]._post_from_customer(
            copy, guest_sudo, text, files, submission[:LONGEST_SUBMISSION] or str(uuid4())
        )
        if files:
            guest_sudo._log_upload(", ".join(name for name, _content in files))
        return request.redirect(f"/my/cases/{copy.id}?sent=1#messages")

    @http.route(
        "/my/cases/<int:copy_id>/message-file/<int:attachment_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def case_message_file(self, copy_id, attachment_id, **kw):
        """Serve a file of the messages that the guest reads, whoever of the two sent it."""
        self._present("cases")
        copy = self._readable_record("agency.web.case", copy_id)
        files_sudo = self._messages_of(copy).sudo().attachment_ids
        file_sudo = files_sudo.filtered(lambda file: file.id == attachment_id)
        if not file_sudo:
            raise request.not_found()
        self._guest_sudo()._log_download(file_sudo.name)
        stream = request.env["ir.binary"].sudo()._get_stream_from(file_sudo)
        return stream.get_response(as_attachment=True)

    def _message_parts(self, guest_sudo, text):
        """Return the sent files, and a sentence if there is nothing to send or too much."""
        files, error = [], None
        if any(file.filename for file in request.httprequest.files.getlist("files")):
            files, error = self._checked_files(guest_sudo)
        if error:
            return [], error
        if not text and not files:
            return [], request.env._("Write a message first.")
        if len(text) > MAX_TEXT:
            return [], request.env._("At most %(count)s characters fit.", count=MAX_TEXT)
        return files, None

    def _messages_of(self, copy):
        messages = request.env["agency.web.message"]
        if not messages.has_access("read"):
            return messages
        return messages.search([("web_case_id", "=", copy.id)])

    def _case_message_values(self, presenter, copy):
        """Return what `portal_case_messages` shows; without the high level there is nothing.

        The guest who opens the page has read what the agency wrote.
        """
        if presenter.level("cases") != "high":
            return {"shows_messages": False}
        guest_sudo = self._guest_sudo()
        messages = self._messages_of(copy)
        if not request.env.context.get("agency_preview"):
            answers = messages.filtered(lambda message: message.direction == "out")
            answers._mark_read("read_by_client_at")
        rows = [
            self._message_row(presenter, copy, message, guest_sudo)
            for message in messages.sorted("id")
        ]
        return {
            "shows_messages": True,
            "message_rows": rows,
            "message_form": self._message_form(copy, guest_sudo),
        }

    def _message_form(self, copy, guest_sudo):
        """Return what the form shows, with what was refused a moment ago."""
        draft = request.session.get(DRAFT) or {}
        if draft.get("copy") == copy.id:
            request.session.pop(DRAFT)
        else:
            draft = {}
        limit = self._max_bytes(guest_sudo)
        return {
            "url": f"/my/cases/{copy.id}/message",
            "submission": str(uuid4()),
            "text": draft.get("text", ""),
            "error": draft.get("error"),
            "sent": request.httprequest.args.get("sent") == "1",
            "agency": guest_sudo.company_id.name,
            "mailed": bool(guest_sudo.notice_cases and guest_sudo.email),
            "max_text": MAX_TEXT,
            "max_bytes": limit,
            "max_megabytes": limit // MEGABYTE,
            "accept": ",".join(f".{extension}" for extension in self._extensions(guest_sudo)),
        }

    def _message_row(self, presenter, copy, message, guest_sudo):
        """Return one message as the page shows it; its text stays text."""
        message_sudo = message.sudo()
        by_customer = message.direction == "in"
        return {
            "id": message.id,
            "by_customer": by_customer,
            "is_own": by_customer and message_sudo.guest_id == guest_sudo,
            "author": message.author_name,
            "date": presenter.moment(message.date, "EEE d MMM y, HH:mm"),
            "body": message.body or "",
            "files": [
                {
                    "name": file.name,
                    "url": f"/my/cases/{copy.id}/message-file/{file.id}",
                    "size": self._file_size(file.file_size),
                }
                for file in message_sudo.attachment_ids
            ],
            "read": by_customer
            and message.read_by_office_at
            and presenter.moment(message.read_by_office_at, "d MMM, HH:mm"),
        }
