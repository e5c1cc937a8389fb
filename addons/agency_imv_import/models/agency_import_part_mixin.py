from odoo import api, models


class AgencyImportPartMixin(models.AbstractModel):
    """A part of a property that deliveries bring: what the office does to it is noted at once."""

    _name = "agency.import.part.mixin"
    _description = "Import: part of a property"

    # "contact" or "media"
    _import_part = None

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._note_import_edit(records.property_id)
        return records

    def write(self, vals):
        before = self.property_id
        result = super().write(vals)
        self._note_import_edit(before | self.property_id)
        return result

    def unlink(self):
        properties = self.property_id
        result = super().unlink()
        self._note_import_edit(properties)
        return result

    def _note_import_edit(self, properties):
        corrections = self.env["agency.import.correction"]
        corrections._note_edit(properties.exists(), {self._import_part})
