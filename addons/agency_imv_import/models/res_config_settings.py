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
    agency_import_undecided_count = fields.Integer(
        string="Deliveries Set Aside", compute="_compute_agency_import_counts"
    )
    agency_import_user_fields = fields.Char(
        string="Fields with the User Name",
        config_parameter="agency_imv_import.user_fields",
        default="onoffice_benutzer, benutzername, username",
        help="Names of the user-defined fields in which senders leave the name of their user, "
        "with commas.",
    )

    def _compute_agency_import_counts(self):
        groups = self.env["agency.import.source"]._read_group([], ["last_result"], ["__count"])
        counts = dict(groups)
        undecided = self.env["agency.import.delivery"].search_count([("state", "=", "set_aside")])
        for settings in self:
            settings.agency_import_source_count = sum(counts.values())
            settings.agency_import_failing_count = counts.get("error", 0)
            settings.agency_import_undecided_count = undecided
