from odoo.tests import BaseCase

from ..contact_keys import Facts, e164, fold, fold_street, international, keys_of


class TestContactKeys(BaseCase):
    def meet(self, one, other):
        """Return the rules by which two contacts are the same."""
        other_keys = set(keys_of(other))
        return [rule for rule, value in keys_of(one) if (rule, value) in other_keys]

    def test_text_is_folded(self):
        self.assertEqual(fold("  Müller-Lüdenscheidt, É. "), "mueller luedenscheidt e")
        self.assertEqual(fold("Mu\u0308ller"), fold("Mueller"))
        self.assertEqual(fold("Weiß"), "weiss")

    def test_street_spellings_are_one(self):
        spellings = ("Hauptstraße 5a", "Haupt-Str. 5 A", "HAUPTSTRASSE 5a", "Hauptstr. 5a")
        self.assertEqual({fold_street(text) for text in spellings}, {"hauptstr5a"})

    def test_phone_in_e164(self):
        for number in ("0221 471 08 15", "+49 (221) 4710815", "0049221/4710815"):
            self.assertEqual(e164(number, "DE"), "+492214710815")
        self.assertEqual(e164("0471 000071", "IT"), "+390471000071")

    def test_phone_as_people_write_it(self):
        self.assertEqual(international("0221/4710815", "DE"), "+49 221 4710815")
        self.assertEqual(international("extension 7", "DE"), "extension 7")

    def test_what_is_no_phone_number_gives_no_key(self):
        for number in ("", "1", "not a number", "12345"):
            self.assertEqual(e164(number, "DE"), "")

    def test_rules_come_in_their_order(self):
        keys = keys_of(
            Facts(
                surname="Sommer",
                first_name="Clara",
                street="Gartenweg 3",
                city="Köln",
                emails="clara@example.com",
                company="Sommer GmbH",
                phones=("0221 4710815",),
                sender_number="P1|77",
            )
        )
        self.assertEqual(
            [rule for rule, _value in keys],
            ["sender_number", "name_address", "email_surname", "email_company", "phone"],
        )

    def test_one_name_field_meets_surname_and_first_name(self):
        split = Facts(surname="von der Heide", first_name="Anna", street="Weg 1", city="Ulm")
        for name in ("Anna von der Heide", "von der Heide, Anna", "Dr. Anna von der Heide"):
            whole = Facts(name=name, street="Weg 1", city="Ulm")
            self.assertEqual(self.meet(split, whole), ["name_address"], name)

    def test_two_families_in_one_house(self):
        one = Facts(surname="Sommer", street="Gartenweg 3", city="Köln")
        other = Facts(surname="Winter", street="Gartenweg 3", city="Köln")
        self.assertEqual(self.meet(one, other), [])

    def test_surname_of_several_words(self):
        split = Facts(surname="von der Heide", first_name="Anna", emails="anna@example.com")
        whole = Facts(name="Anna von der Heide", emails="anna@example.com")
        self.assertEqual(self.meet(split, whole), ["email_surname"])

    def test_email_with_surname(self):
        split = Facts(surname="Sommer", first_name="Clara", emails="haus@example.com")
        self.assertEqual(
            self.meet(split, Facts(name="Karl Sommer", emails="Haus@Example.com")),
            ["email_surname"],
        )
        self.assertEqual(self.meet(split, Facts(name="Karl Winter", emails="haus@example.com")), [])

    def test_first_name_is_needed_with_the_address(self):
        one = Facts(surname="Sommer", street="Gartenweg 3", city="Köln")
        other = Facts(name="Clara Sommer", street="Gartenweg 3", city="Köln")
        self.assertEqual(self.meet(one, other), [])

    def test_same_name_in_another_street_is_another_person(self):
        one = Facts(surname="Sommer", first_name="Clara", street="Gartenweg 3", city="Köln")
        other = Facts(name="Clara Sommer", street="Gartenweg 4", city="Köln")
        self.assertEqual(self.meet(one, other), [])

    def test_long_values_stay_short_enough_for_an_index(self):
        keys = keys_of(Facts(emails="a@example.com", company="x" * 5000))
        self.assertLess(max(len(value) for _rule, value in keys), 1000)
