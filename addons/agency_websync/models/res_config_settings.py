from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The case files on the Real Estate page of the settings."""

    _inherit = "res.config.settings"

    agency_case_reminder_days = fields.Integer(
        related="company_id.agency_case_reminder_days", readonly=False
    )
