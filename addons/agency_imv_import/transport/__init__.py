"""The way between a drop box and us: list, fetch, put away. Knows neither Odoo nor OpenImmo."""

from .errors import (
    BadCertificate,
    CannotMove,
    ConnectionLost,
    FileGone,
    HostKeyChanged,
    NoSuchDirectory,
    NotAllowed,
    NotEncrypted,
    SignInRefused,
    TimedOut,
    TooBig,
    TransportError,
    UnknownHost,
    Unreachable,
    guarded,
    named,
)
from .ftp import ENCRYPTED as FTPS
from .ftp import PLAIN as FTP
from .inbox import DONE, FAILED, FEEDBACK, Inbox, RemoteFile
from .host_key import fingerprint, known_host
from .parcels import Parcel, pack, sort_parcels
from .web import NotNow, Refused, fetch
