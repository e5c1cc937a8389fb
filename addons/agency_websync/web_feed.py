"""The feed to an external website, as far as it is no business of the database.

A signature is the HMAC-SHA256, in hexadecimal, of the timestamp, a dot and the body (for a GET:
the path), with the endpoint's secret as key.
"""

import hashlib
import hmac
import json
import random
from datetime import timedelta

TIMEOUT_SECONDS = 10
# A signature is good for that long before and after its timestamp.
WINDOW_SECONDS = 300
LONGEST_PAUSE_MINUTES = 60
# Not the document's fault, though these are 4xx: the endpoint is slow, or asks to wait.
TRY_AGAIN = frozenset({408, 429})


def body(delivery, kind, document):
    """Return the bytes that are posted: the same ones at every try."""
    return _encode(
        {"delivery": str(delivery), "sequence": delivery, "kind": kind, "document": document}
    )


def ping(delivery):
    """Return the bytes that only ask whether somebody is there."""
    return _encode({"delivery": delivery, "kind": "ping"})


def signature(secret, timestamp, content):
    """Return the signature of bytes that are sent at a time (seconds since 1970)."""
    message = b"%d." % timestamp + content
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def headers(secret, timestamp, content, delivery):
    return {
        "Content-Type": "application/json",
        "X-Agency-Timestamp": str(timestamp),
        "X-Agency-Signature": signature(secret, timestamp, content),
        "X-Agency-Delivery": str(delivery),
    }


def is_genuine(secret, now, timestamp, given, content):
    """Tell whether a signature is right and young enough; `timestamp` and `given` are texts."""
    if not (timestamp or "").isascii() or not (timestamp or "").isdigit() or len(timestamp) > 12:
        return False
    right = signature(secret, int(timestamp), content)
    fits = hmac.compare_digest(right.encode(), (given or "").encode())
    return fits and abs(now - int(timestamp)) <= WINDOW_SECONDS


def verdict(status):
    """Return what an answer means: sent, retry (later), or dead (it will never be taken)."""
    if 200 <= status < 300:
        return "sent"
    return "retry" if status >= 500 or status in TRY_AGAIN else "dead"


def back_off(tries, spread=random.random):
    """Return how long to wait after so many tries in vain: 1, 2, 4 ... minutes, more or less."""
    minutes = min(2 ** min(tries - 1, 10), LONGEST_PAUSE_MINUTES)
    return timedelta(minutes=minutes * (0.9 + 0.2 * spread()))


def _encode(content):
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
