import hashlib
import mimetypes

from odoo import api, fields, models

from .. import transport


class AgencyImportFilingMixin(models.AbstractModel):
    """Keeps the bytes of a delivery, and its files in the drop box in order."""

    _name = "agency.import.filing.mixin"
    _description = "Import delivery: keeping files"

    @api.model
    def _known_file(self, source, file):
        """Return the delivery that was made of this very file, when it could not be moved."""
        return self.with_context(active_test=False).search(
            [
                ("source_id", "=", source.id),
                ("place", "=", "inbox"),
                ("remote_mark", "=", _mark(file)),
            ],
            limit=1,
        )

    @api.model
    def _store(self, source, parcel, content):
        """Make a delivery of what lies in the drop box; `content` None stands for too large."""
        vals = {
            "name": parcel.name,
            "source_id": source.id,
            "size": sum(file.size for file in parcel.files),
            "user_folder": parcel.main.folder,
            "remote_files": [[file.path, file.path] for file in parcel.files],
            "remote_mark": _mark(parcel.main),
        }
        if content is None:
            message = self.env._(
                "The file is larger than the %(limit)s MB that the source accepts.",
                limit=source.max_megabytes,
            )
            delivery = self._make({**vals, **self._closed("failed", message)})
            delivery._report()
            return delivery
        return self._store_content(source, vals, content)

    @api.model
    def _make(self, vals):
        """Create a delivery; nobody follows it, and its protocol is its log."""
        quiet = {"mail_create_nolog": True, "mail_create_nosubscribe": True}
        return self.browse(self.with_context(**quiet).create(vals).id)

    @api.model
    def _store_content(self, source, vals, content):
        sha256 = hashlib.sha256(content).hexdigest()
        first = self.with_context(active_test=False).search(
            [
                ("source_id", "=", source.id),
                ("sha256", "=", sha256),
                ("state", "!=", "duplicate"),
            ],
            limit=1,
        )
        vals = {**vals, "sha256": sha256, "size": len(content)}
        if not first:
            delivery = self._make(vals)
            delivery._keep(content)
            return delivery
        delivery = self._make(
            {
                **vals,
                "duplicate_of_id": first.id,
                **self._closed("duplicate", self._duplicate_sentence(first)),
            }
        )
        if first.state == "failed":
            first._reset()
        delivery._report()
        return delivery

    @api.model
    def _duplicate_sentence(self, first):
        if first.state == "failed":
            return self.env._("Same content as a failed delivery, which is tried again.")
        if first.state in ("set_aside", "review"):
            return self.env._(
                "The same content was delivered before and waits for somebody to decide."
            )
        if first.state == "discarded":
            return self.env._("The same content was delivered before and was discarded.")
        if first.state in ("undoing", "undone"):
            return self.env._(
                "The same content was delivered before and was undone. To apply it once more, open "
                "that delivery and process it again."
            )
        return self.env._(
            "The same content was delivered before, so nothing was done. To apply it once "
            "more, open that delivery and process it again."
        )

    @api.model
    def _receive(self, source, name, content, folder=""):
        """Make a delivery of bytes that came another way than through the drop box."""
        vals = {"name": name, "source_id": source.id, "user_folder": folder, "place": "gone"}
        return self._store_content(source, vals, content)

    def _keep(self, content):
        """Store bytes as the attachment behind `content`, without a detour over base64."""
        self.ensure_one()
        self.env["ir.attachment"].sudo().create(
            {
                "name": self.name,
                "raw": content,
                "res_model": self._name,
                "res_field": "content",
                "res_id": self.id,
                "mimetype": mimetypes.guess_type(self.name)[0] or "application/x-openimmo",
            }
        )
        self.invalidate_recordset(["content"])

    def _bytes(self):
        """Return the content as it was delivered."""
        self.ensure_one()
        attachment_sudo = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_field", "=", "content"),
                    ("res_id", "=", self.id),
                ],
                limit=1,
            )
        )
        return attachment_sudo.raw or b""

    @api.model
    def _closed(self, state, message):
        return {"state": state, "message": message, "finished_on": fields.Datetime.now()}

    def _put_away(self, inbox):
        """Move the files to where the state of the delivery wants them."""
        self.ensure_one()
        place = self._wanted_place()
        if self.place in ("gone", place):
            return
        files = []
        for arrived, path in self.remote_files or []:
            name = arrived.rsplit("/", 1)[-1]
            try:
                path = inbox.move(path, place, f"{self.received_on:%Y%m%d-%H%M%S}-{self.id}-{name}")
            except transport.FileGone:
                continue  # somebody else has tidied up; the content is safe here
            files.append([arrived, path])
        self.write({"place": place if files else "gone", "remote_files": files})


def _mark(file):
    return f"{file.path}|{file.size}|{file.stamp}"
