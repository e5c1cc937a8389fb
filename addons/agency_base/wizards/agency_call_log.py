from odoo import api, fields, models


class AgencyCallLog(models.TransientModel):
    """Log a call in a few seconds: with whom, which way, how long, and what was said."""

    _name = "agency.call.log"
    _description = "Log a Call"
    _inherit = ["agency.contact.mixin"]

    name = fields.Char(
        string="Public Line",
        required=True,
        default=lambda self: self.env._("Phone call"),
        help="What owners and applicants may read about this call.",
    )
    direction = fields.Selection(
        [("out", "We called"), ("in", "They called")], required=True, default="out"
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    duration = fields.Integer(string="Minutes")
    note = fields.Html(string="Internal Text", help="Internal: not public.")

    @api.model
    def _title(self):
        return self.env._("Log a Call")

    def action_log(self):
        self._log(
            kind="call",
            name=self.name,
            direction=self.direction,
            date=self.date,
            duration=self.duration,
            note=self.note,
        )
        return {"type": "ir.actions.act_window_close"}
