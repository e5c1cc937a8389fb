from odoo import api, models

from ..pseudonym import label

GUEST_GROUP = "agency_guests.group_guest"


class ResUsers(models.Model):
    """A guest reads of users what pages need to know about the guest's own account."""

    _name = "res.users"
    _inherit = ["agency.guest.readable", "res.users"]

    _guest_low_fields = (
        *("name", "login", "email", "phone", "lang", "tz", "tz_offset", "share", "signature"),
        *("company_id", "company_ids", "partner_id", "commercial_partner_id"),
        *("image_1920", "image_1024", "image_512", "image_256", "image_128"),
        *("avatar_1920", "avatar_1024", "avatar_512", "avatar_256", "avatar_128"),
        *("totp_enabled", "totp_trusted_device_ids", "auth_passkey_key_ids"),
        *("write_date", "active_partner", "notification_type"),
    )

    def _is_agency_guest(self):
        """Tell whether this is the account of a guest, whom levels bind."""
        return bool(self) and self.has_group(GUEST_GROUP)

    def _agency_level(self, section):
        """Return the consultation level of this user in a section: none, low or high."""
        self.ensure_one()
        for level in ("high", "low"):
            if self.has_group(self._agency_level_group(section, level)):
                return level
        return "none"

    @api.model
    def _agency_level_group(self, section, level):
        """Return the external id of the group that stands for a level of a section."""
        return f"agency_guests.group_{section}_{level}"

    def _self_accessible_fields(self):
        """Odoo lets everybody read the own account with more rights: guests only these fields."""
        readable, writeable = super()._self_accessible_fields()
        if self._is_guest():
            readable &= self._guest_fields(1)
        return readable, writeable

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        described = super().fields_get(allfields, attributes)
        if not self._is_guest():
            return described
        return {name: described[name] for name in described.keys() & self._guest_fields(1)}

    @api.model
    def _guest_pseudonyms(self, partners):
        """Return a pseudonym per partner id: for one guest always the same."""
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return {partner.id: label(secret, self.id, partner.id) for partner in partners}
