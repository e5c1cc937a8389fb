from datetime import timedelta

from odoo import api, fields, models

from .agency_guest_settings import levels_image, networks_image, windows_image


class AgencyGuestProfile(models.Model):
    """What a profile would make of a guest."""

    _inherit = "agency.guest.profile"

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if "permission_ids" in fields_list and not values.get("permission_ids"):
            values["permission_ids"] = self.env["agency.guest.section"]._closed_commands()
        return values

    def action_apply(self):
        """Open the dialog with every guest of this profile, to look before applying."""
        self.ensure_one()
        return self.env["agency.guest.profile.apply"]._open(self.guest_ids, self)

    def action_view_guests(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_guests.action_agency_guest")
        return {**action, "domain": [("profile_id", "=", self.id)], "context": {}}

    def _settings_for(self, guest):
        """Return the image that a guest has once this profile is applied."""
        self.ensure_one()
        image = guest._settings_image()
        if self.valid_days:
            today = fields.Date.context_today(guest.with_context(tz=guest.tz))
            image["valid_until"] = (today + timedelta(days=self.valid_days)).isoformat()
        return {
            **image,
            "profile_id": self.id,
            "suspended": self.suspended,
            "windows": windows_image(self.window_ids),
            "networks": networks_image(self.network_ids),
            "levels": {
                **dict.fromkeys(image["levels"], "none"),
                **levels_image(self.permission_ids),
            },
        }
