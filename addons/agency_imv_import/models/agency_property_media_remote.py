import base64
import mimetypes
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff")


class AgencyPropertyMedia(models.Model):
    """A picture that a delivery only links to: fetched after the import, or the reason why not."""

    _inherit = "agency.property.media"

    remote_url = fields.Char(
        string="Linked Picture", readonly=True, copy=False, help="Where the sender keeps it."
    )
    remote_kind = fields.Char(readonly=True, copy=False, help="What it becomes once it is here.")
    remote_tries = fields.Integer(readonly=True, copy=False)
    remote_problem = fields.Char(string="Not Fetched", readonly=True, copy=False)

    def _take_remote(self, content, width):
        """Make a picture of a link.

        :param width: in pixels; a wider picture is made smaller, 0 for none
        :raises UserError: the bytes are no picture
        """
        self.ensure_one()
        mimetype = guess_mimetype(content)
        if mimetype not in PICTURES:
            raise UserError(self.env._("What lies at the address is no picture."))
        smaller = self.env["agency.import.media"]._shrinker(width)(content)
        name = PurePosixPath(unquote(urlsplit(self.remote_url).path)).name
        if not (mimetypes.guess_type(name)[0] or "").startswith("image/"):
            name = f"{name or 'picture'}{mimetypes.guess_extension(mimetype) or ''}"
        kind = self.remote_kind
        self.with_context(agency_importing=True).write(
            {
                "file": base64.b64encode(smaller),
                "filename": name,
                # A kind that the office chose stays.
                "kind": kind if self.kind == "link" else self.kind,
                "url": False,
                "remote_kind": False,
                "remote_problem": False,
            }
        )
        self._remember_remote()

    def _remember_remote(self):
        """Let the next delivery know that this file is what lies at the address."""
        identities = self.env["agency.import.identity"].search(
            [("property_id", "=", self.property_id.id)]
        )
        for identity in identities:
            memory = dict(identity.imported_media or {})
            key = f"url:{self.remote_url}"
            if memory.get(key, {}).get("media") == self.id:
                memory[key] = {**memory[key], "stored": self.checksum}
                identity.imported_media = memory
