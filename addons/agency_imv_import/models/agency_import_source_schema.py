import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..openimmo import schema


class AgencyImportSource(models.Model):
    """May hold a schema of the administrator's own, against which deliveries are checked."""

    _inherit = "agency.import.source"

    schema_file = fields.Binary(
        string="Schema (XSD)",
        attachment=True,
        copy=False,
        groups="base.group_system",
        help="Deliveries are checked against it. What differs is listed on the delivery and "
        "imported all the same.",
    )
    schema_name = fields.Char(copy=False, groups="base.group_system")

    @api.constrains("schema_file")
    def _check_schema_file(self):
        for source in self:
            try:
                source._schema()
            except schema.BadSchema as error:
                raise ValidationError(source._schema_sentence(error)) from error

    def _schema(self):
        """Return the schema of the source, or None."""
        content = self.sudo().with_context(bin_size=False).schema_file
        return schema.load(base64.b64decode(content)) if content else None

    def _schema_mark(self):
        """Return what tells this schema from another one; empty for none."""
        files = self.env["ir.attachment"].sudo()
        domain = [("res_model", "=", self._name), ("res_id", "=", self.id)]
        return files.search([*domain, ("res_field", "=", "schema_file")]).checksum or ""

    def _schema_sentence(self, error):
        sentences = {
            "too_large": self.env._("The schema is larger than 4 MB."),
            "unreadable": self.env._("The schema is no readable XML file: %s", error.reason),
            "other_files": self.env._(
                "The schema refers to other files, which are not loaded: use one that holds all."
            ),
            "no_schema": self.env._("The file is no valid XML schema: %s", error.reason),
        }
        return sentences[error.code]
