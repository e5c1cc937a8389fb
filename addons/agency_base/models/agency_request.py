from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# Figures of which a request gives the lower and the upper bound.
RANGES = ("price", "area_living", "area_plot", "rooms")


class AgencyRequest(models.Model):
    """What an applicant looks for. Fitting properties are found by it, and proposed."""

    _name = "agency.request"
    _description = "Request"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_names_search = ["name", "partner_id"]
    _check_company_auto = True

    # What an outsider may read of a request: the search itself, not who searches.
    _public_field_names = (
        *("name", "state", "offer", "usage", "kind_ids", "feature_ids", "currency_id"),
        *("price_min", "price_max", "rooms_min", "rooms_max"),
        *("area_living_min", "area_living_max", "area_plot_min", "area_plot_max"),
    )

    name = fields.Char(string="Looking for", required=True, tracking=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Applicant",
        domain="[('is_agency_account', '=', False)]",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Agent",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        index=True,
        ondelete="set null",
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    state = fields.Selection(
        [("open", "Open"), ("paused", "Paused"), ("done", "Done")],
        required=True,
        default="open",
        index=True,
        tracking=True,
        group_expand=True,
    )
    offer = fields.Selection(
        [
            ("sale", "Buy"),
            ("rent", "Rent"),
            ("ground_lease", "Ground lease"),
            ("leasing", "Leasing"),
        ],
        string="Wants to",
        required=True,
        default="sale",
        tracking=True,
    )
    usage = fields.Selection(
        [
            ("residential", "Residential"),
            ("commercial", "Commercial"),
            ("investment", "Investment"),
            ("short_term", "Short-term living"),
        ],
    )
    kind_ids = fields.Many2many(
        "agency.property.kind",
        "agency_request_kind_rel",
        "request_id",
        "kind_id",
        string="Kinds",
        help="One of these, or of the kinds below them.",
    )
    place_ids = fields.One2many(
        "agency.request.place",
        "request_id",
        string="Places",
        copy=True,
        help="One of these is enough.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    price_min = fields.Monetary(string="Price from")
    price_max = fields.Monetary(string="Price up to", tracking=True)
    area_living_min = fields.Float(string="Living Area from", digits=(12, 2))
    area_living_max = fields.Float(string="Living Area up to", digits=(12, 2))
    area_plot_min = fields.Float(string="Plot from", digits=(12, 2))
    area_plot_max = fields.Float(string="Plot up to", digits=(12, 2))
    rooms_min = fields.Float(string="Rooms from", digits=(6, 1))
    rooms_max = fields.Float(string="Rooms up to", digits=(6, 1))
    feature_ids = fields.Many2many(
        "agency.property.feature",
        "agency_request_feature_rel",
        "request_id",
        "feature_id",
        string="Features",
        help="All of these.",
    )
    note = fields.Html(string="Internal Notes", help="Internal: not public.")
    last_reviewed = fields.Datetime(
        readonly=True,
        copy=False,
        help="Properties that became active after this moment count as new.",
    )
    interest_ids = fields.One2many("agency.interest", "request_id", string="Interests")
    interest_count = fields.Integer(compute="_compute_interest_count")

    @api.constrains(*(f"{name}_{end}" for name in RANGES for end in ("min", "max")))
    def _check_ranges(self):
        for request in self:
            for name in RANGES:
                low, high = request[f"{name}_min"], request[f"{name}_max"]
                if low < 0 or high < 0 or (high and low > high):
                    raise ValidationError(
                        self.env._(
                            "%(request)s: “%(low)s” must not be above “%(high)s”, and neither "
                            "can be negative.",
                            request=request.display_name,
                            low=self._fields[f"{name}_min"]._description_string(self.env),
                            high=self._fields[f"{name}_max"]._description_string(self.env),
                        )
                    )

    @api.depends("interest_ids")
    def _compute_interest_count(self):
        groups = self.env["agency.interest"]._read_group(
            [("request_id", "in", self.ids)], ["request_id"], ["__count"]
        )
        counts = {request.id: count for request, count in groups}
        for request in self:
            request.interest_count = counts.get(request.id, 0)

    def action_mark_reviewed(self):
        return self.write({"last_reviewed": fields.Datetime.now()})

    def action_log_call(self):
        self.ensure_one()
        return self.env["agency.call.log"]._open(**self._contact_values())

    def action_whatsapp(self):
        self.ensure_one()
        return self.env["agency.whatsapp"]._open(**self._contact_values())

    def action_view_interests(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_base.action_agency_interest")
        context = {"default_request_id": self.id, "default_partner_id": self.partner_id.id}
        return {**action, "domain": [("request_id", "=", self.id)], "context": context}

    def action_propose(self):
        """Propose the property, from whose list of fitting requests this is called, to each."""
        property_id = self.env.context.get("agency_property_id")
        record = self.env["agency.property"].browse(property_id).exists()
        if not record:
            raise UserError(
                self.env._("Open “Fitting requests” on a property, then select whom to propose to.")
            )
        self._propose(record)
        return record.action_view_interests()

    def _propose(self, properties):
        """Propose each of the properties to each applicant who has no interest in it yet."""
        known = self.env["agency.interest"]._by_pair(self.partner_id, properties)
        wanted = {
            (request.partner_id.id, record.id): {
                "partner_id": request.partner_id.id,
                "property_id": record.id,
                "request_id": request.id,
                "user_id": request.user_id.id or self.env.uid,
            }
            for request in self
            for record in properties
            if (request.partner_id.id, record.id) not in known
        }
        return self.env["agency.interest"].create(list(wanted.values()))

    def _contact_values(self):
        return {"request_id": self.id, "partner_id": self.partner_id.id}

    def _interaction_values(self):
        """Return what a message sent from each record says about the action it is."""
        return {request.id: {"request_id": request.id} for request in self}
