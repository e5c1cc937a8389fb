from odoo.tests import tagged

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalQueries(PortalCase):
    """A page with fifty rows asks the database as often as one with five."""

    def _more(self, count):
        """Bring the owner's properties to a number, each with one record of each kind."""
        for number in range(count):
            self._full_record(f"More {number}", self.olga, self.anna)

    def _queries(self, path):
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(9999):
            start = self.cr.sql_log_count
            self._get(path)
            return self.cr.sql_log_count - start

    def test_queries_do_not_grow_with_the_rows(self):
        paths = (
            *("/my/properties", "/my/appointments", "/my/actions", "/my/advertising"),
            *("/my/documents", "/my/contacts", "/my/mandates", "/my/news", "/my"),
        )
        self._more(4)
        self._enter(self.owner)
        for path in paths:
            self._get(path)
        few = {path: self._queries(path) for path in paths}
        self._more(45)
        for path in paths:
            self._get(path)
        many = {path: self._queries(path) for path in paths}
        self.assertEqual(many, few)
