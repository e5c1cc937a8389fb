import base64
import hashlib
from contextlib import contextmanager
from datetime import timedelta

from lxml import etree

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from odoo.addons.queue_job.exception import RetryableJobError

from .. import transport
from ..openimmo.drafts import Identity, PropertyDraft
from ..openimmo.export_listing import listing_element
from .agency_export_drafter import PORTAL

BATCH = 50
BUSY_SECONDS = 5
LONGEST_PAUSE_MINUTES = 6 * 60
# Names the advisory lock: one job at a time for each target.
LOCK = 4711_1905


class AgencyExportTarget(models.Model):
    """Sending: packed and committed first, then put on the server, one job at a time."""

    _inherit = "agency.export.target"

    def _schedule(self, moment=None):
        """Have a job send what waits, now or at a moment; asking twice makes one job."""
        for target in self.with_user(SUPERUSER_ID):
            when = f"{moment:%Y%m%d%H%M}" if moment else "now"
            target.with_delay(
                identity_key=f"agency_imv_import.send.{target.id}.{when}",
                description=target.env._("Portal delivery: %s", target.name),
                eta=moment,
                max_retries=0,
            )._send_in_job()

    @api.model
    def _cron_send(self):
        """Look again at everything: a day began or ended, or a job was lost."""
        self.search([("active", "=", True)])._mark_all()
        waiting = self.env["agency.export.parcel"]._read_group(
            [("state", "=", "waiting")], ["target_id"]
        )
        for (target,) in waiting:
            target._schedule()

    def _send_in_job(self):
        target = self.exists()
        if not target.active:
            return
        with target._alone() as alone:
            if not alone:
                raise RetryableJobError("busy", seconds=BUSY_SECONDS, ignore_retry=True)
            # Begin after the lock: see what the job before this one has written.
            self.env.cr.commit()  # pylint: disable=invalid-commit
            self.env.invalidate_all()
            if target.paused_until and target.paused_until > fields.Datetime.now():
                target._schedule(target.paused_until)
            else:
                target._send_waiting()

    @contextmanager
    def _alone(self):
        """Hold the target's lock on a connection of its own: it goes when the process dies."""
        with self.env.registry.cursor() as cr:
            cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", LOCK, self.id))
            yield cr.fetchone()[0]

    def _send_waiting(self):
        """Send parcel after parcel until nothing waits or the server fails."""
        while parcel := self._next_parcel() or self._pack():
            # What is sent has to be known: after a crash the same file is sent, not another one.
            self.env.cr.commit()  # pylint: disable=invalid-commit
            try:
                with self._inbox() as box:
                    box.leave(parcel.name, base64.b64decode(parcel.content))
            except transport.TransportError as error:
                self._note_failure(error)
                return
            parcel._note_sent()
            self.write(
                {
                    "last_sent": parcel.sent_on,
                    "last_result": "ok",
                    "message": self.env._("%s was sent.", parcel.name),
                    "failures": 0,
                    "paused_until": False,
                }
            )
            self.env.cr.commit()  # pylint: disable=invalid-commit

    def _note_failure(self, error):
        """Say what is wrong and try again later: after 1, 2, 4 ... minutes."""
        self._note_host_key(error)
        minutes = min(2 ** min(self.failures, 10), LONGEST_PAUSE_MINUTES)
        self.write(
            {
                "last_result": "error",
                "message": self._sentence(error),
                "failures": self.failures + 1,
                "paused_until": fields.Datetime.now() + timedelta(minutes=minutes),
            }
        )
        self._schedule(self.paused_until)

    def _next_parcel(self):
        return self.env["agency.export.parcel"].search(
            [("target_id", "=", self.id), ("state", "=", "waiting")], order="id", limit=1
        )

    def _pack(self, is_full=False):
        """Store a parcel of what has to be told; return it, or nothing when there is nothing."""
        domain = [("target_id", "=", self.id)]
        if not is_full:
            domain.append(("state", "=", "waiting"))
        items = self.env["agency.export.item"].search(
            domain, order="id", limit=None if is_full else BATCH
        )
        if not items:
            return self.env["agency.export.parcel"]
        told, found, removed = self._news(items, is_full)
        known = items.filtered(lambda item: str(item.id) not in told)
        known.write({"state": "sent"})
        if not (told or is_full):
            return self._pack()
        content = self.env["agency.export.drafter"]._package(
            found,
            self._provider(),
            removed,
            scope="full" if is_full else "partial",
            mode="CHANGE",
            technical_email=self.technical_email or "",
        )
        parcel = self.env["agency.export.parcel"].create(
            {
                "target_id": self.id,
                "name": "new",
                "content": base64.b64encode(content),
                "is_full": is_full,
                "shown_count": len(found),
                "removed_count": len(removed),
                "told": told,
            }
        )
        parcel.name = f"openimmo_{self.provider_number or self.id}_{parcel.id:08d}.zip"
        return parcel

    def _news(self, items, is_full):
        """Return what is told of the items, the pairs of `_drafts` and the drafts to delete."""
        drafter = self.env["agency.export.drafter"]
        shown = items.filtered(lambda item: item.property_id in self._published(items.property_id))
        lang = self.company_id.partner_id.lang or self.env.lang
        properties = shown.property_id.with_context(lang=lang)
        pairs = drafter._drafts(properties, PORTAL, self.provider_anid or "")
        told, found, removed = {}, [], []
        by_property = dict(zip(properties.ids, pairs, strict=True))
        for item in items:
            if item in shown:
                pair = by_property[item.property_id.id]
                digest = _digest(*pair)
                if is_full or digest != item.sent_hash or not item.is_at_portal:
                    told[str(item.id)] = (item.version, digest)
                    found.append(pair)
            elif item.is_at_portal:
                told[str(item.id)] = (item.version, "")
                if not is_full:  # which tells by what it lacks
                    removed.append(self._deletion(item))
        return told, found, removed

    def _deletion(self, item):
        number, anid = item.reference, self.provider_anid
        identity = Identity(number, f"{anid}_{number}" if anid else "", number)
        return PropertyDraft(identity, "delete", {})

    def _published(self, properties):
        """Return those that the channel shows today."""
        today = fields.Date.context_today(self)
        publications = self.env["agency.publication"].search(
            [
                ("channel_id", "=", self.channel_id.id),
                ("property_id", "in", properties.ids),
                ("state", "=", "published"),
                ("property_id.active", "=", True),
                "|",
                ("date_from", "=", False),
                ("date_from", "<=", today),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", today),
            ]
        )
        return publications.property_id


def _digest(draft, pairs):
    """Return a hash that is equal when the portal would be told the same."""
    digest = hashlib.sha256(etree.tostring(listing_element(draft)))
    for _medium, record in pairs:
        digest.update((record.checksum or record.url or "").encode())
    return digest.hexdigest()
