from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..models.agency_web_administrator import FREE_TRIES, MAX_WAIT_SECONDS
from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyWebAdministrator(OfficeCase):
    """The first use of a code sets its key; later ones need it, and guessing gets slower."""

    def setUp(self):
        super().setUp()
        # A wrong key is counted on a connection of its own, which stays when the change is refused.
        self.registry_enter_test_mode()

    def _find(self, code="adm", key="Key-1", company=None):
        admins = self.env["agency.web.administrator"]
        return admins._find_or_create(company or self.company, code, key)

    def _refusal(self, **values):
        """Return what is said to a try; without assertRaises, which would take the count back."""
        try:
            self._find(**values)
        except ValidationError as error:
            self.env.invalidate_all()
            return error.args[0]
        return ""

    def test_the_first_use_sets_the_key_and_later_ones_need_it(self):
        admin = self._find()
        self.assertEqual(self._find(), admin)
        self.assertEqual(self._find(code="  adm "), admin)
        self.assertIn("The key does not fit", self._refusal(key="key-1"))
        self.assertNotEqual(self._find(code="ADM"), admin)

    def test_each_agency_has_its_own_codes(self):
        other = self.env["res.company"].sudo().create({"name": "Hillside Homes"})
        self.assertNotEqual(self._find(), self._find(key="Another key", company=other))

    def test_guessing_gets_slower(self):
        admin = self._find().sudo()
        waits = []
        for _try in range(FREE_TRIES + 3):
            self.assertIn("The key does not fit", self._refusal(key="wrong"))
            waits.append(admin.closed_until - fields.Datetime.now())
            admin.closed_until = fields.Datetime.now() - timedelta(seconds=1)
            admin.flush_recordset()
        self.assertTrue(all(wait <= timedelta(0) for wait in waits[: FREE_TRIES - 1]))
        for shorter, longer in zip(waits[FREE_TRIES - 1 :], waits[FREE_TRIES:], strict=False):
            self.assertGreater(longer, shorter)
        admin.failed_tries = 50
        admin.flush_recordset()
        self._refusal(key="wrong")
        left = admin.closed_until - fields.Datetime.now()
        self.assertLessEqual(left, timedelta(seconds=MAX_WAIT_SECONDS))
        self.assertGreater(left, timedelta(seconds=MAX_WAIT_SECONDS - 60))

    def test_while_tries_wait_the_right_key_is_refused_as_well(self):
        admin = self._find().sudo()
        admin.closed_until = fields.Datetime.now() + timedelta(seconds=30)
        self.assertRegex(self._refusal(), r"Try again in \d+ seconds")

    def test_the_right_key_forgets_wrong_ones(self):
        admin = self._find().sudo()
        self._refusal(key="wrong")
        self.assertEqual(admin.failed_tries, 1)
        self._find()
        self.assertEqual((admin.failed_tries, admin.closed_until), (0, False))

    def test_neither_code_nor_key_is_stored_or_can_be_read(self):
        admin = self._find(code="open sesame", key="very secret")
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM agency_web_administrator WHERE id = %s", [admin.id])
        row = str(self.env.cr.dictfetchall())
        self.assertNotIn("open sesame", row)
        self.assertNotIn("very secret", row)
        for name in ("code_digest", "key_hash", "failed_tries", "closed_until"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                admin.read([name])
            with self.subTest(name=name), self.assertRaises(AccessError):
                admin.search([(name, "!=", False)])

    def test_what_was_typed_is_not_sent_back(self):
        typed = {"administrator_code": "open sesame", "administrator_key": "very secret"}
        [row] = self.access.web_save(typed, {"administrator_code": {}, "administrator_key": {}})
        self.assertEqual((row["administrator_code"], row["administrator_key"]), (False, False))
