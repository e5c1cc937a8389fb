from odoo.tests import tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyWebAccessAccounts(OfficeCase):
    """Whoever gets or loses a registration is told at once, so that open pages follow."""

    def setUp(self):
        super().setUp()
        self.gina, self.hugo = self._guest("gina", self.anna), self._guest("hugo", self.anna)
        self.access.guest_ids = self.gina | self.hugo
        self._commit()
        self.told = []

        def bus_send(partner, kind, message, **kwargs):
            if partner and kind == "agency_websync/cases":
                self.told.append((partner, message))

        self.patch(type(self.env["res.partner"]), "_bus_send", bus_send)

    def _assert_told(self, guests, access=None):
        access = access or self.access
        self._commit()
        message = {"access": access.id, "all": True, "changed": [], "gone": []}
        closed = self.env["res.partner"].union(*(who for who, what in self.told if what == message))
        self.assertEqual(closed, guests.user_id.partner_id)
        self.told.clear()

    def test_an_account_is_taken_away(self):
        self.access.guest_ids -= self.gina
        self._assert_told(self.gina)

    def test_an_account_lets_go_of_a_registration(self):
        self.hugo.web_access_ids = False
        self._assert_told(self.hugo)

    def test_an_account_comes_and_the_others_stay(self):
        iris = self._guest("iris", self.anna)
        self.access.guest_ids = self.gina | self.hugo | iris
        self._assert_told(iris)
        self.access.guest_ids = self.gina | self.hugo | iris
        self._assert_told(self.env["agency.guest"])

    def test_an_administrator_loses_an_account(self):
        self._administer()
        self.access.administrator_id.sudo().guest_ids -= self.iris
        self._assert_told(self.iris)

    def test_a_registration_leaves_or_changes_its_administrator(self):
        self._administer()
        self.access.action_leave_administrator()
        self._assert_told(self.iris)
        self.access.write({"administrator_code": "adm", "administrator_key": "Key-1"})
        self._assert_told(self.iris)
        self.access.write({"administrator_code": "new", "administrator_key": "Key-2"})
        self._assert_told(self.iris)

    def test_who_follows_it_twice_keeps_it(self):
        self._administer()
        self.access.guest_ids |= self.iris
        self._commit()
        self.access.guest_ids -= self.iris
        self._assert_told(self.env["agency.guest"])

    def test_withdrawn_at_the_same_time(self):
        self.access.write({"guest_ids": [(3, self.gina.id)], "state": "withdrawn"})
        self._assert_told(self.gina | self.hugo)

    def test_a_client_without_cases_comes_and_goes(self):
        """No copy comes or goes that would tell."""
        self.anna_case.active = False
        self._commit()
        self.told.clear()
        self.access.action_withdraw()
        self._assert_told(self.gina | self.hugo)
        self.access.action_sync()
        self._assert_told(self.gina | self.hugo)

    def _administer(self):
        """Let an administrator with the account of Iris have the registration."""
        self.iris = self._guest("iris", self.clara)
        self.access.write({"administrator_code": "adm", "administrator_key": "Key-1"})
        self.access.administrator_id.sudo().guest_ids = self.iris
        self._commit()
        self.told.clear()
