from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class AgencyProperty(models.Model):
    """What happens around a property: actions, interests, appointments, fitting requests."""

    _inherit = "agency.property"

    interaction_ids = fields.One2many("agency.interaction", "property_id", string="Actions")
    interaction_count = fields.Integer(string="Action Count", compute="_compute_interaction_count")
    interest_ids = fields.One2many("agency.interest", "property_id", string="Interests")
    interest_count = fields.Integer(compute="_compute_interest_count")
    event_ids = fields.One2many("calendar.event", "agency_property_id", string="Appointments")
    event_count = fields.Integer(string="Appointment Count", compute="_compute_appointments")
    next_appointment = fields.Datetime(compute="_compute_appointments")
    last_appointment = fields.Datetime(compute="_compute_appointments")
    fitting_request_ids = fields.Many2many(
        "agency.request",
        string="Fitting Requests",
        compute="_compute_fitting_request_ids",
        search="_search_fitting_request_ids",
        help="Open requests that this property fits, whatever its state.",
    )
    fitting_request_count = fields.Integer(compute="_compute_fitting_request_ids")

    @api.depends("interaction_ids")
    def _compute_interaction_count(self):
        counts = self._count_by_property("agency.interaction")
        for record in self:
            record.interaction_count = counts.get(record._origin.id, 0)

    @api.depends("interest_ids")
    def _compute_interest_count(self):
        counts = self._count_by_property("agency.interest")
        for record in self:
            record.interest_count = counts.get(record._origin.id, 0)

    @api.depends("event_ids.start", "event_ids.stop", "event_ids.agency_outcome")
    def _compute_appointments(self):
        """Count the appointments; find the last one that began and the next one to begin."""
        now = fields.Datetime.now()
        mine = Domain("agency_property_id", "in", self._origin.ids)
        held = mine & Domain("agency_outcome", "not in", ("cancelled", "no_show"))
        groups = {
            "event_count": (mine, "__count"),
            "last_appointment": (held & Domain("start", "<=", now), "start:max"),
            "next_appointment": (held & Domain("start", ">", now), "start:min"),
        }
        Event = self.env["calendar.event"]
        for name, (domain, aggregate) in groups.items():
            rows = Event._read_group(domain, ["agency_property_id"], [aggregate])
            values = {record.id: value for record, value in rows}
            for record in self:
                record[name] = values.get(record._origin.id, False)

    def _compute_fitting_request_ids(self):
        requests = self.env["agency.request"].search([("state", "=", "open")])
        fitting = {}
        for request_id, property_id in requests._match_pairs(self._origin):
            fitting.setdefault(property_id, []).append(request_id)
        for record in self:
            request_ids = fitting.get(record._origin.id, [])
            record.fitting_request_ids = requests.browse(request_ids)
            record.fitting_request_count = len(request_ids)

    def _search_fitting_request_ids(self, operator, value):
        if operator != "in":
            return NotImplemented
        Request = self.env["agency.request"]
        domain = Request.browse([item for item in value if item])._fit_domain()
        if False in value:
            domain |= ~Request.search([("state", "=", "open")])._fit_domain()
        return domain

    def action_log_call(self):
        self.ensure_one()
        return self.env["agency.call.log"]._open(property_id=self.id)

    def action_whatsapp(self):
        self.ensure_one()
        return self.env["agency.whatsapp"]._open(property_id=self.id)

    def action_plan_appointment(self):
        self.ensure_one()
        return self._appointment_form()

    def action_view_interactions(self):
        return self._related_action("agency_base.action_agency_interaction")

    def action_view_interests(self):
        return self._related_action("agency_base.action_agency_interest")

    def action_view_appointments(self):
        # The list first: the appointments of one property are spread over many weeks.
        action = self._related_action("agency_base.action_agency_appointment", "agency_property_id")
        return {**action, "views": sorted(action["views"], key=lambda view: view[1] != "list")}

    def action_view_fitting_requests(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_base.action_agency_fitting_request"
        )
        return {
            **action,
            "display_name": self.env._("Fitting Requests: %(property)s", property=self.name),
            "domain": [("id", "in", self.fitting_request_ids.ids)],
            "context": {"agency_property_id": self.id, "create": False},
        }

    def action_propose(self):
        """Propose these properties to the applicant from whose list of matches this is called."""
        request_id = self.env.context.get("agency_request_id")
        request = self.env["agency.request"].browse(request_id).exists()
        if not request:
            raise UserError(self.env._("Open “Matches” on a request, then select what to propose."))
        request._propose(self)
        return request.action_view_interests()

    def _on_activated(self):
        result = super()._on_activated()
        self.env["agency.request"]._tell_agents(self)
        return result

    def _related_action(self, xmlid, field_name="property_id"):
        """Return an action narrowed to this property, which new records belong to."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return {
            **action,
            "domain": [(field_name, "=", self.id)],
            "context": {f"default_{field_name}": self.id},
        }

    def _appointment_form(self, partner=None):
        """Return the dialog of a new viewing at this property, with the applicant if known."""
        self.ensure_one()
        attendees = self.env.user.partner_id | (partner or self.env["res.partner"])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan an Appointment"),
            "res_model": "calendar.event",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_agency_property_id": self.id,
                "default_agency_kind": "viewing",
                "default_name": self.env._("Viewing: %(property)s", property=self.name),
                "default_location": self._full_address(),
                "default_partner_ids": attendees.ids,
                "default_user_id": self.env.uid,
            },
        }

    def _count_by_property(self, model_name):
        groups = self.env[model_name]._read_group(
            [("property_id", "in", self._origin.ids)], ["property_id"], ["__count"]
        )
        return {record.id: count for record, count in groups}

    @api.model
    def _mail_get_partner_fields(self, introspect_fields=False):
        # Mail and SMS from a property go to its owners, unless the agent chooses others.
        return ["owner_ids"]

    def _interaction_values(self):
        """Return what a message sent from each record says about the action it is."""
        return {record.id: {"property_id": record.id} for record in self}
