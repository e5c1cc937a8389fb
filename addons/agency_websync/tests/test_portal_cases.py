from urllib.parse import quote

from odoo import Command
from odoo.tests import new_test_user, tagged

from .portal_case_common import PortalCaseCase

ROUTES = ("/my/cases/{id}", "/my/cases/{id}/part")
LISTS = (
    *("/my/cases", "/my/cases/part", "/my/cases/rows?ids=1", "/my/cases/versions?ids=1"),
    *("/my/cases/list.xlsx", "/my/cases/list.pdf"),
)


@tagged("post_install", "-at_install")
class TestPortalCases(PortalCaseCase):
    def test_each_customer_sees_the_own_cases(self):
        for guest, own, other in (
            (self.claras, "Blue pier", "Red pier"),
            (self.carlos, "Red pier", "Blue pier"),
        ):
            self._enter(guest)
            page = self._get("/my/cases").text
            self.assertIn(own, page)
            self.assertNotIn(other, page)

    def test_routes_of_one_case_open_to_its_customer_only(self):
        own, foreign = self._copy_of(self.case), self._copy_of(self.other_case)
        self._enter(self.claras)
        for route in ROUTES:
            self._get(route.format(id=own.id))
            self._get(route.format(id=foreign.id), 404)
        ids = f"{own.id},{foreign.id}"
        self.assertNotIn("Red pier", self._get(f"/my/cases/rows?ids={ids}").text)
        versions = self._get(f"/my/cases/versions?ids={ids}").json()
        self.assertEqual(list(versions), [str(own.id)])

    def test_without_the_section_nothing_is_there(self):
        copy = self._copy_of(self.case)
        nobody = self._guest("nobody", "none")
        self.clara_access.guest_ids |= nobody
        self._enter(nobody)
        for path in (*LISTS, *(route.format(id=copy.id) for route in ROUTES)):
            self._get(path, 404)
        self.assertNotIn("/my/cases", self._get("/my").text)

    def test_a_withdrawn_registration_is_gone(self):
        copy = self._copy_of(self.case)
        self._enter(self.claras)
        self._get(f"/my/cases/{copy.id}")
        self.clara_access.action_withdraw()
        self._get(f"/my/cases/{copy.id}", 404)
        self.assertIn("No case yet", self._get("/my/cases").text)
        self.assertEqual(self._get(f"/my/cases/versions?ids={copy.id}").json(), {})

    def test_an_employee_has_no_customer_pages(self):
        self.authenticate("admin", "admin")
        for path in LISTS:
            self._get(path, 404)

    def test_every_column_sorts_both_ways(self):
        self._case(
            self.clara,
            name="Amber pier",
            modality_id=self.lease.id,
            country_id=self.env.ref("base.at").id,
            class_ids=[Command.set(self.classes[0].ids)],
            expiry_date=self._in_days(5),
            state="draft",
        )
        self.case.write(
            {
                **{"country_id": self.env.ref("base.it").id, "expiry_date": self._in_days(50)},
                **{"class_ids": [Command.set(self.classes[1].ids)], "state": "done"},
            }
        )
        up, down = ["Amber pier", "Blue pier"], ["Blue pier", "Amber pier"]
        self._enter(self.claras)
        for name in ("modality", "number", "country", "name", "expiry", "classes", "state"):
            for order, expected in (("asc", up), ("desc", down)):
                with self.subTest(name=name, order=order):
                    tree = self._tree(f"/my/cases?sort={name}&order={order}")
                    names = tree.xpath("//tr[@data-copy]//th//a/text()")
                    self.assertEqual(names, expected)
                    [sorted_by] = tree.xpath("//th[@aria-sort]")
                    self.assertIn(f"o_agency_case_{name}", sorted_by.get("class"))

    def test_a_case_without_expiry_comes_last_either_way(self):
        self._case(self.clara, name="Amber pier", expiry_date=self._in_days(5))
        self._enter(self.claras)
        for order in ("asc", "desc"):
            self.assertEqual(
                self._names(f"/my/cases?sort=expiry&order={order}"), ["Amber pier", "Blue pier"]
            )

    def test_filters(self):
        italy = self.env.ref("base.it")
        self._case(
            self.clara,
            name="Amber pier",
            number="X-77",
            modality_id=self.lease.id,
            country_id=italy.id,
            class_ids=[Command.set(self.classes[0].ids)],
            expiry_date=self._in_days(-3),
        )
        self.case.write(
            {
                "class_ids": [Command.set(self.classes[1].ids)],
                "expiry_date": self._in_days(60),
            }
        )
        self._enter(self.claras)
        for arguments, expected in (
            (f"modality={self.lease.id}", ["Amber pier"]),
            (f"country={italy.id}", ["Amber pier"]),
            # Q5 is not part of Q51.
            ("case_class=Q5", ["Amber pier"]),
            ("case_class=Q51", ["Blue pier"]),
            ("number=x-7", ["Amber pier"]),
            ("search=amber", ["Amber pier"]),
            ("search=REF-SHOWN", ["Blue pier"]),
            ("search=REF-HIDDEN", []),
            ("search=100%25", []),
            ("period=expired", ["Amber pier"]),
            ("period=days30", []),
            ("period=days90", ["Blue pier"]),
            (f"date_from={self._in_days(-5)}&date_to={self._in_days(0)}", ["Amber pier"]),
            (f"date_from={self._in_days(1)}", ["Blue pier"]),
        ):
            with self.subTest(arguments=arguments):
                self.assertEqual(self._names(f"/my/cases?{arguments}"), expected)

    def test_at_the_low_level_references_are_neither_shown_nor_found(self):
        low = self._guest("lowly", "low")
        self.clara_access.guest_ids |= low
        self._enter(low)
        self.assertEqual(self._names("/my/cases?search=REF-SHOWN"), [])
        self.assertEqual(self._names("/my/cases?search=blue"), ["Blue pier"])

    def test_what_makes_no_sense_is_left_out(self):
        self._enter(self.claras)
        strange = (
            *("sort=password", "order=sideways", "modality=999999", "country=-1", "country=zz"),
            *("case_class=nope", "period=never", "date_from=2026-13-45", "step=7"),
            *(f"client={self.carlo_access.id}", "client=zz", f"modality={'9' * 5000}"),
        )
        for arguments in strange:
            with self.subTest(arguments=arguments[:40]):
                page = self._get(f"/my/cases?{arguments}").text
                self.assertIn("Blue pier", page)
                self.assertNotIn("Red pier", page)
        self.assertIn("does not exist here", self._get("/my/cases?sort=password").text)
        self.assertNotIn("does not exist here", self._get("/my/cases?sort=name").text)
        for path in (
            *("/my/cases/page/99999999", "/my/cases/part?page=zz", "/my/cases?nothing=1"),
            *("/my/cases/rows?ids=zz,,1e9," + "9" * 60, f"/my/cases?search={quote(chr(0))}x"),
        ):
            self._get(path)

    def test_pages_of_a_long_list(self):
        for number in range(24):
            self._case(self.clara, name=f"Pier {number:02}")
        self._enter(self.claras)
        self.assertEqual(len(self._names("/my/cases?sort=name")), 20)
        self.assertEqual(
            self._names("/my/cases/page/2?sort=name"), [f"Pier {n}" for n in (19, 20, 21, 22, 23)]
        )
        self.assertEqual(len(self._names("/my/cases?step=80")), 25)

    def test_names_are_shown_as_text(self):
        self.case.name = "<script>alert(1)</script>"
        self._enter(self.claras)
        for path in ("/my/cases", f"/my/cases/{self._copy_of(self.case).id}"):
            page = self._get(path).text
            self.assertNotIn("<script>alert", page)
            self.assertIn("&lt;script&gt;alert(1)", page)

    def test_switch_between_clients(self):
        self.carlo_access.guest_ids |= self.claras
        self._enter(self.claras)
        tree = self._tree("/my/cases")
        buttons = tree.xpath("//button[@name='client']")
        self.assertEqual(
            {button.get("value") for button in buttons},
            {str(self.clara_access.id), str(self.carlo_access.id)},
        )
        self._post("/my/cases/client", client=self.clara_access.id)
        self.assertEqual(self._names("/my/cases"), ["Blue pier"])
        # The address wins, and is forgotten; the switch is remembered.
        self.assertEqual(self._names(f"/my/cases?client={self.carlo_access.id}"), ["Red pier"])
        self.assertEqual(self._names("/my/cases"), ["Blue pier"])

    def test_the_switch_alone_is_what_the_page_has_now(self):
        self.carlo_access.guest_ids |= self.claras
        self._enter(self.claras)
        asked = f"client={self.clara_access.id}"
        part = f"/my/cases/clients?{asked}"
        names = "//*[@class='o_agency_client_name']/strong/text()"
        for path in (f"/my/cases?{asked}", part):
            self.assertEqual(self._tree(path).xpath(names), ["Carlo Client", "Clara Client"])
        self.assertNotIn("<html", self._get(part).text)
        self.carlo_access.action_withdraw()
        tree = self._tree(part)
        self.assertEqual(tree.xpath(names), [])
        self.assertEqual(tree.xpath("//@data-open"), [str(self.clara_access.id)])
        self.clara_access.action_withdraw()
        self.assertEqual(self._tree(part).xpath("//@data-open"), [])

    def test_one_client_needs_no_switch_and_takes_no_other(self):
        self._enter(self.claras)
        self.assertFalse(self._tree("/my/cases").xpath("//*[@name='client']"))
        self._post("/my/cases/client", 404, client=self.carlo_access.id)

    def test_the_office_previews_the_pages(self):
        self.carlo_access.guest_ids |= self.claras
        copy = self._copy_of(self.case)
        new_test_user(
            self.env,
            "quay_agent",
            groups="agency_base.group_agent",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        self.authenticate("quay_agent", "quay_agent")
        prefix = f"/agency/guest/{self.claras.id}/preview"
        page = self._get(f"{prefix}/my/cases?client={self.carlo_access.id}").text
        self.assertIn("Red pier", page)
        self.assertIn(f'href="{prefix}/my/cases?client={self.clara_access.id}"', page)
        self.assertNotIn("data-live", page)
        self.assertIn("Blue pier", self._get(f"{prefix}/my/cases/{copy.id}").text)

    def test_home_counts_and_tells_the_news(self):
        self._enter(self.claras)
        self.assertIn('href="/my/cases"', self._get("/my").text)
        news = self._tree("/my/news")
        self.assertIn("Blue pier", news.text_content())
        [tile] = news.xpath("//a[@href='/my/cases']//*[contains(@class, 'tile_count')]")
        self.assertEqual(tile.text, "1")

    def test_queries_do_not_grow_with_the_rows(self):
        countries = self.env["res.country"].search([], limit=8)
        for number in range(9):
            self._case(self.clara, name=f"Pier {number}", country_id=countries[number % 8].id)
        self._enter(self.claras)
        few = self._queries("/my/cases?step=80")
        for number in range(70):
            self._case(self.clara, name=f"More {number}", country_id=countries[number % 8].id)
        many = self._queries("/my/cases?step=80")
        self.assertEqual(len(self._names("/my/cases?step=80")), 80)
        self.assertEqual(many, few)

    def _queries(self, path):
        self._get(path)
        self._copy()
        start = self.cr.sql_log_count
        self.url_open(path)
        return self.cr.sql_log_count - start
