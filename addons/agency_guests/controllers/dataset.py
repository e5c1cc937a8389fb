from odoo.exceptions import AccessError
from odoo.http import request, route

from odoo.addons.web.controllers.dataset import DataSet

# What Odoo's own pages of the account call: two-factor, passkeys, devices, password rules.
CALLS = {
    "res.users": {
        *("action_totp_enable_wizard", "action_totp_disable", "action_create_passkey"),
        *("action_revoke_all_devices", "revoke_all_devices", "get_password_policy"),
    },
    "res.users.identitycheck": {"run_check", "write"},
    "res.device": {"revoke"},
    "auth_totp.device": {"remove"},
    "auth_totp.wizard": {"read", "enable"},
    "auth.passkey.key": {"write", "action_delete_passkey"},
    "auth.passkey.key.create": {"make_key"},
}


class GuestDataSet(DataSet):
    """A guest's browser calls what the guest's pages need, and no other method of any model."""

    @route()
    def call_kw(self, model, method, args, kwargs, path=None):
        _check_guest_call(model, method)
        return super().call_kw(model, method, args, kwargs, path=path)

    @route()
    def call_button(self, model, method, args, kwargs, path=None):
        _check_guest_call(model, method)
        return super().call_button(model, method, args, kwargs, path=path)


def _check_guest_call(model, method):
    """Raise unless this is no guest, or the call belongs to a guest's page."""
    if request.env.user._is_agency_guest() and method not in CALLS.get(model, ()):
        raise AccessError(request.env._("This call is not open to guests."))
