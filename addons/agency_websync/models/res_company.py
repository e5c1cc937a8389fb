from odoo import fields, models


class ResCompany(models.Model):
    """How an agency wants its case files to be handled; documents of the feed name it."""

    _name = "res.company"
    _inherit = ["agency.web.named", "res.company"]

    _web_copy_column = "company_id"

    agency_case_reminder_days = fields.Integer(
        string="Case Reminder",
        default=30,
        help="Days before the expiry of a case on which its responsible is reminded; 0 is never.",
    )
