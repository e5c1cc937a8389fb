from datetime import timedelta
from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools.misc import format_date


class AgencyMandate(models.Model):
    """The contract by which an owner lets the agency work for a property. Sensitive."""

    _name = "agency.mandate"
    _description = "Mandate"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    # Commission, minimum price and terms concern the owner and the agency alone.
    _public_field_names = ()

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
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
    currency_id = fields.Many2one(related="property_id.currency_id")
    active = fields.Boolean(default=True, tracking=True)
    kind = fields.Selection(
        [
            ("exclusive", "Exclusive"),
            ("sole", "Sole agency"),
            ("open", "Open"),
            ("search", "Search"),
        ],
        required=True,
        default="exclusive",
        tracking=True,
        help="Exclusive: nobody else sells, not even the owner. Sole agency: no other agency, "
        "but the owner may. Open: everybody may. Search: the client looks for a property.",
    )
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today, tracking=True
    )
    date_to = fields.Date(string="Until", tracking=True, help="The last day. Empty: no end.")
    signed_on = fields.Date(tracking=True, copy=False)
    terminated_on = fields.Date(
        tracking=True, copy=False, help="From this day on the mandate no longer holds."
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("upcoming", "Upcoming"),
            ("running", "Running"),
            ("expired", "Expired"),
            ("terminated", "Terminated"),
        ],
        compute="_compute_state",
        search="_search_state",
        help="Follows from the dates: a draft until it is signed, then upcoming, running and "
        "expired; terminated from the day of termination on.",
    )
    commission_seller_percent = fields.Float(string="Commission (%)", digits=(6, 3), tracking=True)
    commission_amount = fields.Monetary(string="Fixed Commission", tracking=True)
    commission_text = fields.Char(string="Commission in Words")
    minimum_price = fields.Monetary(
        tracking=True, help="The owner does not sell for less. Never shown outside the agency."
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "agency_mandate_partner_rel",
        "mandate_id",
        "partner_id",
        string="Signed by",
        domain="[('is_agency_account', '=', False)]",
        compute="_compute_partner_ids",
        store=True,
        readonly=False,
        check_company=True,
        help="Filled with the owners of today.",
    )
    promise_ids = fields.One2many("agency.mandate.promise", "mandate_id", string="Promises")
    note = fields.Html(string="Internal Notes")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        check_company=True,
        index=True,
        tracking=True,
    )
    _check_commission = models.Constraint(
        "CHECK(commission_seller_percent BETWEEN 0 AND 100)",
        "A commission lies between 0 and 100 %.",
    )
    _exclusive_index = models.Index("(property_id) WHERE kind = 'exclusive' AND active")

    @api.constrains("date_from", "date_to", "terminated_on")
    def _check_period(self):
        for mandate in self:
            ends = [day for day in (mandate.date_to, mandate.terminated_on) if day]
            if ends and min(ends) < mandate.date_from:
                raise ValidationError(
                    self.env._(
                        "Mandate %(name)s cannot end (%(end)s) before it starts (%(start)s).",
                        name=mandate.name,
                        start=format_date(self.env, mandate.date_from),
                        end=format_date(self.env, min(ends)),
                    )
                )

    @api.constrains("property_id", "kind", "date_from", "date_to", "terminated_on", "active")
    def _check_exclusive(self):
        touched = self.filtered(lambda m: m.active and m.kind == "exclusive").property_id
        if not touched:
            return
        touched._lock_rows()
        mandates = self.sudo().search(
            [("property_id", "in", touched.ids), ("kind", "=", "exclusive")],
            order="property_id, date_from, id",
        )
        for same in mandates.grouped("property_id").values():
            same._check_one_after_the_other(changed=self)

    @api.depends("date_from", "date_to", "signed_on", "terminated_on")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for mandate in self:
            if mandate.terminated_on and mandate.terminated_on <= today:
                mandate.state = "terminated"
            elif not mandate.signed_on:
                mandate.state = "draft"
            elif mandate.date_to and mandate.date_to < today:
                mandate.state = "expired"
            elif mandate.date_from and mandate.date_from > today:
                mandate.state = "upcoming"
            else:
                mandate.state = "running"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        terminated = Domain("terminated_on", "<=", "today")
        signed = Domain("signed_on", "!=", False)
        expired = Domain("date_to", "<", "today")
        upcoming = Domain("date_from", ">", "today")
        domains = {
            "draft": ~terminated & ~signed,
            "upcoming": ~terminated & signed & ~expired & upcoming,
            "running": ~terminated & signed & ~expired & ~upcoming,
            "expired": ~terminated & signed & expired,
            "terminated": terminated,
        }
        return Domain.OR(domains.get(state, Domain.FALSE) for state in value)

    @api.depends("property_id")
    def _compute_partner_ids(self):
        for mandate in self:
            mandate.partner_ids = mandate.partner_ids or mandate.property_id.owner_ids

    @api.depends("name", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for mandate in self:
            parts = (mandate.name, kinds.get(mandate.kind))
            mandate.display_name = " · ".join(part for part in parts if part)

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        missing = [vals for vals in vals_list if not vals.get("name")]
        numbers = self.env["ir.sequence"]._agency_next(self._name, self.env.company, len(missing))
        for vals, number in zip(missing, numbers, strict=True):
            vals["name"] = number
        return super().create(vals_list)

    def action_sign(self):
        """Signed today; an own date is entered in the field."""
        self.filtered(lambda m: not m.signed_on).signed_on = fields.Date.context_today(self)
        return True

    def action_terminate(self):
        today = fields.Date.context_today(self)
        for mandate in self.filtered(lambda m: not m.terminated_on):
            mandate.terminated_on = max(today, mandate.date_from)
        return True

    def _check_one_after_the_other(self, changed):
        """Expects the exclusive mandates of one property, by start date."""
        for earlier, later in pairwise(self):
            end = earlier._ends_before()
            if end and end <= later.date_from:
                continue
            mandate, other = (later, earlier) if later in changed else (earlier, later)
            raise ValidationError(
                self.env._(
                    "%(property)s already has the exclusive mandate %(other)s (%(period)s)."
                    " %(name)s (%(own_period)s) overlaps with it: end or terminate one of them"
                    " first.",
                    property=mandate.property_id.display_name,
                    other=other.name,
                    period=other._period_label(),
                    name=mandate.name,
                    own_period=mandate._period_label(),
                )
            )

    def _ends_before(self):
        """Return the first day on which the mandate no longer holds, or False."""
        ends = [self.terminated_on] if self.terminated_on else []
        if self.date_to:
            ends.append(self.date_to + timedelta(days=1))
        return min(ends, default=False)

    def _period_label(self):
        start = format_date(self.env, self.date_from)
        end = self._ends_before()
        last = format_date(self.env, end - timedelta(days=1)) if end else "…"
        return f"{start} – {last}"
