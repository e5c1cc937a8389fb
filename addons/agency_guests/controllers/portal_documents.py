"""Documents both ways: what the agency shares, and what the guest sends."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request
from odoo.tools.mimetypes import guess_mimetype

from ..uploads import allowed_extensions, clean_name, refusal
from .portal_common import GuestPortal

PER_PAGE = 40
FIELDS = ("name", "filename", "mimetype", "size", "property_id", "kind", "is_public")
IS_DOCUMENT = Domain("kind", "=", "document")
MAX_FILES = 10
MAX_NOTE = 2000
MEGABYTE = 1024 * 1024


class DocumentPortal(GuestPortal):
    @http.route(
        ["/my/documents", "/my/documents/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def documents(self, page=1, property_id=None, **kw):
        presenter = self._present("documents")
        about = self._asked_property(presenter, property_id)
        domain = IS_DOCUMENT & self._about_domain("property_id", about)
        Media = request.env["agency.property.media"]
        args = {"property_id": about["id"]} if about else {}
        total = Media.search_count(domain)
        paging = self._paged("/my/documents", total, page, PER_PAGE, args)
        media = Media.search_fetch(
            domain,
            [*presenter.fields("agency.property.media", *FIELDS), "create_date"],
            order="create_date desc, id desc",
            limit=PER_PAGE,
            offset=max(paging["offset"], 0),
        )
        return self._documents_page(presenter, about, paging, media)

    @http.route(
        "/my/documents/<int:media_id>", type="http", auth="user", website=True, sitemap=False
    )
    def document(self, media_id, **kw):
        self._present("documents")
        media = self._readable_record("agency.property.media", media_id, IS_DOCUMENT)
        guest_sudo = self._guest_sudo()
        filename = clean_name(media.filename or media.name or "document")
        guest_sudo._log_download(filename)
        stream = request.env["ir.binary"].sudo()._get_stream_from(media.sudo(), "file", filename)
        return stream.get_response(as_attachment=True)

    @http.route(
        "/my/documents/sent/<int:attachment_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def sent_file(self, attachment_id, **kw):
        """Serve a file of the guest's own thread, whoever of the two put it there."""
        self._present()
        guest_sudo = self._guest_sudo()
        files_sudo = guest_sudo._thread_messages_sudo().attachment_ids
        file_sudo = files_sudo.filtered(lambda attachment: attachment.id == attachment_id)
        if not file_sudo:
            raise request.not_found()
        guest_sudo._log_download(file_sudo.name)
        stream = request.env["ir.binary"].sudo()._get_stream_from(file_sudo)
        return stream.get_response(as_attachment=True)

    @http.route("/my/documents/upload", type="http", auth="user", website=True, methods=["POST"])
    def upload(self, note="", property_id=None, **kw):
        presenter = self._present("documents")
        guest_sudo = self._guest_sudo()
        files, error = self._checked_files(guest_sudo)
        about = self._asked_property(presenter, property_id)
        if property_id and not about:
            raise request.not_found()
        if error:
            return self._upload_refused(presenter, error)
        one = len(files) == 1
        lines = [
            request.env._("Sent a document.") if one else request.env._("Sent documents."),
            about and request.env._("Property: %(name)s", name=about["name"]),
            note.strip()[:MAX_NOTE],
        ]
        guest_sudo._post_from_guest("\n".join(filter(None, lines)), files)
        guest_sudo._log_upload(", ".join(name for name, _content in files))
        return request.redirect("/my/documents?done=sent")

    def _documents_page(self, presenter, about, paging, media, error=None):
        guest_sudo = self._guest_sudo()
        return self._render_page(
            "agency_guests.portal_documents",
            presenter,
            request.env._("Documents"),
            rows=self._document_rows(presenter, media),
            sent=self._sent_rows(presenter, guest_sudo),
            properties=self._property_choices(presenter),
            pager=paging,
            about=about,
            error=error,
            done=self._notice({"sent": request.env._("Thank you: the agency has your document.")}),
            max_megabytes=self._max_bytes(guest_sudo) // MEGABYTE,
            max_bytes=self._max_bytes(guest_sudo),
            accept=",".join(f".{extension}" for extension in self._extensions(guest_sudo)),
        )

    def _upload_refused(self, presenter, error):
        Media = request.env["agency.property.media"]
        domain = IS_DOCUMENT
        paging = self._paged("/my/documents", Media.search_count(domain), 1, PER_PAGE)
        media = Media.search(domain, order="create_date desc, id desc", limit=PER_PAGE)
        response = self._documents_page(presenter, None, paging, media, error)
        response.status_code = 422
        return response

    def _document_rows(self, presenter, media):
        properties = presenter.about(media, "property_id")
        return [
            {
                "entry": f"{item._name},{item.id}",
                "name": presenter.value(item, "name") or presenter.value(item, "filename"),
                "icon": self._file_icon(presenter.value(item, "mimetype")),
                "size": self._file_size(presenter.value(item, "size")),
                "date": presenter.moment(item.create_date, "d MMM y"),
                "is_private": not presenter.value(item, "is_public"),
                "property": properties.get(item.id),
                "url": f"/my/documents/{item.id}",
            }
            for item in media
        ]

    def _sent_rows(self, presenter, guest_sudo):
        """Return the files of the thread: sent by the guest, or with an answer."""
        own = guest_sudo.user_id.partner_id
        return [
            {
                "entry": f"{message._name},{message.id}",
                "name": attachment.name,
                "icon": self._file_icon(attachment.mimetype),
                "size": self._file_size(attachment.file_size),
                "date": presenter.moment(message.date, "d MMM y"),
                "is_own": message.author_id == own,
                "url": f"/my/documents/sent/{attachment.id}",
            }
            for message in guest_sudo._thread_messages_sudo()
            for attachment in message.attachment_ids
        ]

    def _property_choices(self, presenter):
        if presenter.level("listings") == "none":
            return []
        records = request.env["agency.property"].search_fetch([], ["name"], limit=100)
        return [{"id": record.id, "name": record.name} for record in records]

    def _checked_files(self, guest_sudo):
        """Return the sent files, and a sentence if one of them is refused."""
        sent = [file for file in request.httprequest.files.getlist("files") if file.filename]
        if not sent:
            return [], request.env._("Choose a file first.")
        if len(sent) > MAX_FILES:
            return [], request.env._("Send at most %(count)s files at once.", count=MAX_FILES)
        limit, extensions = self._max_bytes(guest_sudo), self._extensions(guest_sudo)
        files = []
        for file in sent:
            name, content = clean_name(file.filename), file.stream.read(limit + 1)
            code = refusal(name, content, guess_mimetype(content), limit, extensions)
            if code:
                return [], self._refusal_text(code, name, limit, extensions)
            files.append((name, content))
        return files, None

    def _refusal_text(self, code, name, limit, extensions):
        texts = {
            "empty": request.env._("“%(name)s” is empty.", name=name),
            "too_large": request.env._(
                "“%(name)s” is larger than %(size)s MB.", name=name, size=limit // MEGABYTE
            ),
            "type": request.env._(
                "“%(name)s” cannot be sent. These can: %(types)s.",
                name=name,
                types=", ".join(extensions),
            ),
            "content": request.env._(
                "“%(name)s” is not what its name says. Nothing was sent.", name=name
            ),
        }
        return texts[code]

    def _max_bytes(self, guest_sudo):
        return guest_sudo.company_id.agency_upload_limit * MEGABYTE

    def _extensions(self, guest_sudo):
        return allowed_extensions(guest_sudo.company_id.agency_upload_types)

    def _file_icon(self, mimetype):
        mimetype = mimetype or ""
        if mimetype == "application/pdf":
            return "fa-file-pdf-o"
        return "fa-file-image-o" if mimetype.startswith("image/") else "fa-file-text-o"

    def _file_size(self, size):
        if not size:
            return ""
        return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(size // 1024, 1)} kB"
