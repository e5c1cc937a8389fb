from odoo import fields, models


class FsStorage(models.Model):
    """Keeps the passwords of drop boxes from everybody but system administrators.

    Managers may choose a drop box for a source; what opens it is not theirs to read.
    """

    _inherit = "fs.storage"

    options = fields.Text(groups="base.group_system")
    json_options = fields.Serialized(groups="base.group_system")
