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

    @api.depends("storage_id.agency_host_key", "storage_id.agency_new_host_key")
    def _compute_fingerprints(self):
        for box in self:
            storage_sudo = box.sudo().storage_id
            box.host_fingerprint = transport.fingerprint(storage_sudo.agency_host_key)
            box.new_host_fingerprint = transport.fingerprint(storage_sudo.agency_new_host_key)

    def action_accept_host_key(self):
        """Take the key that was refused last as the right one."""
        self.ensure_one()
        self.check_access("write")
        storage_sudo = self.sudo().storage_id
        if not storage_sudo.agency_new_host_key:
            raise UserError(self.env._("The server showed no other key."))
        storage_sudo.write(
            {"agency_host_key": storage_sudo.agency_new_host_key, "agency_new_host_key": False}
        )
        return self.action_test_connection()

    def _remember_host_key(self, inbox):
        """Keep the key of a server at its first connection; a refused one is of no use any more."""
        storage_sudo = self.sudo().storage_id
        if not (seen := inbox.host_key()):
            return
        if not storage_sudo.agency_host_key:
            storage_sudo.agency_host_key = seen
        if storage_sudo.agency_new_host_key:
            storage_sudo.agency_new_host_key = False

    def _note_host_key(self, error):
        """Keep a key that was refused, so that exactly this one can be accepted."""
        if isinstance(error, transport.HostKeyChanged):
            self.sudo().storage_id.agency_new_host_key = error.key
