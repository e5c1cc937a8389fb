import secrets
from urllib.parse import urlsplit

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import NO_ACCESS
from odoo.tools import SQL

from .. import web_feed_sql

STATES = [("new", "Nothing sent yet"), ("ok", "Working"), ("failing", "Failing")]


class AgencyWebEndpoint(models.Model):
    """A website that is not Odoo and is told of every change of the web copies."""

    _name = "agency.web.endpoint"
    _description = "External Website"
    _inherit = ["mail.thread"]
    _order = "name, id"

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    url = fields.Char(
        string="Address", required=True, tracking=True, help="Documents are posted there as JSON."
    )
    secret = fields.Char(groups=NO_ACCESS, copy=False)
    secret_set_on = fields.Datetime(readonly=True, copy=False)
    max_attempts = fields.Integer(
        default=12, help="After that many tries a document is laid aside, to be sent again by hand."
    )
    state = fields.Selection(STATES, required=True, default="new", readonly=True, copy=False)
    last_sent_on = fields.Datetime(readonly=True, copy=False)
    last_error = fields.Char(readonly=True, copy=False)
    pauses = fields.Integer(readonly=True, copy=False, help="Pauses since it last took anything.")
    paused_until = fields.Datetime(readonly=True, copy=False)
    sent_count = fields.Integer(string="Sent", compute="_compute_counts")
    pending_count = fields.Integer(string="Waiting", compute="_compute_counts")
    dead_count = fields.Integer(string="Laid Aside", compute="_compute_counts")

    _attempts_positive = models.Constraint(
        "CHECK(max_attempts > 0)", "An endpoint needs at least one attempt."
    )

    @api.constrains("url")
    def _check_url(self):
        for endpoint in self:
            try:
                parts = urlsplit(endpoint.url)
                good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
            except ValueError:
                good = False
            if not good or parts.username or parts.password:
                raise ValidationError(
                    self.env._(
                        "%s is no address to send to: it starts with https:// (or http://) and"
                        " names no user.",
                        endpoint.url,
                    )
                )

    def _compute_counts(self):
        rows = self.env["agency.web.outbox"]._read_group(
            [("endpoint_id", "in", self.ids)], ["endpoint_id", "state"], ["__count"]
        )
        counts = {(endpoint.id, state): count for endpoint, state, count in rows}
        for endpoint in self:
            for state in ("sent", "pending", "dead"):
                endpoint[f"{state}_count"] = counts.get((endpoint.id, state), 0)

    def write(self, vals):
        back = self.filtered(lambda e: vals.get("active") and not e.active)
        result = super().write(vals)
        # What changed while an endpoint was archived was not written down for it.
        back.action_replay()
        return result

    def action_new_secret(self):
        """Make a new secret and show it, this once; the old one is no longer used."""
        self.ensure_one()
        self.check_access("write")
        secret = secrets.token_urlsafe(32)
        self.sudo().write({"secret": secret, "secret_set_on": fields.Datetime.now()})
        # What was refused for the old secret is laid aside; what waits may go now.
        self._schedule()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Secret of %s", self.name),
            "res_model": "agency.web.secret",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_secret": secret},
        }

    def action_replay(self):
        """Send everything again: all copies, and deletions of what is no longer one."""
        self.check_access("write")
        for endpoint in self.with_user(SUPERUSER_ID):
            endpoint._resume()
            endpoint.with_delay(
                identity_key=f"agency_websync.replay.{endpoint.id}",
                description=self.env._("Web feed: everything to %s", endpoint.name),
            )._replay_in_job()
        return self._notify(self.env._("Everything is being sent again in the background."))

    def action_view_outbox(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_websync.action_agency_web_outbox"
        )
        context = {k: v for k, v in self.env.context.items() if k.startswith("search_default_")}
        return {**action, "domain": [("endpoint_id", "=", self.id)], "context": context}

    @api.model
    def _enqueue(self, changes):
        """Write the documents of these changes into the outbox, in the transaction of the changes.

        Called while the registrations are locked: a later change gets a higher number.
        """
        found = changes and self.env.execute_query(
            SQL("SELECT FROM agency_web_endpoint WHERE active LIMIT 1")
        )
        if not found:
            return
        changed = [copy_id for change in changes for copy_id in change.changed]
        gone = [copy_id for change in changes for copy_id in change.gone]
        self._write_out(web_feed_sql.enqueue(changed, gone, fields.Datetime.now()))

    @api.model
    def _write_out(self, statement):
        rows = self.env.execute_query(statement)
        self.env["agency.web.outbox"].invalidate_model()
        self.browse({row[0] for row in rows})._schedule()

    def _enqueue_again(self, copy_ids, access_ids):
        """Write what this endpoint should have now of these copies, be it that they are gone."""
        self.ensure_one()
        self._resume()
        self.env.flush_all()
        self._lock_registrations(SQL("a.id = ANY(%s)", access_ids))
        self._write_out(web_feed_sql.again(self.id, copy_ids, fields.Datetime.now()))

    def _replay_in_job(self):
        endpoint = self.exists()
        if endpoint.active:
            self._lock_registrations(SQL("a.company_id = %s", endpoint.company_id.id))
            self._write_out(web_feed_sql.replay(endpoint.id, fields.Datetime.now()))

    @api.model
    def _lock_registrations(self, scope):
        self.env.execute_query(web_feed_sql.lock_registrations(scope))

    def _notify(self, message, kind="success"):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": kind,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _checked_secret(self):
        """Return the secret, or say that there is none yet."""
        self.ensure_one()
        secret = self.sudo().secret
        if not secret:
            raise UserError(self.env._("%s has no secret yet: make one first.", self.name))
        return secret
