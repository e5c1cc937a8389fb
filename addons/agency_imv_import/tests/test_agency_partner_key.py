from ..contact_keys import Facts, keys_of
from ..hooks import post_init_hook
from .common import ImportCase


class TestAgencyPartnerKey(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keys = cls.env["agency.partner.key"]
        cls.company = cls.env.company
        cls.partner = cls.env["res.partner"].create(
            {
                "name": "Clara Sommer",
                "street": "Gartenweg 3",
                "city": "Köln",
                "email": "clara.sommer@example.com",
                "phone": "+49 221 4710815",
            }
        )

    def match(self, **facts):
        return self.keys._match([keys_of(Facts(region="DE", **facts))], self.company)[0]

    def match_name(self):
        return self.match(surname="Sommer", first_name="Clara", street="Gartenweg 3", city="Köln")

    def test_each_rule_finds_the_contact(self):
        self.partner.company_name = "Sommer & Söhne"
        email = "clara.sommer@example.com"
        self.assertEqual(self.match_name(), (self.partner.id, "name_address"))
        self.assertEqual(
            self.match(surname="Sommer", emails=email), (self.partner.id, "email_surname")
        )
        self.assertEqual(
            self.match(company="Sommer & Söhne", emails=email), (self.partner.id, "email_company")
        )
        self.assertEqual(self.match(phones=("0221/4710815",)), (self.partner.id, "phone"))

    def test_number_of_the_sender_comes_first(self):
        other = self.env["res.partner"].create({"name": "Somebody Else"})
        self.keys._remember_numbers([(other.id, "P1|77")])
        found = self.match(sender_number="P1|77", phones=("0221 4710815",))
        self.assertEqual(found, (other.id, "sender_number"))

    def test_number_of_the_sender_survives_a_change(self):
        self.keys._remember_numbers([(self.partner.id, "P1|77")])
        self.partner.name = "Clara Winter"
        self.assertEqual(self.match(sender_number="P1|77"), (self.partner.id, "sender_number"))

    def test_keys_follow_the_contact(self):
        self.partner.street = "Seestraße 9"
        self.assertIsNone(self.match_name())
        self.partner.write({"street": "Gartenweg 3", "phone": False})
        self.assertEqual(self.match_name(), (self.partner.id, "name_address"))
        self.assertIsNone(self.match(phones=("0221 4710815",)))

    def test_company_name_of_the_parent_counts(self):
        parent = self.env["res.partner"].create({"name": "Sommer AG", "is_company": True})
        self.partner.parent_id = parent
        facts = {"company": "Sommer AG", "emails": "clara.sommer@example.com"}
        self.assertEqual(self.match(**facts), (self.partner.id, "email_company"))
        parent.name = "Winter AG"
        self.assertIsNone(self.match(**facts))

    def test_archived_contact_is_not_recognised(self):
        self.partner.active = False
        self.assertIsNone(self.match_name())

    def test_what_stands_for_a_sign_in_only_is_not_recognised(self):
        client = self.partner
        self.partner = client.copy({"name": client.name})
        client.is_agency_account = True
        self.assertEqual(self.match_name(), (self.partner.id, "name_address"))
        self.partner.is_agency_account = True
        self.assertIsNone(self.match_name())

    def test_contact_of_another_company_is_not_recognised(self):
        other = self.env["res.company"].create({"name": "Other Agency"})
        self.partner.company_id = other
        self.assertIsNone(self.match_name())
        self.partner.company_id = self.company
        self.assertEqual(self.match_name(), (self.partner.id, "name_address"))

    def test_of_several_the_oldest(self):
        self.partner.copy()
        self.assertEqual(self.match_name(), (self.partner.id, "name_address"))

    def test_deleted_contact_leaves_no_key(self):
        self.partner.unlink()
        self.assertIsNone(self.match_name())

    def test_contacts_from_before_the_installation_get_keys(self):
        own = [("partner_id", "=", self.partner.id)]
        before = set(self.keys.search(own).mapped("value"))
        self.keys.search(own).unlink()
        post_init_hook(self.env)
        self.assertEqual(set(self.keys.search(own).mapped("value")), before)
        self.assertTrue(before)

    def test_nothing_to_look_for_asks_nothing(self):
        with self.assertQueryCount(0):
            self.assertEqual(self.keys._match([[], []], self.company), [None, None])

    def test_many_contacts_are_looked_up_with_one_query(self):
        wanted = [keys_of(Facts(phones=(f"0221 47108{n}",), region="DE")) for n in range(10, 60)]
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.keys._match(wanted, self.company)
