from odoo import models

# What an import may change of a medium; the file itself is told by its checksum.
IMAGE = ("name", "sequence", "kind", "active", "url", "filename", "checksum", "remote_url")
# Of a linked picture, the rest changes when it is fetched.
LINKED = ("name", "sequence", "active")


class AgencyPropertyMedia(models.Model):
    """Tells what a medium was, before an import changes it."""

    _inherit = "agency.property.media"

    def _image(self):
        """Return what can be set back, and what tells whether somebody changed it since."""
        self.ensure_one()
        return {name: self[name] for name in IMAGE}

    def _keep_file(self):
        """Keep the bytes of the file where its replacement does not reach; return the attachment.

        The same content is stored once, so this costs a row and no space.
        """
        self.ensure_one()
        attachments_sudo = self.env["ir.attachment"].sudo()
        file_sudo = attachments_sudo.search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "file"),
                ("res_id", "=", self.id),
            ],
            limit=1,
        )
        if not file_sudo:
            return False
        kept_sudo = attachments_sudo.create(
            {
                "name": self.filename or self.display_name,
                "raw": file_sudo.raw,
                "mimetype": file_sudo.mimetype,
                "res_model": "agency.import.listing",
            }
        )
        return kept_sudo.id
