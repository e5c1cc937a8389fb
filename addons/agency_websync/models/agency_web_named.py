from odoo import models

NAMES = ("name", "code")


class AgencyWebNamed(models.AbstractModel):
    """What web copies only point to, though pages and documents show its name.

    A new name, in whichever language, reaches them as every other change does.
    """

    _name = "agency.web.named"
    _description = "Named on the Web"
    # The column of the web copy that leads here.
    _web_copy_column = None

    def write(self, vals):
        names = [name for name in NAMES if name in vals]
        renamed = self.filtered(lambda record: any(record[name] != vals[name] for name in names))
        self.env["agency.web.case"]._mark_renamed(self._web_copy_column, renamed)
        return super().write(vals)

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=""):
        if field_name in NAMES:
            self.env["agency.web.case"]._mark_renamed(self._web_copy_column, self)
        return super()._update_field_translations(field_name, translations, digest, source_lang)
