from odoo import api, fields, models

# How far an applicant has come. A viewing takes a declined one up again.
RANK = {"declined": 0, "proposed": 1, "interested": 2, "visited": 3, "offer": 4}


class AgencyInterest(models.Model):
    """One applicant and one property: from the proposal to an offer, or to a no with its reason."""

    _name = "agency.interest"
    _description = "Interest"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_names_search = ["partner_id", "property_id"]
    _check_company_auto = True

    # What an outsider may read of an interest. Never who it is, nor what was offered.
    _public_field_names = ("property_id", "state")

    partner_id = fields.Many2one(
        "res.partner",
        string="Applicant",
        domain="[('is_agency_account', '=', False)]",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    property_id = fields.Many2one(
        "agency.property",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    request_id = fields.Many2one(
        "agency.request",
        domain="[('partner_id', '=', partner_id)]",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
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
    company_id = fields.Many2one(related="property_id.company_id", store=True, index=True)
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("interested", "Interested"),
            ("visited", "Visited"),
            ("offer", "Offer"),
            ("declined", "Declined"),
        ],
        required=True,
        default="proposed",
        index=True,
        tracking=True,
        group_expand=True,
    )
    offer_amount = fields.Monetary(string="Offer", tracking=True)
    currency_id = fields.Many2one(related="property_id.currency_id", store=True)
    feedback = fields.Text(help="What the applicant says about the property.")
    feedback_score = fields.Selection(
        [("1", "Poor"), ("2", "Fair"), ("3", "Good"), ("4", "Very good"), ("5", "Excellent")],
        string="Score",
    )
    feedback_on = fields.Date(
        string="Feedback on", compute="_compute_feedback_on", store=True, readonly=False
    )
    declined_reason = fields.Char(string="Reason for Declining", tracking=True)
    active = fields.Boolean(default=True)
    interaction_ids = fields.One2many("agency.interaction", "interest_id", string="Actions")
    interaction_count = fields.Integer(string="Action Count", compute="_compute_interaction_count")

    _applicant_unique = models.UniqueIndex(
        "(partner_id, property_id) WHERE active",
        "This applicant already has an interest in this property.",
    )
    _offer_not_negative = models.Constraint(
        "CHECK(offer_amount IS NULL OR offer_amount >= 0)", "An offer cannot be negative."
    )

    @api.depends("partner_id", "property_id")
    def _compute_display_name(self):
        for interest in self:
            names = (interest.partner_id.display_name, interest.property_id.display_name)
            interest.display_name = " – ".join(filter(None, names))

    @api.depends("feedback", "feedback_score")
    def _compute_feedback_on(self):
        today = fields.Date.context_today(self)
        for interest in self:
            given = interest.feedback or interest.feedback_score
            interest.feedback_on = today if given else False

    @api.depends("interaction_ids")
    def _compute_interaction_count(self):
        groups = self.env["agency.interaction"]._read_group(
            [("interest_id", "in", self.ids)], ["interest_id"], ["__count"]
        )
        counts = {interest.id: count for interest, count in groups}
        for interest in self:
            interest.interaction_count = counts.get(interest.id, 0)

    def action_log_call(self):
        self.ensure_one()
        return self.env["agency.call.log"]._open(**self._contact_values())

    def action_whatsapp(self):
        self.ensure_one()
        return self.env["agency.whatsapp"]._open(**self._contact_values())

    def action_plan_appointment(self):
        self.ensure_one()
        return self.property_id._appointment_form(self.partner_id)

    def action_view_interactions(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_base.action_agency_interaction"
        )
        context = {f"default_{name}": value for name, value in self._contact_values().items()}
        context["default_partner_ids"] = self.partner_id.ids
        return {**action, "domain": [("interest_id", "=", self.id)], "context": context}

    def _contact_values(self):
        return {
            "interest_id": self.id,
            "property_id": self.property_id.id,
            "request_id": self.request_id.id,
            "partner_id": self.partner_id.id,
        }

    def _interaction_values(self):
        """Return what a message sent from each record says about the action it is."""
        return {
            interest.id: {
                "interest_id": interest.id,
                "property_id": interest.property_id.id,
                "request_id": interest.request_id.id,
            }
            for interest in self
        }

    @api.model
    def _by_pair(self, partners, properties):
        """Return the interests between these applicants and properties, by pair of ids."""
        interests = self.search(
            [("partner_id", "in", partners.ids), ("property_id", "in", properties.ids)]
        )
        return {(i.partner_id.id, i.property_id.id): i for i in interests}

    @api.model
    def _advance(self, wanted):
        """Bring applicants at least as far as a state; create the interests that are missing.

        :param wanted: values by (partner id, property id); `state` is needed, the others are
            only used to create
        :return: the interests of these pairs
        """
        partners = self.env["res.partner"].browse({pair[0] for pair in wanted})
        properties = self.env["agency.property"].browse({pair[1] for pair in wanted})
        known = self._by_pair(partners, properties)
        behind, missing, found = {}, [], self.browse()
        for pair, values in wanted.items():
            interest = known.get(pair)
            if interest is None:
                missing.append({**values, "partner_id": pair[0], "property_id": pair[1]})
                continue
            found |= interest
            if RANK[interest.state] < RANK[values["state"]]:
                behind.setdefault(values["state"], []).append(interest.id)
        for state, ids in behind.items():
            self.browse(ids).write({"state": state})
        return found | self.create(missing)
