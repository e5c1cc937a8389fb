from odoo.exceptions import ValidationError

from .common import ImportCase
from .deliveries import attachment, document, listing


class TestAgencyImportDeliveryReport(ImportCase):
    def setUp(self):
        super().setUp()
        self.source.report_email = "office@example.com"
        self.before = self.env["mail.mail"].search([])

    def mails(self):
        found = self.env["mail.mail"].search([("email_to", "=", "office@example.com")])
        return found - self.before

    def test_only_errors(self):
        self.import_listings(listing("1"))
        self.assertFalse(self.mails())
        self.import_listings(listing("2"), listing(""))
        (mail,) = self.mails()
        self.assertEqual(mail.email_to, "office@example.com")
        self.assertIn("Partly done", mail.subject)
        self.assertIn("1 created, 1 not imported", mail.body_html)

    def test_table_names_the_line_of_the_xml(self):
        delivery = self.import_listings(listing("1"), listing(""))
        failed = delivery.listing_ids.filtered(lambda line: line.action == "failed")
        body = self.mails().body_html
        self.assertIn(f"<td>{failed.line}</td>", body)
        self.assertIn(failed.message.splitlines()[0], body)

    def test_is_sent_soon_and_dated_as_the_office_writes(self):
        cron = self.env.ref("mail.ir_cron_mail_scheduler_action")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.env["res.lang"]._activate_lang("de_DE")
        self.env.company.partner_id.lang = "de_DE"
        delivery = self.import_listings(listing(""))
        delivery.received_on = "2026-02-01 09:30:00"
        self.assertTrue(self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]) - triggers)
        delivery._send_report(self.source)
        self.assertIn("01.02.26", self.mails()[:1].body_html)

    def test_always(self):
        self.source.report_when = "always"
        self.import_listings(listing("1"))
        self.import_listings(listing("1"))
        self.assertEqual(len(self.mails()), 2)

    def test_one_mail_per_delivery(self):
        self.put("a.xml", b"<openimmo>")
        self.put("b.xml", document(listing("")))
        self.run_import()
        self.assertEqual(len(self.mails()), 2)

    def test_what_is_set_aside_is_reported(self):
        self.source.accepted_senders = "listed"
        self.import_listings(listing("1"))
        self.assertIn("is not allowed", self.mails().body_html)

    def test_too_large_file_is_reported(self):
        self.source.max_megabytes = 1
        self.put("large.zip", b"x" * (1024 * 1024 + 1))
        self.run_import()
        self.assertIn("1 MB", self.mails().body_html)

    def test_nobody_is_written_to_without_an_address(self):
        self.source.report_email = False
        self.import_listings(listing(""))
        self.assertFalse(self.mails())

    def test_delivered_text_is_no_markup(self):
        self.source.report_when = "always"
        media = [attachment("<b>x</b>.png", "Front")]
        self.import_listings(listing("1", media=media))
        self.assertNotIn("<b>x</b>", self.mails().body_html)
        self.assertIn("&lt;b&gt;x&lt;/b&gt;", self.mails().body_html)

    def test_language_of_the_company(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.source.company_id.partner_id.lang = "de_DE"
        state = self.env["ir.model.fields.selection"].search(
            [
                ("field_id.model", "=", "agency.import.delivery"),
                ("field_id.name", "=", "state"),
                ("value", "=", "failed"),
            ]
        )
        state.with_context(lang="de_DE").name = "Gescheitert"
        self.import_listings(listing(""))
        self.assertIn("Gescheitert", self.mails().subject)

    def test_what_is_no_address_is_refused(self):
        self.source.report_email = "office@example.com, boss@example.com"
        for value in ("office", "office@example.com, boss"):
            with self.assertRaisesRegex(ValidationError, "Reports cannot be sent to"):
                self.source.report_email = value
