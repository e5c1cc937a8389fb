"""Odoo on the suite's configuration: the file it starts from, a command, a server that runs."""

import configparser
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tools import paths, runtime
from tools.console import Failure
from tools.database import Server, drop

# What a developer's machine has instead of the production values of odoo.conf.
LOCAL = {"workers": "0", "proxy_mode": "False", "dbfilter": "", "max_cron_threads": "0"}
START_SECONDS = 120


def write_config(database: Server) -> Path:
    """Write the configuration that all of Odoo's commands read."""
    save_config(paths.CONFIG, database)
    # Each of Odoo's commands takes -c at another place; all read this.
    os.environ["ODOO_RC"] = str(paths.CONFIG)
    return paths.CONFIG


def save_config(target: Path, database: Server, **overrides: str) -> None:
    """odoo.conf, with what belongs to this machine laid over it."""
    config = configparser.ConfigParser(interpolation=None)
    config.read(paths.ROOT / "odoo.conf")
    options = config["options"]
    options.update(LOCAL)
    options["addons_path"] = ",".join(str(folder) for folder in addons_path())
    options["data_dir"] = str(paths.FILESTORE)
    options["db_host"], options["db_port"] = database.host, str(database.port)
    options["db_user"] = database.user
    if database.password:
        options["db_password"] = database.password
    options.update(overrides)
    partial = target.with_suffix(f".{os.getpid()}")
    with partial.open("w", encoding="utf-8") as file:
        config.write(file)
    partial.chmod(0o600)
    partial.rename(target)


def addons_path() -> list[Path]:
    """The suite, then the addons of a checkout (a packaged Odoo holds its own)."""
    checkout = runtime.odoo_folder() / "addons"
    has_addons = (checkout / "web" / "__manifest__.py").exists()
    return [paths.ADDONS, *([checkout] if has_addons else [])]


def command(*arguments: str) -> list[str]:
    """The command line of Odoo's own command; it finds the configuration in ODOO_RC."""
    name, *rest = arguments or ("server",)
    if name.startswith("-"):
        name, rest = "server", [name, *rest]
    code = "import odoo.cli; odoo.cli.main()"
    return [str(paths.PYTHON), "-c", code, name, *rest]


def filestore(database: str) -> Path:
    """Where Odoo keeps the files of a database."""
    return paths.FILESTORE / "filestore" / database


def forget(server: Server, name: str) -> None:
    """Throw a database and its files away."""
    drop(server, name)
    shutil.rmtree(filestore(name), ignore_errors=True)


def free_port(wanted: int) -> int:
    """`wanted`, or the next port on the loopback interface that nobody listens on."""
    for port in range(wanted, wanted + 200):
        with contextlib.closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Failure(f"No port is free from {wanted} on: stop a server and run the command again.")


def start(database: str, port: int, log: Path, *options: str) -> subprocess.Popen:
    """Start a server and wait until it answers; stop it with `stop`."""
    arguments = command(
        "server", "-d", database, "--db-filter", f"^{database}$", "--http-port", str(port), *options
    )
    with log.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(
            arguments, stdout=sink, stderr=subprocess.STDOUT, start_new_session=True
        )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            get(f"http://127.0.0.1:{port}/web/health")
            return process
        time.sleep(0.3)
    stop(process)
    raise Failure(f"Odoo does not start: its log is {log}.")


def stop(process: subprocess.Popen) -> None:
    """Stop a server and its children, and nothing else."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def running(database: str, port: int, log: Path, *options: str) -> Iterator[str]:
    """The base address of a server that runs for as long as the block lasts."""
    process = start(database, port, log, *options)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


def get(url: str) -> str:
    """The text of a page on this machine; OSError when it does not answer with success."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode("utf-8", "replace")


class Session:
    """A signed-in JSON-RPC session, for checks over HTTP."""

    def __init__(self, base: str, database: str, login: str, password: str) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.post(
            "/web/session/authenticate", {"db": database, "login": login, "password": password}
        )

    def post(self, path: str, params: dict[str, object]) -> object:
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        request = urllib.request.Request(
            self.base + path, body, {"Content-Type": "application/json"}
        )
        with self.opener.open(request, timeout=60) as answer:
            result = json.load(answer)
        if "error" in result:
            raise Failure(f"{path} answers: {result['error']['data']['message']}")
        return result["result"]

    def call(self, model: str, method: str, *args: object, **kwargs: object) -> object:
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        return self.post(f"/web/dataset/call_kw/{model}/{method}", params)

    def get(self, path: str) -> bytes:
        with self.opener.open(self.base + path, timeout=60) as answer:
            return answer.read()
