from odoo import api, fields, models
from odoo.tools import plaintext2html

# Appointments that bring somebody to the property are visits; the rest happens at a desk.
VISITS = ("viewing", "valuation", "handover")


class CalendarEvent(models.Model):
    """Appointments at a property: their kind, their outcome, and what follows from it."""

    _inherit = "calendar.event"

    # What an outsider may read of an appointment. Never its title, people, place nor notes.
    _public_field_names = (
        *("start", "stop", "start_date", "stop_date", "allday", "duration"),
        *("agency_property_id", "agency_kind", "agency_outcome"),
    )

    agency_property_id = fields.Many2one(
        "agency.property", string="Property", index="btree_not_null", ondelete="set null"
    )
    agency_kind = fields.Selection(
        [
            ("viewing", "Viewing"),
            ("valuation", "Valuation"),
            ("signing", "Signing"),
            ("handover", "Handover"),
            ("meeting", "Meeting"),
            ("other", "Other"),
        ],
        string="Kind of Appointment",
    )
    agency_outcome = fields.Selection(
        [
            ("planned", "Planned"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
            ("no_show", "Nobody came"),
        ],
        string="Outcome",
        default="planned",
        copy=False,
        help="A viewing that is done moves the applicants' interests to “Visited” and is kept "
        "among the actions of the property.",
    )
    agency_outcome_note = fields.Text(
        string="Remarks on the Outcome",
        copy=False,
        groups="base.group_user",
        help="Internal.",
    )
    agency_interest_ids = fields.Many2many(
        "agency.interest",
        string="Interests",
        compute="_compute_agency_interest_ids",
        groups="agency_base.group_agent",
        help="Interests of those attending in this property.",
    )

    @api.depends("agency_property_id.interest_ids.partner_id", "partner_ids")
    def _compute_agency_interest_ids(self):
        for event in self:
            event.agency_interest_ids = event.agency_property_id.interest_ids.filtered(
                lambda interest, event=event: interest.partner_id in event.partner_ids._origin
            )

    @api.onchange("agency_property_id", "agency_kind")
    def _onchange_agency_property_id(self):
        if not self.agency_property_id:
            return
        self.agency_kind = self.agency_kind or "viewing"
        self.location = self.location or self.agency_property_id._full_address()
        if not self.name:
            labels = dict(self._fields["agency_kind"]._description_selection(self.env))
            self.name = f"{labels[self.agency_kind]}: {self.agency_property_id.name}"

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events.sudo().filtered("agency_property_id")._follow_up()
        return events

    def write(self, vals):
        relevant = self._agency_fields().intersection(vals)
        result = super().write(vals)
        if relevant:
            events = self.exists().sudo()
            if "agency_property_id" not in vals:
                events = events.filtered("agency_property_id")
            events._follow_up()
        return result

    @api.model
    def _agency_fields(self):
        return {"agency_property_id", "agency_kind", "agency_outcome", "partner_ids", "active"}

    def _follow_up(self):
        """Let interests and actions follow from appointments that are, or were, at a property."""
        if self:
            self.filtered("agency_property_id")._advance_interests()
            self._log_outcomes()
            self.filtered("agency_property_id")._close_activities()

    def _advance_interests(self):
        """Create or move the interests of the applicants who come to a viewing."""
        wanted = {}
        for event in self:
            state = {"planned": "interested", "done": "visited"}.get(event.agency_outcome)
            if event.agency_kind != "viewing" or not event.active or not state:
                continue
            for partner in event._applicants():
                pair = (partner.id, event.agency_property_id.id)
                if wanted.get(pair, {}).get("state") != "visited":
                    wanted[pair] = {"state": state, "user_id": event.user_id.id or self.env.uid}
        if wanted:
            self.env["agency.interest"]._advance(wanted)

    def _applicants(self):
        """Return who comes to see the property: neither colleagues nor its own parties."""
        record = self.agency_property_id
        insiders = record.party_ids.filtered("is_current").partner_id | record.company_id.partner_id
        return self.partner_ids.filtered("partner_share") - insiders

    def _log_outcomes(self):
        """Keep each appointment that took place as one action; take it back if it did not."""
        Interaction = self.env["agency.interaction"].with_context(active_test=False)
        logged = Interaction.search([("event_id", "in", self.ids)])
        done = self.filtered(
            lambda event: (
                event.active and event.agency_property_id and event.agency_outcome == "done"
            )
        )
        held = logged.filtered(lambda action: action.event_id in done)
        held.filtered(lambda action: not action.active).active = True
        (logged - held).filtered("active").active = False
        for action in held:
            if action.property_id != action.event_id.agency_property_id:
                action.write(action.event_id._outcome_values())
        Interaction.create([event._outcome_values() for event in done - logged.event_id])

    def _close_activities(self):
        """Tick off what the calendar had scheduled for an appointment that is over."""
        done = self.filtered(lambda event: event.agency_outcome == "done")
        done.activity_ids._action_done()
        failed = self.filtered(lambda event: event.agency_outcome in ("cancelled", "no_show"))
        failed.activity_ids.unlink()

    def _outcome_values(self):
        labels = dict(self._fields["agency_kind"]._description_selection(self.env))
        interests = self.env["agency.interest"]
        if self.agency_kind == "viewing":
            interests = self.agency_interest_ids
        return {
            "name": labels.get(self.agency_kind) or self.env._("Appointment"),
            "kind": "visit" if self.agency_kind in VISITS else "other",
            "date": self.start,
            "duration": self.duration * 60,
            "user_id": self.user_id.id or self.env.uid,
            "partner_ids": self.partner_ids.filtered("partner_share").ids,
            "property_id": self.agency_property_id.id,
            "interest_id": interests.id if len(interests) == 1 else False,
            "note": plaintext2html(self.agency_outcome_note or ""),
            "event_id": self.id,
        }

    def _interaction_values(self):
        """Return what a message sent from each record says about the action it is."""
        return {
            event.id: {"property_id": event.agency_property_id.id}
            for event in self.filtered("agency_property_id")
        }
