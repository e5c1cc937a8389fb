from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..access_policy import BLOCKED, EXPIRED, NOT_YET_VALID, SUSPENDED, Limits, decide
from .agency_guest import STATES

BY_DATE = {BLOCKED, EXPIRED, NOT_YET_VALID}
MAX_EXTENSION_DAYS = 31
CLOSE = "agency_guests/close"
LIMITS = "agency_guests/limits"
ACCESS_QUERY = """
    SELECT g.id, g.must_change_password,
           COALESCE((SELECT json_agg(json_build_array(w.weekday, w.hour_from, w.hour_to))
                       FROM agency_guest_window w WHERE w.guest_id = g.id), '[]'),
           COALESCE((SELECT json_agg(n.cidr)
                       FROM agency_guest_network n WHERE n.guest_id = g.id), '[]'),
           g.extension_until, g.closes_at,
           COALESCE(g.suspended, FALSE) OR NOT g.active,
           g.valid_from, g.valid_until, g.block_on, g.tz
      FROM agency_guest g
     WHERE %s
"""


@dataclass(frozen=True)
class AccessRow:
    """One guest's limits as the doors read them."""

    guest_id: int
    must_change_password: bool
    closes_at: datetime | None
    limits: Limits


def utcnow():
    """Return the moment that Odoo goes by, with its time zone."""
    return fields.Datetime.now().replace(tzinfo=timezone.utc)


