from odoo import fields, models


class ResCompany(models.Model):
    """How an agency wants its properties to be handled."""

    _inherit = "res.company"

    agency_address_public_default = fields.Boolean(
        string="Addresses Are Public",
        default=True,
        help="New properties show their full address to the public.",
    )
    agency_price_public_default = fields.Boolean(
        string="Prices Are Public",
        default=True,
        help="New properties show their price to the public.",
    )
    agency_whatsapp_text = fields.Text(
        string="WhatsApp Text",
        translate=True,
        help="Proposed when a WhatsApp message about a property is written.",
    )
    agency_mandate_reminder_days = fields.Integer(
        string="Mandate Reminder",
        default=30,
        help="Days before the end of a mandate on which its responsible is reminded; 0 is never.",
    )
    agency_match_activity = fields.Boolean(
        string="Tell Agents about Matches",
        default=True,
        help="When a property becomes active, whoever looks after a fitting request gets an "
        "activity.",
    )
