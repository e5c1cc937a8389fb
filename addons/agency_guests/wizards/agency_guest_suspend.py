from odoo import api, fields, models
from odoo.exceptions import UserError


class AgencyGuestSuspend(models.TransientModel):
    """Suspend guests, or let them in again: those selected, or all of a property."""

    _name = "agency.guest.suspend"
    _description = "Suspend or Resume Guests"

    property_id = fields.Many2one("agency.property", readonly=True)
    operation = fields.Selection(
        [("suspend", "Suspend"), ("resume", "Let in again")], required=True, default="suspend"
    )
    whose = fields.Selection(
        [("all", "Owners and applicants"), ("owner", "Owners"), ("applicant", "Applicants")],
        string="Guests of the Property",
        required=True,
        default="all",
    )
    guest_ids = fields.Many2many(
        "agency.guest",
        string="Guests",
        compute="_compute_guest_ids",
        store=True,
        readonly=False,
    )
    touched_count = fields.Integer(string="To Be Changed", compute="_compute_touched_count")
    reason = fields.Char(help="Kept in the history of each guest. Guests do not see it.")

    @api.depends("property_id", "whose")
    def _compute_guest_ids(self):
        for wizard in self:
            if wizard.property_id:
                partners = wizard.property_id._guest_partners(wizard.whose)
                wizard.guest_ids = self.env["agency.guest"]._of_partners(partners)

    @api.depends("guest_ids", "operation")
    def _compute_touched_count(self):
        for wizard in self:
            wizard.touched_count = len(wizard._touched())

    @api.model
    def _open(self, guests=None, record=None, operation="suspend"):
        context = {"default_operation": operation}
        if guests:
            context["default_guest_ids"] = guests.ids
        if record:
            context["default_property_id"] = record.id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Suspend or Resume Guests"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": context,
        }

    def action_apply(self):
        """Change the state of all guests at once; open sessions end with the change."""
        self.ensure_one()
        touched = self._touched()
        if not touched:
            raise UserError(self.env._("None of these guests would change."))
        touched.write({"suspended": self.operation == "suspend"})
        if self.reason:
            for guest in touched:
                guest.message_post(body=self.reason)
        return {"type": "ir.actions.act_window_close"}

    def _touched(self):
        suspend = self.operation == "suspend"
        return self.guest_ids.filtered(lambda guest: guest.suspended != suspend)
