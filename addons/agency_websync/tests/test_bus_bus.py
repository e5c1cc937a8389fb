import json
from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import connection_info_for
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name

from ..models.bus_bus import Bell, bell


@tagged("post_install", "-at_install")
class TestBusBus(BaseCase):
    """Servers of open pages are woken after each commit, whatever became of the connection."""

    def setUp(self):
        super().setUp()
        _name, info = connection_info_for("postgres")
        self.listener = psycopg2.connect(**info)
        self.addCleanup(self.listener.close)
        self.listener.autocommit = True
        with self.listener.cursor() as cursor:
            cursor.execute("LISTEN imbus")

    def _heard(self, mark):
        """Return what was told since the last look; other servers may use the line, too."""
        with self.listener.cursor() as cursor:
            cursor.execute("SELECT 1")
        self.listener.poll()
        heard = [each.payload for each in self.listener.notifies if mark in each.payload]
        self.listener.notifies.clear()
        return heard

    def _backend(self, line):
        return line._connection.info.backend_pid

    def test_a_message_wakes_the_servers_after_the_commit(self):
        with closing(Registry(get_db_name()).cursor()) as cursor:
            partner = api.Environment(cursor, SUPERUSER_ID, {}).user.partner_id
            for _twice in range(2):
                partner._bus_send("agency_websync/test", {})
            cursor.flush()
            self.assertEqual(self._heard(cursor.dbname), [])
            cursor.commit()
            self.assertEqual(
                [json.loads(text) for text in self._heard(cursor.dbname)],
                [[[cursor.dbname, "res.partner", partner.id]]],
            )
            partner._bus_send("agency_websync/test", {})
            cursor.rollback()
            cursor.commit()
            self.assertEqual(self._heard(cursor.dbname), [])
        with closing(Registry(get_db_name()).cursor()) as cursor:
            cursor.execute("DELETE FROM bus_bus WHERE message LIKE '%agency_websync/test%'")
            cursor.commit()
        self.assertTrue(self._backend(bell))

    def test_the_line_stays_open(self):
        line = Bell()
        line.ring(["line one"])
        backend = self._backend(line)
        line.ring(["line two", "line three"])
        self.assertEqual(self._backend(line), backend)
        self.assertEqual(self._heard("line"), ["line one", "line two", "line three"])

    def test_a_line_that_was_cut_is_opened_again(self):
        line = Bell()
        line.ring(["line one"])
        with self.listener.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [self._backend(line)])
        line.ring(["line two"])
        self.assertEqual(self._heard("line"), ["line one", "line two"])

    def test_a_worker_opens_a_line_of_its_own(self):
        line = Bell()
        line.ring(["line one"])
        backend = self._backend(line)
        line._process -= 1
        line.ring(["line two"])
        self.assertNotEqual(self._backend(line), backend)
