from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools.misc import format_datetime

from ..access_policy import EXTENSION, OK, decide, deciding_rule, parse_address

UTC = ZoneInfo("UTC")


class AgencyGuestSimulator(models.TransientModel):
    """May this guest come in at this moment, from this address, and which rule says so?"""

    _name = "agency.guest.simulator"
    _description = "Access Simulator"

    guest_id = fields.Many2one("agency.guest", required=True, ondelete="cascade")
    date = fields.Datetime(string="Moment", required=True, default=fields.Datetime.now)
    address = fields.Char(string="IP Address", help="Empty: the address is not in question.")
    address_problem = fields.Char(compute="_compute_address_problem")
    allowed = fields.Boolean(compute="_compute_decision")
    rule = fields.Char(compute="_compute_decision")
    explanation = fields.Text(compute="_compute_decision")
    guest_moment = fields.Char(string="On the Guest's Clock", compute="_compute_decision")
    next_opening = fields.Char(compute="_compute_decision")
    closes_at = fields.Char(string="Closes", compute="_compute_decision")
    week = fields.Html(string="The Week Around It", compute="_compute_week", sanitize=False)

    @api.depends("address")
    def _compute_address_problem(self):
        for wizard in self:
            address = wizard._question()[1]
            wrong = address and parse_address(address) is None
            wizard.address_problem = wrong and self.env._("“%s” is not an IP address.", address)

    @api.depends("guest_id", "date", "address")
    def _compute_decision(self):
        texts = self._rule_texts()
        for wizard in self:
            decision = wizard._decide(wizard.date or fields.Datetime.now())
            wizard.allowed = decision.allowed
            wizard.rule = decision.rule
            wizard.explanation = texts.get(decision.rule, decision.rule)
            wizard.guest_moment = wizard._guest_clock(wizard.date)
            wizard.next_opening = wizard._guest_clock(decision.next_opening)
            wizard.closes_at = wizard._guest_clock(decision.closes_at)

    @api.depends("guest_id", "date", "address")
    def _compute_week(self):
        for wizard in self:
            wizard.week = wizard._week_table() if wizard.date else False

    @api.model
    def _open(self, guest):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("May %(guest)s Come In?", guest=guest.name),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_guest_id": guest.id},
        }

    @api.model
    def _rule_texts(self):
        return {
            "ok": self.env._("No limit stands against it."),
            "extension": self.env._("An extension was granted: it lifts hours and dates."),
            "suspended": self.env._("The guest is suspended."),
            "not_yet_valid": self.env._("The account is not valid yet (“Valid From”)."),
            "expired": self.env._("The account is no longer valid (“Valid Until”)."),
            "blocked": self.env._("The automatic block has come (“Block On”)."),
            "outside_hours": self.env._("The moment is outside the allowed weekdays and hours."),
            "wrong_address": self.env._("The address is not one of the allowed networks."),
        }

    def _question(self):
        """Return the limits of the guest and the address to be tried."""
        return self.guest_id._access_limits(), (self.address or "").strip() or None

    def _decide(self, moment):
        limits, address = self._question()
        return decide(limits, moment.replace(tzinfo=UTC), address)

    def _zone(self):
        return ZoneInfo(self.guest_id.tz or "UTC")

    def _guest_clock(self, moment):
        """Return a moment as the guest reads it on the own clock."""
        if not moment:
            return False
        naive = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
        text = format_datetime(self.env, naive, tz=self._zone().key, dt_format="EEEE d MMMM, HH:mm")
        return f"{text} ({self._zone().key})"

    def _week_table(self):
        """Return the seven days of that week, hour by hour in the guest's time, as a table."""
        zone = self._zone()
        moment = self.date.replace(tzinfo=UTC).astimezone(zone)
        monday = moment.date() - timedelta(days=moment.weekday())
        header = Markup().join(
            Markup('<th class="fw-normal text-muted small text-start" colspan="3">%s</th>') % hour
            for hour in range(0, 24, 3)
        )
        rows = Markup().join(
            self._week_row(monday + timedelta(days=number), moment, zone) for number in range(7)
        )
        return Markup('<table class="o_agency_week w-100"><tr><th></th>%s</tr>%s</table>') % (
            header,
            rows,
        )

    def _week_row(self, day, moment, zone):
        limits, address = self._question()
        cells = Markup()
        for hour in range(24):
            begin = datetime.combine(day, time(hour), zone).astimezone(UTC)
            kind = "open" if deciding_rule(limits, begin, address) in (OK, EXTENSION) else "shut"
            if (day, hour) == (moment.date(), moment.hour):
                kind += " o_agency_now"
            cells += Markup('<td class="o_agency_%s" title="%02d:00"></td>') % (kind, hour)
        label = format_datetime(
            self.env, datetime.combine(day, time(12)), tz="UTC", dt_format="EEE d"
        )
        return Markup('<tr><th class="fw-normal small pe-2 text-nowrap">%s</th>%s</tr>') % (
            label,
            cells,
        )
