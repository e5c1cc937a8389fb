import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .levels_common import SECRET, LevelsCase

FILES = ("file", "image_512", "image_256")
# One call of each kind that Odoo opens to whoever is signed in.
CALLS = (
    ("agency.property", "search_read", [[], ["name"]]),
    ("agency.property", "read", [[1], ["name"]]),
    ("agency.property", "web_search_read", [[], {"name": {}}]),
    ("agency.property", "formatted_read_group", [[], [], ["__count"]]),
    ("agency.property", "name_search", ["a"]),
    ("agency.property", "fields_get", []),
    ("agency.property", "export_data", [[1], ["name"]]),
    ("agency.property", "action_activate", [[1]]),
    ("res.partner", "search_read", [[], ["name"]]),
    ("res.users", "write", [[1], {"name": "x"}]),
    ("mail.message", "search_read", [[], ["body"]]),
    ("ir.attachment", "search_read", [[], ["name"]]),
)
CLOSED_JSON = (
    ("/mail/data", {"fetch_params": ["init_messaging"]}),
    ("/mail/action", {"fetch_params": ["init_messaging"]}),
    ("/mail/thread/messages", {"thread_model": "agency.property", "thread_id": 1}),
    ("/mail/message/post", {"thread_model": "agency.property", "thread_id": 1, "post_data": {}}),
    ("/mail/partner/from_email", {"emails": ["anna@home.example"]}),
    ("/mail/chatter_fetch", {"thread_model": "agency.property", "thread_id": 1}),
    ("/portal/chatter_init", {"thread_model": "agency.property", "thread_id": 1}),
    ("/discuss/channel/messages", {"channel_id": 1}),
    ("/web/action/load", {"action_id": 1}),
    ("/web/model/get_definitions", {"model_names": ["agency.property"]}),
    ("/web/domain/validate", {"model": "agency.property", "domain": []}),
    ("/web/export/get_fields", {"model": "agency.property", "domain": []}),
)
CLOSED_GET = ("/web/partner/vcard?partner_id=1", "/report/html/x/1", "/doc", "/mail/view")


@tagged("post_install", "-at_install")
class TestLevelsRoutes(LevelsCase, HttpCase):
    """Over HTTP: pictures and files by level, and no way around the guest's pages."""

    def setUp(self):
        super().setUp()
        self.guest = self._guest("olga.http", self.olga, "low")
        self._sign_in(self.guest)

    def _sign_in(self, guest):
        guest.must_change_password = False
        self.env.flush_all()
        self.authenticate(guest.user_id.login, guest.user_id.login)

    def _json(self, url, params):
        answer = self.url_open(
            url,
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return answer.json() if "json" in answer.headers["Content-Type"] else {"error": {}}

    def _medium(self, kind, public, house="Harbour"):
        return self.records[house]["agency.property.media"].filtered(
            lambda media: media.kind == kind and media.is_public == public
        )

    def _file(self, media):
        url = f"/web/content/agency.property.media/{media.id}/file"
        return self.url_open(url).content

    def test_files_by_level(self):
        for kind in ("picture", "document"):
            public, private = self._medium(kind, True), self._medium(kind, False)
            self.assertIn(f"{kind} True".encode(), self._file(public))
            self.assertNotIn(f"{kind} False".encode(), self._file(private))
        self._sign_in(self._guest("olga.high", self.olga, "high"))
        for kind in ("picture", "document"):
            self.assertIn(f"{kind} False".encode(), self._file(self._medium(kind, False)))

    def test_files_of_others(self):
        for kind in ("picture", "document"):
            self.assertNotIn(kind.encode(), self._file(self._medium(kind, True, "Castle")))

    def test_files_without_the_section(self):
        self._sign_in(self._guest("olga.docs", self.olga, {"documents": "high"}))
        self.assertIn(b"document False", self._file(self._medium("document", False)))
        self.assertNotIn(b"picture", self._file(self._medium("picture", True)))

    def test_attachments_behind_the_files(self):
        """The attachment of a readable file is not another door to it."""
        attachments = self.env["ir.attachment"].search(
            [("res_model", "=", "agency.property.media"), ("res_field", "in", FILES)]
        )
        self.assertTrue(attachments)
        for attachment in attachments:
            for url in (f"/web/content/{attachment.id}", f"/web/image/{attachment.id}"):
                self.assertNotIn(attachment.raw, self.url_open(url).content)

    def test_enclosures_of_letters(self):
        enclosure = self.env["ir.attachment"].create(
            {
                **{"name": "letter.txt", "raw": SECRET.encode(), "res_id": self.harbour.id},
                "res_model": "agency.property",
            }
        )
        self.harbour.message_post(body="A letter", attachment_ids=enclosure.ids)
        self.env.flush_all()
        content = self.url_open(f"/web/content/{enclosure.id}").content
        self.assertNotIn(SECRET.encode(), content)

    def test_calls(self):
        with mute_logger("odoo.http"):
            for model, method, args in CALLS:
                for route in ("call_kw", "call_button"):
                    params = {"model": model, "method": method, "args": args, "kwargs": {}}
                    answer = self._json(f"/web/dataset/{route}/{model}/{method}", params)
                    self.assertIn("error", answer, (route, model, method))

    def test_password_rules_can_be_asked(self):
        params = {"model": "res.users", "method": "get_password_policy", "args": [], "kwargs": {}}
        self.assertIn("result", self._json("/web/dataset/call_kw", params))

    def test_routes_of_the_office(self):
        with mute_logger("odoo.http"):
            for url, params in CLOSED_JSON:
                self.assertNotIn("result", self._json(url, params), url)

    def test_pages_of_the_office(self):
        for url in CLOSED_GET:
            self.assertEqual(self.url_open(url).status_code, 404, url)

    def test_own_pages_still_open(self):
        for url in ("/my", "/my/security", "/"):
            self.assertEqual(self.url_open(url).status_code, 200, url)
