from odoo.exceptions import AccessError
from odoo.tests import tagged

from .levels_common import SECTIONS, LevelsCase


@tagged("post_install", "-at_install")
class TestGuestReading(LevelsCase):
    """Rights on plain values are asked once for all records: the answers stay the same."""

    def test_a_cached_value_is_refused(self):
        """What somebody else has just read lies in the cache, and is none of the guest's."""
        house = self.harbour.with_env(self._as(self._guest("olga", self.olga, "low")))
        self.assertEqual(house.sudo().price_sale, 777001)
        for read in (house.read, house._read_format):
            with self.assertRaises(AccessError):
                read(["name", "price_sale"])

    def test_values_are_those_of_a_single_record(self):
        """Labels too, which are not those of the office; lists without their hidden part."""
        levels = {**dict.fromkeys(SECTIONS, "high"), "documents": "none"}
        guest = self._guest("both", self.olga | self.anna, levels)
        for model, records in self.records["Harbour"].items():
            mine = self._as(guest)[model].search([("id", "in", records.ids)])
            self.assertTrue(mine, model)
            names = [n for n, f in mine._fields.items() if mine._has_field_access(f, "read")]
            rows = mine.read(names)
            self.env.invalidate_all()
            for record, values in zip(mine, rows, strict=True):
                for name in set(names) - {"id"}:
                    value = mine._fields[name].convert_to_read(record[name], record)
                    self.assertEqual(values[name], value, f"{model}.{name}")
