from odoo import fields, models


class ResCompany(models.Model):
    """How an agency wants its case files to be handled."""

    _inherit = "res.company"

    agency_case_reminder_days = fields.Integer(
        string="Case Reminder",
        default=30,
        help="Days before the expiry of a case on which its responsible is reminded; 0 is never.",
    )
