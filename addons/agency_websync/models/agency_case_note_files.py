from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.agency_guests.uploads import allowed_extensions, clean_name, refusal

MEGABYTE = 1024 * 1024


class AgencyCaseNote(models.Model):
    """Files that go to the web obey the limits that the agency set for files of guests."""

    _inherit = "agency.case.note"

    @api.constrains("released", "attachment_ids")
    def _check_released_files(self):
        for note in self.filtered("released"):
            company = note.case_id.company_id
            limit = company.agency_upload_limit * MEGABYTE
            extensions = allowed_extensions(company.agency_upload_types)
            for file in note.attachment_ids.sudo():
                if code := note._file_refusal(file, limit, extensions):
                    raise ValidationError(note._refusal_text(code, file, limit, extensions))

    @api.model
    def _file_refusal(self, file, limit, extensions):
        """Return link, empty, too_large, type or content: why it cannot be released; or None."""
        if file.type != "binary":
            return "link"
        if file.file_size > limit:
            return "too_large"
        content = file.raw or b""
        return refusal(clean_name(file.name), content, guess_mimetype(content), limit, extensions)

    def _refusal_text(self, code, file, limit, extensions):
        values = {"name": file.name, "size": limit // MEGABYTE, "types": ", ".join(extensions)}
        texts = {
            "link": self.env._("“%(name)s” is a link: only files can be released.", **values),
            "empty": self.env._("“%(name)s” is empty: it cannot be released.", **values),
            "too_large": self.env._(
                "“%(name)s” is larger than %(size)s MB: it cannot be released.", **values
            ),
            "type": self.env._("“%(name)s” cannot be released. These can: %(types)s.", **values),
            "content": self.env._(
                "“%(name)s” is not what its name says: it cannot be released.", **values
            ),
        }
        return texts[code]
