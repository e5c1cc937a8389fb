from odoo import fields, models


class AgencyMandatePromise(models.Model):
    """What the agency promised to do for a property, how often and until when."""

    _name = "agency.mandate.promise"
    _description = "Mandate Promise"
    _order = "sequence, id"

    # Part of the mandate, and as confidential.
    _public_field_names = ()

    mandate_id = fields.Many2one("agency.mandate", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(
        related="mandate_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Promise", required=True, help="For instance: report to the owner.")
    interval_count = fields.Integer(string="Every", default=1)
    interval_unit = fields.Selection(
        [("once", "Once"), ("day", "Days"), ("week", "Weeks"), ("month", "Months")],
        string="Unit",
        required=True,
        default="once",
    )
    date_to = fields.Date(string="Until")

    _check_interval = models.Constraint("CHECK(interval_count > 0)", "An interval is at least 1.")
