import time

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .. import web_feed


class WebFeed(http.Controller):
    """Files and pictures for external websites: no session, but a signature like the feed's."""

    @http.route(
        "/agency/websync/file/<int:copy_id>/<int:file_id>",
        **{"type": "http", "auth": "public", "methods": ["GET"], "save_session": False},
    )
    def file(self, copy_id, file_id):
        """Stream a file that stands in the web copy; nothing else is found."""
        copy_sudo = self._checked_copy(copy_id)
        files = {file["id"] for entry in copy_sudo.entries or [] for file in entry["files"]}
        if file_id not in files:
            raise NotFound
        return self._stream(request.env["ir.attachment"].sudo().browse(file_id).exists())

    @http.route(
        "/agency/websync/picture/<int:copy_id>",
        **{"type": "http", "auth": "public", "methods": ["GET"], "save_session": False},
    )
    def picture(self, copy_id):
        return self._stream(self._checked_copy(copy_id).picture_id)

    @http.route(
        "/agency/websync/thumbnail/<int:copy_id>",
        **{"type": "http", "auth": "public", "methods": ["GET"], "save_session": False},
    )
    def thumbnail(self, copy_id):
        return self._stream(self._checked_copy(copy_id).thumbnail_id)

    def _checked_copy(self, copy_id):
        """Return a live copy, if one of its company's external websites has signed the request."""
        copy_sudo = request.env["agency.web.case"].sudo().browse(copy_id).exists()
        if not copy_sudo or copy_sudo.access_id.state != "live":
            raise NotFound
        endpoints_sudo = (
            request.env["agency.web.endpoint"]
            .sudo()
            .search([("company_id", "=", copy_sudo.company_id.id), ("secret", "!=", False)])
        )
        if not any(self._has_signed(endpoint.secret) for endpoint in endpoints_sudo):
            raise NotFound
        return copy_sudo

    def _has_signed(self, secret):
        headers = request.httprequest.headers
        return web_feed.is_genuine(
            secret,
            time.time(),
            headers.get("X-Agency-Timestamp"),
            headers.get("X-Agency-Signature"),
            request.httprequest.path.encode(),
        )

    def _stream(self, attachment_sudo):
        if not attachment_sudo.exists():
            raise NotFound
        stream = request.env["ir.binary"].sudo()._get_stream_from(attachment_sudo)
        return stream.get_response(as_attachment=True)
