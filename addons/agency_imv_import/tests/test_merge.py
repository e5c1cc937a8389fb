from odoo.tests import BaseCase

from ..merge import merge, merge_sets


class TestMerge(BaseCase):
    def one(self, new, old, now, default=False):
        """Merge a single field; return what is written and what is kept."""
        outcome = merge({"x": new}, {"x": old}, {"x": now}, {"x": default})
        return outcome.write, outcome.kept

    def test_sender_changed(self):
        self.assertEqual(self.one(2, 1, 1), ({"x": 2}, {}))

    def test_nothing_changed(self):
        self.assertEqual(self.one(1, 1, 1), ({}, {}))

    def test_office_changed_and_keeps(self):
        self.assertEqual(self.one(1, 1, 5), ({}, {"x": (1, 5)}))

    def test_both_changed_the_office_keeps(self):
        self.assertEqual(self.one(2, 1, 5), ({}, {"x": (2, 5)}))

    def test_both_changed_to_the_same(self):
        self.assertEqual(self.one(5, 1, 5), ({}, {}))

    def test_new_value_fills_a_default(self):
        outcome = merge({"x": 7}, {}, {"x": True}, {"x": True})
        self.assertEqual(outcome.write, {"x": 7})

    def test_new_value_leaves_what_the_office_entered(self):
        outcome = merge({"x": 7}, {}, {"x": 9}, {})
        self.assertEqual(outcome.kept, {"x": (7, 9)})

    def test_value_that_is_no_longer_delivered_goes(self):
        outcome = merge({}, {"x": 7}, {"x": 7}, {"x": 0})
        self.assertEqual(outcome.write, {"x": 0})

    def test_value_that_is_no_longer_delivered_stays_when_the_office_changed_it(self):
        outcome = merge({}, {"x": 7}, {"x": 8}, {"x": 0})
        self.assertEqual((outcome.write, outcome.kept), ({}, {"x": (0, 8)}))

    def test_sets_are_merged_element_by_element(self):
        # delivered last 1, 2; the office removed 1 and added 9; the sender now adds 3, drops 2
        self.assertEqual(merge_sets([1, 3], [1, 2], [2, 9]), [3, 9])

    def test_set_that_did_not_change(self):
        self.assertEqual(self.one([1, 2], [1, 2], [2, 9]), ({}, {}))

    def test_both_changed_is_a_conflict(self):
        def conflicts(new, old, now):
            return merge({"x": new}, {"x": old}, {"x": now}, {}).conflicts

        self.assertEqual(conflicts(2, 1, 5), {"x"})
        self.assertFalse(conflicts(1, 1, 5))
        self.assertFalse(conflicts(5, 1, 5))
        self.assertFalse(conflicts(2, 1, 1))

    def test_locked_field_is_never_written_and_no_conflict(self):
        outcome = merge({"x": 2}, {"x": 1}, {"x": 1}, {}, {"x"})
        self.assertEqual((outcome.write, outcome.kept), ({}, {"x": (2, 1)}))
        self.assertFalse(merge({"x": 2}, {"x": 1}, {"x": 5}, {}, {"x"}).conflicts)

    def test_locked_set_is_not_merged(self):
        outcome = merge({"x": [1, 2]}, {"x": [1]}, {"x": [1]}, {}, {"x"})
        self.assertEqual((outcome.write, outcome.kept), ({}, {"x": ([1, 2], [1])}))
