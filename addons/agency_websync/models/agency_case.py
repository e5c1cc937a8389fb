from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import format_date

STATES = [
    ("draft", "In preparation"),
    ("open", "In progress"),
    ("waiting", "Waiting"),
    ("done", "Closed"),
]
# What decides who sees the case, and what is copied besides.
DECIDING_FIELDS = {"client_id", "intermediary_id", "modality_id", "company_id", "active"}
COPIED_FIELDS = {
    *("number", "name", "country_id", "class_ids", "state", "filing_date", "expiry_date"),
    *("reference_1", "reference_2", "reference_3", "key", "image_1920", "note_ids"),
}


class AgencyCase(models.Model):
    """A client's matter from filing to expiry, with everything that was noted about it."""

    _name = "agency.case"
    _description = "Case File"
    _inherit = ["mail.thread", "mail.activity.mixin", "image.mixin"]
    _order = "expiry_date, number, id"
    _rec_names_search = ["number", "name"]
    _check_company_auto = True

    number = fields.Char(readonly=True, copy=False, index="trigram")
    name = fields.Char(required=True, tracking=True, index="trigram")
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    modality_id = fields.Many2one(
        "agency.case.modality", required=True, index=True, ondelete="restrict", tracking=True
    )
    country_id = fields.Many2one("res.country", ondelete="restrict", tracking=True)
    class_ids = fields.Many2many(
        "agency.case.class", "agency_case_class_rel", "case_id", "class_id", string="Classes"
    )
    state = fields.Selection(
        STATES, required=True, default="open", tracking=True, group_expand=True, index=True
    )
    filing_date = fields.Date(string="Filed on", default=fields.Date.context_today, tracking=True)
    expiry_date = fields.Date(string="Expires on", tracking=True, index="btree_not_null")
    reference_1 = fields.Char()
    reference_2 = fields.Char()
    reference_3 = fields.Char()
    key = fields.Char(copy=False)
    client_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('is_agency_account', '=', False)]",
        tracking=True,
    )
    client_group_id = fields.Many2one(related="client_id.client_group_id")
    intermediary_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('is_agency_account', '=', False)]",
        tracking=True,
        help="Who acts for the client: a colleague abroad, a lawyer, another agency.",
    )
    property_id = fields.Many2one(
        "agency.property", index="btree_not_null", ondelete="set null", check_company=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
        tracking=True,
    )
    note_ids = fields.One2many("agency.case.note", "case_id", string="Annotation Book")
    note_count = fields.Integer(compute="_compute_note_count", string="Entries")
    web_case_ids = fields.One2many("agency.web.case", "case_id", string="On the Web")
    web_count = fields.Integer(compute="_compute_web_count", string="Seen by")
    description = fields.Html(string="Internal Notes", copy=False)

    _number_unique = models.UniqueIndex(
        "(company_id, number) WHERE number IS NOT NULL", "A case with this number exists."
    )

    @api.constrains("filing_date", "expiry_date")
    def _check_dates(self):
        for case in self:
            if case.filing_date and case.expiry_date and case.expiry_date < case.filing_date:
                raise ValidationError(
                    self.env._(
                        "Case %(number)s cannot expire (%(end)s) before it is filed (%(start)s).",
                        number=case.number or case.name,
                        start=format_date(self.env, case.filing_date),
                        end=format_date(self.env, case.expiry_date),
                    )
                )

    @api.depends("note_ids")
    def _compute_note_count(self):
        rows = self.env["agency.case.note"]._read_group(
            [("case_id", "in", self.ids)], ["case_id"], ["__count"]
        )
        counts = {case.id: count for case, count in rows}
        for case in self:
            case.note_count = counts.get(case.id, 0)

    def _compute_web_count(self):
        rows = self.env["agency.web.case"]._read_group(
            [("case_id", "in", self.ids)], ["case_id"], ["__count"]
        )
        counts = {case.id: count for case, count in rows}
        for case in self:
            case.web_count = counts.get(case.id, 0)

    @api.depends("number", "name")
    def _compute_display_name(self):
        for case in self:
            case.display_name = " · ".join(part for part in (case.number, case.name) if part)

    @api.model_create_multi
    def create(self, vals_list):
        cases = super().create(vals_list)
        for modality, numbered in (
            cases.filtered(lambda c: not c.number).grouped("modality_id").items()
        ):
            numbers = modality._next_numbers(len(numbered))
            for case, number in zip(numbered, numbers, strict=True):
                case.number = number
        self.env["agency.web.case"]._mark_cases(cases, moved=True)
        return cases

    def write(self, vals):
        result = super().write(vals)
        if DECIDING_FIELDS & vals.keys():
            self.env["agency.web.case"]._mark_cases(self, moved=True)
        elif COPIED_FIELDS & vals.keys():
            self.env["agency.web.case"]._mark_cases(self)
        if "property_id" in vals:
            # It stands in no copy: pages ask for it as the customer.
            self.sudo().web_case_ids._tell_pages()
        return result

    def unlink(self):
        # The copies go with the case; who follows it is told.
        self.env["agency.web.case"]._mark_cases(self, moved=True)
        return super().unlink()
