"""Names for people whose real name a guest may not know: always the same, never guessable."""

import hashlib
import hmac
from string import ascii_uppercase

DIGITS = 10_000


def label(secret: str, scope: int | str, partner_id: int) -> str:
    """Return a short label such as "A7352" for one person as one guest sees it.

    :param secret: known to the server only; without it a label leads nowhere
    :param scope: who is looking; the same person has another label for another guest
    :param partner_id: the person
    """
    digest = hmac.digest(secret.encode(), f"{scope}:{partner_id}".encode(), hashlib.sha256)
    number = int.from_bytes(digest[:8], "big")
    letter = ascii_uppercase[number % len(ascii_uppercase)]
    return f"{letter}{number // len(ascii_uppercase) % DIGITS:04d}"
