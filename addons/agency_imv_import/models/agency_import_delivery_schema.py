import io

from odoo import fields, models

from ..openimmo import archive, schema
from ..openimmo.errors import DeliveryError

MOST_LINES = 20


class AgencyImportDelivery(models.Model):
    """Lists where a delivery differs from the schema of its source. It is imported all the same."""

    _inherit = "agency.import.delivery"

    deviation_count = fields.Integer(string="Deviations from the Schema", readonly=True, copy=False)
    deviations = fields.Text(readonly=True, copy=False, help="The first ones, with their lines.")

    def _batches(self):
        if not self.position and self.attempts <= 1:
            self._check_schema()
        return super()._batches()

    def _check_schema(self):
        """Compare each document with the schema; what cannot be read is left to the reader."""
        self.write({"deviation_count": 0, "deviations": False})
        if not (own := self.source_id._schema()):
            return
        try:
            packages = archive.open_package(
                self.name, io.BytesIO(self._bytes()), self.source_id._limits()
            )
        except DeliveryError:
            return
        count, lines = 0, []
        for package in packages:
            found = schema.deviations(own, package.xml) or []
            count += len(found)
            lines += [
                self.env._(
                    "%(file)s, line %(line)s: %(text)s",
                    file=package.xml_name,
                    line=one.line,
                    text=one.text,
                )
                for one in found[: MOST_LINES - len(lines)]
            ]
        if count > len(lines):
            lines.append(self.env._("And %s more.", count - len(lines)))
        self.write({"deviation_count": count, "deviations": "\n".join(lines) or False})

    def _summary(self):
        parts = [super()._summary()]
        if self.deviation_count:
            parts.append(
                self.env._("Deviations from the schema: %(count)s.", count=self.deviation_count)
            )
        return " ".join(filter(None, parts))
