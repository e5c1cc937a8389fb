from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import plaintext2html


class AgencyInteraction(models.Model):
    """One action by the agency: what was done, when, with whom and about which property."""

    _name = "agency.interaction"
    _description = "Action"
    _order = "date desc, id desc"
    _check_company_auto = True

    # What an outsider may read of an action. Never the people nor the internal text.
    _public_field_names = ("name", "kind", "direction", "date", "property_id")

    name = fields.Char(
        string="Public Line",
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="What owners and applicants may read about this action. Names and figures belong "
        "into the internal text.",
    )
    kind = fields.Selection(
        [
            ("email", "E-mail"),
            ("whatsapp", "WhatsApp"),
            ("sms", "SMS"),
            ("call", "Phone call"),
            ("letter", "Letter"),
            ("visit", "Visit"),
            ("other", "Other"),
        ],
        required=True,
        default="call",
        index=True,
    )
    direction = fields.Selection(
        [("out", "Outgoing"), ("in", "Incoming")], required=True, default="out"
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now, index=True)
    duration = fields.Float(string="Minutes", aggregator="sum")
    user_id = fields.Many2one(
        "res.users",
        string="Done by",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
        ondelete="set null",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "agency_interaction_partner_rel",
        "interaction_id",
        "partner_id",
        string="With",
        domain="[('is_agency_account', '=', False)]",
    )
    property_id = fields.Many2one(
        "agency.property",
        compute="_compute_property_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    interest_id = fields.Many2one(
        "agency.interest",
        domain="[('property_id', '=?', property_id)]",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    request_id = fields.Many2one(
        "agency.request",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    event_id = fields.Many2one(
        "calendar.event", string="Appointment", readonly=True, copy=False, ondelete="set null"
    )
    message_id = fields.Many2one("mail.message", readonly=True, copy=False, ondelete="set null")
    note = fields.Html(string="Internal Text", help="Internal: not public.")
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        index=True,
    )
    active = fields.Boolean(default=True)

    _message_unique = models.UniqueIndex(
        "(message_id, COALESCE(property_id, 0)) WHERE message_id IS NOT NULL",
        "This message is already among the actions of the property.",
    )
    _event_unique = models.UniqueIndex(
        "(event_id) WHERE event_id IS NOT NULL",
        "This appointment is already among the actions.",
    )
    _duration_not_negative = models.Constraint(
        "CHECK(duration IS NULL OR duration >= 0)", "The minutes cannot be negative."
    )

    @api.depends("kind")
    def _compute_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for interaction in self:
            if not interaction.name or interaction.name in labels.values():
                interaction.name = labels.get(interaction.kind)

    @api.depends("interest_id")
    def _compute_property_id(self):
        for interaction in self:
            interaction.property_id = interaction.interest_id.property_id or interaction.property_id

    @api.depends("property_id.company_id", "interest_id.company_id", "request_id.company_id")
    def _compute_company_id(self):
        for interaction in self:
            interaction.company_id = (
                interaction.property_id.company_id
                or interaction.interest_id.company_id
                or interaction.request_id.company_id
                or interaction.company_id
                or self.env.company
            )

    @api.model
    def _log_sent(self, kind, partners_by_message):
        """Log what the agency sent to people outside, each message once.

        A message that goes out in several pieces, or again, only adds its recipients to the one
        entry. Messages that were written on other records than ours are left alone.

        :param kind: kind of the action
        :param partners_by_message: recipients outside the agency of each mail.message
        """
        Interaction = self.sudo().with_context(active_test=False)
        messages = self.env["mail.message"].sudo().union(*partners_by_message)
        logged = Interaction.search([("message_id", "in", messages.ids)])
        for interaction in logged:
            missing = partners_by_message[interaction.message_id] - interaction.partner_ids
            if missing:
                interaction.partner_ids |= missing
        origins = self._message_origins(messages - logged.message_id)
        return Interaction.create(
            [
                {
                    **values,
                    "kind": kind,
                    "direction": "out",
                    "message_id": message.id,
                    "partner_ids": partners_by_message[message].ids,
                    "user_id": message.create_uid.id,
                    "note": self._message_note(message),
                }
                for message, values in origins.items()
            ]
        )

    @api.model
    def _message_origins(self, messages):
        """Return, per message, what the record it was sent from says about the action."""
        origins = {}
        for model_name, group in messages.grouped("model").items():
            records = self.env[model_name].sudo().browse(group.mapped("res_id")).exists()
            values = records._interaction_values()
            origins.update((msg, values[msg.res_id]) for msg in group if msg.res_id in values)
        return origins

    @api.model
    def _message_note(self, message):
        note = plaintext2html(message.preview or "")
        if message.subject:
            note = Markup("<p><b>%s</b></p>") % message.subject + note
        return note
