from contextlib import closing

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name
from odoo.tools import mute_logger

from ..web_copy_sql import Scope

QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


@tagged("post_install", "-at_install")
class TestWebCopiesRace(BaseCase):
    """Two transactions that do not see each other, both committed: the copies are right after."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())

    def setUp(self):
        super().setUp()
        self.ids = {}
        self.addCleanup(self._remove)
        with self.registry.cursor() as cr:
            self._create(self._env(cr))

    def _create(self, env):
        """Create a client on the web with a case, and another one who is on the web too."""
        modality = env["agency.case.modality"].create({"name": "Race", "code": "RACE"})
        partners = env["res.partner"].create([{"name": f"Racer {n}"} for n in range(3)])
        case = env["agency.case"].create(
            {"name": "Raced", "client_id": partners[0].id, "modality_id": modality.id}
        )
        accesses = env["agency.web.access"].create(
            [
                {"partner_id": partner.id, "state": "live", "show_reference_1": True}
                for partner in partners[:2]
            ]
        )
        for records in (modality, partners, case, accesses):
            self.ids[records._name] = records.ids

    def _remove(self):
        with self.registry.cursor() as cr:
            self._remove_from(self._env(cr))

    def _remove_from(self, env):
        clients = self.ids["res.partner"]
        env["agency.web.access"].search([("partner_id", "in", clients)]).unlink()
        env["agency.case"].search([("client_id", "in", clients)]).unlink()
        modality = env["agency.case.modality"].browse(self.ids["agency.case.modality"])
        sequence = modality.number_sequence_id
        modality.unlink()
        sequence.unlink()
        env["res.partner"].browse(clients).unlink()

    def _env(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {**QUIET, "active_test": False})

    def _ours(self, env, model):
        return env[model].browse(self.ids[model])

    def _race(self, first, second):
        """Run two changes on the data of before both; tell whether the second was refused.

        One that is refused is done again on the data of now, as Odoo does with a request.
        """
        with closing(self.registry.cursor()) as one, closing(self.registry.cursor()) as other:
            for cr in (one, other):
                # A transaction sees what there is at its first query.
                cr.execute("SELECT 1")
            first(self._env(one))
            one.commit()
            try:
                with mute_logger("odoo.sql_db"):
                    second(self._env(other))
                    other.commit()
                refused = False
            except SerializationFailure:
                other.rollback()
                second(self._env(other))
                other.commit()
                refused = True
        self._check()
        return refused

    def _check(self):
        with self.registry.cursor() as cr:
            copies = self._env(cr)["agency.web.case"]
            self.assertEqual(copies._differences(Scope()), [])
            self.assertFalse(copies.search([("access_id.state", "!=", "live")]))

    def _copies(self):
        """Return what is on the web of the clients here: whose, which case and its reference."""
        with self.registry.cursor() as cr:
            copies = self._env(cr)["agency.web.case"].search(
                [("access_id.partner_id", "in", self.ids["res.partner"])]
            )
            return [(c.access_id.name, c.name, c.reference_1) for c in copies]

    def _edit(self, env):
        self._ours(env, "agency.case").write({"name": "Edited", "reference_1": "REF"})

    def _withdraw(self, env):
        self._ours(env, "agency.web.access")[0].action_withdraw()

    def _untick(self, env):
        self._ours(env, "agency.web.access")[0].show_reference_1 = False

    def test_edited_while_withdrawn(self):
        self.assertTrue(self._race(self._withdraw, self._edit))
        self.assertEqual(self._copies(), [])

    def test_withdrawn_while_edited(self):
        self.assertTrue(self._race(self._edit, self._withdraw))
        self.assertEqual(self._copies(), [])

    def test_edited_while_a_tick_goes(self):
        self.assertTrue(self._race(self._untick, self._edit))
        self.assertEqual(self._copies(), [("Racer 0", "Edited", False)])

    def test_a_tick_goes_while_edited(self):
        self.assertTrue(self._race(self._edit, self._untick))
        self.assertEqual(self._copies(), [("Racer 0", "Edited", False)])

    def test_a_tick_comes_while_an_unseen_reference_changes(self):
        with self.registry.cursor() as cr:
            self._untick(self._env(cr))

        def refer(env):
            self._ours(env, "agency.case").reference_1 = "REF"

        def tick(env):
            self._ours(env, "agency.web.access")[0].show_reference_1 = True

        self._race(refer, tick)
        self.assertEqual(self._copies(), [("Racer 0", "Raced", "REF")])

    def _exclude(self, env, ids):
        access = self._ours(env, "agency.web.access")[0]
        access.excluded_modality_ids = [Command.set(ids)]

    def _include(self, env):
        self._exclude(env, [])

    def _move(self, env):
        self._ours(env, "agency.case").client_id = self.ids["res.partner"][1]

    def test_a_case_moves_while_its_modality_is_opened(self):
        for changes in ((self._include, self._move), (self._move, self._include)):
            with self.registry.cursor() as cr:
                env = self._env(cr)
                self._exclude(env, self.ids["agency.case.modality"])
                self._ours(env, "agency.case").client_id = self.ids["res.partner"][0]
            self.assertEqual(self._copies(), [])
            self._race(*changes)
            self.assertEqual(self._copies(), [("Racer 1", "Raced", False)])

    def _new_case(self, env):
        modality = self.ids["agency.case.modality"][0]
        client = self.ids["res.partner"][2]
        values = {"client_id": client, "modality_id": modality}
        env["agency.case"].create({"name": "Fresh", **values})

    def _register(self, env):
        env["agency.web.access"].create({"partner_id": self.ids["res.partner"][2], "state": "live"})

    def test_a_case_comes_while_its_client_is_registered(self):
        self._race(self._new_case, self._register)
        self.assertIn(("Racer 2", "Fresh", False), self._copies())

    def test_a_client_is_registered_while_a_case_comes(self):
        self._race(self._register, self._new_case)
        self.assertIn(("Racer 2", "Fresh", False), self._copies())

    def _delete(self, env):
        self._ours(env, "agency.case").unlink()

    def test_a_case_goes_while_its_client_is_registered(self):
        for changes in ((self._delete, self._register), (self._register, self._delete)):
            with self.subTest(first=changes[0].__name__):
                with self.registry.cursor() as cr:
                    self._remove_from(self._env(cr))
                    self._create(self._env(cr))
                    self._ours(self._env(cr), "agency.case").client_id = self.ids["res.partner"][2]
                self._race(*changes)
                self.assertEqual(self._copies(), [])
