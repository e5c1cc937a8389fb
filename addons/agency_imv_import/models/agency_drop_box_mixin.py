import contextlib

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import transport
from ..passing_errors import is_disk_error

LOCAL_PROTOCOLS = ("file", "local")


class AgencyDropBoxMixin(models.AbstractModel):
    """A folder on a server where files are left for others."""

    _name = "agency.drop.box.mixin"
    _description = "Drop box"

    storage_id = fields.Many2one(
        "fs.storage",
        string="Drop Box",
        required=True,
        ondelete="restrict",
        help="Server, user and password. Only system administrators can change them.",
    )
    directory = fields.Char(string="Folder", help="Folder of the drop box for the files.")

    @api.constrains("storage_id", "directory")
    def _check_directory(self):
        for box in self:
            directory = box.directory or ""
            if ".." in directory.split("/"):
                raise ValidationError(self.env._("The folder cannot lead out of the drop box."))
            storage_sudo = box.sudo().storage_id
            is_local = storage_sudo.protocol in LOCAL_PROTOCOLS and not storage_sudo.directory_path
            if is_local and not directory.startswith("/"):
                raise ValidationError(
                    self.env._("The drop box is a folder of this server: give its full path.")
                )

    @contextlib.contextmanager
    def _inbox(self):
        """Open the drop box with a connection of its own, and close it."""
        self.ensure_one()
        with transport.guarded():
            filesystem = self.sudo().storage_id._get_filesystem()
        inbox = transport.Inbox(
            filesystem,
            self.directory or "",
            passive=self.sudo().is_passive,
            **self._box_options(),
        )
        try:
            yield inbox
            self._remember_host_key(inbox)
        finally:
            inbox.close()

    def _box_options(self):
        """Return how the drop box is looked at."""
        return {}

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

    @api.model
    def _notification(self, message, success):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if success else "danger",
                "message": message,
                "sticky": not success,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
