from odoo import fields, models


class FsStorage(models.Model):
    """Keeps what opens a drop box from everybody but system administrators."""

    _inherit = "fs.storage"

    options = fields.Text(groups="base.group_system")
    json_options = fields.Serialized(groups="base.group_system")
