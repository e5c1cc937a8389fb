from odoo import api, fields, models


class AgencyWebCase(models.Model):
    """What the office is shown of a copy: who sees it, and what of it."""

    _inherit = "agency.web.case"

    role = fields.Selection(related="access_id.role")
    guest_ids = fields.Many2many("agency.guest", compute="_compute_guest_ids", string="Accounts")
    entry_count = fields.Integer(compute="_compute_entry_count", string="Released Entries")
    extras = fields.Char(compute="_compute_extras", string="Also Shown")

    @api.depends("access_id.guest_ids", "access_id.administrator_id.guest_ids")
    def _compute_guest_ids(self):
        for copy in self:
            copy.guest_ids = copy.access_id._accounts()

    @api.depends("entries")
    def _compute_entry_count(self):
        for copy in self:
            copy.entry_count = len(copy.entries or ())

    @api.depends("reference_1", "reference_2", "reference_3", "key")
    def _compute_extras(self):
        names = ("reference_1", "reference_2", "reference_3", "key")
        labels = {name: self._fields[name]._description_string(self.env) for name in names}
        for copy in self:
            copy.extras = ", ".join(labels[name] for name in names if copy[name])

    def action_open_case(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "agency.case",
            "res_id": self.case_id.id,
            "view_mode": "form",
        }
