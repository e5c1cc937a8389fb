from datetime import timedelta

from odoo import api, fields, models

KEPT_DAYS = 30


class AgencyExportParcel(models.Model):
    """One delivery to a portal: stored before it is sent, sent in the order of storing."""

    _name = "agency.export.parcel"
    _description = "Delivery to a Portal"
    _order = "id desc"

    target_id = fields.Many2one(
        "agency.export.target", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="target_id.company_id", store=True, precompute=True)
    name = fields.Char(string="File", required=True, readonly=True)
    content = fields.Binary(attachment=True, readonly=True)
    is_full = fields.Boolean(string="Full Delivery", readonly=True)
    shown_count = fields.Integer(string="Listings", readonly=True)
    removed_count = fields.Integer(string="Deleted", readonly=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("sent", "Sent")],
        required=True,
        default="waiting",
        readonly=True,
        index=True,
    )
    sent_on = fields.Datetime(string="Sent", readonly=True)
    # What is told: by item its version, and the hash of its listing, empty for a deletion.
    told = fields.Json(readonly=True)

    def action_send_again(self):
        """Put the same file there once more."""
        self.check_access("write")
        self.state = "waiting"
        self.target_id.sudo().paused_until = False
        self.target_id._schedule()

    def _note_sent(self):
        """Write down what the portal knows now; what changed meanwhile waits again."""
        self.ensure_one()
        now = fields.Datetime.now()
        self.write({"state": "sent", "sent_on": now})
        items = self.env["agency.export.item"].browse(int(key) for key in self.told).exists()
        for item in items:
            version, digest = self.told[str(item.id)]
            vals = {"sent_hash": digest, "is_at_portal": bool(digest), "sent_on": now}
            if item.version == version:
                vals["state"] = "sent"
            item.write(vals)

    @api.autovacuum
    def _gc_parcels(self):
        before = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("state", "=", "sent"), ("sent_on", "<", before)], limit=1000).unlink()
