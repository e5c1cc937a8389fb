"""The two-guest table: every route of the suite, and what each guest gets from it.

A route that is missing here fails the test: say what it serves, and it is asked as every guest.
"""

import io
import json
import zipfile
from dataclasses import dataclass

import pypdf

from tests.system.leaks_http import NOT_ASKED, Visitor

# The section without which a page is not there; a page of "" belongs to every guest.
PAGES = {
    "/my": "",
    "/my/home": "",
    "/my/news": "",
    "/my/messages": "",
    "/my/report": "",
    "/my/report/pdf": "",
    "/my/notices": "",
    "/my/properties": "listings",
    "/my/properties/page/<int:page>": "listings",
    "/my/appointments": "appointments",
    "/my/appointments/page/<int:page>": "appointments",
    "/my/actions": "actions",
    "/my/actions/page/<int:page>": "actions",
    "/my/advertising": "advertising",
    "/my/advertising/page/<int:page>": "advertising",
    "/my/requests": "requests",
    "/my/mandates": "mandates",
    "/my/documents": "documents",
    "/my/documents/page/<int:page>": "documents",
    "/my/contacts": "contacts",
    "/my/account": "",
    "/my/addresses": "",
    "/my/cases": "cases",
    "/my/cases/page/<int:page>": "cases",
    "/my/cases/part": "cases",
    "/my/cases/clients": "cases",
    "/my/cases/rows": "cases",
    "/my/cases/versions": "cases",
    "/my/cases/list.xlsx": "cases",
    "/my/cases/list.pdf": "cases",
}


@dataclass(frozen=True)
class One:
    """A route about one record: open to those who should find it, not there for the others."""

    model: str
    section: str = ""
    # Sent to records of others only: what it does to the own one has tests of its own.
    form: tuple[tuple[str, str], ...] | None = None


RECORDS = {
    "/my/properties/<int:property_id>": One("agency.property", "listings"),
    "/my/appointments/<int:event_id>/ics": One("calendar.event", "appointments"),
    "/my/documents/<int:media_id>": One("document", "documents"),
    "/my/documents/sent/<int:attachment_id>": One("letter"),
    "/my/requests/<int:request_id>": One("agency.request", "requests"),
    "/my/requests/<int:request_id>/save": One("agency.request", "requests", (("price_max", "1"),)),
    "/my/requests/<int:request_id>/state": One(
        "agency.request", "requests", (("state", "paused"),)
    ),
    "/my/feedback/<int:interest_id>": One("own interest", "listings"),
    "/my/feedback/<int:interest_id>/send": One(
        "own interest", "listings", (("score", "1"), ("text", "planted"))
    ),
    "/agency/guest/<int:guest_id>/preview/<path:path>": One("agency.guest"),
    "/my/cases/<int:copy_id>": One("agency.web.case", "cases"),
    "/my/cases/<int:copy_id>/part": One("agency.web.case", "cases"),
    "/my/cases/<int:copy_id>/message": One("agency.web.case", "cases", (("text", "planted"),)),
    "/agency/websync/picture/<int:copy_id>": One("unsigned copy"),
    "/agency/websync/thumbnail/<int:copy_id>": One("unsigned copy"),
}
# Routes about several records: the world lists each address with the guests for whom it opens.
ADDRESSES = {
    *("/my/cases/<int:copy_id>/<any(picture,thumbnail):size>/<string:checksum>",),
    *("/my/cases/<int:copy_id>/file/<int:file_id>",),
    *("/my/cases/<int:copy_id>/message-file/<int:attachment_id>",),
    *("/agency/websync/file/<int:copy_id>/<int:file_id>",),
}
# Forms that name a record of somebody else in one of their fields.
FORMS = {
    "/my/documents/upload": ("property_id", "agency.property"),
    "/my/cases/client": ("client", "agency.web.access"),
}
# They tell about the one who asks, or change the own settings; asked like Odoo's own routes.
NO_RECORDS = {
    *("/my/appointments/feed", "/my/notices/save", "/my/messages/send"),
    *("/agency/alive", "/agency/closed", "/agency/closed/extension", "/agency/password"),
    *("/web/dataset/call_kw", "/web/dataset/call_kw/<path:path>"),
    *("/web/dataset/call_button", "/web/dataset/call_button/<path:path>"),
    *("/web/login", "/web/login/totp", "/web/reset_password", "/calendar/meeting/view"),
    *("/web/session/logout", "/web/session/destroy", "/my/deactivate_account"),
    *("/my/address", "/my/address/submit", "/my/address/archive"),
}
MOST_OTHERS = 5
FEED = "/my/calendar/<string:token>.ics"


def missing(routes: list[dict]) -> set[str]:
    """The routes of the suite that nobody described here."""
    ours = {route["rule"] for route in routes if route["ours"]}
    return ours - {*PAGES, *RECORDS, *ADDRESSES, *FORMS, *NO_RECORDS, FEED}


