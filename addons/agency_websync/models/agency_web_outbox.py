from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from .. import web_feed

KINDS = [("put", "Case"), ("delete", "Withdrawn")]
STATES = [
    ("pending", "Waiting"),
    ("sent", "Sent"),
    ("dead", "Laid aside"),
    ("replaced", "Sent anew"),
]
KEPT_DAYS = 30


class AgencyWebOutbox(models.Model):
    """One document for one external website: a web copy as it stood after a change.

    Its id is its place in the order. Written by web_feed_sql, in the transaction of the change.
    """

    _name = "agency.web.outbox"
    _description = "Document for an External Website"
    _order = "id desc"

    endpoint_id = fields.Many2one(
        "agency.web.endpoint", string="Website", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(KINDS, required=True)
    name = fields.Char(string="Case")
    # Plain numbers: a document outlives the copy, the case and the registration.
    access_ref = fields.Integer(string="Registration", required=True)
    case_ref = fields.Integer(string="Case Id", required=True)
    copy_ref = fields.Integer(string="Copy", required=True)
    document = fields.Json(required=True)
    state = fields.Selection(STATES, required=True, default="pending")
    attempts = fields.Integer()
    next_try = fields.Datetime()
    sent_on = fields.Datetime()
    error = fields.Char()

    _waiting_index = models.Index("(endpoint_id, case_ref, id) WHERE state = 'pending'")
    _order_index = models.Index("(endpoint_id, id) WHERE state = 'pending'")
    _copy_index = models.Index("(copy_ref, endpoint_id, id)")
    _count_index = models.Index("(endpoint_id, state)")

    def action_send_again(self):
        """Send what the website should have now of these cases; what was laid aside is outdated."""
        if not self.env.user.has_group("agency_base.group_manager"):
            raise AccessError(self.env._("Managers send documents again."))
        self.check_access("read")
        chosen = self.filtered(lambda document: document.state in ("dead", "sent")).sudo()
        for endpoint, documents in chosen.grouped("endpoint_id").items():
            endpoint._enqueue_again(
                sorted(set(documents.mapped("copy_ref"))),
                sorted(set(documents.mapped("access_ref"))),
            )
        chosen.filtered(lambda document: document.state == "dead").state = "replaced"
        return True

    def _send(self):
        """Post this document once and write down what came of it; return what did."""
        self.ensure_one()
        content = web_feed.body(self.id, self.kind, self.document)
        verdict, error = self.endpoint_id._post(content, self.id)
        attempts = self.attempts + 1
        if verdict == "retry" and attempts >= self.endpoint_id.max_attempts:
            verdict = "dead"
        now = fields.Datetime.now()
        self.write(
            {
                "state": "pending" if verdict == "retry" else verdict,
                "attempts": attempts,
                "next_try": verdict == "retry" and now + web_feed.back_off(attempts),
                "sent_on": verdict == "sent" and now,
                "error": verdict != "sent" and error,
            }
        )
        if verdict == "sent":
            self.endpoint_id.write(
                {
                    **{"state": "ok", "last_sent_on": now, "last_error": False},
                    **{"pauses": 0, "paused_until": False},
                }
            )
        else:
            self.endpoint_id.write({"state": "failing", "last_error": error})
        return verdict

    @api.autovacuum
    def _gc_documents(self):
        """Forget what was sent long ago; the last document of each copy tells what is known."""
        before = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.env.cr.execute(
            """
            DELETE FROM agency_web_outbox o
             WHERE o.state IN ('sent', 'replaced') AND o.create_date < %s
               AND (o.kind = 'delete' OR EXISTS (
                   SELECT FROM agency_web_outbox later
                    WHERE later.endpoint_id = o.endpoint_id AND later.copy_ref = o.copy_ref
                      AND later.id > o.id))
            """,
            [before],
        )
