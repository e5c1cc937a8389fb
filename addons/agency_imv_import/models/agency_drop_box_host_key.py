from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import transport


class AgencyDropBoxMixin(models.AbstractModel):
    """Knows its SFTP server by the key it showed first, and takes no other without a word."""

    _inherit = "agency.drop.box.mixin"

    host_fingerprint = fields.Char(
        string="Server's Key",
        compute="_compute_fingerprints",
        compute_sudo=True,
        help="Fingerprint of the key that the server showed at the first connection. The provider "
        "of the server can tell whether it is right.",
    )
    new_host_fingerprint = fields.Char(
        string="Server's New Key", compute="_compute_fingerprints", compute_sudo=True
    )

    @api.depends("storage_id.agency_key_ids.host_key", "storage_id.agency_key_ids.new_host_key")
    def _compute_fingerprints(self):
        for box in self:
            key_sudo = box.sudo().storage_id.agency_key_ids
            box.host_fingerprint = transport.fingerprint(key_sudo.host_key)
            box.new_host_fingerprint = transport.fingerprint(key_sudo.new_host_key)

    def action_accept_host_key(self):
        """Take the key that was refused last as the right one."""
        self.ensure_one()
        self.check_access("write")
        key_sudo = self.sudo().storage_id.agency_key_ids
        if not key_sudo.new_host_key:
            raise UserError(self.env._("The server showed no other key."))
        key_sudo.write({"host_key": key_sudo.new_host_key, "new_host_key": False})
        return self.action_test_connection()

    def _remember_host_key(self, inbox):
        """Keep the key of a server at its first connection; a refused one is of no use any more."""
        if not (seen := inbox.host_key()):
            return
        key_sudo = self.sudo().storage_id.agency_key_ids
        if not key_sudo:
            key_sudo.create({"storage_id": self.sudo().storage_id.id, "host_key": seen})
        elif key_sudo.new_host_key:
            key_sudo.new_host_key = False

    def _note_host_key(self, error):
        """Keep a key that was refused, so that exactly this one can be accepted."""
        if isinstance(error, transport.HostKeyChanged):
            self.sudo().storage_id.agency_key_ids.new_host_key = error.key