class AgencyGuest(models.Model):
    """When and from where a guest may come in, and what happens when that changes."""

    _inherit = "agency.guest"

    suspended = fields.Boolean(tracking=True, copy=False)
    valid_from = fields.Date(string="From", tracking=True, help="The first day with access.")
    valid_until = fields.Date(string="Until", tracking=True, help="The last day with access.")
    block_on = fields.Date(
        string="Automatic Block", tracking=True, help="From this day on there is no access."
    )
    window_ids = fields.One2many("agency.guest.window", "guest_id", string="Hours", copy=True)
    network_ids = fields.One2many("agency.guest.network", "guest_id", string="Addresses", copy=True)
    extension_until = fields.Datetime(
        string="Extended until",
        tracking=True,
        copy=False,
        help="Until then dates and hours do not count. Suspension and addresses still do.",
    )
    extension_request = fields.Text(string="Asks for an Extension", copy=False)
    state = fields.Selection(STATES, compute="_compute_state", search="_search_state")
    next_expiry = fields.Date(
        string="Next Block", compute="_compute_next_expiry", store=True, index=True
    )
    closes_at = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
    last_access = fields.Datetime(readonly=True, copy=False)
    last_visit = fields.Datetime(readonly=True, copy=False)
    previous_visit = fields.Datetime(readonly=True, copy=False)
    failed_attempts = fields.Integer(readonly=True, copy=False)

    @api.constrains("valid_from", "valid_until")
    def _check_dates(self):
        for guest in self:
            if guest.valid_from and guest.valid_until and guest.valid_from > guest.valid_until:
                raise ValidationError(
                    self.env._("%s: access cannot end before it starts.", guest.name)
                )

    @api.depends(
        *("suspended", "active", "invited_on", "last_access", "valid_from", "valid_until"),
        *("block_on", "extension_until", "tz"),
    )
    def _compute_state(self):
        for guest in self:
            rule = guest._decision(hours=False).rule
            if rule == SUSPENDED:
                guest.state = "suspended"
            elif rule in BY_DATE:
                guest.state = "blocked"
            elif not guest.invited_on and not guest.last_access:
                guest.state = "not_invited"
            else:
                guest.state = "active" if guest.last_access else "pending"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today, now = fields.Date.context_today(self), fields.Datetime.now()
        suspended = Domain("suspended", "=", True) | Domain("active", "=", False)
        refused = (
            Domain("block_on", "<=", today)
            | Domain("valid_until", "<", today)
            | Domain("valid_from", ">", today)
        )
        extended = Domain("extension_until", ">", now)
        rest = ~suspended & (~refused | extended)
        seen, invited = Domain("last_access", "!=", False), Domain("invited_on", "!=", False)
        domains = {
            "suspended": suspended,
            "blocked": ~suspended & refused & ~extended,
            "not_invited": rest & ~seen & ~invited,
            "pending": rest & ~seen & invited,
            "active": rest & seen,
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.depends("valid_until", "block_on")
    def _compute_next_expiry(self):
        for guest in self:
            days = [day for day in (guest.valid_until, guest.block_on) if day]
            guest.next_expiry = min(days, default=False)

    def action_suspend(self):
        """End the guests' access now."""
        return self.write({"suspended": True})

    def action_resume(self):
        return self.write({"suspended": False})

    def action_refuse_extension(self):
        return self.write({"extension_request": False})

    def _grant_extension(self, hours):
        """Lift dates and hours of access from now on."""
        if not 0 < hours <= 24 * MAX_EXTENSION_DAYS:
            raise ValidationError(
                self.env._("An extension lasts from 1 hour to %s days.", MAX_EXTENSION_DAYS)
            )
        until = fields.Datetime.now() + timedelta(hours=hours)
        self.write({"extension_until": until, "extension_request": False})
        for guest in self:
            self.env["agency.guest.log"]._record("extension", guest, note=f"{hours:g} h")

    def _ask_extension(self, text):
        """Keep what the guest asks for, and tell the office."""
        self.ensure_one()
        self.extension_request = text
        self.env["agency.guest.log"]._record("extension", self, note=self.env._("asked for"))
        self.with_context(mail_post_autofollow=False).message_post(
            body=self.env._("%(name)s asks for access: %(text)s", name=self.name, text=text),
            subtype_xmlid="mail.mt_note",
        )

    @api.model
    def _limit_field_names(self):
        return {
            *("active", "suspended", "valid_from", "valid_until", "block_on"),
            *("extension_until", "tz", "window_ids", "network_ids"),
        }

    def _decision(self, now=None, address=None, hours=True):
        """Decide for a moment (aware) and an address; both are not in question if left out."""
        self.ensure_one()
        record = self._origin or self
        [row] = self._access_rows(SQL("g.id = %s", record.id))
        limits = row.limits if hours else replace(row.limits, windows=())
        return decide(limits, now or utcnow(), address)

    @api.model
    def _access_rows(self, where):
        """Return what limits the guests that `where` (on the table g) finds: one small query.

        It runs on every request, whoever asks: past access rights, but only to decide about them.
        """
        for model in ("agency.guest", "agency.guest.window", "agency.guest.network"):
            self.env[model].flush_model()
        rows = self.env.execute_query(SQL(ACCESS_QUERY, where))
        return [self._access_row(*row) for row in rows]

    @api.model
    def _access_row(
        self, guest_id, must_change, windows, networks, extension_until, closes_at, *values
    ):
        find = self.env["agency.guest.window"]._window_of
        limits = Limits(
            *values[:4],
            windows=tuple(find(*window) for window in windows),
            networks=tuple(networks),
            tz=values[4],
            extension_until=extension_until and extension_until.replace(tzinfo=timezone.utc),
        )
        return AccessRow(guest_id, bool(must_change), closes_at, limits)

    def _limits_changed(self, *, addresses=False):
        """Tell open pages; end the sessions of whoever may not be in any more.

        :param addresses: each session has to show again where it comes from
        """
        if self.env.context.get("agency_limits_later"):
            return
        for guest in self.filtered("user_id"):
            decision = guest._decision()
            user = guest.user_id.sudo()
            if addresses or not decision.allowed:
                user._agency_end_sessions()
            guest._plan_closing(decision)
            user.partner_id._bus_send(LIMITS, {})

    def _plan_closing(self, decision):
        """Have open pages and connections closed when access closes.

        What was open at a planned moment that has passed stays closed, even if nobody asked
        for a page meanwhile and access is open again by now.
        """
        self.ensure_one()
        closes_at = decision.closes_at and decision.closes_at.replace(tzinfo=None)
        if self.closes_at == (closes_at or False):
            return
        if self.closes_at and self.closes_at <= fields.Datetime.now():
            self.user_id._agency_end_sessions()
        self.sudo().closes_at = closes_at
        if closes_at:
            cron = self.env.ref("agency_guests.ir_cron_agency_guest_close", False)
            if cron:
                cron.sudo()._trigger(at=closes_at)

    @api.model
    def _cron_close(self):
        """Close what is still open of guests whose time is over."""
        due = self.search([("closes_at", "<=", fields.Datetime.now())])
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for guest in due:
            decision = guest._decision()
            if not decision.allowed:
                self.env["agency.guest.log"]._record("closed", guest, rule=decision.rule)
            guest._plan_closing(decision)
            if not self.env["ir.cron"]._commit_progress(1):
                break
