"""The media of one property: what is delivered meets what stands there. Decides, never writes.

Remembered per name or address of a medium: `media` (record id), `checksum` of what was sent,
`stored` (checksum of what was stored, when a picture was made smaller), `values` (title, order and
kind as delivered), `sender` (all that was said of it), and `gone` once the sender withdrew it.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .merge import merge
from .openimmo.drafts import MediaDraft
from .openimmo.errors import DeliveryError, Sentence
from .openimmo.fingerprint import digest_of
from .plan import said

# Kinds that may be an address; a picture that is only an address is a link until it is fetched.
LINK_KINDS = ("link", "video", "panorama")
# Kinds that are made smaller when they are too wide.
PICTURE_KINDS = ("picture", "floor_plan", "map")


@dataclass(slots=True)
class Part:
    """One thing to do: write `vals` to `record`, or create a medium and tell `memo` its id."""

    vals: dict[str, Any]
    record: Any = None
    memo: dict[str, Any] = field(default_factory=dict)
    weight: int = 0  # bytes


@dataclass(slots=True)
class _Item:
    draft: MediaDraft
    key: str
    checksum: str  # empty: not in this delivery
    memo: dict[str, Any]


class Shelf:
    """Compares by content first, by name second: senders number their pictures anew."""

    def __init__(
        self,
        package,
        remembered: dict,
        existing,
        shrink: Callable[[bytes], bytes] = lambda content: content,
    ):
        """:param existing: the media records of the property, archived ones too
        :param shrink: makes a picture smaller, or returns the very same bytes
        """
        self.package = package
        self.remembered = remembered
        self.shrink = shrink
        self.records = {record.id: record for record in existing}
        self.former_of = {memo["media"]: memo for memo in remembered.values()}
        self.by_content = {
            (record.kind, self._sent(record)): record
            for record in existing
            if record.active and record.checksum
        }
        self.memory: dict[str, dict] = {}  # what is to be remembered now
        self.missing: list[str] = []  # files that are named, and neither delivered nor known
        self.problems: list[Sentence] = []
        self.kept: list[Any] = []  # records whose file the office replaced
        self.used: set[int] = set()

    def fill(self, media: tuple[MediaDraft, ...]) -> Iterator[Part]:
        """Yield what is to be done, one medium in memory at a time."""
        items = [item for draft in media if (item := self._item(draft))]
        rest = []
        for item in items:
            record = self.by_content.get((item.memo["values"]["kind"], item.checksum))
            if record and record.id not in self.used:
                yield from self._refresh(item, record, self.former_of.get(record.id))
            elif not record:
                rest.append(item)
        done = set()
        for item in rest:
            mark = (item.memo["values"]["kind"], item.checksum)
            if mark not in done:
                done.add(mark)
                yield from self._place(item)
        yield from self._withdraw()

    def conflicts(self) -> set[str]:
        """Return the keys of the media that the office replaced and the sender replaced, too."""
        kept = {record.id for record in self.kept}
        old = {key: memo["checksum"] for key, memo in self.remembered.items()}
        mine = {key: memo for key, memo in self.memory.items() if memo["media"] in kept}
        return {key for key, memo in mine.items() if memo["checksum"] != old.get(key)}

    def _item(self, draft: MediaDraft) -> _Item | None:
        key = key_of(draft)
        if key in self.memory:
            return None
        former = self.remembered.get(key)
        checksum = self._checksum(draft)
        if not checksum and not former:
            if draft.location == "EXTERN":
                self.missing.append(draft.reference)
            return None
        memo = {
            "media": False,
            # Senders may leave out a file that they sent before.
            "checksum": checksum or former["checksum"],
            "values": _values(draft),
            "sender": said(draft),
        }
        self.memory[key] = memo
        return _Item(draft, key, checksum or former["checksum"], memo)

    def _checksum(self, draft: MediaDraft) -> str:
        if draft.location == "REMOTE":
            return draft.url
        if draft.location == "INTERN":
            return hashlib.sha256(draft.content).hexdigest() if draft.content else ""
        file = self.package.media.get(draft.reference)
        try:
            return digest_of(file) if file else ""
        except DeliveryError as error:
            self.problems.append(error.sentence)
            return ""

    def _place(self, item: _Item) -> Iterator[Part]:
        """Find the place of a content that does not stand there yet."""
        former = self.remembered.get(item.key)
        record = self.records.get(former["media"]) if former else None
        if record and record.id not in self.used:
            yield from self._refresh(item, record, former)
        elif not former or former["checksum"] != item.checksum:
            yield self._new(item)
        # else the office deleted this medium: it stays away

    def _new(self, item: _Item) -> Part:
        vals = dict(item.memo["values"])
        content = self._content(item.draft)
        if content is None:
            vals["url"] = item.draft.url
            if item.draft.kind in PICTURE_KINDS:
                vals |= {"remote_url": item.draft.url, "remote_kind": item.draft.kind}
        else:
            content = self._stored(item, content)
            vals["file"] = base64.b64encode(content)
            vals["filename"] = _file_name(item.draft)
        return Part(vals, memo=item.memo, weight=len(content or b""))

    def _refresh(self, item: _Item, record, former: dict | None) -> Iterator[Part]:
        """Bring a medium up to date, as far as the office left it as it was delivered."""
        item.memo["media"] = record.id
        self.used.add(record.id)
        if former is None:
            return  # put there by the office
        if "stored" in former and former["checksum"] == item.checksum:
            item.memo["stored"] = former["stored"]
        vals = {}
        if not record.active:
            if not former.get("gone"):
                return  # archived by the office
            vals["active"] = True
        values = item.memo["values"]
        current = {name: record[name] for name in values}
        vals |= merge(values, former["values"], current, {}).write
        weight = 0
        sent = self._sent(record)
        if sent and sent != item.checksum:
            if sent == former["checksum"]:
                content = self._stored(item, self._content(item.draft) or b"")
                vals |= {"file": base64.b64encode(content), "filename": record.filename}
                weight = len(content)
            else:
                self.kept.append(record)
        if vals:
            yield Part(vals, record, item.memo, weight)

    def _sent(self, record) -> str:
        """Return the checksum of what was sent, when what stands there was made of it."""
        former = self.former_of.get(record.id, {})
        return former["checksum"] if former.get("stored") == record.checksum else record.checksum

    def _stored(self, item: _Item, content: bytes) -> bytes:
        """Return the bytes to store, and remember them when they are not those that were sent."""
        if item.memo["values"]["kind"] not in PICTURE_KINDS:
            return content
        smaller = self.shrink(content)
        if smaller is not content:
            item.memo["stored"] = hashlib.sha256(smaller).hexdigest()
        return smaller

    def _withdraw(self) -> Iterator[Part]:
        """Archive what the sender sent before and no longer lists."""
        for key, former in self.remembered.items():
            if key in self.memory:
                continue
            self.memory[key] = former
            record = self.records.get(former["media"])
            if record and record.active and record.id not in self.used:
                self.memory[key] = {**former, "gone": True}
                yield Part({"active": False}, record)

    def _content(self, draft: MediaDraft) -> bytes | None:
        if draft.location == "REMOTE":
            return None
        if draft.location == "INTERN":
            return draft.content
        with self.package.media[draft.reference].open() as stream:
            return stream.read()


def are_files_unchanged(media: tuple[MediaDraft, ...], package, remembered: dict) -> bool:
    """Tell whether the files of a listing that came again have the content they had."""
    shelf = Shelf(package, remembered, ())
    for draft in media:
        if draft.location == "EXTERN" and (checksum := shelf._checksum(draft)):
            if remembered.get(key_of(draft), {}).get("checksum") != checksum:
                return False
    return not shelf.problems


def key_of(draft: MediaDraft) -> str:
    """Return the name under which a medium comes again."""
    if draft.location == "REMOTE":
        return f"url:{draft.url}"
    if draft.location == "EXTERN":
        return f"file:{draft.reference.lower()}"
    return f"inner:{hashlib.sha256(draft.content or b'').hexdigest()}"


def _values(draft: MediaDraft) -> dict[str, Any]:
    is_link = draft.location == "REMOTE" and draft.kind not in LINK_KINDS
    return {
        "name": draft.title or False,
        "sequence": max(draft.sequence, 1),
        "kind": "link" if is_link else draft.kind,
    }


def _file_name(draft: MediaDraft) -> str:
    return draft.reference.replace("\\", "/").rsplit("/", 1)[-1] or draft.title
