from odoo import api, fields, models
from odoo.fields import Domain


class AgencyPropertyPeopleMixin(models.AbstractModel):
    """Who has to do with a property: owners and other parties, and the mandates they gave."""

    _name = "agency.property.people.mixin"
    _description = "Property people"

    party_ids = fields.One2many("agency.property.party", "property_id", string="People")
    owner_ids = fields.Many2many(
        "res.partner",
        string="Owners",
        compute="_compute_owner_ids",
        search="_search_owner_ids",
        help="The owners of today.",
    )
    mandate_ids = fields.One2many("agency.mandate", "property_id", string="Mandates")
    current_mandate_id = fields.Many2one(
        "agency.mandate",
        compute="_compute_current_mandate_id",
        help="The mandate that runs today; an exclusive one before the others.",
    )

    @api.depends("party_ids.role", "party_ids.partner_id", "party_ids.is_current")
    def _compute_owner_ids(self):
        for record in self:
            owners = record.party_ids.filtered(lambda p: p.role == "owner" and p.is_current)
            record.owner_ids = owners.partner_id

    def _search_owner_ids(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        owner = Domain("role", "=", "owner") & Domain("is_current", "=", True)
        if operator != "in":
            return Domain("party_ids", "any", owner & Domain("partner_id", operator, value))
        domain = Domain.FALSE
        if wanted := [item for item in value if item]:
            domain |= Domain("party_ids", "any", owner & Domain("partner_id", "in", wanted))
        if False in value or None in value:
            domain |= Domain("party_ids", "not any", owner)
        return domain

    @api.depends("mandate_ids.state", "mandate_ids.kind", "mandate_ids.date_from")
    def _compute_current_mandate_id(self):
        for record in self:
            running = record.mandate_ids.filtered(lambda m: m.state == "running")
            best = running.sorted(lambda m: (m.kind != "exclusive", -m.date_from.toordinal()))
            record.current_mandate_id = best[:1]
