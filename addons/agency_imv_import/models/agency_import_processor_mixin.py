import io
import itertools
import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.gc import disabling_gc

from .. import bulk, pipeline
from ..openimmo.errors import DeliveryError
from ..passing_errors import is_disk_error, is_passing
from ..plan import ACTIONS
from ..sentences import say

_logger = logging.getLogger(__name__)

BATCH = 500
# A delivery that was interrupted that often without getting ahead goes on one listing at a time;
# and in the end it is set aside.
CAREFUL_AFTER = 3
GIVE_UP_AFTER = 25


class AgencyImportProcessorMixin(models.AbstractModel):
    """Works a stored delivery off: batch by batch, each committed, resumed where it ended."""

    _name = "agency.import.processor.mixin"
    _description = "Import delivery: processing"

    @api.model
    def _process_pending(self, domain):
        """Process what waits, oldest first; return whether nothing is left to do.

        To be called by the one run that is allowed to (see `agency.import.source._exclusive`).
        """
        commit = self.env["ir.cron"]._commit_progress
        pending = self.search(
            Domain("state", "in", ("new", "processing")) & Domain(domain), order="id"
        )
        left = len(pending)
        time_left = commit(remaining=left)
        for one in pending:
            delivery = one._in_own_language()
            if not time_left or not delivery._process(left):
                return False
            left -= delivery.state not in ("new", "processing")
            time_left = commit(1, remaining=left)
        return True

    def _process(self, left):
        """Process one delivery; return whether there is time for the next one.

        The one place where a failure becomes a state and a sentence.
        """
        self.ensure_one()
        try:
            return self._work(left)
        except DeliveryError as error:
            self.env.cr.rollback()
            self._finish(say(self.env, error.sentence))
        except Exception as error:
            self.env.cr.rollback()
            if is_passing(error):
                # Somebody else changed the same records, the database went away, the disk is full.
                _logger.info("Import delivery %s is continued later", self.id, exc_info=True)
                self._wait_for_disk(error)
                return True
            _logger.exception("Import delivery %s failed", self.id)
            self._finish(self.env._("An unexpected error ended the work; see the server's log."))
        return True

    def _wait_for_disk(self, error):
        """Say what the work waits for. It is tried until there is room."""
        if is_disk_error(error):
            message = self.env._(
                "This server's disk takes no more files (%s): make room. The work goes on with the "
                "next run; nothing is lost.",
                error.strerror,
            )
            self.write({"message": message, "attempts": max(0, self.attempts - 1)})
            self.env["ir.cron"]._commit_progress()

    def _work(self, left):
        commit = self.env["ir.cron"]._commit_progress
        if self.attempts >= GIVE_UP_AFTER:
            self._finish(self.env._("The work was interrupted too often at the same place."))
            return True
        self.write(
            {
                "state": "processing",
                "attempts": self.attempts + 1,
                "started_on": self.started_on or fields.Datetime.now(),
            }
        )
        commit()
        if self._repeats():
            self._finish()
            return True
        run = self.env["agency.import.planner"]._new_run(self)
        for batch in self._batches():
            if obstacle := self._obstacle(batch, run):
                self._set_aside(obstacle, batch)
                return True
            # A batch makes many objects and hardly any cycles; it is over in a moment.
            with disabling_gc():
                rows = self.env["agency.import.writer"]._write_batch(batch, run)
                self._advance(run, batch, rows)
            if not commit(len(batch), remaining=left):
                return False
        self._finish()
        return True

    def _batches(self):
        """Return the listings that are still to do, in pieces."""
        position = self.position
        limits = self.source_id._limits()
        content = io.BytesIO(self._bytes())
        entries = pipeline.entries(self.name, content, limits, self.source_id._user_fields())
        size = BATCH if self.attempts <= CAREFUL_AFTER else 1
        return pipeline.batches(
            itertools.dropwhile(lambda entry: entry.index <= position, entries), size
        )

    def _advance(self, run, batch, rows):
        """Write the protocol of a batch and how far the work is."""
        bulk.insert(self.env["agency.import.listing"], rows)
        actions = [row["action"] for row in rows]
        transfer = batch[0].transfer
        self._note_deletions(batch)
        self.write(
            {
                "position": batch[-1].index,
                "attempts": 0,
                "user_id": run.user_id,
                "scope": transfer.scope,
                "software": transfer.software,
                "facts": {**transfer.facts, **batch[0].provider.facts},
                **{
                    f"{action}_count": self[f"{action}_count"] + actions.count(action)
                    for action in ACTIONS
                    if action in actions
                },
            }
        )

    def _finish(self, problem=""):
        """Close the delivery: failed when nothing of it could be used."""
        used = self.listing_count - self.failed_count
        if problem or self.failed_count:
            state = "partial" if used else "failed"
        else:
            state = "done"
        parts = [problem, self._summary(), self._missing_sentence(is_whole=not problem)]
        self.write(self._closed(state, " ".join(filter(None, parts))))
        self._report()

    def _summary(self):
        names = (
            (self.created_count, self.env._("%s created", self.created_count)),
            (self.updated_count, self.env._("%s updated", self.updated_count)),
            (self.unchanged_count, self.env._("%s unchanged", self.unchanged_count)),
            (self.archived_count, self.env._("%s archived", self.archived_count)),
            (self.skipped_count, self.env._("%s skipped", self.skipped_count)),
            (self.failed_count, self.env._("%s not imported", self.failed_count)),
        )
        parts = [text for count, text in names if count]
        return self.env._("Listings: %s.", ", ".join(parts)) if parts else ""
