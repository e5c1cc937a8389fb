from odoo.tests import tagged

from .levels_common import LevelsCase

MODELS = ("agency.interest", "agency.interaction", "calendar.event", "agency.property.party")


@tagged("post_install", "-at_install")
class TestLevelsPeople(LevelsCase):
    """Third parties: a stable pseudonym at low, a name at high; own clients always by name."""

    def _people(self, guest, model, house="Harbour"):
        return self.records[house][model].with_env(self._as(guest)).guest_people

    def test_low_masks(self):
        guest = self._guest("olga", self.olga, "low")
        for model in ("agency.interest", "agency.interaction", "calendar.event"):
            people = self._people(guest, model)
            self.assertNotIn("Anna", people, model)
            self.assertRegex(people, r"Applicant [A-Z]\d+", model)

    def test_low_names_own_clients(self):
        self.assertEqual(
            self._people(self._guest("anna", self.anna, "low"), "agency.interest"), self.anna.name
        )
        self.assertEqual(
            self._people(self._guest("olga", self.olga, "low"), "agency.property.party"),
            self.olga.name,
        )

    def test_high_names(self):
        guest = self._guest("olga", self.olga, "high")
        for model in ("agency.interest", "agency.interaction", "calendar.event"):
            self.assertIn(self.anna.name, self._people(guest, model), model)

    def test_pseudonym_is_stable(self):
        guest = self._guest("olga", self.olga, "low")
        labels = {self._people(guest, model) for model in ("agency.interest", "agency.interaction")}
        self.assertEqual(len(labels), 1)

    def test_pseudonyms_differ_between_guests(self):
        """Two guests who compare their pages do not find out that they mean the same person."""
        first = self._guest("one", self.olga, "low")
        second = self._guest("two", self.olga, "low")
        self.assertNotEqual(
            self._people(first, "agency.interest"), self._people(second, "agency.interest")
        )

    def test_sudo_masks_too(self):
        """A page that reads with more rights on behalf of a guest still shows pseudonyms."""
        env = self._as(self._guest("olga", self.olga, "low"))
        interest_sudo = self.records["Harbour"]["agency.interest"].with_env(env).sudo()
        self.assertNotIn("Anna", interest_sudo.guest_people)

    def test_office_sees_names(self):
        self.assertEqual(self.records["Harbour"]["agency.interest"].guest_people, self.anna.name)

    def test_colleagues_are_not_named(self):
        agent = self.env.ref("base.user_admin").partner_id
        self.records["Harbour"]["calendar.event"].partner_ids |= agent
        guest = self._guest("olga", self.olga, "high")
        self.assertNotIn(agent.name, self._people(guest, "calendar.event"))

    def test_labels_of_records(self):
        guest = self._guest("olga", self.olga, "low")
        env = self._as(guest)
        for model in MODELS:
            name = self.records["Harbour"][model].with_env(env).display_name
            self.assertNotIn("Anna", name, model)
