from datetime import date

from odoo.tests import Form, freeze_time, tagged

from .common import AgencyCase


@tagged("post_install", "-at_install")
class TestAgencyPublication(AgencyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls.env["agency.channel"].create({"name": "Home Finder"})

    def _publication(self, record=None, **values):
        return self.env["agency.publication"].create(
            {
                "property_id": (record or self.house).id,
                "channel_id": self.portal.id,
                **values,
            }
        )

    def test_inactive_property_is_refused_whichever_way(self):
        draft = self._publication()
        message = r"not active.*“Inactive”"
        with self.refused(message):
            draft.action_publish()
        with self.refused(message):
            draft.state = "published"
        with self.refused(message):
            self._publication(state="published")
        self.assertEqual(draft.state, "draft")

    def test_every_other_state_is_refused_by_its_name(self):
        draft = self._publication()
        for state, label in (("reserved", "Reserved"), ("closed", "Closed")):
            self.house.state = state
            with self.refused(f"“{label}”"):
                draft.action_publish()
        self.house.write({"state": "active", "active": False})
        with self.refused("“Archived”"):
            draft.action_publish()

    def test_message_speaks_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("de_DE")
        selection = self.env["ir.model.fields.selection"].search(
            [
                ("field_id.model", "=", "agency.property"),
                ("field_id.name", "=", "state"),
                ("value", "=", "inactive"),
            ]
        )
        selection.with_context(lang="de_DE").name = "Ruhend"
        draft = self._publication().with_context(lang="de_DE")
        with self.refused("“Ruhend”"):
            draft.action_publish()

    @freeze_time("2025-06-15")
    def test_active_property_is_published(self):
        self.house.action_activate()
        publication = self._publication(date_from=False)
        publication.with_user(self.agent).action_publish()
        self.assertEqual(publication.state, "published")
        self.assertEqual(publication.date_from, date(2025, 6, 15))
        self.assertEqual(self.house.publication_count, 1)

    def test_property_row_is_touched_against_concurrent_closing(self):
        self.house.action_activate()
        draft = self._publication()
        before = self._row_version(self.house)
        draft.action_publish()
        self.assertNotEqual(self._row_version(self.house), before)

    def test_published_one_cannot_move_to_an_inactive_property(self):
        self.house.action_activate()
        publication = self._publication(state="published")
        with self.refused("not active"):
            publication.property_id = self._property()

    def test_published_one_can_be_edited_while_reserved(self):
        self.house.action_activate()
        publication = self._publication(state="published")
        self.house.action_reserve()
        publication.write({"state": "published", "url": "https://example.com/1"})
        self.assertEqual(publication.state, "published")

    @freeze_time("2025-06-15")
    def test_leaving_the_market_ends_what_runs(self):
        for leave in (
            lambda house: house.action_close(),
            lambda house: house.action_deactivate(),
            lambda house: house.write({"state": "closed"}),
            lambda house: house.action_archive(),
            lambda house: house.write({"active": False}),
        ):
            house = self._property(state="active")
            running = self._publication(house, state="published", date_from=date(2025, 5, 1))
            timed = self._publication(
                house,
                state="published",
                date_from=date(2025, 5, 1),
                date_to=date(2025, 6, 10),
            )
            planned = self._publication(house, state="published", date_from=date(2025, 7, 1))
            draft = self._publication(house)
            leave(house.with_user(self.agent))
            self.assertEqual((running | timed | planned).mapped("state"), ["ended"] * 3)
            self.assertEqual(running.date_to, date(2025, 6, 15))
            self.assertEqual(timed.date_to, date(2025, 6, 10))
            self.assertEqual(planned.date_to, date(2025, 7, 1))
            self.assertEqual((draft.state, draft.date_to), ("draft", False))

    def test_reserving_ends_nothing(self):
        self.house.action_activate()
        publication = self._publication(state="published")
        self.house.action_reserve()
        self.assertEqual(publication.state, "published")
        self.house.action_close()
        self.assertEqual(publication.state, "ended")

    @freeze_time("2025-06-15")
    def test_last_day_ends_it(self):
        self.house.action_activate()
        over = self._publication(
            state="published", date_from=date(2025, 6, 1), date_to=date(2025, 6, 14)
        )
        last_day = self._publication(
            state="published", date_from=date(2025, 6, 1), date_to=date(2025, 6, 15)
        )
        self.env["agency.publication"]._cron_end_expired()
        self.assertEqual((over.state, over.date_to), ("ended", date(2025, 6, 14)))
        self.assertEqual(last_day.state, "published")

    def test_ends_after_it_starts(self):
        with self.refused("before it starts"):
            self._publication(date_from=date(2025, 2, 1), date_to=date(2025, 1, 1))

    def test_form_of_the_property_publishes(self):
        self.house.action_activate()
        with (
            Form(self.house.with_user(self.agent)) as form,
            form.publication_ids.new() as publication,
        ):
            publication.channel_id = self.portal
        self.house.publication_ids.action_publish()
        self.assertEqual(self.portal.running_count, 1)
        action = self.portal.action_view_publications()
        found = self.env["agency.publication"].search(action["domain"])
        self.assertEqual(found, self.house.publication_ids)

    def test_closing_many_takes_a_constant_number_of_queries(self):
        def queries(count):
            houses = self.env["agency.property"].concat(
                *(self._property(state="active") for _number in range(count))
            )
            for house in houses:
                self._publication(house, state="published")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            houses.action_close()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(15), queries(3))
