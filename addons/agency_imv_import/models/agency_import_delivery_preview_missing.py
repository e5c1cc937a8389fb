from odoo import fields, models

from .. import plan
from .agency_import_delivery_missing import ARCHIVE, ASK, OFFERED


class AgencyImportDelivery(models.Model):
    """Shows in a preview what a full delivery lacks, and spares what somebody left out there."""

    _inherit = "agency.import.delivery"

    # What is known only while listings are tried: whose they are, and whether any is offered.
    preview_tried = fields.Json(readonly=True, copy=False, groups="agency_base.group_manager")

    def _tried(self, rows):
        """Return what has to be known of the listings that were tried, before they are undone.

        :param rows: the values of their lines; those of earlier spans are remembered
        """
        earlier = self.preview_tried or {"keys": [], "offers": False}
        properties = self.env["agency.property"]
        came = properties.browse({row["property_id"] for row in rows} - {False})
        offered = {row["property_id"] for row in rows if row["action"] in OFFERED} - {False}
        return {
            "keys": sorted({*earlier["keys"], *self._provider_keys(came)}),
            "offers": earlier["offers"] or bool(came.browse(offered).filtered("active")),
        }

    def _preview_missing(self):
        """Add a line for each property that the full delivery lacks; return a sentence."""
        if not self._looks_for_missing():
            return ""
        tried, lines = self.preview_tried, self.preview_ids
        missing = self._missing_properties(lines.property_id, tried["keys"])
        if not missing:
            return ""
        fate = self._fate_of_missing(missing, lines, tried["offers"])
        action = plan.ARCHIVED if fate == ARCHIVE else "missing"
        changes = [self._archived_change()] if fate == ARCHIVE else []
        sentence, remark = self._words_of_fate(fate)
        rows = [self._missing_row(record, action, remark, changes) for record in missing]
        self.env["agency.import.listing"]._store(rows, active=False, is_preview=True)
        return self._missing_named(sentence, missing)

    def _words_of_fate(self, fate):
        """Return what is said of all missing properties, and of one of them."""
        if fate == ARCHIVE:
            return (
                self.env._(
                    "This full delivery lacks %(count)s of the properties that came before; they "
                    "would be archived: %(names)s."
                ),
                self.env._("The full delivery lacks it, so it would be archived."),
            )
        if fate == ASK:
            return (
                self.env._(
                    "This full delivery lacks %(count)s of the properties that came before; after "
                    "the import you would be asked whether to archive them: %(names)s."
                ),
                self.env._(
                    "The full delivery lacks it; after the import you would be asked whether to "
                    "archive it."
                ),
            )
        return (
            self.env._(
                "This full delivery lacks %(count)s of the properties that came before; they would "
                "stay as they are: %(names)s."
            ),
            self.env._("The full delivery lacks it; it would stay as it is."),
        )

    def _spare(self, missing):
        """Note in the protocol which missing properties somebody left out; return them."""
        if not self.is_accepted:
            return missing.browse()
        lines = self.preview_ids.filtered(lambda line: line.is_missing and line.is_left_out)
        spared = missing & lines.property_id
        message = self.env._("Left out after the preview; it stays as it is.")
        rows = [self._missing_row(record, plan.SKIPPED, message) for record in spared]
        self.env["agency.import.listing"]._store(rows)
        self.skipped_count += len(spared)
        return spared
