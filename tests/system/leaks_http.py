"""Asks a running suite as one guest: pictures, files, reports, calls and every other route."""

import http.client
import itertools
import json
import re
import urllib.parse
from dataclasses import dataclass, field

from tests.system.guests import Browser
from tools.console import Failure

SIZES = ("128x128", "256x256", "512x512", "1024x1024", "1920x1920")
NOWHERE = 2_000_000_000
# They end the session, take the account away, or wait for a protocol of their own.
NOT_ASKED = (
    *("/web/session/destroy", "/web/session/logout", "/my/deactivate_account", "/websocket"),
    *("/agency/password", "/my/address/submit", "/my/address/archive", "/web/database"),
    *("/auth-timeout",),
)
# The guest's own second factor; records of others are refused.
OPEN_CALLS = {("auth_totp.wizard", "read")}


@dataclass
class Answer:
    status: int
    body: bytes
    place: str = ""

    @property
    def opened(self) -> bool:
        return self.status == 200


@dataclass
class Visitor:
    """One guest with a session. `leaks` holds what was seen and should not have been."""

    base: str
    guest: dict
    world: dict
    turn: int = 0
    probes: int = 0
    leaks: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        browser = Browser(self.base)
        browser.sign_in(self.guest["password"], self.guest["login"])
        address = urllib.parse.urlsplit(self.base)
        self.host, self.port = address.hostname, address.port
        self.cookie = f"session_id={browser.session}"
        self.hidden = [text.encode() for text in self.guest["hidden"]]
        self._placeholders = {}
        token = re.search(rb'name="csrf_token" value="([^"]+)"', self.get("/my/messages").body)
        if not token:
            raise Failure(f"{self.guest['name']} cannot sign in.")
        self.token = token[1].decode()

    # --- asking ----------------------------------------------------------------------------------

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        """Send one request; its answer is searched for what this guest may never see."""
        self.probes += 1
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, path, body, {"Cookie": self.cookie, **headers})
            response = connection.getresponse()
            place = response.getheader("Location", "")
            answer = Answer(response.status, response.read(), place)
        finally:
            connection.close()
        self.scan(f"{method} {path} {body or ''}", answer.body)
        return answer

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, **values: object) -> Answer:
        body = urllib.parse.urlencode({**values, "csrf_token": self.token})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body, **kind)

    def rpc(self, path: str, **params: object) -> dict:
        """The answer to a JSON-RPC request; an error if it is something else."""
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        answer = self.ask("POST", path, body, **{"Content-Type": "application/json"})
        try:
            return json.loads(answer.body)
        except ValueError:
            return {"error": answer.status}

    def scan(self, where: str, body: bytes) -> None:
        for text in self.hidden:
            if text in body:
                self.leaks.append((where[:300], f"shows {text.decode()}"))
                return

    # --- pictures and files ----------------------------------------------------------------------

    def pictures(self) -> None:
        """Files in fields: those of properties by each guest, those of other models in turn."""
        ours, others = [], []
        for model, files in self.world["binaries"].items():
            whole = itertools.product([model], files["ids"], files["fields"])
            (ours if model in self.world["shared"] else others).extend(whole)
        mine = {"agency.property.media": self.world["records"]["agency.property.media"]}
        ours = [each for each in ours if each[1] in mine.get(each[0], [each[1]])]
        for number, (model, record, name) in enumerate([*ours, *self.share(others)]):
            self.picture(model, record, name, number + self.turn)

    def picture(self, model: str, record: int, name: str, way: int = 0) -> bool:
        """Tell whether a file opens by one of the addresses that Odoo has for it."""
        size = SIZES[way % len(SIZES)]
        query = "model={0}&id={2}&field={1}&width=64&height=64"
        pattern = (
            "/web/image/{0}/{2}/{1}",
            "/web/content/{0}/{2}/{1}",
            f"/web/image/{{0}}/{{2}}/{{1}}/{size}",
            f"/web/image?{query}",
            "/website/image/{0}/{2}/{1}",
            f"/web/content?{query}",
        )[way % 6]
        path = pattern.format(model, name, record)
        answer = self.get(path)
        nothing = self._nothing(pattern.format(model, name, NOWHERE))
        opens = answer.opened and bool(answer.body) and answer.body != nothing
        if opens and not self._may_read(model, record, name):
            self.leaks.append((path, "opens"))
        return opens

    def files(self, attachments: list[dict]) -> None:
        """Attachments by their number: those of fields, of messages, of anything."""
        for attachment in attachments:
            number, text = attachment["id"], bytes.fromhex(attachment["text"])
            as_image = (number + self.turn) % 3 == 0
            for kind in ("content", *(("image",) if as_image else ())):
                answer = self.get(f"/web/{kind}/{number}")
                if answer.opened and answer.body[:4096] == text:
                    self.leaks.append((f"/web/{kind}/{number}", "opens"))

    def share(self, items: list) -> list:
        """This guest's part of what all guests ask together."""
        return items[self.turn :: len(self.world["guests"])]

    def _may_read(self, model: str, record: int, name: str) -> bool:
        if model in self.world["reference"]:
            return True
        mine = record in self.guest["expected"].get(model, ())
        return mine and name in self.guest["fields"][model]

    def _nothing(self, path: str) -> bytes:
        """What the address answers for a record that does not exist: a picture of nothing."""
        if path not in self._placeholders:
            self._placeholders[path] = self.get(path).body
        return self._placeholders[path]

    # --- calls and reports -----------------------------------------------------------------------

    def calls(self) -> None:
        """Methods of models: none of those that read is open to guests."""
        pairs = itertools.product(self.world["models"], self.world["methods"])
        for number, (model, method) in enumerate(self.share(list(pairs))):
            ids = self.world["records"].get(model, [1])[:3]
            arguments = [ids] if method in ("read", "web_read", "export_data") else [[]]
            route = ("call_kw", "call_button")[number % 2]
            path = f"/web/dataset/{route}/{model}/{method}"
            answer = self.rpc(path, model=model, method=method, args=arguments, kwargs={})
            if "error" not in answer and (model, method) not in OPEN_CALLS:
                self.leaks.append((path, "answers"))

    def reports(self) -> None:
        records = self.world["records"].items()
        ids = sorted({record for _model, found in records for record in found[:3]})
        asked = itertools.product(("html", "pdf", "text"), self.world["reports"], ids)
        for kind, name, record in self.share(list(asked)):
            path = f"/report/{kind}/{name}/{record}"
            if self.get(path).opened:
                self.leaks.append((path, "opens"))

    # --- every other route -----------------------------------------------------------------------

    def sweep(self, routes: list[dict]) -> None:
        """Ask routes about a record of the world, in the words of their own arguments.

        One guest in three asks a route, each about another kind of record.
        """
        targets = self._targets()
        for number, route in enumerate(routes):
            if (number + self.turn) % 3:
                continue
            values = self._values(*targets[(number + self.turn) // 3 % len(targets)])
            path = fill(route, values)
            if route["type"] == "jsonrpc":
                self.rpc(path, **values)
            elif "GET" in route["methods"]:
                plain = {k: v for k, v in values.items() if isinstance(v, str | int)}
                self.get(f"{path}?{urllib.parse.urlencode(plain)}")
            else:
                self.post(path, **values)

    def _targets(self) -> list[tuple[str, int]]:
        """One record of each kind that is none of the guest's business."""
        kinds = ("agency.property", "agency.mandate", "mail.message", "res.partner")
        kinds = (*kinds, "calendar.event", "agency.guest", "agency.property.media")
        mine = self.guest["expected"]
        return [
            (model, next(i for i in self.world["records"][model] if i not in mine.get(model, ())))
            for model in kinds
        ]

    def _values(self, model: str, record: int) -> dict[str, object]:
        """A bag with everything that routes ask for under some name."""
        ids = (
            *("id", "res_id", "thread_id", "message_id", "channel_id", "attachment_id"),
            *("partner_id", "record_id", "action_id", "view_id", "recordId", "digest_id"),
        )
        models = ("model", "res_model", "thread_model", "record_model", "model_name", "resModel")
        domain = [["id", "=", record]]
        return {
            **dict.fromkeys(ids, record),
            **dict.fromkeys(models, model),
            **dict.fromkeys(("term", "search", "search_term", "query", "needle"), "house"),
            **{"ids": [record], "field": "name", "fields": ["name"], "domain": domain},
            **{"res_ids": [record], "partner_ids": [record], "attachment_ids": [record]},
            **{"model_names": [model], "main_object": f"{model}({record},)", "limit": 20},
            **{"fetch_params": ["init_messaging", ["mail.thread", {"thread_model": model}]]},
            **{"search_type": "all", "options": {}, "counters": [], "token": "x", "hash": "x"},
            **{"access_token": "x", "pid": record, "filter_id": record, "template_key": "x"},
            **{"data": json.dumps({"model": model, "ids": [record], "fields": []})},
            **dict.fromkeys(("page", "page_number", "website_id", "country", "step"), 1),
            **{"width": 64, "height": 64, "converter": "html", "docids": record},
        }


def fill(route: dict, values: dict[str, object]) -> str:
    """The address of a route, with a value for each of its arguments."""
    path = ""
    for part in route["rule"].replace(">", "<").split("<"):
        name = part.rpartition(":")[2]
        if name not in route["models"]:
            path += part
        elif name in values:
            path += str(values[name])
        else:
            path += str(values["id"]) if part.startswith(("int", "model")) else "name"
    return path
