from odoo import fields, models


class AgencyProperty(models.Model):
    """Notes what the office changes of an imported property, so that no delivery undoes it."""

    _inherit = "agency.property"

    correction_ids = fields.One2many(
        "agency.import.correction",
        "property_id",
        string="Kept by the Office",
        readonly=True,
        groups="agency_base.group_agent",
        help="Values that deliveries leave alone.",
    )
    correction_count = fields.Integer(
        string="Kept Values",
        compute="_compute_correction_count",
        groups="agency_base.group_agent",
    )

    def _compute_correction_count(self):
        groups = self.env["agency.import.correction"]._read_group(
            [("property_id", "in", self.ids)], ["property_id"], ["__count"]
        )
        counts = {record.id: count for record, count in groups}
        for record in self:
            record.correction_count = counts.get(record.id, 0)

    def write(self, vals):
        result = super().write(vals)
        self._note_import_edit(vals)
        return result

    def _update_field_translations(self, field_name, *args, **kwargs):
        result = super()._update_field_translations(field_name, *args, **kwargs)
        self._note_import_edit({field_name})
        return result

    def _note_import_edit(self, names):
        corrections = self.env["agency.import.correction"]
        if edited := corrections._imported_names().intersection(names):
            corrections._note_edit(self, edited)

    def action_view_corrections(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_correction"
        )
        return {**action, "domain": [("property_id", "=", self.id)], "context": {}}

    def action_lock_field(self):
        """Ask which field the sender must leave alone."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_lock"
        )
        return {**action, "context": {"default_property_id": self.id}}
