from odoo import models


class AgencyImportSource(models.Model):
    """Speaks the language of the company, whoever starts the import."""

    _inherit = "agency.import.source"

    def _in_own_language(self):
        self.ensure_one()
        lang = self.company_id.partner_id.lang
        return self.with_context(lang=lang) if lang else self

    def _collect(self):
        return super(AgencyImportSource, self._in_own_language())._collect()
