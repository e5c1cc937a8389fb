from odoo import models


class ResUsersApikeys(models.Model):
    """Guests have no keys: a key of one opens nothing."""

    _inherit = "res.users.apikeys"

    def _check_credentials(self, *, scope, key):
        uid = super()._check_credentials(scope=scope, key=key)
        # Trusted devices are a kind of keys too, but for the second step of a sign-in only.
        is_key = self._name == "res.users.apikeys"
        if is_key and uid and self.env["res.users"].browse(uid)._agency_access_row():
            return None
        return uid
