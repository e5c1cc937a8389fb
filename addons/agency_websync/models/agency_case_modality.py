from odoo import api, fields, models


class AgencyCaseModality(models.Model):
    """A kind of case file: it numbers its cases, and can be kept from a customer as a whole."""

    _name = "agency.case.modality"
    _description = "Case Modality"
    _inherit = ["agency.web.named"]
    _order = "sequence, name, id"
    _web_copy_column = "modality_id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Starts the numbers of the cases, as in SALE/2026/0042.")
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    number_sequence_id = fields.Many2one(
        "ir.sequence", string="Numbering", readonly=True, copy=False, ondelete="restrict"
    )
    case_count = fields.Integer(compute="_compute_case_count", string="Cases")

    _code_unique = models.Constraint("UNIQUE(code)", "A modality with this code exists.")

    def _compute_case_count(self):
        rows = self.env["agency.case"]._read_group(
            [("modality_id", "in", self.ids)], ["modality_id"], ["__count"]
        )
        counts = {modality.id: count for modality, count in rows}
        for modality in self:
            modality.case_count = counts.get(modality.id, 0)

    @api.model_create_multi
    def create(self, vals_list):
        modalities = super().create(vals_list)
        for modality in modalities.filtered(lambda m: not m.number_sequence_id):
            modality.number_sequence_id = (
                self.env["ir.sequence"].sudo().create(modality._sequence_values())
            )
        return modalities

    def write(self, vals):
        result = super().write(vals)
        if "code" in vals:
            for modality in self:
                modality.number_sequence_id.sudo().prefix = modality._number_prefix()
        return result

    def _next_numbers(self, count):
        """Return that many numbers, in order."""
        self.ensure_one()
        return [self.number_sequence_id.sudo().next_by_id() for _number in range(count)]

    def _sequence_values(self):
        self.ensure_one()
        return {
            "name": f"agency.case {self.code}",
            "prefix": self._number_prefix(),
            "padding": 4,
            "use_date_range": True,
            "company_id": False,
        }

    def _number_prefix(self):
        return f"{self.code}/%(range_year)s/"
