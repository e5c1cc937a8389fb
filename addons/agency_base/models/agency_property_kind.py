from odoo import api, fields, models


class AgencyPropertyKind(models.Model):
    """What sort of property it is, as a tree: house, and below it semi-detached house ..."""

    _name = "agency.property.kind"
    _description = "Property Kind"
    _order = "sequence, id"
    _parent_name = "parent_id"
    _parent_store = True
    _rec_name = "complete_name"
    _rec_names_search = ["name", "parent_id.name", "code"]

    # What an outsider may read of a kind.
    _public_field_names = ("name", "complete_name", "code", "parent_id", "sequence")

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        copy=False,
        help="Technical name that deliveries are translated into, for instance "
        "house.semi_detached.",
    )
    parent_id = fields.Many2one(
        "agency.property.kind",
        string="Parent Kind",
        index=True,
        ondelete="restrict",
        domain="[('id', '!=', id)]",
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("agency.property.kind", "parent_id", string="Sub-kinds")
    complete_name = fields.Char(
        string="Full Name",
        compute="_compute_complete_name",
        recursive=True,
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    property_count = fields.Integer(
        string="Properties",
        compute="_compute_property_count",
        help="Properties of this kind and of the kinds below it.",
    )

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a kind with this code.")

    @api.depends("name", "parent_id.complete_name")
    @api.depends_context("lang")
    def _compute_complete_name(self):
        for kind in self:
            if kind.parent_id:
                kind.complete_name = f"{kind.parent_id.complete_name} / {kind.name}"
            else:
                kind.complete_name = kind.name

    @api.depends("complete_name")
    @api.depends_context("hierarchical_naming", "lang")
    def _compute_display_name(self):
        short = not self.env.context.get("hierarchical_naming", True)
        for kind in self:
            kind.display_name = kind.name if short else kind.complete_name

    def _compute_property_count(self):
        groups = self.env["agency.property"]._read_group(
            [("kind_id", "child_of", self.ids)], ["kind_id"], ["__count"]
        )
        counts = dict.fromkeys(self.ids, 0)
        for kind, count in groups:
            for kind_id in map(int, kind.parent_path.rstrip("/").split("/")):
                if kind_id in counts:
                    counts[kind_id] += count
        for kind in self:
            kind.property_count = counts.get(kind.id, 0)

    def action_view_properties(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_base.action_agency_property")
        return {**action, "domain": [("kind_id", "child_of", self.id)], "context": {}}
