import logging

from odoo import models

from .. import transport
from ..passing_errors import is_disk_error

_logger = logging.getLogger(__name__)

MIB = 1024 * 1024


class AgencyImportCollectorMixin(models.AbstractModel):
    """Gets the files of a source out of its drop box: stored and committed first, then moved."""

    _name = "agency.import.collector.mixin"
    _description = "Import source: collecting files"

    def _look(self):
        """Return how many files lie in the drop box. :raises TransportError: it cannot be read."""
        with self._inbox() as inbox:
            return len(inbox.look())

    def _try_box(self):
        """Do the same, and find out whether files may be moved.

        :raises TransportError: something is not as it has to be
        """
        with self._inbox() as inbox:
            count = len(inbox.look())
            if self.sudo().protocol != "other":
                inbox.try_moving()
        return count

    def _create_folder(self):
        """Make the folder of the source in its drop box, if it is missing."""
        for source in self:
            with source._inbox() as inbox:
                inbox.make_directory()

    def _collect(self):
        """Take every file that stood still; what goes wrong becomes the source's message."""
        self.ensure_one()
        commit = self.env["ir.cron"]._commit_progress
        run = self.env["agency.import.run"]._start(self)
        commit()
        waiting = 0
        try:
            count, waiting = self._take_all(run)
        except Exception as error:
            self.env.cr.rollback()
            self._note_host_key(error)
            if not (isinstance(error, transport.TransportError) or is_disk_error(error)):
                _logger.exception("Collecting from import source %s failed", self.id)
            result, message = "error", self._sentence(error)
        else:
            result = "ok"
            message = self.env._(
                "%(name)s: deliveries collected: %(count)s.", name=self.name, count=count
            )
            if waiting:
                message += " " + self.env._("Files left for later: %(count)s.", count=waiting)
        self.write({"last_result": result, "message": message})
        run._note(result, message, waiting)
        commit()

    def _take_all(self, run):
        """Return how many deliveries were taken, and how many files are still waiting."""
        taken, left, problem = 0, set(), None
        with self._inbox() as inbox:
            files, growing = inbox.stable(self.quiet_seconds)
            left = {file.path for file in files} | growing
            for parcel in transport.sort_parcels(files, growing, self._reader(inbox)):
                try:
                    taken += self._take(inbox, parcel, run)
                except transport.FileGone:
                    continue
                except (transport.ConnectionLost, transport.Unreachable):
                    raise
                except transport.TransportError as error:
                    # One file that cannot be read or moved must not keep the others waiting.
                    problem = error
                left -= {file.path for file in parcel.files}
        if problem:
            raise problem
        return taken, len(left)

    def _reader(self, inbox):
        """Return a function that shows a bare XML, or None when it cannot be read now."""
        limit = self.max_megabytes * MIB

        def read(file):
            try:
                return inbox.fetch(file, limit)
            except (transport.FileGone, transport.TooBig):
                return None

        return read

    def _take(self, inbox, parcel, run):
        """Store one delivery and commit it; then, and only then, move its files.

        A stored file that still lies there is known by its path, size and time.
        """
        commit = self.env["ir.cron"]._commit_progress
        deliveries = self.env["agency.import.delivery"]
        known = deliveries._known_file(self, parcel.main)
        delivery = known or deliveries._store(self, parcel, self._fetch(inbox, parcel))
        if not known:
            delivery.run_id = run
        commit()
        delivery._put_away(inbox)
        commit()
        return not known

    def _fetch(self, inbox, parcel):
        """Return the bytes of a delivery, or None when it is larger than allowed."""
        limit = self.max_megabytes * MIB
        if sum(file.size for file in parcel.files) > limit:
            return None
        content = inbox.fetch(parcel.main, limit)
        if parcel.loose:
            loose = [(file.name, inbox.fetch(file, limit)) for file in parcel.loose]
            content = transport.pack(parcel.main.name, content, loose)
        return content

    def _put_away(self):
        """Move the files whose delivery ended another way than expected."""
        for source in self:
            deliveries = self.env["agency.import.delivery"].with_context(active_test=False)
            misplaced = deliveries.search(
                [("source_id", "=", source.id), ("is_misplaced", "=", True)]
            )
            if not misplaced:
                continue
            try:
                with source._inbox() as inbox:
                    for delivery in misplaced:
                        delivery._put_away(inbox)
                        self.env["ir.cron"]._commit_progress()
            except transport.TransportError as error:
                source.message = source._sentence(error)
                self.env["ir.cron"]._commit_progress()
