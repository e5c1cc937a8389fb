from odoo import api, fields, models

from .. import plan


class AgencyImportUndoWizard(models.TransientModel):
    """Tells what the undo of a delivery would do, before it does."""

    _name = "agency.import.undo.wizard"
    _description = "Undo a Delivery"

    delivery_id = fields.Many2one("agency.import.delivery", required=True, readonly=True)
    archived_count = fields.Integer(string="Properties to Archive", compute="_compute_counts")
    back_count = fields.Integer(string="Properties to Set Back", compute="_compute_counts")
    restored_count = fields.Integer(string="Properties to Restore", compute="_compute_counts")
    left_count = fields.Integer(string="Left Alone", compute="_compute_counts")
    left_reasons = fields.Text(string="Why", compute="_compute_counts")

    @api.depends("delivery_id")
    def _compute_counts(self):
        for wizard in self:
            lines = wizard.delivery_id._lines_to_undo()
            reasons = self.env["agency.import.undo"]._reasons(lines)
            actions = [line.action for line in lines if line not in reasons]
            wizard.archived_count = actions.count(plan.CREATED)
            wizard.back_count = actions.count(plan.UPDATED)
            wizard.restored_count = actions.count(plan.ARCHIVED)
            wizard.left_count = len(reasons)
            wizard.left_reasons = "\n".join(sorted(set(reasons.values())))

    def action_undo(self):
        self.delivery_id._start_undo()
        return {"type": "ir.actions.act_window_close"}
