from odoo.tests import tagged

from ..web_copy_sql import Scope
from .websync_common import WebSyncCase


@tagged("post_install", "-at_install")
class TestWebFeedNames(WebSyncCase):
    """What copies only point to is named in the documents: a new name sends them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.country = cls.env["res.country"].create({"name": "Atlantis", "code": "QZ"})
        cls.other_modality = cls.env["agency.case.modality"].create(
            {"name": "Lease", "code": "TLEASE"}
        )
        cls.cases[0].country_id = cls.country
        cls.cases[1].modality_id = cls.other_modality
        cls.endpoint = cls.env["agency.web.endpoint"].create(
            {"name": "Site", "url": "https://feed.example.com/in"}
        )
        cls.accesses.action_sync()
        cls.env.cr.flush()

    def setUp(self):
        super().setUp()
        self.commit()
        self.env["agency.web.outbox"].search([]).unlink()
        self.told = []

        def bus_send(partner, kind, message, **kwargs):
            self.told.append((kind, message))

        self.patch(type(self.env["res.partner"]), "_bus_send", bus_send)

    def sent(self):
        """Return the documents that the change has written, by the name of the client."""
        self.commit()
        documents = self.env["agency.web.outbox"].search([("endpoint_id", "=", self.endpoint.id)])
        self.assertTrue(all(each.state == "pending" for each in documents))
        return {
            self.env["agency.web.access"].browse(each.access_ref).partner_id: each.document
            for each in documents
        }

    def test_a_modality(self):
        self.modality.name = "Disposal"
        sent = self.sent()
        self.assertEqual(list(sent), [self.partners[0]])
        self.assertEqual(sent[self.partners[0]]["modality"]["name"]["en_US"], "Disposal")

    def test_the_code_of_a_modality(self):
        self.other_modality.code = "TRENT"
        sent = self.sent()
        self.assertEqual(list(sent), [self.partners[1]])
        self.assertEqual(sent[self.partners[1]]["modality"]["code"], "TRENT")

    def test_a_translation(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.modality.update_field_translations("name", {"de_DE": "Verkauf"})
        name = self.sent()[self.partners[0]]["modality"]["name"]
        self.assertEqual(name, {"en_US": "Sale", "de_DE": "Verkauf"})

    def test_in_another_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.country.with_context(lang="de_DE").name = "Atlantien"
        name = self.sent()[self.partners[0]]["country"]["name"]
        self.assertEqual(name, {"en_US": "Atlantis", "de_DE": "Atlantien"})

    def test_a_class(self):
        classes = self.env["agency.case.class"].create({"name": "Houses", "code": "T9"})
        self.cases[1].class_ids = classes
        self.commit()
        self.env["agency.web.outbox"].search([]).unlink()
        classes.code = "T10"
        sent = self.sent()
        self.assertEqual(list(sent), [self.partners[1]])
        self.assertEqual(sent[self.partners[1]]["classes"], "T10")

    def test_the_agency(self):
        self.accesses[0].company_id.name = "Renamed Agency"
        sent = self.sent()
        self.assertEqual(set(sent), set(self.partners))
        self.assertEqual(sent[self.partners[0]]["company"]["name"], "Renamed Agency")

    def test_the_agency_by_its_contact(self):
        self.accesses[0].company_id.partner_id.name = "Renamed Agency"
        sent = self.sent()
        self.assertEqual(set(sent), set(self.partners))
        self.assertEqual(sent[self.partners[1]]["company"]["name"], "Renamed Agency")

    def test_the_client_of_a_registration(self):
        """Of a whole group's cases some name another client, yet the registration is this one's."""
        group = self.env["agency.client.group"].create({"name": "Family"})
        self.partners.client_group_id = group
        self.accesses[1].action_withdraw()
        self.accesses[0].whole_group = True
        self.commit()
        self.env["agency.web.outbox"].search([]).unlink()
        self.partners[0].write({"name": "Alpha Senior", "ref": "T-777"})
        self.commit()
        documents = self.env["agency.web.outbox"].search([])
        self.assertEqual(set(documents.mapped("case_ref")), set(self.cases.ids))
        for document in documents.mapped("document"):
            self.assertEqual(document["client"]["name"], "Alpha Senior")
            self.assertEqual(document["client"]["code"], "T-777")

    def test_no_new_name_sends_nothing(self):
        self.modality.write({"name": "Sale", "code": "TSALE", "color": 3})
        self.country.write({"name": "Atlantis", "phone_code": 999})
        self.partners.write({"comment": "Nice people"})
        self.assertEqual(self.sent(), {})

    def test_a_copy_that_changes_anyway_is_sent_once(self):
        self.modality.name = "Disposal"
        self.cases[0].name = "Also renamed"
        self.commit()
        documents = self.env["agency.web.outbox"].search([])
        self.assertEqual(len(documents), 1)
        copy = self.copies_of(self.accesses[0])
        self.assertEqual((documents.document["version"], copy.version), (2, 2))

    def test_open_pages_follow(self):
        guest = self.env["agency.guest"].create({"surname": "Reader", "user_code": "names.reader"})
        self.accesses[0].guest_ids = guest
        self.commit()
        self.told.clear()
        self.modality.name = "Disposal"
        self.commit()
        copy = self.copies_of(self.accesses[0])
        messages = [message for kind, message in self.told if kind == "agency_websync/cases"]
        self.assertEqual([message["changed"] for message in messages], [copy.ids])
        self.assertFalse(self.copies._differences(Scope(accesses=self.accesses.ids)))

    def test_many_copies_cost_no_more_statements(self):
        def queries(name):
            self.env["agency.web.outbox"].search([]).unlink()
            self.modality.name = name
            before = self.env.cr.sql_log_count
            self.commit()
            return self.env.cr.sql_log_count - before

        queries("Warm")
        few = queries("Few")
        values = [self._case_values(self.partners[0], f"House {n}") for n in range(30)]
        self.env["agency.case"].create(values)
        self.commit()
        self.assertLessEqual(queries("Many"), few)
        self.assertEqual(self.env["agency.web.outbox"].search_count([]), 31)
