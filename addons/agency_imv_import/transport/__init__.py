"""The way between a drop box and us: list, fetch, put away. Knows neither Odoo nor OpenImmo."""

from .errors import (
    ConnectionLost,
    FileGone,
    NoSuchDirectory,
    NotAllowed,
    SignInRefused,
    TooBig,
    TransportError,
    UnknownHost,
    Unreachable,
    guarded,
    named,
)
from .inbox import DONE, FAILED, Inbox, RemoteFile
from .parcels import Parcel, pack, sort_parcels
