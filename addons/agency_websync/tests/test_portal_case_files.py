import io
from datetime import datetime
from unittest.mock import patch

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.tests import tagged

from ..controllers import portal_case_files
from .portal_case_common import PortalCaseCase

TRICKS = ('=HYPERLINK("http://evil.example","x")', "+1+1", "-1", "@SUM(A1)", "http://evil.example")


@tagged("post_install", "-at_install")
class TestPortalCaseFiles(PortalCaseCase):
    def setUp(self):
        super().setUp()
        self.case.expiry_date = self._in_days(10)
        self._case(self.clara, name="Amber pier")
        self._enter(self.claras)

    def _sheet(self, arguments=""):
        response = self._get(f"/my/cases/list.xlsx{arguments}")
        return load_workbook(io.BytesIO(response.content)).active

    def _pdf(self, arguments=""):
        response = self._get(f"/my/cases/list.pdf{arguments}")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        return PdfReader(io.BytesIO(response.content))

    def test_the_spreadsheet_holds_the_list_as_it_is_shown(self):
        sheet = self._sheet("?sort=name&order=desc")
        header, *rows = sheet.iter_rows(values_only=True)
        names = [row[header.index("Name")] for row in rows]
        self.assertEqual(names, ["Blue pier", "Amber pier"])
        expiry = rows[0][header.index("Expires on")]
        self.assertIsInstance(expiry, datetime)
        self.assertEqual(expiry.date(), self._in_days(10))
        self.assertIn("REF-SHOWN", rows[0])
        self.assertTrue(sheet.auto_filter.ref)
        self.assertEqual(sheet.freeze_panes, "A2")
        self.assertEqual(self._sheet("?search=amber").max_row, 2)

    def test_the_spreadsheet_holds_nothing_that_is_not_shown(self):
        values = [str(cell) for row in self._sheet().iter_rows(values_only=True) for cell in row]
        self.assertNotIn("REF-HIDDEN", values)
        self.assertNotIn("Red pier", values)
        low = self._guest("lowly", "low")
        self.clara_access.guest_ids |= low
        self._enter(low)
        values = [str(cell) for row in self._sheet().iter_rows(values_only=True) for cell in row]
        self.assertIn("Blue pier", values)
        self.assertNotIn("REF-SHOWN", values)
        self.assertNotIn("Clara Client", values)

    def test_no_text_becomes_a_formula_or_a_link(self):
        for name in TRICKS:
            self._case(self.clara, name=name)
        sheet = self._sheet()
        cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
        for name in TRICKS:
            self.assertEqual(cells[name].data_type, "s")
            self.assertIsNone(cells[name].hyperlink)

    def test_the_pdf_repeats_its_header_on_every_page(self):
        for number in range(60):
            self._case(self.clara, name=f"Pier {number}")
        reader = self._pdf()
        texts = [page.extract_text() for page in reader.pages]
        self.assertGreater(len(texts), 1)
        for number, text in enumerate(texts, start=1):
            self.assertIn("Quayside Agency", text)
            self.assertIn("Number", text)
            self.assertIn(f"Page {number} of {len(texts)}", text)
        self.assertIn("Clara Client · 62 cases", texts[0])
        self.assertNotIn("Red pier", "".join(texts))

    def test_the_pdf_shows_names_as_text(self):
        self.case.name = "<b>Blue</b> & <para>pier"
        text = self._pdf("?search=Blue").pages[0].extract_text()
        self.assertIn("<b>Blue</b> & <para>pier", text)
        self.assertNotIn("Amber", text)

    def test_an_empty_list_is_a_pdf_too(self):
        self.assertIn("No case fits", self._pdf("?search=zzz").pages[0].extract_text())
        self.assertEqual(self._sheet("?search=zzz").max_row, 1)

    def test_downloads_are_in_the_log(self):
        self._sheet()
        self._pdf()
        log = self.env["agency.guest.log"].search([("guest_id", "=", self.claras.id)], limit=2)
        self.assertEqual(log.mapped("note"), ["cases.pdf", "cases.xlsx"])
        self.assertEqual(set(log.mapped("event")), {"download"})

    def test_too_many_cases_are_said_politely(self):
        with patch.dict(portal_case_files.MOST_ROWS, {"xlsx": 1, "pdf": 1}):
            for kind in ("xlsx", "pdf"):
                page = self._get(f"/my/cases/list.{kind}", 422).text
                self.assertIn("At most 1 cases fit", page)
                self.assertIn("Blue pier", page)
                self._get(f"/my/cases/list.{kind}?search=amber")
