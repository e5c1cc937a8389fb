import base64
import functools
import re
from pathlib import PurePosixPath

from odoo import api, models

from odoo.addons.agency_base.models.agency_property_media import title_of

from ..openimmo.drafts import MediaDraft

GROUPS = {
    "picture": "BILD",
    "floor_plan": "GRUNDRISS",
    "map": "KARTEN_LAGEPLAN",
    "document": "DOKUMENTE",
    "panorama": "PANORAMA",
    "video": "FILM",
    "link": "LINKS",
    "energy_scale": "EPASS-SKALA",
}
TITLE_PICTURE, VIDEO_LINK = "TITELBILD", "FILMLINK"
UNSAFE = re.compile(r"[^\w.-]+")
# A file, perhaps in folders below the XML.
SAFE_PATH = re.compile(r"[\w.-][\w .()/-]*")


class AgencyExportMedia(models.AbstractModel):
    """The pictures, plans, documents and links of an exported listing.

    Each method returns pairs (medium, record); the content of a file is read when it is packed.
    `names` are the file names that are taken already, with the content they stand for.
    """

    _name = "agency.export.media"
    _description = "Export: media"

    @api.model
    def _public(self, media, names):
        """Return what the public may see: the first picture is the title."""
        pairs = []
        has_title = False
        for number, record in enumerate(media.filtered("is_public")):
            group = self._group(record)
            if record.kind == "picture" and not has_title:
                group, has_title = TITLE_PICTURE, True
            pairs.append((self._medium(record, group, number, names), record))
        return pairs

    @api.model
    def _all(self, media, identity, names):
        """Return everything, as it was delivered as far as nobody changed it here.

        Of a property of our own, the first public picture is the title.
        """
        remembered = identity.imported_media or {}
        memos = {memo["media"]: memo for memo in remembered.values() if not memo.get("gone")}
        last = max(
            (memo["sender"].get("number", 0) for memo in memos.values() if memo.get("sender")),
            default=-1,
        )
        pairs = []
        public = media.filtered(lambda record: record.is_public and record.kind == "picture")
        title = public.browse() if identity else public[:1]
        for record in media:
            memo = memos.get(record.id, {})
            sender = memo.get("sender")
            if not sender:
                last += 1
                group = TITLE_PICTURE if record == title else self._group(record)
                pairs.append((self._medium(record, group, last, names), record))
                continue
            is_same_kind = record.kind == memo["values"]["kind"]
            group = sender.get("group", "") if is_same_kind else self._group(record)
            number = sender.get("number", 0)
            medium = self._medium(record, group, number, names, sender.get("reference", ""))
            pairs.append((medium._replace(**self._as_delivered(record, memo)), record))
        return pairs

    @api.model
    def _as_delivered(self, record, memo):
        """Return what nobody changed here: no title where we made one, the check of the file."""
        facts = {}
        if not memo["values"]["name"] and record.name == title_of(record.filename):
            facts["title"] = ""
        if record.checksum and record.checksum == memo["checksum"]:
            facts["check"] = memo["sender"].get("check", "")
        return facts

    @api.model
    def _reader(self, record):
        """Return a function that returns the file; it is forgotten at once to save memory."""
        return functools.partial(self._bytes, record)

    @api.model
    def _bytes(self, record):
        content = base64.b64decode(record.with_context(bin_size=False).file or b"")
        record.invalidate_recordset(["file"])
        return content

    @api.model
    def _medium(self, record, group, number, names, reference=""):
        facts = {
            "title": record.name or "",
            "group": group,
            "kind": record.kind,
            "sequence": record.sequence,
            "number": number,
        }
        if not record.checksum:
            return MediaDraft(location="REMOTE", url=record.url or "", **facts)
        name = self._file_name(record, number, names, reference)
        return MediaDraft(
            location="EXTERN", reference=name, mimetype=record.mimetype or "", **facts
        )

    @api.model
    def _group(self, record):
        if record.kind == "video" and not record.checksum:
            return VIDEO_LINK
        return GROUPS.get(record.kind, "")

    @api.model
    def _file_name(self, record, number, names, reference):
        """Return a name that nothing else in the delivery has; the sender's if it is free."""
        prefix = UNSAFE.sub("_", record.property_id.reference or str(record.property_id.id))
        suffix = UNSAFE.sub("", PurePosixPath(record.filename or "").suffix.lower())
        own = f"{prefix}_{number + 1}{suffix}"
        wanted = [own, f"{record.id}_{own}", f"{record.checksum}{suffix}"]
        if reference and SAFE_PATH.fullmatch(reference) and ".." not in reference:
            wanted.insert(0, reference)
        return next(
            name for name in wanted if names.setdefault(name, record.checksum) == record.checksum
        )
