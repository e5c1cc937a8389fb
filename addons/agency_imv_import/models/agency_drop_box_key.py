from odoo import fields, models


class AgencyDropBoxKey(models.Model):
    """The key by which an SFTP server is known.

    It stands beside the storage and not in it: a scheduled action learns it, and none may write
    to a storage.
    """

    _name = "agency.drop.box.key"
    _description = "Key of an SFTP Server"
    _rec_name = "storage_id"

    storage_id = fields.Many2one("fs.storage", required=True, readonly=True, ondelete="cascade")
    host_key = fields.Char(readonly=True, help="The only key with which the server is accepted.")
    new_host_key = fields.Char(
        readonly=True,
        help="The other key that the server showed last, until somebody accepts it.",
    )

    _storage_once = models.UniqueIndex("(storage_id)", "This server has a key already.")
