from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class AgencyGuestProfileApply(models.TransientModel):
    """Apply a profile to guests, after looking at what would change for each of them."""

    _name = "agency.guest.profile.apply"
    _description = "Apply a Guest Profile"

    profile_id = fields.Many2one("agency.guest.profile", required=True)
    guest_ids = fields.Many2many("agency.guest", string="Guests", required=True)
    line_ids = fields.One2many(
        "agency.guest.profile.apply.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        string="What Changes",
    )
    change_count = fields.Integer(compute="_compute_change_count")

    @api.depends("profile_id", "guest_ids")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [Command.clear()] + [
                Command.create({"guest_id": guest.id, "differences": text})
                for guest, text in wizard._previews()
            ]

    @api.depends("line_ids.differences")
    def _compute_change_count(self):
        for wizard in self:
            wizard.change_count = len(wizard.line_ids.filtered("differences"))

    @api.model
    def _open(self, guests, profile=None):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Apply a Profile"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_guest_ids": guests.ids,
                "default_profile_id": (profile or guests.profile_id[:1]).id,
            },
        }

    def action_apply(self):
        """Change the guests that differ, keep what they had, and show it with a way back."""
        self.ensure_one()
        if not self.guest_ids:
            raise UserError(self.env._("Choose the guests first."))
        changes = self.env["agency.guest.profile.change"]
        for guest in self.guest_ids:
            changes |= self._apply_to(guest)
        if not changes:
            raise UserError(self.env._("All of these guests are as the profile says already."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_guests.action_agency_guest_profile_change"
        )
        return {**action, "domain": [("id", "in", changes.ids)]}

    def _previews(self):
        """Return the guests with what would change, one line per difference."""
        if not self.profile_id:
            return []
        return [
            (guest, "\n".join(self._differences_for(guest))) for guest in self.guest_ids._origin
        ]

    def _differences_for(self, guest):
        before = guest._settings_image()
        return guest._differences(before, self.profile_id._settings_for(guest))

    def _apply_to(self, guest):
        Change = self.env["agency.guest.profile.change"]
        before = guest._settings_image()
        lines = self._differences_for(guest)
        wanted = self.profile_id._settings_for(guest)
        if not lines and before["profile_id"] == self.profile_id.id:
            return Change
        guest._restore_settings(wanted)
        return Change.sudo().create(
            {
                "guest_id": guest.id,
                "profile_id": self.profile_id.id,
                "profile_name": self.profile_id.name,
                "before": before,
                "after": guest._settings_image(),
                "differences": "\n".join(lines),
            }
        )
