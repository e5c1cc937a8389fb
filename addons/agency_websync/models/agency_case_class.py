from odoo import api, fields, models


class AgencyCaseClass(models.Model):
    """What a case file is about, in the agency's own numbering; a case may have several."""

    _name = "agency.case.class"
    _description = "Case Class"
    _order = "sequence, code, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, help="Short: it stands in the lists of customers.")
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code) WHERE active", "A class with this code exists.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for case_class in self:
            case_class.display_name = f"{case_class.code} · {case_class.name}"

    def write(self, vals):
        result = super().write(vals)
        if {"code", "sequence"} & vals.keys():
            cases = self.env["agency.case"].sudo().with_context(active_test=False)
            self.env["agency.web.case"]._mark_cases(cases.search([("class_ids", "in", self.ids)]))
        return result
