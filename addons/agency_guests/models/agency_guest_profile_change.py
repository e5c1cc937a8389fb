from odoo import fields, models


class AgencyGuestProfileChange(models.Model):
    """What applying a profile changed on one guest, kept so that it can be taken back."""

    _name = "agency.guest.profile.change"
    _description = "Applied Guest Profile"
    _order = "id desc"
    _rec_name = "guest_id"

    guest_id = fields.Many2one(
        "agency.guest", required=True, index=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(related="guest_id.company_id", store=True, index=True)
    profile_id = fields.Many2one("agency.guest.profile", ondelete="set null", readonly=True)
    profile_name = fields.Char(readonly=True)
    before = fields.Json(readonly=True)
    after = fields.Json(readonly=True)
    differences = fields.Text(readonly=True)
    undone_on = fields.Datetime(readonly=True)
    undone_by_id = fields.Many2one("res.users", readonly=True)
    can_undo = fields.Boolean(compute="_compute_can_undo")

    def _compute_can_undo(self):
        for change in self:
            change.can_undo = (
                not change.undone_on and change.guest_id._settings_image() == change.after
            )

    def action_undo(self):
        """Give the guests back what they had, except those that were changed again since."""
        undone = self.filtered("can_undo").sorted("id", reverse=True)
        for change in undone:
            change.guest_id._restore_settings(change.before)
        undone.sudo().write({"undone_on": fields.Datetime.now(), "undone_by_id": self.env.uid})
        return self._tell(undone, self - undone)

    def _tell(self, undone, skipped):
        lines = []
        if undone:
            names = ", ".join(undone.guest_id.mapped("name"))
            lines.append(self.env._("As before: %(names)s.", names=names))
        if skipped:
            names = ", ".join(skipped.guest_id.mapped("name"))
            lines.append(self.env._("Left alone, changed since: %(names)s.", names=names))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if skipped else "success",
                "message": " ".join(lines),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
