from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestIrSequence(TransactionCase):
    def _numbers(self, count, **values):
        self.env["ir.sequence"].search([("code", "=", "h.test")]).unlink()
        self.env["ir.sequence"].create(
            {
                "name": "Test",
                "code": "h.test",
                "company_id": False,
                "prefix": "T-",
                "suffix": "/x",
                "padding": 3,
                **values,
            }
        )
        return self.env["ir.sequence"]._agency_next("h.test", self.env.company, count)

    def test_many_numbers_at_once(self):
        self.assertEqual(self._numbers(3), ["T-001/x", "T-002/x", "T-003/x"])

    def test_steps_and_no_padding(self):
        self.assertEqual(self._numbers(2, number_increment=5, padding=0), ["T-1/x", "T-6/x"])

    def test_gapless_and_dated_sequences_work_too(self):
        self.assertEqual(self._numbers(2, implementation="no_gap"), ["T-001/x", "T-002/x"])
        self.assertEqual(self._numbers(2, use_date_range=True), ["T-001/x", "T-002/x"])

    def test_own_sequence_of_a_company_comes_first(self):
        self._numbers(1)
        self.env["ir.sequence"].create(
            {"name": "Own", "code": "h.test", "company_id": self.env.company.id, "prefix": "O"}
        )
        Sequence = self.env["ir.sequence"]
        self.assertEqual(Sequence._agency_next("h.test", self.env.company, 1), ["O1"])
        other = self.env["res.company"].create({"name": "Other"})
        self.assertEqual(Sequence._agency_next("h.test", other, 1), ["T-002/x"])

    def test_without_sequence_there_is_no_number(self):
        self.assertEqual(
            self.env["ir.sequence"]._agency_next("h.none", self.env.company, 2), [False, False]
        )

    def test_number_of_queries_does_not_grow(self):
        self._numbers(1)
        Sequence = self.env["ir.sequence"]
        before = self.env.cr.sql_log_count
        Sequence._agency_next("h.test", self.env.company, 2)
        few = self.env.cr.sql_log_count - before
        with self.assertQueryCount(few):
            self.assertEqual(len(Sequence._agency_next("h.test", self.env.company, 500)), 500)
