from PIL.Image import DecompressionBombError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.image import ImageProcess

from ..media_shelf import Shelf, are_files_unchanged
from ..openimmo.errors import Remark
from ..passing_errors import is_passing
from ..sentences import say

# Pictures are written in portions, so that a delivery of any size needs the same memory.
PORTION = 24 * 1024 * 1024
JPEG_QUALITY = 88
UNREADABLE = (UserError, ValueError, OSError, SyntaxError, DecompressionBombError)


class AgencyImportMedia(models.AbstractModel):
    """Stores the pictures, plans, documents and links of listings, each content once."""

    _name = "agency.import.media"
    _description = "Import: media"

    @api.model
    def _are_files_unchanged(self, step, identity):
        remembered = identity.imported_media or {}
        return are_files_unchanged(step.draft.media, step.entry.package, remembered)

    @api.model
    def _store(self, steps, identities, width=0):
        """Write the media of the listings, in portions that bound the memory.

        :param width: in pixels; wider pictures are made smaller, 0 for none
        """
        media = self.env["agency.property.media"]
        existing = media.with_context(active_test=False).search(
            [("property_id", "in", list(identities))]
        )
        by_property = {record.id: own for record, own in existing.grouped("property_id").items()}
        waiting, weight = [], 0
        for step in steps:
            identity = identities.get(step.property_id)
            remembered = (identity.imported_media or {}) if identity else {}
            own = by_property.get(step.property_id, media)
            shelf = Shelf(step.entry.package, remembered, own, self._shrinker(width))
            for part in shelf.fill(step.draft.media):
                if part.record:
                    part.record.write(part.vals)
                    step.is_changed = True
                    continue
                waiting.append((step, part))
                weight += part.weight
                if weight >= PORTION:
                    self._create(waiting)
                    waiting, weight = [], 0
            step.media = shelf.memory
            step.messages += self._remarks(shelf)
            step.conflicts |= {("media", key) for key in shelf.conflicts()}
        self._create(waiting)

    @api.model
    def _shrinker(self, width):
        """Return a function that makes a picture at most `width` pixels wide."""

        def shrink(content):
            if not width:
                return content
            try:
                image = ImageProcess(content)
                if not image.image or image.image.width <= width:
                    return content
                quality = JPEG_QUALITY if image.original_format == "JPEG" else 0
                return image.resize(max_width=width).image_quality(quality)
            except UNREADABLE:
                return content  # stored as it came, if it may be stored at all

        return shrink

    @api.model
    def _create(self, waiting):
        """Create media; one that is refused is named in the report and leaves the others alone."""
        if not waiting:
            return
        vals_list = [{**part.vals, "property_id": step.property_id} for step, part in waiting]
        try:
            with self.env.cr.savepoint():
                records = self.env["agency.property.media"].create(vals_list)
        except Exception as error:
            if is_passing(error):
                raise
            if len(waiting) > 1:
                for one in waiting:
                    self._create([one])
            else:
                self._refused(*waiting[0], error)
            return
        for (step, part), record in zip(waiting, records, strict=True):
            part.memo["media"] = record.id
            step.is_changed = True

    @api.model
    def _refused(self, step, part, error):
        vals = part.vals
        # Forgotten, so that it is tried again when it comes again.
        part.memo["checksum"] = ""
        step.messages.append(
            self.env._(
                "%(name)s was left out: %(reason)s",
                name=vals.get("filename") or vals.get("url") or vals["name"],
                reason=self.env["agency.import.writer"]._sentence(error),
            )
        )

    @api.model
    def _remarks(self, shelf):
        return [
            *(say(self.env, Remark("file_missing", name=name)) for name in shelf.missing),
            *(say(self.env, problem) for problem in shelf.problems),
            *(
                self.env._("%s was replaced here and is kept.", record.display_name)
                for record in shelf.kept
            ),
        ]
