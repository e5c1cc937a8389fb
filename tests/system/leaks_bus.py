"""Listens on the live bus as a guest, and asks for everybody else's channels."""

import json

from tests.system.guests import Socket
from tests.system.leaks_http import Visitor
from tools.console import Failure

SECONDS = 20


class Listener:
    """One guest's live connection, subscribed to as much as a client can name."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.channels = _names(visitor.world)
        self.socket = Socket(visitor.base, visitor.cookie.partition("=")[2])
        if not self.socket.opened:
            raise Failure("no websocket")
        self.socket.send("subscribe", {"channels": self.channels, "last": 0})

    def hear(self, nonce: str) -> set[str]:
        """Whom the messages of one run were for, up to the last one."""
        heard: set[str] = set()
        while "end" not in heard:
            kind, content = self.socket.read(SECONDS)
            if kind == 8:
                raise Failure(f"{self.visitor.guest['name']} was sent away")
            if kind == 1:
                heard |= _meant_for(json.loads(content), nonce)
        return heard

    def peek(self, nonce: str) -> set[str]:
        """The same over the fallback for browsers without live connections."""
        params = {"channels": self.channels, "last": 0, "is_first_poll": True}
        answer = self.visitor.rpc("/websocket/peek_notifications", **params)
        return _meant_for(answer["result"]["notifications"], nonce)

    def check(self, heard: set[str], how: str) -> None:
        name = self.visitor.guest["name"]
        self.visitor.probes += len(self.channels)
        if name not in heard:
            self.visitor.leaks.append((how, "hears nothing at all"))
        for other in sorted(heard - {name, "end"}):
            self.visitor.leaks.append((how, f"hears what is for {other}"))


def _names(world: dict) -> list[str]:
    """Channels by every name that Odoo's own clients use, and by ours."""
    names = ["broadcast", "res.groups_1", "presence", "discuss.channel_1", "mail.guest_1"]
    for model, ids in world["records"].items():
        for record in ids:
            names += [f"{model}_{record}", f"{model},{record}", f"odoo-presence-{model}_{record}"]
    return names


def _meant_for(notifications: list[dict], nonce: str) -> set[str]:
    messages = [each["message"] for each in notifications if each["message"]["type"] == "leak"]
    return {each["payload"]["to"] for each in messages if each["payload"]["run"] == nonce}
