"""A guest at every door of a running suite, each over its real protocol."""

import base64
import contextlib
import hashlib
import hmac
import http.cookiejar
import json
import os
import re
import socket
import struct
import time
import urllib.error
import urllib.parse
import urllib.request
import xmlrpc.client
from collections.abc import Iterator

from tools import demo
from tools.console import Failure

PASSWORD = "Regenbogen-7"
USER_CODE = "doors"
SESSION_EXPIRED = 4001
# Seconds for which a code of the second step is shown.
STEP = 30


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


class Browser:
    """Cookies and answers, without following redirections."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.cookies = http.cookiejar.CookieJar()
        processor = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(processor, NoRedirect())
        # A trusted device gets its name from this.
        self.opener.addheaders = [("User-Agent", "Mozilla/5.0 (X11; Linux) Firefox/130.0")]
        self.has_peeked = False

    def open(self, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str, str]:
        """Status, text and the place a redirection leads to."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.base + path, body, names)
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode("utf-8", "replace")
            return answer.status, text, answer.headers.get("Location", "")

    def form(self, page: str, action: str, **values: str) -> tuple[int, str, str]:
        """Open a page and send its form."""
        return self.send(action, self.open(page)[1], **values)

    def send(self, action: str, text: str, **values: str) -> tuple[int, str, str]:
        """Send the form of a page that was opened before, with its token."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', text)
        values["csrf_token"] = token[1] if token else ""
        return self.open(action, urllib.parse.urlencode(values).encode())

    def rpc(self, path: str, **params: object) -> dict:
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        status, text, _place = self.open(path, body, Content_Type="application/json")
        return json.loads(text) if status == 200 else {"error": status}

    def call(self, model: str, method: str, *args: object, **context: object) -> dict:
        return self.rpc(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=list(args),
            kwargs={"context": context},
        )

    def sign_in(self, password: str = PASSWORD, login: str = USER_CODE) -> tuple[int, str, str]:
        return self.form("/web/login", "/web/login", login=login, password=password)

    @property
    def session(self) -> str:
        return next((each.value for each in self.cookies if each.name == "session_id"), "")


class Guest:
    """One guest of the demo's agency, whom the office lets in and out."""

    def __init__(self, running: demo.Suite, user_code: str = USER_CODE) -> None:
        self.running = running
        self.user_code, self.email = user_code, f"{user_code}@example.com"
        sections = self._call("agency.guest.section", "search", [])
        values = {
            "surname": "Pforte",
            "user_code": user_code,
            "email": self.email,
            "tz": "UTC",
            "password": PASSWORD,
            "permission_ids": [[0, 0, {"section_id": each, "level": "low"}] for each in sections],
        }
        self.id = self._call("agency.guest", "create", [values])[0]
        record = self._call("agency.guest", "read", [self.id], ["user_id"])[0]
        self.uid = record["user_id"][0]
        self.login = self._call("res.users", "read", [self.uid], ["login"])[0]["login"]

    def limit(self, **values: object) -> None:
        self._call("agency.guest", "write", [self.id], values)

    def allow(self) -> None:
        dates = dict.fromkeys(("valid_from", "valid_until", "block_on"), False)
        lists = dict.fromkeys(("window_ids", "network_ids"), [[5, 0, 0]])
        self.limit(suspended=False, extension_until=False, **dates, **lists)

    def delete(self) -> None:
        self._call("agency.guest", "unlink", [self.id])

    def log(self) -> list[dict]:
        domain = [["guest_id", "=", self.id]]
        return self._call("agency.guest.log", "search_read", domain, ["event", "rule"], limit=5)

    def mails(self) -> list[dict]:
        """What was sent to the guest, the newest first."""
        partner = self._call("res.users", "read", [self.uid], ["partner_id"])[0]["partner_id"][0]
        domain = ["|", ["email_to", "ilike", self.email], ["recipient_ids", "in", [partner]]]
        names = ["body_html", "email_to"]
        return self._call("mail.mail", "search_read", domain, names, order="id desc")

    def mail(self, parent: str, number: int) -> None:
        """Hand a mail of the guest's to the mail gateway, as a mail server does."""
        lines = (
            f"From: {self.email}",
            "To: answers@agency.example",
            f"Message-Id: <{number}.{time.time()}@home.example>",
            f"In-Reply-To: {parent}",
            f"Subject: Re: number {number}",
            "Content-Type: text/plain; charset=utf-8",
        )
        raw = "\n".join((*lines, "", f"Text of number {number}"))
        self._call("mail.thread", "message_process", False, raw)

    def messages(self) -> list[dict]:
        domain = [["model", "=", "agency.guest"], ["res_id", "=", self.id]]
        names = ["message_id", "body", "message_type"]
        return self._call("mail.message", "search_read", domain, names, order="id desc")

    def invited(self, date: str) -> tuple[int, str]:
        """An appointment at a property to which the guest is invited; what its links end with."""
        partner = self._call("res.users", "read", [self.uid], ["partner_id"])[0]["partner_id"]
        company = self._call("agency.guest", "read", [self.id], ["company_id"])[0]["company_id"]
        houses = self._call("agency.property", "search", [["company_id", "=", company[0]]])
        values = {
            **{"name": "Secret visit", "start": f"{date} 10:00:00", "stop": f"{date} 11:00:00"},
            **{"agency_property_id": houses[0], "partner_ids": [[6, 0, [partner[0]]]]},
        }
        event = self._call("calendar.event", "create", [values])[0]
        return event, f"?token={self._attendee(event)['access_token']}&id={event}"

    def answer(self, event: int) -> str:
        return self._attendee(event)["state"]

    def _attendee(self, event: int) -> dict:
        names = ["access_token", "state"]
        return self._call("calendar.attendee", "search_read", [["event_id", "=", event]], names)[0]

    def field(self, name: str) -> object:
        return self._call("agency.guest", "read", [self.id], [name])[0][name]

    def _call(self, model: str, method: str, *args: object, **kwargs: object) -> object:
        return self.running.admin.call(model, method, *args, **kwargs)


