"""A reference receiver of the web feed, in the standard library only: see docs/websync-feed.md.

It takes a document once, in order, and only with a fresh signature. What it knows is in memory; a
website keeps the same three things in its database: deliveries, sequences, documents.
"""

import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WINDOW_SECONDS = 300
REFUSED, TAKEN, GONE_AWAY = 401, 204, 500


class Receiver:
    """What the website remembers, and the HTTP server that feeds it."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.documents: dict[int, dict] = {}
        self.deliveries: set[str] = set()
        self.sequences: dict[int, int] = {}
        # For the tests: each accepted document in order, and how to misbehave.
        self.log: list[dict] = []
        self.repeated = 0
        self.misbehave = ""
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/feed"

    def __enter__(self) -> "Receiver":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def is_genuine(self, timestamp: str, signature: str, body: bytes) -> bool:
        """Whether the sender knows the secret and wrote this within the last five minutes."""
        if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > WINDOW_SECONDS:
            return False
        message = timestamp.encode() + b"." + body
        right = hmac.new(self.secret.encode(), message, hashlib.sha256).hexdigest()
        return hmac.compare_digest(right, signature)

    def take(self, body: bytes) -> None:
        """Keep a document, unless it came before or something newer did."""
        content = json.loads(body)
        with self.lock:
            if content["delivery"] in self.deliveries:
                self.repeated += 1
                return
            self.deliveries.add(content["delivery"])
            self.log.append(content)
            if content["kind"] == "ping":
                return
            document = content["document"]
            if self.sequences.get(document["id"], 0) > content["sequence"]:
                return
            self.sequences[document["id"]] = content["sequence"]
            if content["kind"] == "delete":
                self.documents.pop(document["id"], None)
            else:
                self.documents[document["id"]] = document

    def headers_for(self, path: str) -> dict[str, str]:
        """The headers that fetch a file or a picture."""
        timestamp = str(int(time.time()))
        message = f"{timestamp}.{path}".encode()
        signature = hmac.new(self.secret.encode(), message, hashlib.sha256).hexdigest()
        return {"X-Agency-Timestamp": timestamp, "X-Agency-Signature": signature}

    def _handler(receiver) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                timestamp = self.headers.get("X-Agency-Timestamp", "")
                if receiver.misbehave == "hang":
                    time.sleep(15)
                    return
                if receiver.misbehave == "fail":
                    self._answer(GONE_AWAY)
                elif not receiver.is_genuine(
                    timestamp, self.headers.get("X-Agency-Signature", ""), body
                ):
                    self._answer(REFUSED)
                else:
                    receiver.take(body)
                    # A website that takes a document and then says that it did not.
                    self._answer(GONE_AWAY if receiver.misbehave == "lie" else TAKEN)
                    if receiver.misbehave == "twice":
                        self._answer(TAKEN)

            def _answer(self, status: int) -> None:
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                """Tests are quiet."""

        return Handler
