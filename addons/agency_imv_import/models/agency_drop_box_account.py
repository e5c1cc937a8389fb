import json
import uuid

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .. import transport

ADMINISTRATOR = "base.group_system"
PROTOCOLS = [
    ("ftp", "FTP"),
    ("ftps", "FTP with TLS (FTPS)"),
    ("sftp", "SFTP"),
    ("folder", "Folder of this server"),
    ("other", "Other, set up as a drop box"),
]
# As fs_storage calls them.
STORAGE_PROTOCOLS = {
    "ftp": transport.FTP,
    "ftps": transport.FTPS,
    "sftp": "sftp",
    "folder": "file",
}
PORTS = {"ftp": 21, "ftps": 21, "sftp": 22}
PATIENCE = 30  # seconds until a server counts as not answering
# Only the account that is entered here signs in, no key of this machine.
SFTP_OPTIONS = {
    "look_for_keys": False,
    "allow_agent": False,
    "banner_timeout": PATIENCE,
    "auth_timeout": PATIENCE,
}
ACCOUNT_FIELDS = {"protocol", "host", "port", "username", "password", "checks_certificate"}
ADMINISTRATORS_FIELDS = ("storage_id", "directory", "is_passive")


class AgencyDropBoxMixin(models.AbstractModel):
    """The way into the drop box, as an administrator enters it; kept as an `fs.storage`."""

    _inherit = "agency.drop.box.mixin"

    protocol = fields.Selection(
        PROTOCOLS,
        compute="_compute_connection",
        inverse="_inverse_connection",
        compute_sudo=True,
        groups=ADMINISTRATOR,
    )
    host = fields.Char(
        compute="_compute_connection",
        inverse="_inverse_connection",
        compute_sudo=True,
        groups=ADMINISTRATOR,
        help="Name or address of the server.",
    )
    port = fields.Integer(
        compute="_compute_connection",
        inverse="_inverse_connection",
        compute_sudo=True,
        groups=ADMINISTRATOR,
        help="Usually 21 for FTP and 22 for SFTP.",
    )
    username = fields.Char(
        string="User",
        compute="_compute_connection",
        inverse="_inverse_connection",
        compute_sudo=True,
        groups=ADMINISTRATOR,
    )
    password = fields.Char(
        compute="_compute_connection",
        inverse="_inverse_connection",
        compute_sudo=True,
        copy=False,
        groups=ADMINISTRATOR,
        help="Can be set and is never shown again. Another server needs it anew.",
    )
    has_password = fields.Boolean(
        compute="_compute_connection", compute_sudo=True, groups=ADMINISTRATOR
    )
    checks_certificate = fields.Boolean(
        string="Check Certificate",
        compute="_compute_connection",
        inverse="_inverse_connection",
        compute_sudo=True,
        groups=ADMINISTRATOR,
        help="Connect only to a server whose certificate is trusted and made out to this host.",
    )
    is_passive = fields.Boolean(
        string="Passive Mode",
        default=True,
        groups=ADMINISTRATOR,
        help="Usual; off only for old servers that connect back to this one.",
    )
    shared_with = fields.Char(
        compute="_compute_shared_with",
        compute_sudo=True,
        groups=ADMINISTRATOR,
        help="What else uses the same server and account.",
    )

    @api.depends("storage_id")
    def _compute_connection(self):
        names = {value: key for key, value in STORAGE_PROTOCOLS.items()}
        names |= {"local": "folder", "ftp": "ftp"}
        for box in self:
            storage_sudo = box.sudo().storage_id
            options = json.loads(storage_sudo.options or "{}")
            protocol = names.get(storage_sudo.protocol, "other") if storage_sudo else "ftp"
            box.protocol = "ftps" if protocol == "ftp" and options.get("tls") else protocol
            box.host = options.get("host")
            box.port = options.get("port") or PORTS.get(protocol, 0)
            box.username = options.get("username")
            box.password = False
            box.has_password = bool(storage_sudo.agency_secret or options.get("password"))
            box.checks_certificate = options.get("verify", True)

    @api.depends("storage_id")
    def _compute_shared_with(self):
        for box in self:
            others = self.search(
                [("storage_id", "=", box.storage_id.id), ("id", "!=", box._origin.id)]
            )
            box.shared_with = ", ".join(others.mapped("name")) if box.storage_id else False

    def _inverse_connection(self):
        for box in self:
            if box.protocol != "other":
                box._keep_account(box.protocol, box._options(), box.password)
        self._check_directory()

    @api.onchange("protocol")
    def _onchange_protocol(self):
        self.port = PORTS.get(self.protocol, 0)

    @api.model
    def _has_field_access(self, field, operation):
        # Which server and which folder is read, and emptied, is an administrator's decision.
        if (
            operation == "write"
            and field.name in ADMINISTRATORS_FIELDS
            and not self.env.su
            and not self.env.user._is_system()
        ):
            return False
        return super()._has_field_access(field, operation)

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        vals_list = [
            {"checks_certificate": True, **vals} if vals.get("protocol") == "ftps" else vals
            for vals in vals_list
        ]
        return super().create(
            [
                vals if vals.get("storage_id") else {**vals, "storage_id": self._new_box(vals).id}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        if not ACCOUNT_FIELDS.isdisjoint(vals):
            # What is not written stays: it has to be at hand when the account is put together.
            self.mapped(lambda box: [box[name] for name in ACCOUNT_FIELDS])
        return super().write(vals)

    def action_connect(self, options, protocol="ftp", directory=""):
        """Point the drop box at a server; for system administrators and set-up scripts.

        :param options: what the protocol needs to sign in, such as host, port, username, password
        """
        self.ensure_one()
        if not self.env.user._is_system():
            raise AccessError(
                self.env._("Only system administrators may change where a drop box is.")
            )
        options = dict(options)
        self.storage_id.sudo().write(
            {
                "protocol": STORAGE_PROTOCOLS.get(protocol, protocol),
                "agency_secret": options.pop("password", False),
                "options": json.dumps(options),
                "directory_path": False,
            }
        )
        self.invalidate_recordset()
        self.directory = directory
        return True

    @api.model
    def _new_box(self, vals):
        protocol = STORAGE_PROTOCOLS.get(vals.get("protocol"), transport.FTP)
        return self.env["fs.storage"].create(
            {
                "name": vals.get("name") or self.env._("Drop box"),
                "code": f"agency_import_{uuid.uuid4().hex[:12]}",
                "protocol": protocol,
                "check_connection_method": False,
            }
        )

    def _options(self):
        """Return the account in the words of the file system, without the password."""
        if self.protocol == "folder":
            return {}
        host = (self.host or "").strip()
        host = host.partition("://")[2] if "://" in host else host
        host = host.strip("/")
        if not host or any(character in host for character in " /@"):
            raise ValidationError(
                self.env._("Enter the server's name alone as the host, such as ftp.example.com.")
            )
        port = self.port or PORTS[self.protocol]
        if not 0 < port < 65536:
            raise ValidationError(self.env._("The port is a number from 1 to 65535."))
        options = {"host": host, "port": port, "timeout": PATIENCE}
        if self.username:
            options["username"] = self.username.strip()
        if self.protocol == "ftps":
            options["verify"] = self.checks_certificate
        return options | (SFTP_OPTIONS if self.protocol == "sftp" else {})

    def _keep_account(self, protocol, options, password):
        """Write the account; a password is never carried over to another server."""
        storage_sudo = self.sudo().storage_id
        before = json.loads(storage_sudo.options or "{}")
        secret = password or storage_sudo.agency_secret or before.get("password")
        stays = before.get("host") == options.get("host")
        stays = stays and storage_sudo.protocol == STORAGE_PROTOCOLS[protocol]
        vals = {"protocol": STORAGE_PROTOCOLS[protocol], "options": json.dumps(options)}
        vals["agency_secret"] = secret if password or stays else False
        if not stays or before.get("port") != options.get("port"):
            storage_sudo.agency_key_ids.unlink()
        storage_sudo.write(vals)
        self.invalidate_recordset(["password", "has_password", "host"], flush=False)
