"""One case file of a customer, with its picture and its files."""

from odoo import fields, http
from odoo.http import request

from odoo.addons.agency_guests.controllers.portal_documents import DocumentPortal

from ..case_rows import FIELDS
from .portal_common import COPY, CaseGuestPortal

REFERENCES = ("reference_1", "reference_2", "reference_3", "key", "client_name")
ENTRY_ICONS = {
    "letter": "fa-file-text-o",
    "email": "fa-envelope-o",
    "filing": "fa-archive",
}


class CasePortal(CaseGuestPortal, DocumentPortal):
    @http.route("/my/cases/<int:copy_id>", type="http", auth="user", website=True, sitemap=False)
    def case_page(self, copy_id, **kw):
        presenter = self._present("cases")
        copy = self._readable_record(COPY, copy_id)
        values = self._case_values(presenter, copy)
        return self._render_page(
            "agency_websync.portal_case",
            presenter,
            values["row"]["name"],
            crumbs=[(f"/my/cases?client={copy.access_id.id}", request.env._("Cases"))],
            **values,
        )

    @http.route(
        "/my/cases/<int:copy_id>/part", type="http", auth="user", website=True, sitemap=False
    )
    def case_part(self, copy_id, **kw):
        """Return the case alone: an open page puts its parts in the place of its own."""
        presenter = self._present("cases")
        values = self._case_values(presenter, self._readable_record(COPY, copy_id))
        return request.render("agency_websync.portal_case_parts", values)

    @http.route(
        "/my/cases/<int:copy_id>/<any(picture,thumbnail):size>/<string:checksum>",
        type="http",
        auth="user",
        website=True,
        multilang=False,
        sitemap=False,
    )
    def case_picture(self, copy_id, size, checksum, **kw):
        """Serve the picture that the copy holds now; browsers keep it under its checksum."""
        self._present("cases")
        copy = self._readable_record(COPY, copy_id)
        if not copy.picture_checksum or checksum != copy.picture_checksum:
            raise request.not_found()
        copy_sudo = copy.sudo()
        picture_sudo = copy_sudo.picture_id if size == "picture" else copy_sudo.thumbnail_id
        return self._stream(picture_sudo, immutable=True)

    @http.route(
        "/my/cases/<int:copy_id>/file/<int:file_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def case_file(self, copy_id, file_id, **kw):
        """Serve a file of a released entry: it has to stand in the copy."""
        presenter = self._present("cases")
        copy = self._readable_record(COPY, copy_id)
        entries = presenter.value(copy, "entries") or []
        if file_id not in {file["id"] for entry in entries for file in entry["files"]}:
            raise request.not_found()
        file_sudo = request.env["ir.attachment"].sudo().browse(file_id)
        response = self._stream(file_sudo, as_attachment=True)
        self._guest_sudo()._log_download(file_sudo.name)
        return response

    def _stream(self, file_sudo, **options):
        """Send the content of a file that the copy names; never a link, never half a file."""
        if not file_sudo.exists() or file_sudo.type != "binary":
            raise request.not_found()
        stream = request.env["ir.binary"].sudo()._get_stream_from(file_sudo)
        stream.public = False
        return stream.get_response(**options)

    def _case_values(self, presenter, copy):
        names = presenter.fields(COPY, *FIELDS)
        [values] = copy.read(names, load=None)
        [row] = self._case_rows(presenter, [values])
        return {
            "row": row,
            "facts": self._case_facts(presenter, copy, row),
            "references": self._case_references(presenter, copy),
            "property": self._case_property(presenter, copy),
            "entries": self._case_entries(presenter, copy),
            "shows_entries": presenter.readable(COPY, "entries"),
            "tz_name": presenter.tz_name,
            "in_preview": request.env.context.get("agency_preview"),
            **self._case_message_values(presenter, copy),
        }

    def _case_message_values(self, presenter, copy):
        """Return what the messages of a case need; `portal_case_messages.py` does."""
        return {"shows_messages": False}

    def _case_facts(self, presenter, copy, row):
        facts = (
            (request.env._("Number"), row["number"]),
            (request.env._("Modality"), row["modality"]),
            (request.env._("Country"), row["country"] and row["country"]["name"]),
            (request.env._("Classes"), row["classes"]),
            (request.env._("Filed on"), row["filed"]),
        )
        return [{"label": label, "text": text} for label, text in facts if text]

    def _case_references(self, presenter, copy):
        names = (*REFERENCES, "intermediary_name")
        return [
            {
                "label": copy._fields[name]._description_string(request.env),
                "text": copy[name],
            }
            for name in names
            if presenter.value(copy, name)
        ]

    def _case_property(self, presenter, copy):
        """Return the property of the case, if the customer's account may open it as a guest.

        Asked as the customer each time: the copy does not know it, so nothing of it can leak.
        """
        property_id = copy.sudo().case_id.property_id.id
        return presenter.properties([property_id]).get(property_id) if property_id else None

    def _case_entries(self, presenter, copy):
        kinds = dict(
            request.env["agency.case.note"]._fields["kind"]._description_selection(request.env)
        )
        return [
            {
                "id": entry["id"],
                "name": entry["name"],
                "body": entry["body"],
                "kind": kinds.get(entry["kind"], ""),
                "icon": ENTRY_ICONS.get(entry["kind"], "fa-sticky-note-o"),
                "date": self._entry_date(presenter, entry["date"]),
                "files": [
                    {
                        "name": file["name"],
                        "icon": self._file_icon(file["mimetype"]),
                        "size": self._file_size(file["size"]),
                        "url": f"/my/cases/{copy.id}/file/{file['id']}",
                    }
                    for file in entry["files"]
                ],
            }
            for entry in presenter.value(copy, "entries") or []
        ]

    def _entry_date(self, presenter, text):
        moment = fields.Datetime.to_datetime(text.replace("T", " ").rstrip("Z"))
        return presenter.moment(moment, "EEE d MMM y, HH:mm")
