from odoo import api, fields, models
from odoo.tools import SQL


class AgencyExportItem(models.Model):
    """What one portal shows of one property, and whether it has to be told something.

    Outlives the property and its publications: what the portal shows is deleted there.
    """

    _name = "agency.export.item"
    _description = "Listing at a Portal"
    _order = "id desc"
    _rec_name = "reference"

    target_id = fields.Many2one(
        "agency.export.target", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="target_id.company_id", store=True, precompute=True)
    property_id = fields.Many2one(
        "agency.property", readonly=True, index="btree_not_null", ondelete="set null"
    )
    reference = fields.Char(string="Number", required=True, readonly=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("sent", "Up to date")],
        required=True,
        default="waiting",
        readonly=True,
        index=True,
    )
    # Counts the marks: what changes while it is sent waits again.
    version = fields.Integer(readonly=True, default=1)
    is_at_portal = fields.Boolean(string="Shown", readonly=True)
    sent_hash = fields.Char(readonly=True, help="Equal hash: the portal knows it already.")
    sent_on = fields.Datetime(string="Last Sent", readonly=True)

    _once = models.UniqueIndex("(target_id, reference)", "This listing is known already.")

    def action_send_again(self):
        """Send it once more, whether it changed or not."""
        self.check_access("write")
        self.sent_hash = False
        self._mark([("id", "in", self.ids)])
        self.target_id._schedule()

    @api.model
    def _mark_properties(self, properties):
        """Note that the listings of these properties have changed, wherever they are shown."""
        if properties.ids:
            self._mark([("property_id", "in", properties.ids)])

    @api.model
    def _mark(self, domain):
        """Have what fits the domain looked at again."""
        items_sudo = self.sudo().search(domain)
        if not items_sudo:
            return
        self.env.cr.execute(
            SQL(
                "UPDATE agency_export_item SET state = 'waiting', version = version + 1"
                " WHERE id IN %s",
                tuple(items_sudo.ids),
            )
        )
        items_sudo.invalidate_recordset(["state", "version"])
        items_sudo.target_id._schedule()

    @api.model
    def _mark_publications(self, publications):
        """Note that publications began, changed or ended, in channels that are delivered."""
        if not publications:
            return
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO agency_export_item AS item (target_id, company_id, property_id,
                    reference, state, version, create_date, write_date)
                SELECT DISTINCT target.id, target.company_id, property.id,
                    COALESCE(property.reference, property.id::text), 'waiting', 1,
                    now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                  FROM agency_publication publication
                  JOIN agency_property property ON property.id = publication.property_id
                  JOIN agency_export_target target
                    ON target.channel_id = publication.channel_id
                   AND target.company_id = property.company_id AND target.active
                 WHERE publication.id IN %s
                ON CONFLICT (target_id, reference) DO UPDATE SET state = 'waiting',
                    version = item.version + 1, property_id = EXCLUDED.property_id
                RETURNING target_id
                """,
                tuple(publications.ids),
            )
        )
        if rows:
            self.invalidate_model()
            self.env["agency.export.target"].browse({row[0] for row in rows})._schedule()
