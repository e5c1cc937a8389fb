from odoo import fields, models

from .. import transport

SFTP = "sftp"


class FsStorage(models.Model):
    """Keeps what opens a drop box from everybody but system administrators.

    The password is kept apart: it can be set, and nobody reads it back.
    """

    _inherit = "fs.storage"

    options = fields.Text(groups="base.group_system")
    json_options = fields.Serialized(groups="base.group_system")
    agency_secret = fields.Char(string="Password", groups=fields.NO_ACCESS, copy=False)
    agency_key_ids = fields.One2many(
        "agency.drop.box.key", "storage_id", string="Host Key", groups="base.group_system"
    )

    def _get_fs_options(self):
        options = super()._get_fs_options()
        storage_sudo = self.sudo()
        if storage_sudo.agency_secret:
            options = {**options, "password": storage_sudo.agency_secret}
        if storage_sudo.protocol == SFTP:
            key = storage_sudo.agency_key_ids.host_key or ""
            options = {**options, "host_key_policy": transport.known_host(key)}
        return options
