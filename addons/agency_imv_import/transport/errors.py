"""What can go wrong between us and a drop box, each by its own name."""

import contextlib
import ftplib
import re
import socket
import ssl
from collections.abc import Iterator


class TransportError(Exception):
    """Something else; the text is what the other side said."""


class UnknownHost(TransportError):
    """No machine has that name."""


class Unreachable(TransportError):
    """The machine does not answer at that address and port."""


class TimedOut(Unreachable):
    """The machine takes too long to answer."""


class NotEncrypted(TransportError):
    """The server offers no encryption."""


class BadCertificate(TransportError):
    """The server's certificate is not trusted, or is made out to another name."""


class HostKeyChanged(TransportError):
    """An SFTP server shows another key than before; `key` is the new one."""

    def __init__(self, text: str, key: str = ""):
        super().__init__(text)
        self.key = key


class SignInRefused(TransportError):
    """The server does not accept the user name or the password."""


class NoSuchDirectory(TransportError):
    """The directory is not there."""


class NotAllowed(TransportError):
    """The server does not let this user do that."""


class CannotMove(NotAllowed):
    """The server shows files, and does not let this user put them away."""


class ConnectionLost(TransportError):
    """The connection ended in the middle."""


class FileGone(TransportError):
    """The file is no longer there, or no longer the one that was listed."""


class TooBig(TransportError):
    """The file is larger than the source accepts."""


# FTP answers of the kind "530 Login incorrect."
_SIGN_IN = re.compile(r"^(430|530|532)\b")
_REFUSED = re.compile(r"^(550|553|450|521)\b")


def named(error: BaseException) -> TransportError:
    """Return the same failure by its name. Texts never hold a password: servers do not send any."""
    if isinstance(error, TransportError):
        return error
    text = " ".join(str(error).split()) or type(error).__name__
    for kinds, result in _BY_CLASS:
        if isinstance(error, kinds):
            return result(text)
    if isinstance(error, ftplib.Error):
        if _SIGN_IN.match(text):
            return SignInRefused(text)
        if _REFUSED.match(text):
            return NotAllowed(text)
    # paramiko is an optional package: its errors are told by their names.
    if type(error).__name__ in ("AuthenticationException", "BadAuthenticationType"):
        return SignInRefused(text)
    if type(error).__name__ in ("SSHException", "NoValidConnectionsError"):
        return Unreachable(text)
    return TransportError(text)


_BY_CLASS = (
    (socket.gaierror, UnknownHost),
    (ssl.SSLCertVerificationError, BadCertificate),
    (ssl.SSLError, NotEncrypted),
    (FileNotFoundError, NoSuchDirectory),
    (NotADirectoryError, NoSuchDirectory),
    (PermissionError, NotAllowed),
    (TimeoutError, TimedOut),
    (ConnectionRefusedError, Unreachable),
    ((ConnectionError, EOFError), ConnectionLost),
)


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever a file system raises into a `TransportError`."""
    try:
        yield
    except TransportError:
        raise
    except Exception as error:
        raise named(error) from error
