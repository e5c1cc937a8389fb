"""Drop boxes for the tests: real servers on the loopback interface."""

import contextlib
import datetime
import logging
import os
import socket
import threading
import warnings

import paramiko
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

with warnings.catch_warnings():
    # Its own fallbacks for newer versions of Python.
    warnings.simplefilter("ignore", DeprecationWarning)
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
    from pyftpdlib.ioloop import IOLoop
    from pyftpdlib.servers import ThreadedFTPServer

HOST = "127.0.0.1"
USER, PASSWORD = "imv", "box-password"


@contextlib.contextmanager
def ftp_server(folder, perm="elradfmwMT", certificate=None, **options):
    """Serve a folder over FTP, or with a certificate over FTPS alone; yield the port."""
    logging.getLogger("pyftpdlib").setLevel(logging.ERROR)
    authorizer = DummyAuthorizer()
    authorizer.add_user(USER, PASSWORD, str(folder), perm=perm)
    attributes = {"authorizer": authorizer, **options}
    if certificate:
        attributes |= {
            "certfile": certificate,
            "tls_control_required": True,
            "tls_data_required": True,
            "ssl_context": None,
        }
    base = TLS_FTPHandler if certificate else FTPHandler
    server = ThreadedFTPServer((HOST, 0), type("Handler", (base,), attributes), ioloop=IOLoop())
    stopped = threading.Event()

    def serve():
        while not stopped.is_set():
            server.serve_forever(timeout=0.05, blocking=False, handle_exit=False)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.socket.getsockname()[1]
    finally:
        stopped.set()
        thread.join(timeout=5)
        server.close_all()


def self_signed(path):
    """Write a certificate that nobody trusts, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "box.example")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    form = serialization.PrivateFormat.PKCS8
    path.write_bytes(
        key.private_bytes(encoding, form, serialization.NoEncryption())
        + certificate.public_bytes(encoding)
    )
    return str(path)


def free_port():
    """Return a port that nobody uses now."""
    with socket.create_server((HOST, 0)) as listener:
        return listener.getsockname()[1]


@contextlib.contextmanager
def sftp_server(folder, port=0):
    """Serve a folder over SFTP, each time with a new key; yield the port."""
    logging.getLogger("paramiko").setLevel(logging.CRITICAL)
    key = paramiko.ECDSAKey.generate()
    listener = socket.create_server((HOST, port))
    transports = []

    def serve():
        with contextlib.suppress(OSError):
            while True:
                connection, _address = listener.accept()
                transport = paramiko.Transport(connection)
                transports.append(transport)
                transport.add_server_key(key)
                transport.set_subsystem_handler(
                    "sftp", paramiko.SFTPServer, _Folder, folder=str(folder)
                )
                with contextlib.suppress(paramiko.SSHException, EOFError):
                    transport.start_server(server=_Account())

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        # Else the port stays taken as long as the thread waits for somebody.
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for transport in transports:
            transport.close()


class _Account(paramiko.ServerInterface):
    def check_auth_password(self, username, password):
        good = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if good else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username):
        return "password"

    def check_channel_request(self, kind, chanid):
        return paramiko.OPEN_SUCCEEDED


class _Folder(paramiko.SFTPServerInterface):
    """As much of a file server as a drop box needs."""

    def __init__(self, server, *args, folder):
        super().__init__(server, *args)
        self.folder = folder

    def _real(self, path):
        return self.folder + self.canonicalize(path)

    def _try(self, function, *args):
        try:
            function(*args)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        return paramiko.SFTP_OK

    def list_folder(self, path):
        try:
            entries = list(os.scandir(self._real(path)))
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        return [paramiko.SFTPAttributes.from_stat(one.stat(), one.name) for one in entries]

    def stat(self, path):
        try:
            return paramiko.SFTPAttributes.from_stat(os.stat(self._real(path)))
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    lstat = stat

    def open(self, path, flags, attr):
        handle = paramiko.SFTPHandle(flags)
        try:
            handle.readfile = open(self._real(path), "rb")  # noqa: SIM115
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        return handle

    def rename(self, oldpath, newpath):
        return self._try(os.rename, self._real(oldpath), self._real(newpath))

    posix_rename = rename

    def mkdir(self, path, attr):
        return self._try(os.mkdir, self._real(path))

    def rmdir(self, path):
        return self._try(os.rmdir, self._real(path))
