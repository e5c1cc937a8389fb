"""What a guest's password must look like: one pure function, one failure per broken part."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MIN_LENGTH = 8
MAX_LENGTH = 256
# Shorter parts of a name ("de", "von der") say nothing about the person.
MIN_WORD = 3
MIN_DIGITS = 4

TOO_SHORT = "too_short"
TOO_LONG = "too_long"
NO_LOWER = "no_lower"
NO_UPPER = "no_upper"
NO_DIGIT = "no_digit"
PERSONAL = "personal"


@dataclass(frozen=True)
class Failure:
    """One broken part of the rule; `part` is the personal word that the password contains."""

    code: str
    part: str = ""


def check(password: str, personal: Iterable[str] = ()) -> list[Failure]:
    """Return what is wrong with a password: at least 8 and at most 256 characters, a lower and an
    upper case letter, a digit, and nothing of the person's own data.

    :param personal: names, user id, e-mail and phone of the person and of whom it stands for
    """
    if len(password) > MAX_LENGTH:
        return [Failure(TOO_LONG)]
    tests = (
        (TOO_SHORT, len(password) >= MIN_LENGTH),
        (NO_LOWER, any(map(str.islower, password))),
        (NO_UPPER, any(map(str.isupper, password))),
        (NO_DIGIT, any(map(str.isdecimal, password))),
    )
    failures = [Failure(code) for code, passed in tests if not passed]
    plain = _plain(password)
    parts = sorted({part for text in personal for part in _parts(text or "")})
    return failures + [Failure(PERSONAL, part) for part in parts if part in plain]


def _parts(text: str) -> Iterator[str]:
    """The words of a text, its longer numbers, and all its digits together if it is a phone."""
    words = re.findall(r"[^\W_]+", _plain(text))
    for word in words:
        if len(word) >= (MIN_DIGITS if word.isdigit() else MIN_WORD):
            yield word
    digits = "".join(words)
    if digits.isdigit() and len(digits) >= MIN_DIGITS:
        yield digits


def _plain(text: str) -> str:
    """Small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
