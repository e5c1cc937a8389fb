import base64
import hashlib
import mimetypes
from pathlib import PurePath

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.mimetypes import guess_mimetype

from ..thumbnails import make_thumbnails

PUBLIC_KINDS = ("picture", "floor_plan", "map", "panorama", "video", "energy_scale")
LINK_KINDS = ("link", "video", "panorama")
SIDES = (512, 256)


class AgencyPropertyMedia(models.Model):
    """One picture, floor plan, document, film or link of a property, public or private."""

    _name = "agency.property.media"
    _description = "Property Media"
    _order = "sequence, id"
    _check_company_auto = True

    # What an outsider may read of a medium that is public (`is_public`).
    _public_field_names = (
        *("name", "sequence", "kind", "is_public", "property_id"),
        *("file", "filename", "mimetype", "size", "url", "image_512", "image_256"),
    )

    property_id = fields.Many2one("agency.property", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(
        related="property_id.company_id", store=True, index=True, precompute=True
    )
    name = fields.Char(string="Title", help="Caption under the picture, name of the document.")
    sequence = fields.Integer(help="The first picture is the cover.")
    kind = fields.Selection(
        [
            ("picture", "Picture"),
            ("floor_plan", "Floor plan"),
            ("map", "Map"),
            ("document", "Document"),
            ("panorama", "Panorama"),
            ("video", "Video"),
            ("link", "Link"),
            ("energy_scale", "Energy scale"),
        ],
        required=True,
        default="picture",
        index=True,
    )
    is_public = fields.Boolean(
        string="Public",
        default=True,
        help="Off: only the agency, and guests with the highest level, can open it.",
    )
    active = fields.Boolean(default=True)
    url = fields.Char(string="Link", help="Address of a film, a virtual tour or a web page.")
    file = fields.Binary(attachment=True)
    filename = fields.Char(string="File Name")

    # Facts about `file`, set together with it: see `_facts_of_file`.
    mimetype = fields.Char(string="File Type", readonly=True, copy=False)
    size = fields.Integer(string="File Size", readonly=True, copy=False, help="In bytes.")
    checksum = fields.Char(
        readonly=True, copy=False, index="btree_not_null", help="SHA-256 of the file."
    )
    image_512 = fields.Image(
        string="Preview", max_width=512, max_height=512, readonly=True, copy=False
    )
    image_256 = fields.Image(
        string="Small Preview", max_width=256, max_height=256, readonly=True, copy=False
    )

    @api.constrains("url")
    def _check_url(self):
        for media in self:
            if media.url and not media.url.lower().startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._("A link starts with https:// or http://: %(url)s", url=media.url)
                )

    @api.constrains("kind", "url", "checksum")
    def _check_content(self):
        for media in self:
            if not media.checksum and not (media.url and media.kind in LINK_KINDS):
                raise ValidationError(
                    self.env._("“%(name)s” has neither a file nor a link.", name=media.display_name)
                )

    @api.constrains("property_id", "kind", "checksum", "active")
    def _check_file_once(self):
        twice = self._read_group(
            [
                ("property_id", "in", self.property_id.ids),
                ("checksum", "in", [media.checksum for media in self if media.checksum]),
            ],
            ["property_id", "kind", "checksum"],
            ["id:recordset"],
            having=[("__count", ">", 1)],
        )
        for record, _kind, _checksum, media in twice:
            raise ValidationError(
                self.env._(
                    "%(property)s already has this file as “%(name)s”: %(filename)s.",
                    property=record.display_name,
                    name=media[0].display_name,
                    filename=media[-1].filename or media[-1].display_name,
                )
            )

    @api.depends("name", "filename", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for media in self:
            media.display_name = media.name or media.filename or kinds.get(media.kind, "")

    @api.onchange("kind")
    def _onchange_kind(self):
        self.is_public = self.kind in PUBLIC_KINDS

    @api.onchange("file", "filename")
    def _onchange_file(self):
        if not self.filename:
            return
        self.name = self.name or title_of(self.filename)
        mimetype = mimetypes.guess_type(self.filename)[0] or ""
        if self.kind == "picture" and not mimetype.startswith("image/"):
            self.kind = "document"
            self.is_public = False

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [{**vals, **self._facts_of_file(vals)} for vals in vals_list]
        for vals in vals_list:
            self._fill_kind(vals)
            vals["name"] = vals.get("name") or title_of(vals.get("filename"))
        self._fill_sequences(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        return super().write({**vals, **self._facts_of_file(vals)})

    def action_make_cover(self):
        """Put this picture first."""
        self.ensure_one()
        first = self.property_id.cover_media_id
        if first and first != self:
            self.sequence = first.sequence - 1
        return True

    @api.model
    def _facts_of_file(self, vals):
        """Return what follows from the bytes in `vals`: they are decoded once and read once."""
        if "file" not in vals:
            return {}
        content = base64.b64decode(vals["file"] or b"")
        mimetype = _mimetype_of(content, vals.get("filename"))
        small = make_thumbnails(content, SIDES) if mimetype.startswith("image/") else {}
        return {
            "mimetype": mimetype,
            "size": len(content),
            "checksum": hashlib.sha256(content).hexdigest() if content else False,
            **{
                f"image_{side}": base64.b64encode(small[side]) if side in small else False
                for side in SIDES
            },
        }

    @api.model
    def _fill_kind(self, vals):
        """Tell pictures, documents and links apart, and public ones from private ones."""
        if not vals.get("kind") and "default_kind" not in self.env.context:
            is_picture = vals.get("image_512")
            is_link = vals.get("url") and not vals.get("checksum")
            vals["kind"] = "picture" if is_picture else "link" if is_link else "document"
        kind = vals.get("kind") or self.env.context.get("default_kind")
        vals.setdefault("is_public", kind in PUBLIC_KINDS)

    @api.model
    def _fill_sequences(self, vals_list):
        """Put new media after those that the property already has."""
        missing = [vals for vals in vals_list if not vals.get("sequence")]
        if not missing:
            return
        property_ids = {vals["property_id"] for vals in missing if vals.get("property_id")}
        last = {
            record.id: sequence
            for record, sequence in self.sudo()._read_group(
                [("property_id", "in", property_ids)], ["property_id"], ["sequence:max"]
            )
        }
        for vals in missing:
            property_id = vals.get("property_id")
            last[property_id] = vals["sequence"] = last.get(property_id, 0) + 1


def title_of(filename):
    """Return the title that a file without one gets: its name in words, or False."""
    return PurePath(filename).stem.replace("_", " ").strip() if filename else False


def _mimetype_of(content, filename):
    if not content:
        return ""
    by_content = guess_mimetype(content, default="application/octet-stream")
    if by_content != "application/octet-stream":
        return by_content
    return mimetypes.guess_type(filename or "")[0] or by_content
