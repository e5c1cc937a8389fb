from odoo import fields, models

MOST_ROWS = 200


class AgencyImportDelivery(models.Model):
    """Counts the values of the office that a delivery met, and lists them in its report."""

    _inherit = "agency.import.delivery"

    kept_count = fields.Integer(
        string="Kept Values", compute="_compute_kept_count", search="_search_kept_count"
    )
    conflict_count = fields.Integer(
        string="Conflicts", compute="_compute_kept_count", search="_search_conflict_count"
    )

    def _compute_kept_count(self):
        groups = self.env["agency.import.listing"]._read_group(
            [("delivery_id", "in", self.ids), ("kept_count", ">", 0)],
            ["delivery_id"],
            ["kept_count:sum", "conflict_count:sum"],
        )
        counts = {delivery.id: (kept, conflicts) for delivery, kept, conflicts in groups}
        for delivery in self:
            delivery.kept_count, delivery.conflict_count = counts.get(delivery.id, (0, 0))

    def _search_kept_count(self, operator, value):
        return self._search_count("kept_count", operator, value)

    def _search_conflict_count(self, operator, value):
        return self._search_count("conflict_count", operator, value)

    def _search_count(self, name, operator, value):
        if (operator, value) != (">", 0):
            return NotImplemented
        return [("listing_ids", "any", [(name, ">", 0)])]

    def action_view_corrections(self):
        """Open the kept values that this delivery met and no later one."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_correction"
        )
        return {**action, "domain": [("delivery_id", "=", self.id)], "context": {}}

    def _summary(self):
        self.invalidate_recordset(["kept_count", "conflict_count"])
        if not self.kept_count:
            return super()._summary()
        kept = self.env._("Kept by the office: values %(kept)s.", kept=self.kept_count)
        if self.conflict_count:
            kept = self.env._(
                "Kept by the office: values %(kept)s, conflicts %(conflicts)s.",
                kept=self.kept_count,
                conflicts=self.conflict_count,
            )
        return f"{super()._summary()} {kept}"

    def _report_values(self):
        corrections = self.env["agency.import.correction"].search(
            [("delivery_id", "=", self.id)], order="property_id, is_conflict desc, id"
        )
        different = corrections.filtered("is_different")
        return {
            **super()._report_values(),
            "corrections": different[:MOST_ROWS],
            "more_corrections": max(len(different) - MOST_ROWS, 0),
        }