# --- the doors: each answers whether the guest came in ------------------------------------------


def login_page(running: demo.Suite, guest: Guest) -> bool:
    browser = Browser(running.base)
    browser.sign_in()
    return is_in(browser)


def session_authenticate(running: demo.Suite, guest: Guest) -> bool:
    browser = Browser(running.base)
    answer = browser.rpc(
        "/web/session/authenticate", db=running.database, login=USER_CODE, password=PASSWORD
    )
    return bool(answer.get("result", {}).get("uid"))


def is_in(browser: Browser) -> bool:
    return browser.open("/my")[0] == 200


def call_kw(browser: Browser) -> bool:
    answer = browser.rpc(
        "/web/dataset/call_kw/res.users/get_password_policy",
        model="res.users",
        method="get_password_policy",
        args=[],
        kwargs={},
    )
    return "result" in answer


def backend(browser: Browser) -> bool:
    """The web client sends guests to their own pages, and strangers to the sign-in page."""
    place = browser.open("/odoo")[2]
    return urllib.parse.urlsplit(place).path == "/my"


def public_route(browser: Browser) -> bool:
    answer = browser.rpc("/agency/alive")
    return bool(answer.get("result", {}).get("open"))


def website_page(browser: Browser) -> bool:
    return shows_user(browser.open("/contactus")[1])


def missing_page(browser: Browser) -> bool:
    return shows_user(browser.open("/there-is-no-such-page")[1])


def image(browser: Browser) -> bool:
    """The session lives on after an image, which everybody may ask for, was sent to it."""
    browser.open("/web/image/website/1/logo")
    return shows_user(browser.open("/contactus")[1])


def peek(browser: Browser) -> bool:
    """The fallback of the websocket: after the first time, the session has to be the same."""
    first, browser.has_peeked = not browser.has_peeked, True
    answer = browser.rpc("/websocket/peek_notifications", channels=[], last=0, is_first_poll=first)
    return "result" in answer


def shows_user(text: str) -> bool:
    return "/web/session/logout" in text


SESSION_DOORS = {
    "/my": is_in,
    "call_kw": call_kw,
    "/odoo": backend,
    "public route": public_route,
    "website page": website_page,
    "page that is missing": missing_page,
    "image": image,
    "websocket/peek_notifications": peek,
}
SIGN_IN_DOORS = {"POST /web/login": login_page, "session/authenticate": session_authenticate}


