from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The category “OpenImmo import” of the settings."""

    _inherit = "res.config.settings"

    agency_import_source_count = fields.Integer(
        string="Sources", compute="_compute_agency_import_counts"
    )
    agency_import_failing_count = fields.Integer(
        string="Failing Sources", compute="_compute_agency_import_counts"
    )

    def _compute_agency_import_counts(self):
        groups = self.env["agency.import.source"]._read_group([], ["last_result"], ["__count"])
        counts = dict(groups)
        for settings in self:
            settings.agency_import_source_count = sum(counts.values())
            settings.agency_import_failing_count = counts.get("error", 0)
