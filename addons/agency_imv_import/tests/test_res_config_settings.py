from .common import ImportCase


class TestResConfigSettings(ImportCase):
    def test_numbers_of_the_category(self):
        self.source.copy({"name": "Failing"}).last_result = "error"
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.agency_import_source_count, 2)
        self.assertEqual(settings.agency_import_failing_count, 1)

    def test_category_is_on_the_page(self):
        arch = self.env["res.config.settings"].get_view(view_type="form")["arch"]
        self.assertIn('title="OpenImmo import"', arch)
