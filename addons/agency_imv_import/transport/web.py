"""Fetches a picture from the web, and nothing from anywhere else.

The address comes from a sender, so each step of the way is checked: only public addresses, the
name looked up once and the connection made to exactly what was checked, few redirects, a bound of
bytes and of time.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

CHUNK = 64 * 1024
REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}
# What an address may hold as it stands; all else, such as blanks and umlauts, is written as %XX.
_KEPT = "/?%:@!$&'()*+,;=~-._"
# What looks public and leads elsewhere: translated and special addresses.
_ELSEWHERE = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "192.0.0.0/24"))
)


class Refused(Exception):
    """The address or its answer is not accepted; `code` says why, `detail` names it.

    Codes: address, scheme, redirects, size, kind, status.
    """

    def __init__(self, code: str, detail: str = ""):
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class NotNow(Exception):
    """The server cannot be reached, takes too long or fails: it may work later."""


@dataclass(frozen=True, slots=True)
class WebLimits:
    """Bounds of one picture. Size in bytes, times in seconds."""

    max_size: int = 32 * 1024 * 1024
    max_redirects: int = 3
    patience: float = 10  # until the next bytes
    deadline: float = 30  # for all of it


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if number.version == 6 and number.ipv4_mapped:
        number = number.ipv4_mapped
    if any(number in network for network in _ELSEWHERE if network.version == number.version):
        return False
    odd = number.is_multicast or number.is_reserved or getattr(number, "is_site_local", False)
    return number.is_global and not odd


def fetch(
    url: str,
    limits: WebLimits = WebLimits(),
    accepts: Callable[[str, int], bool] = lambda address, _port: is_public(address),
) -> bytes:
    """Return the bytes of a picture.

    :param accepts: tells whether an IP address and a port may be connected to
    :raises Refused: it is never fetched; trying again is of no use
    :raises NotNow: it cannot be fetched now
    """
    end = time.monotonic() + limits.deadline
    for _hop in range(limits.max_redirects + 1):
        parts, port = _checked(url)
        address = _address(parts.hostname, port, accepts)
        with _answer(parts, port, address, limits, end) as answer:
            if answer.status not in REDIRECTS:
                return _picture(answer, limits, end)
            url = urljoin(url, answer.headers.get("Location", ""))
        if time.monotonic() > end:
            raise NotNow("deadline")
    raise Refused("redirects", url)


def _checked(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Refused("scheme", url) from error
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise Refused("scheme", url)
    return parts, port


def _address(host: str, port: int, accepts: Callable[[str, int], bool]) -> str:
    """Look the host up, once. One address that is not accepted is enough to refuse it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotNow(f"{host}: {error}") from error
    addresses = [entry[4][0] for entry in found]
    for address in addresses:
        if not accepts(address, port):
            raise Refused("address", host)
    return addresses[0]


@contextlib.contextmanager
def _answer(parts: SplitResult, port: int, address: str, limits: WebLimits, end: float):
    """Ask the server at `address`; the name of the host is only told and, with TLS, proven."""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    headers = {
        "Host": host if port == PORTS[parts.scheme] else f"{host}:{port}",
        "Accept": "image/*",
        # Nothing is unpacked, so nothing grows.
        "Accept-Encoding": "identity",
    }
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        with _connection(parts, port, address, limits, end) as connection:
            link = http.client.HTTPConnection(host, port)
            link.sock = connection
            link.request("GET", quote(target, safe=_KEPT), headers=headers)
            with link.getresponse() as answer:
                yield answer
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise NotNow(f"{parts.hostname}: {error}") from error


@contextlib.contextmanager
def _connection(parts: SplitResult, port: int, address: str, limits: WebLimits, end: float):
    """Connect, and hang up at `end`: a server that sends a byte now and then is never done."""
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(
            socket.create_connection((address, port), timeout=limits.patience)
        )
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection = stack.enter_context(
                context.wrap_socket(connection, server_hostname=parts.hostname)
            )
        watch = threading.Timer(max(end - time.monotonic(), 0), _hang_up, (connection,))
        watch.daemon = True
        watch.start()
        stack.callback(watch.cancel)
        yield connection


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _picture(answer, limits: WebLimits, end: float) -> bytes:
    """Read the answer piece by piece, as long as it stays within its bounds."""
    if answer.status >= 500 or answer.status in (408, 429):
        raise NotNow(f"status {answer.status}")
    if answer.status != 200:
        raise Refused("status", str(answer.status))
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not kind.startswith("image/") and kind not in ("", "application/octet-stream"):
        raise Refused("kind", kind)
    length = answer.headers.get("Content-Length", "")
    announced = int(length) if length.isdecimal() else None
    if announced and announced > limits.max_size:
        raise Refused("size", length)
    parts, size = [], 0
    while chunk := answer.read1(CHUNK):
        size += len(chunk)
        if size > limits.max_size:
            raise Refused("size", str(size))
        if time.monotonic() > end:
            raise NotNow("deadline")
        parts.append(chunk)
    if time.monotonic() > end or announced not in (None, size):
        raise NotNow("cut off")
    return b"".join(parts)
