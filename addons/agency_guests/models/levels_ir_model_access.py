from odoo import api, models
from odoo.tools import ormcache

# Reference data and each guest's own account; beside these a guest reads the sections.
READABLE = frozenset(
    {
        *("res.users", "res.partner", "res.company"),
        *("res.lang", "res.country", "res.country.state", "res.country.group", "res.currency"),
        *("res.currency.rate", "website", "website.menu"),
        *("auth.passkey.key", "auth.passkey.key.create", "auth_totp.wizard", "auth_totp.device"),
        *("res.device", "res.users.identitycheck"),
    }
)
# What a guest changes without sudo: how the own account is protected.
WRITABLE = frozenset(
    {
        *("auth.passkey.key", "auth.passkey.key.create", "auth_totp.wizard"),
        *("res.users.identitycheck",),
    }
)


class IrModelAccess(models.Model):
    """Portal users may read more than guests need: discussions, notifications, filters ..."""

    _inherit = "ir.model.access"

    @api.model
    @ormcache("self.env.uid", "mode")
    def _get_allowed_models(self, mode="read"):
        """Leave a guest the own account and the sections that the office opened."""
        allowed = super()._get_allowed_models(mode)
        if not self.env.user._is_agency_guest():
            return allowed
        if mode != "read":
            return allowed & WRITABLE
        return frozenset(name for name in allowed if self._is_open_to_guest(name))

    @api.model
    def _is_open_to_guest(self, name):
        model = self.env.get(name)
        section = getattr(model, "_guest_section", None)
        return bool(model._guest_level()) if section else name in READABLE
