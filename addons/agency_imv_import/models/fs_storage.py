from odoo import fields, models


class FsStorage(models.Model):
    """Keeps what opens a drop box from everybody but system administrators.

    The password is kept apart: it can be set, and nobody reads it back.
    """

    _inherit = "fs.storage"

    options = fields.Text(groups="base.group_system")
    json_options = fields.Serialized(groups="base.group_system")
    agency_secret = fields.Char(string="Password", groups=fields.NO_ACCESS, copy=False)

    def _get_fs_options(self):
        options = super()._get_fs_options()
        secret = self.sudo().agency_secret
        return {**options, "password": secret} if secret else options
