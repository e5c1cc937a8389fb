from odoo.tests import tagged

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalProperties(PortalCase):
    """The list of properties: its filters, and which of them are marked as own."""

    def _rows(self, **filters):
        page = self._get("/my/properties?" + "&".join(f"{k}={v}" for k, v in filters.items())).text
        return {name for name in ("Harbour house", "Castle house", "Abroad house") if name in page}

    def test_who_owns_and_looks_has_a_filter_for_each_side(self):
        self.owner.partner_ids |= self.adam
        self._enter(self.owner)
        self.assertEqual(self._rows(), {"Harbour house", "Castle house"})
        self.assertEqual(self._rows(filterby="own"), {"Harbour house"})
        self.assertEqual(self._rows(filterby="interest"), {"Castle house"})
        self.assertEqual(self._get("/my/properties").text.count("o_agency_own"), 1)

    def test_who_only_owns_or_only_looks_has_none(self):
        for guest in (self.owner, self.applicant):
            self._enter(guest)
            page = self._get("/my/properties").text
            self.assertNotIn("filterby=own", page)
            self.assertNotIn("filterby=interest", page)
            self.assertEqual(page.count("o_agency_own"), int(guest == self.owner))

    def test_a_declined_interest_gives_no_filter(self):
        self.owner.partner_ids |= self.adam
        self._record("Castle", "agency.interest").state = "declined"
        self._enter(self.owner)
        self.assertEqual(self._rows(), {"Harbour house"})
        self.assertNotIn("filterby=interest", self._get("/my/properties").text)
