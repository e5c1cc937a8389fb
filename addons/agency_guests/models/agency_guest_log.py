import logging

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

EVENTS = [
    ("sign_in", "Sign-in"),
    ("refused", "Refused"),
    ("failed", "Wrong password"),
    ("sign_out", "Sign-out"),
    ("closed", "Closed"),
    ("password", "Password changed"),
    ("reset", "Password reset asked"),
    ("extension", "Extension"),
    ("preview", "Preview by the office"),
    ("download", "Download"),
    ("upload", "Upload"),
]
# Tries under names that nobody has.
STRANGER_DAYS = 30


class AgencyGuestLog(models.Model):
    """What happened at the doors: who came, who was refused, and by which rule."""

    _name = "agency.guest.log"
    _description = "Guest Access Log"
    _order = "id desc"
    _rec_name = "event"
    _log_access = False

    date = fields.Datetime(
        required=True, readonly=True, index=True, default=lambda self: fields.Datetime.now()
    )
    guest_id = fields.Many2one(
        "agency.guest", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    user_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    company_id = fields.Many2one("res.company", readonly=True, index=True, ondelete="cascade")
    login_tried = fields.Char(string="User ID Tried", readonly=True)
    event = fields.Selection(EVENTS, required=True, readonly=True, index=True)
    rule = fields.Char(readonly=True, help="The rule that decided.")
    address = fields.Char(string="IP Address", readonly=True)
    note = fields.Char(readonly=True)

    @api.autovacuum
    def _gc_strangers(self):
        """Forget the tries that belong to no guest after a while."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=STRANGER_DAYS)
        self.search([("guest_id", "=", False), ("date", "<", limit)], limit=10_000).unlink()

    @api.model
    def _record(self, event, guest=None, **values):
        """Add a line in the current transaction."""
        return self.sudo().create(
            {
                "event": event,
                "guest_id": guest and guest.id,
                "user_id": self.env.uid if guest is None else guest.sudo().user_id.id,
                "company_id": guest.sudo().company_id.id if guest else self.env.company.id,
                "address": self.env["res.users"]._agency_address(),
                **values,
            }
        )

    @api.model
    def _record_apart(self, event, guest_id=None, login=None, rule=None, failed=False):
        """Add a line that stays when the request that is about to be refused is undone.

        The same statements run whether or not the account exists.
        """
        address = self.env["res.users"]._agency_address()
        try:
            with self.env.registry.cursor() as cr:
                cr.execute(SQL("SET LOCAL lock_timeout = '2s'"))
                cr.execute(
                    SQL(
                        """
                        INSERT INTO agency_guest_log
                            (date, guest_id, user_id, company_id, login_tried, event, rule, address)
                        SELECT now() AT TIME ZONE 'UTC', g.id, g.user_id, g.company_id,
                               %(login)s, %(event)s, %(rule)s, %(address)s
                          FROM (SELECT 1) AS one LEFT JOIN agency_guest g ON g.id = %(guest)s
                        """,
                        login=login and login[:128],
                        event=event,
                        rule=rule,
                        address=address,
                        guest=guest_id,
                    )
                )
                cr.execute(
                    SQL(
                        "UPDATE agency_guest SET failed_attempts = COALESCE(failed_attempts, 0) + 1"
                        " WHERE id = %s AND %s",
                        guest_id,
                        failed,
                    )
                )
        except psycopg2.Error:
            _logger.warning("An entry of the guest log was lost.", exc_info=True)
