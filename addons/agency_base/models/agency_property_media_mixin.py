import sys

from odoo import api, fields, models


class AgencyPropertyMediaMixin(models.AbstractModel):
    """The pictures, floor plans and documents of a property, and its cover picture."""

    _name = "agency.property.media.mixin"
    _description = "Property media"

    media_ids = fields.One2many("agency.property.media", "property_id")
    picture_ids = fields.One2many(
        "agency.property.media",
        "property_id",
        string="Pictures",
        domain=[("kind", "=", "picture")],
        context={"default_kind": "picture"},
    )
    floor_plan_ids = fields.One2many(
        "agency.property.media",
        "property_id",
        string="Floor Plans",
        domain=[("kind", "=", "floor_plan")],
        context={"default_kind": "floor_plan"},
    )
    document_ids = fields.One2many(
        "agency.property.media",
        "property_id",
        string="Documents",
        domain=[("kind", "=", "document")],
        context={"default_kind": "document"},
    )
    public_media_ids = fields.One2many(
        "agency.property.media",
        "property_id",
        domain=[("is_public", "=", True)],
        readonly=True,
    )
    cover_media_id = fields.Many2one(
        "agency.property.media",
        string="Cover Picture",
        compute="_compute_cover_media",
        store=True,
        ondelete="set null",
        help="The first picture.",
    )
    public_cover_media_id = fields.Many2one(
        "agency.property.media",
        string="Public Cover Picture",
        compute="_compute_cover_media",
        store=True,
        ondelete="set null",
        help="The first public picture.",
    )
    cover_url = fields.Char(string="Cover", compute="_compute_cover_url")

    @api.depends("media_ids.kind", "media_ids.sequence", "media_ids.active", "media_ids.is_public")
    def _compute_cover_media(self):
        for record in self:
            pictures = record.media_ids.filtered(lambda m: m.active and m.kind == "picture")
            pictures = pictures.sorted(lambda m: (m.sequence, m._origin.id or sys.maxsize))
            record.cover_media_id = pictures[:1]
            record.public_cover_media_id = pictures.filtered("is_public")[:1]

    @api.depends("cover_media_id.checksum")
    def _compute_cover_url(self):
        """Address of the thumbnail; it changes with the picture, so browsers may keep it."""
        for record in self:
            media = record.cover_media_id._origin
            record.cover_url = (
                f"/web/image/{media._name}/{media.id}/image_512?unique={media.checksum}"
                if media
                else False
            )
