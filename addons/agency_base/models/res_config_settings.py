from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """The Real Estate page of the settings."""

    _inherit = "res.config.settings"

    agency_address_public_default = fields.Boolean(
        related="company_id.agency_address_public_default", readonly=False
    )
    agency_price_public_default = fields.Boolean(
        related="company_id.agency_price_public_default", readonly=False
    )
    agency_whatsapp_text = fields.Text(related="company_id.agency_whatsapp_text", readonly=False)
    agency_mandate_reminder_days = fields.Integer(
        related="company_id.agency_mandate_reminder_days", readonly=False
    )
    agency_match_activity = fields.Boolean(
        related="company_id.agency_match_activity", readonly=False
    )
