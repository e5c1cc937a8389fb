import contextlib
import shutil
import socket
import ssl
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest.mock import patch

from odoo.tests import BaseCase

from ..transport import web
from .deliveries import picture
from .servers import self_signed

HOST = "127.0.0.1"
RED = picture("red")


class _Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Host"]))
        name = self.path.strip("/").partition("/")[0]
        with contextlib.suppress(OSError):
            getattr(self, f"answer_{name}")()

    def send(self, status=200, content=b"", **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def answer_picture(self):
        self.send(content=RED, Content_Type="image/png", Content_Length=str(len(RED)))

    def answer_page(self):
        self.send(content=b"<html>", Content_Type="text/html")

    def answer_nothing(self):
        self.send(404)

    def answer_broken(self):
        self.send(503)

    def answer_claims(self):
        self.send(Content_Type="image/png", Content_Length="999999999")

    def answer_endless(self):
        self.send(Content_Type="image/png")
        while True:
            self.wfile.write(b"x" * 65536)

    def answer_drops(self):
        self.send(Content_Type="image/png")
        for _ in range(50):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def answer_silent(self):
        time.sleep(1)

    def answer_header(self):
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        for _ in range(50):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def answer_cut(self):
        self.send(content=RED[:-1], Content_Type="image/png", Content_Length=str(len(RED)))

    def answer_to(self):
        self.send(302, Location=self.path.partition("/to/")[2])

    def log_message(self, *args):
        pass


class TestWeb(BaseCase):
    """A real web server on the loopback interface, which the test alone declares public."""

    def setUp(self):
        super().setUp()
        self.server = ThreadingHTTPServer((HOST, 0), _Handler)
        self.server.daemon_threads = True
        self.server.asked = []
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def fetch(self, path, host=HOST, **limits):
        limits = web.WebLimits(**{"max_size": 10**6, "patience": 0.5, "deadline": 1, **limits})
        return web.fetch(f"http://{host}:{self.port}/{path}", limits, self.accepts)

    def accepts(self, address, port):
        return web.is_public(address) or (address, port) == (HOST, self.port)

    def refused(self, code, *args, **limits):
        with self.assertRaises(web.Refused) as caught:
            self.fetch(*args, **limits)
        self.assertEqual(caught.exception.code, code)

    def test_picture(self):
        self.assertEqual(self.fetch("picture"), RED)

    def test_redirect_to_a_picture(self):
        self.assertEqual(self.fetch("to//picture"), RED)

    def test_addresses_that_are_not_public(self):
        for address in (
            *("127.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
            *("100.64.0.1", "192.0.0.8", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
            *("::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1"),
            *("64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1"),
        ):
            self.assertFalse(web.is_public(address), address)
        for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"):
            self.assertTrue(web.is_public(address), address)

    def test_loopback_is_refused_however_it_is_written(self):
        for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]"):
            with self.subTest(host), self.assertRaises(web.Refused) as caught:
                web.fetch(f"http://{host}:{self.port}/picture")
            self.assertEqual(caught.exception.code, "address")
        self.assertFalse(self.server.asked)

    def test_redirect_into_the_network_is_refused(self):
        self.refused("address", f"to/http://127.0.0.1:{self.port + 1}/picture")
        self.refused("address", "to/http://169.254.169.254/latest")
        self.refused("scheme", "to/file:///etc/hostname")

    def test_name_that_has_one_inner_address_is_refused(self):
        with self.names(["93.184.215.14", "10.0.0.1"]):
            self.refused("address", "picture", "pictures.example")

    def test_name_is_looked_up_once(self):
        """A name server that changes its mind after the check changes nothing."""
        with self.names([HOST], ["10.0.0.1"]) as asked:
            self.assertEqual(self.fetch("picture", "pictures.example"), RED)
        self.assertEqual(asked, ["pictures.example"])
        self.assertEqual(self.server.asked, [("/picture", f"pictures.example:{self.port}")])

    def test_name_that_changes_between_redirects_is_checked_again(self):
        with self.names([HOST], ["10.0.0.1"]):
            self.refused("address", "to//picture", "pictures.example")
        self.assertEqual(len(self.server.asked), 1)

    def test_number_of_redirects(self):
        self.assertEqual(self.fetch("to//to//to//picture"), RED)
        self.refused("redirects", "to//to//to//to//picture")

    def test_what_is_too_large(self):
        self.refused("size", "claims")
        self.refused("size", "endless")
        self.refused("size", "picture", max_size=len(RED) - 1)
        self.assertEqual(self.fetch("picture", max_size=len(RED)), RED)

    def test_what_takes_too_long(self):
        for path in ("silent", "drops", "header"):
            start = time.monotonic()
            with self.subTest(path), self.assertRaises(web.NotNow):
                self.fetch(path)
            self.assertLess(time.monotonic() - start, 2)

    def test_picture_that_is_cut_off(self):
        with self.assertRaises(web.NotNow):
            self.fetch("cut")

    def test_address_with_blanks_and_umlauts(self):
        self.assertEqual(self.fetch("picture/Haus am See/Köln 50%.png?größe=1"), RED)

    def test_what_is_no_picture(self):
        self.refused("kind", "page")
        self.refused("status", "nothing")
        with self.assertRaises(web.NotNow):
            self.fetch("broken")

    def test_odd_addresses(self):
        for url in ("ftp://a.example/1", "http://", "http://u:p@a.example/1", "http://a:x/", ""):
            with self.subTest(url), self.assertRaises(web.Refused) as caught:
                web.fetch(url)
            self.assertEqual(caught.exception.code, "scheme")

    def test_certificate_has_to_be_trusted(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self_signed(Path(folder, "box.pem")))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.server.handle_error = lambda request, address: None
        with self.assertRaises(web.NotNow):
            web.fetch(f"https://{HOST}:{self.port}/picture", accepts=self.accepts)
        self.assertFalse(self.server.asked)

    @contextlib.contextmanager
    def names(self, *answers):
        """Let the name server give these addresses, one answer after the other."""
        left, asked, lookup = list(answers), [], socket.getaddrinfo

        def getaddrinfo(host, port, *args, **options):
            if host != "pictures.example":
                return lookup(host, port, *args, **options)
            asked.append(host)
            addresses = left.pop(0) if len(left) > 1 else left[0]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in addresses]

        with patch.object(socket, "getaddrinfo", getaddrinfo):
            yield asked