def programs(running: demo.Suite, guest: Guest) -> Iterator[tuple[str, bool]]:
    """The doors for programs and whether they let the guest in; they never may."""
    for login in (USER_CODE, guest.login):
        for path in ("/xmlrpc/2", "/xmlrpc"):
            common = xmlrpc.client.ServerProxy(f"{running.base}{path}/common", allow_none=True)
            yield (
                f"{path}/common {login}",
                _opens(
                    lambda: common.authenticate(running.database, login, PASSWORD, {})  # noqa: B023
                ),
            )
    remote = xmlrpc.client.ServerProxy(f"{running.base}/xmlrpc/2/object", allow_none=True)
    arguments = (running.database, guest.uid, PASSWORD, "res.partner", "search", [[]])
    yield "/xmlrpc/2/object", _opens(lambda: remote.execute_kw(*arguments))
    browser = Browser(running.base)
    for service, method, args in (
        ("common", "login", [running.database, guest.login, PASSWORD]),
        ("object", "execute_kw", [*arguments]),
    ):
        answer = browser.rpc("/jsonrpc", service=service, method=method, args=args)
        yield f"/jsonrpc {service}", bool(answer.get("result"))
    signed_in = Browser(running.base)
    signed_in.sign_in()
    fetch = {
        "Sec_Fetch_Dest": "document",
        "Sec_Fetch_Mode": "navigate",
        "Sec_Fetch_Site": "none",
        "Sec_Fetch_User": "?1",
        "Content_Type": "application/json",
    }
    for path in ("/json/2/res.partner/search", "/json/2/res.users/context_get"):
        status, _text, _place = signed_in.open(path, b"{}", **fetch)
        yield f"{path} with a session", status == 200


def _opens(call) -> bool:
    try:
        return bool(call())
    except xmlrpc.client.Fault:
        return False


# --- the second step of a sign-in ----------------------------------------------------------------


def enable_second_step(browser: Browser, uid: int) -> str:
    """Switch it on as the page about security does; the secret of the guest's phone."""
    check = browser.call("res.users", "action_totp_enable_wizard", [uid])["result"]
    asked = [check["res_id"]]
    wizard = browser.call("res.users.identitycheck", "run_check", asked, password=PASSWORD)
    number = wizard["result"]["res_id"]
    secret = browser.call("auth_totp.wizard", "read", [number], ["secret"])["result"][0]["secret"]
    secret = secret.replace(" ", "")
    if time.time() % STEP > STEP / 2:
        time.sleep(STEP - time.time() % STEP)
    answer = browser.call("auth_totp.wizard", "enable", [number], code=code(secret, -1))
    if "result" not in answer:
        raise Failure(f"no second step: {answer}")
    return secret


def code(secret: str, shift: int = 0) -> str:
    """The code of this half minute (RFC 6238), or of one before or after.

    Odoo takes each once, and those of the neighbours too: three without a pause.
    """
    key = base64.b32decode(secret)
    digest = hmac.new(
        key, struct.pack(">Q", int(time.time() / STEP) + shift), hashlib.sha1
    ).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


# --- a websocket, as small as it can be ----------------------------------------------------------


class Socket:
    """A client of the bus: subscribes, reads frames, sees the code it is closed with."""

    def __init__(self, base: str, session: str) -> None:
        address = urllib.parse.urlsplit(base)
        self.socket = socket.create_connection((address.hostname, address.port), timeout=20)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            "GET /websocket HTTP/1.1",
            f"Host: {address.netloc}",
            f"Origin: {base}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            f"Cookie: session_id={session}",
        )
        self.socket.sendall("\r\n".join((*lines, "", "")).encode())
        head = b""
        while b"\r\n\r\n" not in head:
            if not (part := self.socket.recv(1)):
                raise Failure("no websocket")
            head += part
        self.opened = head.startswith(b"HTTP/1.1 101")

    def send(self, event: str, data: object) -> None:
        payload = json.dumps({"event_name": event, "data": data}).encode()
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        self.socket.sendall(struct.pack("!BBH", 0x81, 0x80 | 126, len(payload)) + mask + masked)

    def read(self, seconds: float) -> tuple[int, bytes]:
        """The next frame: its kind and its content."""
        self.socket.settimeout(seconds)
        first, second = self._exactly(2)
        length = second & 127
        if length == 126:
            length = struct.unpack("!H", self._exactly(2))[0]
        elif length == 127:
            length = struct.unpack("!Q", self._exactly(8))[0]
        return first & 15, self._exactly(length)

    def closed_with(self, seconds: float = 5) -> int | None:
        """The code of the closing frame that arrives in time; None if there is none."""
        with contextlib.suppress(TimeoutError, OSError, Failure):
            while True:
                kind, content = self.read(seconds)
                if kind == 8:
                    return struct.unpack("!H", content[:2])[0]
        return None

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            if not (part := self.socket.recv(size - len(data))):
                raise Failure("the connection ended")
            data += part
        return data
