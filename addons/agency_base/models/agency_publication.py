from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import format_date


class AgencyPublication(models.Model):
    """One property advertised in one channel, from one day until another."""

    _name = "agency.publication"
    _description = "Publication"
    _inherit = ["mail.thread"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    # What an outsider may read of a publication: not what it cost, not the remarks about it.
    _public_field_names = ("property_id", "channel_id", "date_from", "date_to", "url", "state")

    property_id = fields.Many2one(
        "agency.property",
        required=True,
        index=True,
        ondelete="cascade",
        tracking=True,
    )
    company_id = fields.Many2one(
        related="property_id.company_id", store=True, index=True, precompute=True
    )
    channel_id = fields.Many2one(
        "agency.channel",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    channel_kind = fields.Selection(related="channel_id.kind")
    date_from = fields.Date(string="From", default=fields.Date.context_today, tracking=True)
    date_to = fields.Date(string="Until", tracking=True, help="The last day. Empty: open end.")
    url = fields.Char(string="Link", help="Address of the advertisement.")
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("ended", "Ended")],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        help="Only an active property can be published.",
    )
    property_state = fields.Selection(related="property_id.state", string="Property State")
    user_id = fields.Many2one(related="property_id.user_id", string="Responsible")
    cost = fields.Monetary(help="Internal.")
    currency_id = fields.Many2one(related="property_id.currency_id")
    note = fields.Text(string="Internal Notes")

    @api.constrains("date_from", "date_to")
    def _check_period(self):
        for publication in self:
            start, end = publication.date_from, publication.date_to
            if start and end and end < start:
                raise ValidationError(
                    self.env._(
                        "A publication cannot end (%(end)s) before it starts (%(start)s).",
                        start=format_date(self.env, start),
                        end=format_date(self.env, end),
                    )
                )

    @api.depends("property_id.display_name", "channel_id.display_name")
    def _compute_display_name(self):
        for publication in self:
            names = (publication.property_id.display_name, publication.channel_id.display_name)
            publication.display_name = " · ".join(name for name in names if name)

    @api.model_create_multi
    def create(self, vals_list):
        publications = super().create(vals_list)
        publications.filtered(lambda p: p.state == "published")._check_property_is_active()
        return publications

    def write(self, vals):
        publishing = self.browse()
        if "property_id" in vals:
            publishing = self
        elif vals.get("state") == "published":
            publishing = self.filtered(lambda p: p.state != "published")
        result = super().write(vals)
        publishing.filtered(lambda p: p.state == "published")._check_property_is_active()
        return result

    def action_publish(self):
        self._check_property_is_active()
        for publication in self.filtered(lambda p: not p.date_from):
            publication.date_from = fields.Date.context_today(self)
        return self.write({"state": "published"})

    def action_end(self):
        self._end()
        return True

    def action_open_url(self):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def _check_property_is_active(self):
        """Refuse what may not be published; nobody can close the property meanwhile."""
        self.property_id._lock_rows()
        for record in self.property_id:
            if record.state != "active" or not record.active:
                states = dict(record._fields["state"]._description_selection(self.env))
                state = states[record.state] if record.active else self.env._("Archived")
                raise ValidationError(
                    self.env._(
                        "%(property)s cannot be published, because it is not active. Its state"
                        " is “%(state)s”: activate it first.",
                        property=record.display_name,
                        state=state,
                    )
                )

    def _end(self):
        """End today, or on the first day if that is still to come."""
        today = fields.Date.context_today(self)
        running = self.filtered(lambda p: p.state == "published")
        for last, publications in running.grouped(lambda p: p._last_day(today)).items():
            publications.write({"state": "ended", "date_to": last})

    def _last_day(self, today):
        if self.date_to and self.date_to < today:
            return self.date_to
        return max(today, self.date_from or today)

    @api.model
    def _cron_end_expired(self):
        """End what has reached its last day."""
        self.search([("state", "=", "published"), ("date_to", "<", "today")])._end()
