from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """What a contact has to do with properties: roles, requests, interests, actions."""

    _inherit = "res.partner"

    is_agency_account = fields.Boolean(
        string="Account Only",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Stands for somebody's sign-in only: it is nobody's client, and never found as one.",
    )
    origin_id = fields.Many2one(
        "agency.contact.origin",
        index="btree_not_null",
        ondelete="restrict",
        groups="agency_base.group_agent",
        help="Where the agency knows this contact from.",
    )
    agency_party_ids = fields.One2many(
        "agency.property.party",
        "partner_id",
        string="Roles",
        groups="agency_base.group_agent",
    )
    agency_request_ids = fields.One2many(
        "agency.request", "partner_id", string="Requests", groups="agency_base.group_agent"
    )
    agency_interest_ids = fields.One2many(
        "agency.interest", "partner_id", string="Interests", groups="agency_base.group_agent"
    )
    agency_interaction_ids = fields.Many2many(
        "agency.interaction",
        "agency_interaction_partner_rel",
        "partner_id",
        "interaction_id",
        string="Actions",
        copy=False,
        groups="agency_base.group_agent",
    )
    is_agency_owner = fields.Boolean(
        string="Owner",
        compute="_compute_is_agency_owner",
        search="_search_is_agency_owner",
        groups="agency_base.group_agent",
        help="Owns a property today.",
    )
    is_agency_applicant = fields.Boolean(
        string="Applicant",
        compute="_compute_is_agency_applicant",
        search="_search_is_agency_applicant",
        groups="agency_base.group_agent",
        help="Has a request that is not done, or an interest that is not declined.",
    )
    agency_property_count = fields.Integer(
        string="Property Count",
        compute="_compute_agency_counts",
        groups="agency_base.group_agent",
    )
    agency_request_count = fields.Integer(
        string="Request Count",
        compute="_compute_agency_counts",
        groups="agency_base.group_agent",
    )
    agency_interest_count = fields.Integer(
        string="Interest Count",
        compute="_compute_agency_counts",
        groups="agency_base.group_agent",
    )
    agency_interaction_count = fields.Integer(
        string="Action Count",
        compute="_compute_agency_counts",
        groups="agency_base.group_agent",
    )

    @api.depends("agency_party_ids.role", "agency_party_ids.is_current")
    def _compute_is_agency_owner(self):
        owners = self._origin.filtered_domain(self._agency_owner_domain())
        for partner in self:
            partner.is_agency_owner = partner._origin in owners

    def _search_is_agency_owner(self, operator, value):
        return self._agency_owner_domain() if operator == "in" else NotImplemented

    @api.depends("agency_request_ids.state", "agency_interest_ids.state")
    def _compute_is_agency_applicant(self):
        applicants = self._origin.filtered_domain(self._agency_applicant_domain())
        for partner in self:
            partner.is_agency_applicant = partner._origin in applicants

    def _search_is_agency_applicant(self, operator, value):
        return self._agency_applicant_domain() if operator == "in" else NotImplemented

    @api.depends(
        "agency_party_ids", "agency_request_ids", "agency_interest_ids", "agency_interaction_ids"
    )
    def _compute_agency_counts(self):
        sources = {
            "agency_property_count": (
                "agency.property.party",
                "partner_id",
                "property_id:count_distinct",
            ),
            "agency_request_count": ("agency.request", "partner_id", "__count"),
            "agency_interest_count": ("agency.interest", "partner_id", "__count"),
            "agency_interaction_count": ("agency.interaction", "partner_ids", "__count"),
        }
        for name, (model_name, link, aggregate) in sources.items():
            rows = self.env[model_name]._read_group(
                [(link, "in", self._origin.ids)], [link], [aggregate]
            )
            counts = {partner.id: count for partner, count in rows}
            for partner in self:
                partner[name] = counts.get(partner._origin.id, 0)

    def action_agency_log_call(self):
        self.ensure_one()
        return self.env["agency.call.log"]._open(partner_id=self.id)

    def action_agency_whatsapp(self):
        self.ensure_one()
        return self.env["agency.whatsapp"]._open(partner_id=self.id)

    @api.model
    def _agency_owner_domain(self):
        owner = Domain("role", "=", "owner") & Domain("is_current", "=", True)
        return Domain("agency_party_ids", "any", owner)

    @api.model
    def _agency_applicant_domain(self):
        searching = Domain("agency_request_ids", "any", [("state", "!=", "done")])
        interested = Domain("agency_interest_ids", "any", [("state", "!=", "declined")])
        return searching | interested
