import io
import itertools
import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.gc import disabling_gc

from .. import pipeline, plan
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
PENDING = ("new", "processing", "undoing")


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
        pending = self.search(Domain("state", "in", PENDING) & Domain(domain), order="id")
        left = len(pending)
        time_left = commit(remaining=left)
        for one in pending:
            delivery = one._in_own_language()
            if not time_left or not delivery._process(left):
                return False
            left -= delivery.state not in PENDING
            time_left = commit(1, remaining=left)
        return True

    def _process(self, left):
        """Process one delivery; return whether there is time for the next one.

        The one place where a failure becomes a state and a sentence.
        """
        self.ensure_one()
        try:
            return self._undo(left) if self.state == "undoing" else self._work(left)
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
        if self._asks_first():
            return self._review(left)
        run = self.env["agency.import.planner"]._new_run(self)
        run.left_out = self._left_out()
        for batch in self._batches(self.position):
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

    def _batches(self, position):
        """Return the listings behind a position, in pieces."""
        limits = self.source_id._limits()
        content = io.BytesIO(self._bytes())
        entries = pipeline.entries(self.name, content, limits, self.source_id._user_fields())
        size = BATCH if self.attempts <= CAREFUL_AFTER else 1
        return pipeline.batches(
            itertools.dropwhile(lambda entry: entry.index <= position, entries), size
        )

    def _advance(self, run, batch, rows):
        """Write the protocol of a batch and how far the work is."""
        self.env["agency.import.listing"]._store(rows)
        actions = [row["action"] for row in rows]
        self._note_deletions(batch)
        self.write(
            {
                "position": batch[-1].index,
                "attempts": 0,
                "user_id": run.user_id,
                **self._about(batch),
                **{
                    f"{action}_count": self[f"{action}_count"] + actions.count(action)
                    for action in ACTIONS
                    if action in actions
                },
            }
        )

    @api.model
    def _about(self, batch):
        """Return what stands around the listings, as values of the delivery."""
        transfer = batch[0].transfer
        return {
            "scope": transfer.scope,
            "software": transfer.software,
            "facts": {**transfer.facts, **batch[0].provider.facts},
        }

    def _finish(self, problem=""):
        """Close the delivery: failed when nothing of it could be used."""
        used = self.listing_count - self.failed_count
        if problem or self.failed_count:
            state = "partial" if used else "failed"
        else:
            state = "done"
        missing = self._missing_sentence(is_whole=not problem)
        parts = [problem, self._summary(), self._surprise(), missing]
        self._drop_preview()
        self.write(self._closed(state, " ".join(filter(None, parts))))
        self._report()

    def _summary(self):
        counted = self._counted({action: self[f"{action}_count"] for action in ACTIONS})
        return self.env._("Listings: %s.", counted) if counted else ""

    @api.model
    def _counted(self, counts):
        """Say how often what happened: "3 created, 1 updated"."""
        names = (
            (counts[plan.CREATED], self.env._("%s created", counts[plan.CREATED])),
            (counts[plan.UPDATED], self.env._("%s updated", counts[plan.UPDATED])),
            (counts[plan.UNCHANGED], self.env._("%s unchanged", counts[plan.UNCHANGED])),
            (counts[plan.ARCHIVED], self.env._("%s archived", counts[plan.ARCHIVED])),
            (counts[plan.SKIPPED], self.env._("%s skipped", counts[plan.SKIPPED])),
            (counts[plan.FAILED], self.env._("%s not imported", counts[plan.FAILED])),
        )
        return ", ".join(text for count, text in names if count)
