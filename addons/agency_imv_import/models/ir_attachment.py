import os

from odoo import api, models


class IrAttachment(models.Model):
    """Writes a file whole or not at all, so that what was interrupted can be tried again.

    A file that ended in the middle would lie under the name of its content, and the same content
    would be refused ever after.
    """

    _inherit = "ir.attachment"

    @api.model
    def _file_write(self, bin_value, checksum):
        if self._storage() == "file":
            fname, full_path = self._get_path(bin_value, checksum)
            if not os.path.exists(full_path):
                self._write_whole(fname, full_path, bin_value)
        return super()._file_write(bin_value, checksum)

    @api.model
    def _write_whole(self, fname, full_path, content):
        """Write under another name first; what is left over is collected as any unused file."""
        name = f"{fname}-{os.getpid()}"
        self._mark_for_gc(fname)
        self._mark_for_gc(name)
        partial = self._full_path(name)
        try:
            with open(partial, "wb") as file:
                file.write(content)
            os.replace(partial, full_path)
        except OSError:
            if os.path.exists(partial):
                os.unlink(partial)
            raise
        os.unlink(self._full_path(f"checklist/{name}"))
