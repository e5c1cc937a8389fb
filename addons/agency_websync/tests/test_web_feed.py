import json
import time
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from unittest.mock import patch

import requests

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.queue_job.tests.common import trap_jobs

from .. import web_feed
from ..models import agency_web_delivery
from .websync_common import WebSyncCase

URL = "https://feed.example.com/in"


class Website:
    """An external website that answers as told and remembers what it took."""

    def __init__(self):
        self.status = 200
        self.bad_cases = {}
        self.taken = []
        self.tries = []
        self.headers = []

    def __call__(self, _url, *, data, headers, **_options):
        content = json.loads(data)
        case = content.get("document", {}).get("case")
        self.tries.append(content)
        self.headers.append((headers, data))
        answer = self.bad_cases.get(case, self.status)
        if isinstance(answer, Exception):
            raise answer
        if 200 <= answer < 300:
            self.taken.append(content)
        response = requests.Response()
        response.status_code = answer
        response.raw = BytesIO()
        return response


@tagged("post_install", "-at_install")
class TestWebFeed(WebSyncCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.endpoint = cls.env["agency.web.endpoint"].create({"name": "Site", "url": URL})
        cls.secret = cls.endpoint.action_new_secret()["context"]["default_secret"]
        cls.accesses.action_sync()
        cls.env.cr.flush()
        cls.outbox = cls.env["agency.web.outbox"]

    def setUp(self):
        super().setUp()
        self.website = Website()

    @contextmanager
    def answering(self):
        with (
            patch.object(agency_web_delivery.requests, "post", self.website),
            patch.object(self.env.cr, "commit", self.env.flush_all),
        ):
            yield self.website

    def deliver(self):
        self.env.flush_all()
        with self.answering():
            self.endpoint._deliver()
        return self.website

    def documents(self, state):
        domain = [("endpoint_id", "=", self.endpoint.id), ("state", "=", state)]
        return self.outbox.search(domain, order="id")

    def rename(self, case, name):
        case.name = name
        self.commit()

    def test_a_change_makes_a_document_of_exactly_the_copy(self):
        self.accesses[0].show_reference_1 = True
        self.cases[0].write({"reference_1": "R1", "reference_2": "hidden"})
        self.commit()
        document = self.outbox.search([("case_ref", "=", self.cases[0].id)], limit=1).document
        copy = self.copies_of(self.accesses[0])
        self.assertEqual((document["id"], document["version"]), (copy.id, copy.version))
        self.assertEqual((document["reference_1"], document["reference_2"]), ("R1", None))
        self.assertEqual(document["client"]["code"], self.partners[0].ref)
        self.assertEqual(document["modality"]["name"], {"en_US": "Sale"})
        self.assertNotIn("hidden", json.dumps(document))

    def test_documents_are_written_with_the_change_or_not_at_all(self):
        before = self.outbox.search_count([])
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.cases[0].name = "Taken back"
            self.env.cr.flush()
            raise ZeroDivisionError
        self.assertEqual(self.outbox.search_count([]), before)

    def test_delivery_is_signed_and_counted(self):
        website = self.deliver()
        self.assertEqual([each["kind"] for each in website.taken], ["put", "put"])
        headers, data = website.headers[0]
        self.assertTrue(
            web_feed.is_genuine(
                self.secret,
                time.time(),
                headers["X-Agency-Timestamp"],
                headers["X-Agency-Signature"],
                data,
            )
        )
        self.assertEqual(headers["X-Agency-Delivery"], website.taken[0]["delivery"])
        self.assertEqual((self.endpoint.state, self.endpoint.sent_count), ("ok", 2))

    def test_withdrawing_sends_deletions(self):
        self.deliver()
        copy = self.copies_of(self.accesses[0])
        self.accesses[0].action_withdraw()
        self.commit()
        self.deliver()
        last = self.website.taken[-1]
        self.assertEqual((last["kind"], last["document"]["id"]), ("delete", copy.id))

    def test_a_failing_case_holds_up_its_own_documents_only(self):
        self.website.bad_cases = {self.cases[0].id: 500}
        self.rename(self.cases[0], "Second")
        self.rename(self.cases[1], "Also second")
        self.deliver()
        self.assertEqual(
            {each["document"]["case"] for each in self.website.taken}, {self.cases[1].id}
        )
        self.assertEqual([each.attempts for each in self.documents("pending")], [1, 0])
        self.website.bad_cases = {}
        self.documents("pending").next_try = False
        self.deliver()
        versions = [
            each["document"]["version"]
            for each in self.website.taken
            if each["document"]["case"] == self.cases[0].id
        ]
        self.assertEqual(versions, [1, 2])

    def test_waiting_gets_longer(self):
        pauses = [web_feed.back_off(tries, lambda: 0.5) for tries in (1, 2, 3, 4, 20)]
        self.assertEqual(pauses, [timedelta(minutes=m) for m in (1, 2, 4, 8, 60)])

    @mute_logger("odoo.addons.agency_websync.models.agency_web_delivery")
    def test_an_endpoint_that_hangs_is_left_alone_for_a_while(self):
        partners = self.env["res.partner"].create([{"name": f"P{n}"} for n in range(4)])
        self.env["agency.case"].create([self._case_values(p, p.name) for p in partners])
        self.env["agency.web.access"].create([{"partner_id": p.id} for p in partners]).action_sync()
        self.website.status = requests.Timeout()
        self.deliver()
        self.assertEqual(len(self.website.tries), 3)
        self.assertEqual(self.endpoint.state, "failing")
        self.assertGreater(self.endpoint.paused_until, fields.Datetime.now())
        self.deliver()
        self.assertEqual(len(self.website.tries), 3)
        self.website.status = 200
        self.endpoint.paused_until = False
        self.documents("pending").next_try = False
        self.deliver()
        self.assertEqual((len(self.website.taken), self.endpoint.pauses), (6, 0))

    def test_refused_for_good_is_laid_aside_at_once(self):
        self.website.bad_cases = {self.cases[0].id: 422}
        self.deliver()
        dead = self.documents("dead")
        self.assertEqual((dead.case_ref, dead.attempts), (self.cases[0].id, 1))
        self.assertIn("422", dead.error)

    def test_asked_to_wait_is_not_refused(self):
        for status in (408, 429, 500, 503):
            self.assertEqual(web_feed.verdict(status), "retry")
        for status in (301, 400, 404, 410):
            self.assertEqual(web_feed.verdict(status), "dead")

    def test_laid_aside_after_the_last_try(self):
        self.endpoint.max_attempts = 2
        self.website.bad_cases = {self.cases[0].id: 500}
        for _try in range(2):
            self.documents("pending").next_try = False
            self.deliver()
        self.assertEqual(self.documents("dead").case_ref, self.cases[0].id)

    def test_send_again_sends_what_is_true_now(self):
        self.website.bad_cases = {self.cases[0].id: 422}
        self.deliver()
        self.rename(self.cases[0], "Newer")
        self.website.bad_cases = {}
        self.deliver()
        self.documents("dead").action_send_again()
        self.deliver()
        names = [
            each["document"]["name"]
            for each in self.website.taken
            if each["document"]["case"] == self.cases[0].id
        ]
        self.assertEqual(names, ["Newer", "Newer"])
        self.assertFalse(self.documents("dead"))

    def test_full_replay(self):
        self.deliver()
        self.env.cr.execute("DELETE FROM agency_web_case WHERE case_id = %s", [self.cases[1].id])
        self.website.taken.clear()
        self.endpoint._replay_in_job()
        self.deliver()
        self.assertEqual(
            [(each["kind"], each["document"]["case"]) for each in self.website.taken],
            [("put", self.cases[0].id), ("delete", self.cases[1].id)],
        )

    def test_an_archived_endpoint_hears_everything_when_it_is_back(self):
        self.deliver()
        self.endpoint.active = False
        self.rename(self.cases[0], "Unheard")
        self.assertFalse(self.documents("pending"))
        with trap_jobs() as trap:
            self.endpoint.active = True
            trap.assert_enqueued_job(self.endpoint._replay_in_job)

    def test_asking_twice_makes_one_job(self):
        self.env["queue.job"].search([]).unlink()
        self.rename(self.cases[0], "One")
        self.rename(self.cases[0], "Two")
        jobs = self.env["queue.job"].search([("method_name", "=", "_deliver_in_job")])
        self.assertEqual((len(jobs), jobs.channel), (1, "root.agency_feed"))

    def test_two_deliveries_at_once_are_not(self):
        with self.endpoint._alone() as first, self.endpoint._alone() as second:
            self.assertTrue(first)
            self.assertFalse(second)

    def test_test_button(self):
        with self.answering():
            told = self.endpoint.action_test()["params"]
            self.assertEqual((told["type"], self.website.taken[0]["kind"]), ("success", "ping"))
            self.website.status = 404
            told = self.endpoint.action_test()["params"]
        self.assertEqual(told["type"], "danger")
        self.assertIn("404", told["message"])

    def pause(self):
        """Have everything wait for long, as after many failures."""
        later = fields.Datetime.now() + timedelta(minutes=30)
        self.endpoint.write({"pauses": 5, "paused_until": later})
        self.documents("pending").next_try = later
        self.website.tries.clear()
        self.assertFalse(self.deliver().tries)

    def test_a_test_that_is_answered_ends_the_pause(self):
        self.pause()
        with self.answering():
            self.website.status = 500
            self.endpoint.action_test()
            self.assertTrue(self.endpoint.paused_until)
            self.website.status = 200
            self.endpoint.action_test()
        self.deliver()
        self.assertEqual(len(self.documents("sent")), 2)

    def test_who_sends_again_or_everything_does_not_wait(self):
        self.documents("pending")[0].state = "dead"
        self.pause()
        self.documents("dead").action_send_again()
        self.assertEqual(len(self.deliver().taken), 2)
        self.pause()
        self.endpoint.action_replay()
        self.assertFalse(self.endpoint.paused_until)

    def test_open_screens_of_managers_are_told(self):
        managers, told = self.env.ref("agency_base.group_manager"), []

        def bus_send(group, kind, message, **kwargs):
            told.append((group, kind, message))

        self.patch(type(managers), "_bus_send", bus_send)
        self.deliver()
        self.assertEqual(told, [(managers, "agency_websync/sync", {"endpoint": self.endpoint.id})])

    def test_the_secret_is_never_read_back(self):
        manager = new_test_user(self.env, "feed.manager", groups="agency_base.group_manager")
        endpoint = self.endpoint.with_user(manager)
        self.assertNotIn("secret", endpoint.read()[0])
        with self.assertRaises(AccessError):
            endpoint.read(["secret"])
        with self.assertRaises(AccessError):
            endpoint.search([("secret", "=", self.secret)])
        self.assertNotIn(self.secret, str(endpoint.message_ids.mapped("body")))

    def test_agents_do_not_see_the_feed(self):
        agent = new_test_user(self.env, "feed.agent", groups="agency_base.group_agent")
        for model in ("agency.web.endpoint", "agency.web.outbox"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(agent).search([])

    def test_an_agent_who_changes_a_case_feeds_all_the_same(self):
        agent = new_test_user(self.env, "feed.agent", groups="agency_base.group_agent")
        before = len(self.documents("pending"))
        self.rename(self.cases[0].with_user(agent), "By an agent")
        self.assertEqual(len(self.documents("pending")), before + 1)

    def test_addresses(self):
        for url in (
            "feed.example.com",
            "ftp://a.example.com",
            "https://me:pw@a.example.com",
            "http://",
        ):
            with self.assertRaisesRegex(ValidationError, "no address to send to"):
                self.endpoint.url = url

    def test_signatures(self):
        now = 1_800_000_000
        right = web_feed.signature("s", now, b"x")
        self.assertTrue(web_feed.is_genuine("s", now + 299, str(now), right, b"x"))
        for case in (
            ("s", now + 301, str(now), right, b"x"),
            ("s", now - 301, str(now), right, b"x"),
            ("other", now, str(now), right, b"x"),
            ("s", now, str(now), right, b"y"),
            ("s", now, str(now + 1), right, b"x"),
            ("s", now, None, right, b"x"),
            ("s", now, "१८००००००००", right, b"x"),
            ("s", now, str(now), None, b"x"),
            ("s", now, str(now), "ü", b"x"),
        ):
            self.assertFalse(web_feed.is_genuine(*case), case)


@tagged("post_install", "-at_install")
class TestWebFeedFiles(HttpCase, WebSyncCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.endpoint = cls.env["agency.web.endpoint"].create({"name": "Site", "url": URL})
        cls.secret = cls.endpoint.action_new_secret()["context"]["default_secret"]
        files = cls.env["ir.attachment"].create(
            [{"name": f"{n}.pdf", "raw": b"%PDF-1.4 " + n.encode()} for n in ("shown", "kept")]
        )
        cls.shown, cls.kept = files
        values = {"case_id": cls.cases[0].id, "name": "Letter"}
        cls.env["agency.case.note"].create(
            [
                {**values, "attachment_ids": cls.shown.ids, "released": True},
                {**values, "attachment_ids": cls.kept.ids},
            ]
        )
        cls.accesses.action_sync()
        cls.env.cr.flush()
        cls.copy = cls.copies.search([("access_id", "=", cls.accesses[0].id)])

    def fetch(self, path, secret=None, moment=None):
        moment = moment or int(time.time())
        signed = web_feed.signature(secret or self.secret, moment, path.encode())
        return self.url_open(
            path,
            headers={"X-Agency-Timestamp": str(moment), "X-Agency-Signature": signed},
            allow_redirects=False,
        )

    def path(self, file):
        return f"/agency/websync/file/{self.copy.id}/{file.id}"

    def test_a_file_of_the_copy(self):
        answer = self.fetch(self.path(self.shown))
        self.assertEqual((answer.status_code, answer.content), (200, b"%PDF-1.4 shown"))
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_everything_else_is_not_found(self):
        path = self.path(self.shown)
        other = self.copies.search([("access_id", "=", self.accesses[1].id)])
        for answer in (
            self.fetch(self.path(self.kept)),
            self.fetch(path, secret="wrong"),
            self.fetch(path, moment=int(time.time()) - 400),
            self.fetch(f"/agency/websync/file/{other.id}/{self.shown.id}"),
            self.fetch(f"/agency/websync/file/0/{self.shown.id}"),
            self.fetch(f"/agency/websync/picture/{self.copy.id}"),
            self.url_open(path, allow_redirects=False),
        ):
            self.assertEqual(answer.status_code, 404)
        self.accesses[0].action_withdraw()
        self.env.cr.flush()
        self.assertEqual(self.fetch(path).status_code, 404)

    def test_another_company_s_website(self):
        company = self.env["res.company"].create({"name": "Another agency"})
        self.endpoint.company_id = company
        self.assertEqual(self.fetch(self.path(self.shown)).status_code, 404)
