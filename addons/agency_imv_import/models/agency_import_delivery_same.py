import io

from odoo import fields, models
from odoo.tools import SQL

from .. import pipeline

# What may have become of a listing that came before, so that it is unchanged now.
STANDING = ("created", "updated", "unchanged")
# What the same content says of itself each time.
SAME = (
    *("scope", "software", "facts", "sender_key", "technical_email", "is_known_sender"),
    *("deviation_count", "deviations"),
)


class AgencyImportDelivery(models.Model):
    """Recognises what was delivered before in another wrapping, and spares reading it again."""

    _inherit = "agency.import.delivery"

    content_mark = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Equal mark: the same documents and files, taken under the same conditions.",
    )

    def _repeats(self):
        """Take the listings over from a delivery with the same mark, if all of them still stand.

        Return whether that is all there is to do. What the sender or an undo changed since is
        seen by the time of its last writing; what the office changed makes no difference, as for
        every listing that comes unchanged.
        """
        if self.position:
            return False
        self.content_mark = pipeline.content_mark(
            self.name, io.BytesIO(self._bytes()), self.source_id._limits(), self._conditions()
        )
        earlier = self._same_before()
        if not earlier or not earlier._still_stands():
            return False
        self._take_over(earlier)
        return True

    def _note_deletions(self, batch):
        """Forget the mark when a listing is deleted: what that does depends on the property."""
        if any(entry.draft and entry.draft.action == "delete" for entry in batch):
            self.content_mark = False

    def _conditions(self):
        """Return what decides about a delivery besides its content."""
        source = self.source_id
        senders = source.sender_ids.sorted("id")
        return {
            "folder": self.user_folder or "",
            "senders": [[row.key, row.is_allowed, row.user_id.id] for row in senders],
            "users": self.env["agency.import.user"]._by_name(source),
            "accepted": [source.accepted_senders, source.accepted_users],
            "user_fields": source._user_fields(),
            "picture_width": source.max_picture_width,
            "schema": source._schema_mark(),
        }

    def _same_before(self):
        """Return the last delivery of the source that had the same mark and went well."""
        if not self.content_mark:
            return self.browse()
        return self.with_context(active_test=False).search(
            [
                ("source_id", "=", self.source_id.id),
                ("content_mark", "=", self.content_mark),
                ("state", "=", "done"),
            ],
            limit=1,
        )

    def _still_stands(self):
        """Tell whether every listing of this delivery is known as it left it."""
        self.env.flush_all()
        ((stands,),) = self.env.execute_query(
            SQL(
                """
                SELECT bool_and(
                           COALESCE(line.action IN %(standing)s
                           AND NOT COALESCE(identity.is_withdrawn, FALSE)
                           AND identity.write_date <= line.create_date, FALSE)
                       )
                  FROM agency_import_listing AS line
             LEFT JOIN agency_import_identity AS identity
                    ON identity.property_id = line.property_id
                 WHERE line.delivery_id = %(delivery)s AND line.active
                """,
                standing=STANDING,
                delivery=self.id,
            )
        )
        return bool(stands)

    def _take_over(self, earlier):
        """Write the protocol: each listing of the earlier delivery came again, unchanged.

        The lines name nobody as their author: the database would look him up twice for each.
        """
        ((position, count),) = self.env.execute_query(
            SQL(
                """
                WITH taken AS (
                    INSERT INTO agency_import_listing
                           (delivery_id, company_id, index, line, action, is_reference, property_id,
                            external_number, surname, first_name, for_sender, active, is_preview,
                            create_date, write_date)
                    SELECT %(delivery)s, line.company_id, line.index, line.line, 'unchanged',
                           line.is_reference, line.property_id, property.external_number,
                           line.surname, line.first_name, line.for_sender, TRUE, FALSE,
                           %(now)s, %(now)s
                      FROM agency_import_listing AS line
                      JOIN agency_property AS property ON property.id = line.property_id
                     WHERE line.delivery_id = %(earlier)s AND line.active
                  ORDER BY line.index
                 RETURNING index
                )
                SELECT max(index), count(*) FROM taken
                """,
                delivery=self.id,
                earlier=earlier.id,
                now=self.env.cr.now(),
            )
        )
        self.env["agency.import.listing"].invalidate_model()
        self.write(
            {
                "position": position,
                "attempts": 0,
                "unchanged_count": count,
                "duplicate_of_id": earlier.id,
                "user_id": earlier.user_id.id,
                **{name: earlier[name] for name in SAME},
            }
        )
        self._sender_seen()

    def _sender_seen(self):
        """Note at the listed senders that they delivered."""
        if not self.source_id.sender_ids:
            return
        keys = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT identity.provider_key
                  FROM agency_import_listing AS line
                  JOIN agency_import_identity AS identity
                    ON identity.property_id = line.property_id
                 WHERE line.delivery_id = %s AND line.active
                """,
                self.id,
            )
        )
        for (key,) in keys:
            names = filter(None, (key, self.software))
            row = self.env["agency.import.sender"]._find(self.source_id, names)
            row.last_seen = fields.Datetime.now()
