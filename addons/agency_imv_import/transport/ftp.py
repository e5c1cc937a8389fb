"""FTP as servers want it today: plain or with TLS; one TLS session for all its connections."""

import ftplib
import ssl

import fsspec
from fsspec.implementations.ftp import FTPFileSystem

from .errors import NotEncrypted

PLAIN = "agency_ftp"
ENCRYPTED = "agency_ftps"


class FtpFileSystem(FTPFileSystem):
    """Plain FTP. A root directory that cannot be listed is an error, not an empty box."""

    protocol = PLAIN

    def ls(self, path, detail=True, **kwargs):
        found = super().ls(path, detail, **kwargs)
        if not found and self._strip_protocol(path) == "/":
            try:
                self.ftp.nlst("/")
            except ftplib.error_perm as error:
                # So some servers say that there are no files.
                if not str(error).startswith("550"):
                    raise
        return found


class FtpsFileSystem(FtpFileSystem):
    """FTP with explicit TLS, control and data. Option `verify`: check the server's certificate."""

    protocol = ENCRYPTED

    def __init__(self, host, verify=True, **options):
        self.verify = verify
        super().__init__(host, **{**options, "tls": True})

    def _connect(self):
        context = ssl.create_default_context()
        if not self.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        self.ftp = _SessionFtp(timeout=self.timeout, encoding=self.encoding, context=context)
        self.ftp.connect(self.host, self.port)
        try:
            self.ftp.auth()
        except ftplib.error_perm as error:
            self.ftp.close()
            raise NotEncrypted(str(error)) from error
        self.ftp.login(*self.cred)


class _SessionFtp(ftplib.FTP_TLS):
    """Data connections resume the session of the control connection: many servers insist on it."""

    def ntransfercmd(self, cmd, rest=None):
        connection, size = super(ftplib.FTP_TLS, self).ntransfercmd(cmd, rest)
        if self._prot_p:
            connection = self.context.wrap_socket(
                connection, server_hostname=self.host, session=self.sock.session
            )
        return connection, size


for _class in (FtpFileSystem, FtpsFileSystem):
    # By its path: so that fs_storage lists it among the protocols.
    fsspec.register_implementation(_class.protocol, f"{__name__}.{_class.__name__}", clobber=True)
