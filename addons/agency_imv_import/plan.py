"""What the planner decides and the writer does: one step per listing, one run per delivery."""

from dataclasses import dataclass, field
from typing import Any

from .openimmo.drafts import ContactDraft, MediaDraft
from .pipeline import Entry

# What becomes of a listing.
CREATED = "created"
UPDATED = "updated"
UNCHANGED = "unchanged"
ARCHIVED = "archived"
SKIPPED = "skipped"
FAILED = "failed"
ACTIONS = (CREATED, UPDATED, UNCHANGED, ARCHIVED, SKIPPED, FAILED)
# What writes to a property, and can be undone.
WRITING = (CREATED, UPDATED, ARCHIVED)


@dataclass(slots=True)
class Run:
    """What is the same for all listings of a delivery, looked up once.

    Records are kept by their ids: a run outlives many transactions.
    """

    delivery_id: int
    source_id: int
    company_id: int
    origin_id: int
    default_user_id: int | bool
    hints: tuple[str, ...]  # who the sender is, besides what the listing says
    users: dict[str, int]  # login or e-mail -> user
    kinds: dict[str, int]
    features: dict[str, int]
    countries: dict[str, int]
    states: dict[tuple[int, str], int]
    currencies: dict[str, int]
    defaults: dict[str, Any]  # of a new property
    user_id: int | bool = False  # who receives the first listing
    picture_width: int = 0  # pixels; wider pictures are made smaller
    own_names: frozenset[str] = frozenset()  # what exports of this office call the provider
    # Of senders that were met: may they deliver, and who receives what names no user.
    senders: dict[tuple[str, ...], tuple[bool, int | bool]] = field(default_factory=dict)
    default_users: dict[str, int] = field(default_factory=dict)  # by provider
    seen: dict[int, str] = field(default_factory=dict)  # identity -> number it came with
    left_out: frozenset[int] = frozenset()  # places of listings that somebody left out
    is_dry: bool = False  # shown only: everything is rolled back


@dataclass(slots=True)
class Change:
    """One thing that an import changes, with what stood there before.

    :param kind: a kind of `agency.import.change`
    :param name: of the field, or the place of a further detail
    :param record_id: of the contact, the link or the medium
    :param before: values by name; None when there was nothing
    :param after: values by name; None when there is nothing left
    :param file_id: the attachment that keeps a replaced file
    """

    kind: str
    name: str = ""
    record_id: int | bool = False
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    file_id: int | bool = False


@dataclass(slots=True)
class Step:
    """One listing: what to do with it, then what was done."""

    entry: Entry
    action: str
    provider_key: str = ""
    identity_id: int | bool = False
    property_id: int | bool = False
    vals: dict[str, Any] = field(default_factory=dict)  # for create() or write()
    delivered: dict[str, Any] = field(default_factory=dict)  # in the form that is remembered
    contacts: list[dict] = field(default_factory=list)  # remembered: contact, link, values
    media: dict[str, dict] = field(default_factory=dict)  # remembered, by name or address
    partner_id: int | bool = False
    contact_rule: str | bool = False
    is_changed: bool = False
    is_restored: bool = False
    is_own: bool = False  # an export of this office that comes back
    locked: frozenset[str] = frozenset()  # fields that the office keeps whatever comes
    # Kept values that are no longer delivered: remembered as what the sender has instead.
    lapsed: dict[str, Any] = field(default_factory=dict)
    # Places where both sides have a new value: (field, place inside it).
    conflicts: set[tuple[str, str]] = field(default_factory=set)
    kept_count: int = 0
    conflict_count: int = 0
    messages: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    new_contacts: list[int] = field(default_factory=list)  # made for this listing

    @property
    def draft(self):
        return self.entry.draft

    def leave_out(self, reason):
        self.action, self.vals = SKIPPED, {}
        self.messages = [reason]


@dataclass(slots=True)
class ContactJob:
    """One contact of one listing on its way to a partner and a link."""

    step: Step
    contact: ContactDraft
    values: dict[str, Any]  # as a partner
    before: dict[str, Any]  # remembered of the contact in the same place of the last delivery
    partner_id: int | bool = False
    party_id: int | bool = False
    rule: str | bool = False
    is_due: bool = True  # there is something to write
    is_new: bool = False
    twin: "ContactJob | None" = None  # the same new person, met earlier in the batch
    is_replaced: bool = False  # by the office

    def settle(self, partner_id, rule, *, is_due=True, is_new=False):
        self.partner_id, self.rule = partner_id, rule
        self.is_due, self.is_new = is_due, is_new

    def is_same_person(self) -> bool:
        """Tell whether the person of the last delivery came again with other details."""
        last = self.before.get("values", {})
        same_name = last.get("name", "").casefold() == self.values["name"].casefold()
        return bool(self.before.get("partner")) and same_name

    def memory(self) -> dict[str, Any]:
        """Return what is remembered; a link that the office replaced stays remembered as such."""
        if self.is_replaced:
            return {**self.before, "came": self.values}
        party_id = self.party_id or self.before.get("party", False)
        return {
            "partner": self.partner_id,
            "party": party_id,
            "values": self.values,
            "sender": said(self.contact),
        }


def said(draft: ContactDraft | MediaDraft) -> dict[str, Any]:
    """Return what a sender said of a contact or a medium, without its content."""
    return {name: value for name, value in draft._asdict().items() if value and name != "content"}
