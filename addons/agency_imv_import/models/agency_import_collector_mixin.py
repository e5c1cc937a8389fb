import contextlib
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

    @contextlib.contextmanager
    def _inbox(self):
        """Open the drop box with a connection of its own, and close it."""
        self.ensure_one()
        with transport.guarded():
            filesystem = self.sudo().storage_id._get_filesystem()
        inbox = transport.Inbox(
            filesystem,
            self.directory or "",
            subfolders=self.has_user_folders,
            passive=self.sudo().is_passive,
        )
        try:
            yield inbox
            self._remember_host_key(inbox)
        finally:
            inbox.close()

    def _sentence(self, error):
        """Say in one sentence what is wrong and what to do."""
        if is_disk_error(error):
            return self.env._(
                "%(name)s: this server's disk takes no more files (%(detail)s): make room. The next"
                " run starts again; nothing is lost.",
                name=self.name,
                detail=error.strerror,
            )
        error = error if isinstance(error, transport.TransportError) else transport.named(error)
        names = {"name": self.name, "folder": self.directory or "/", "detail": str(error)}
        sentences = {
            transport.UnknownHost: self.env._(
                "%(name)s: no server has this name; check the host of the drop box. (%(detail)s)"
            ),
            transport.Unreachable: self.env._(
                "%(name)s: the server does not answer; check host, port and firewall. (%(detail)s)"
            ),
            transport.SignInRefused: self.env._(
                "%(name)s: the server does not accept the user name or the password. (%(detail)s)"
            ),
            transport.TimedOut: self.env._(
                "%(name)s: the server takes too long to answer; try again later, or check host, "
                "port and passive mode. (%(detail)s)"
            ),
            transport.NotEncrypted: self.env._(
                "%(name)s: the server offers no encryption (TLS) here; check protocol and port."
                " (%(detail)s)"
            ),
            transport.BadCertificate: self.env._(
                "%(name)s: the server's certificate is not trusted, or is made out to another "
                "host. (%(detail)s)"
            ),
            transport.HostKeyChanged: self.env._(
                "%(name)s: the server shows another key than before (%(detail)s). Either it was "
                "set up anew, or somebody stands between it and us: ask its provider before you "
                "accept the new key."
            ),
            transport.CannotMove: self.env._(
                "%(name)s: the server does not allow this user to move files in folder %(folder)s; "
                "without that, no file can be put away. (%(detail)s)"
            ),
            transport.NoSuchDirectory: self.env._(
                "%(name)s: the folder %(folder)s does not exist."
            ),
            transport.NotAllowed: self.env._(
                "%(name)s: the server does not allow this user to do that in folder %(folder)s."
                " (%(detail)s)"
            ),
            transport.ConnectionLost: self.env._(
                "%(name)s: the connection broke; the next run starts again. (%(detail)s)"
            ),
        }
        template = sentences.get(
            type(error), self.env._("%(name)s: the drop box failed. (%(detail)s)")
        )
        return template % names