def others(routes: list[dict]) -> list[dict]:
    """The routes that have no case here and do no harm: Odoo's, and ours without a record."""
    return [
        route
        for route in routes
        if (not route["ours"] or route["rule"] in NO_RECORDS)
        and route["auth"] != "none"
        and not route["rule"].startswith(NOT_ASKED)
    ]


def check_pages(visitor: Visitor) -> None:
    """Each page opens with its section only; what is on it has been searched by the visitor."""
    for rule, section in PAGES.items():
        path = rule.replace("<int:page>", "1")
        answer = visitor.get(path)
        if answer.opened != (not section or _has(visitor, section)):
            visitor.leaks.append((path, f"answers {answer.status}"))
        if path.endswith("pdf") and answer.opened:
            pages = pypdf.PdfReader(io.BytesIO(answer.body)).pages
            visitor.scan(path, "".join(page.extract_text() for page in pages).encode())
        if path.endswith("xlsx") and answer.opened:
            book = zipfile.ZipFile(io.BytesIO(answer.body))
            visitor.scan(path, b"".join(map(book.read, book.namelist())))


def check_records(visitor: Visitor) -> int:
    """Each record by each route about one; the number of those that opened."""
    opened = 0
    records = visitor.world["records"] | visitor.world["page_records"]
    for rule, case in RECORDS.items():
        mine = visitor.guest["expected"].get(case.model, ())
        others = [record for record in records[case.model] if record not in mine]
        # Of many that belong to others, each guest asks for some.
        step = max(1, len(others) // MOST_OTHERS)
        for record in (*mine, *others[visitor.turn % step :: step]):
            if record in records[case.model]:
                opened += check_record(visitor, rule, case, record)
    for rule, (name, model) in FORMS.items():
        for record in set(records[model]) - set(visitor.guest["expected"].get(model, ())):
            if visitor.post(rule, **{name: record}).status in (200, 303):
                visitor.leaks.append((f"{rule} {name}={record}", "accepts"))
    return opened


def check_addresses(visitor: Visitor) -> int:
    """Every id of everybody at each route about several; the number of those that opened."""
    opened = 0
    for rule in sorted(ADDRESSES):
        for path, names in visitor.world["addresses"][rule]:
            answer = visitor.get(path)
            opened += answer.opened
            if answer.opened != (visitor.guest["name"] in names):
                visitor.leaks.append((path, f"answers {answer.status}"))
    return opened


def check_cases(visitor: Visitor) -> None:
    """Ask the list of cases for those of others, by all their ids and as each other client."""
    records = visitor.world["records"]
    ids = ",".join(map(str, records["agency.web.case"]))
    visitor.get(f"/my/cases/rows?ids={ids}")
    for client in records["agency.web.access"]:
        for page in ("", "/part", "/clients", "/rows", "/list.xlsx", "/list.pdf"):
            visitor.get(f"/my/cases{page}?client={client}&ids={ids}")
    answer = visitor.get(f"/my/cases/versions?ids={ids}")
    known = set(map(int, json.loads(answer.body))) if answer.opened else set()
    if known != set(visitor.guest["expected"].get("agency.web.case", ())):
        visitor.leaks.append(("/my/cases/versions", f"tells of {sorted(known)}"))


def check_record(visitor: Visitor, rule: str, case: One, record: int) -> bool:
    mine = record in visitor.guest["expected"].get(case.model, ()) and _has(visitor, case.section)
    path = _address(rule, record)
    if case.form is not None:
        answer = None if mine else visitor.post(path, **dict(case.form))
    else:
        answer = visitor.get(path)
    if answer and (answer.status in (200, 303)) != mine:
        visitor.leaks.append((path, f"answers {answer.status}"))
    return bool(answer and answer.opened)


def check_feed(visitor: Visitor) -> None:
    """The calendar feed of a token is its owner's, whoever asks; a wrong token opens nothing."""
    path = FEED.replace("<string:token>", visitor.guest["token"])
    answer = visitor.get(path)
    if answer.opened != _has(visitor, "appointments"):
        visitor.leaks.append((FEED, f"answers {answer.status}"))
    for token in (visitor.guest["token"][:-1], "x", str(visitor.guest["id"])):
        if visitor.get(FEED.replace("<string:token>", token)).opened:
            visitor.leaks.append((FEED, f"opens with {token}"))


def _address(rule: str, record: int) -> str:
    start, _open, rest = rule.partition("<int:")
    rest = rest.partition(">")[2].replace("<path:path>", "my/properties")
    return f"{start}{record}{rest}"


def _has(visitor: Visitor, section: str) -> bool:
    return not section or visitor.guest["levels"].get(section, "none") != "none"
