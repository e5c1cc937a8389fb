import ftplib
import io

from .common import ImportCase
from .servers import HOST, PASSWORD, USER, ftp_server


class FtpCase(ImportCase):
    """A source over a real FTP server."""

    def setUp(self):
        super().setUp()
        self.port = self.enterContext(ftp_server(self.folder))
        self.connect()

    def connect(self, **options):
        account = {"host": HOST, "port": self.port, "username": USER, "password": PASSWORD}
        self.source.action_connect({**account, **options})

    def client(self):
        """Return a sender's client that has signed in."""
        client = self.enterContext(ftplib.FTP(timeout=10))  # noqa: S321
        client.connect(HOST, self.port)
        client.login(USER, PASSWORD)
        return client

    def upload(self, name, content):
        self.client().storbinary(f"STOR {name}", io.BytesIO(content))
