"""Writes a list as a spreadsheet: real dates, a filter on every column. No Odoo here."""

import io
from datetime import date

import xlsxwriter

HEADER = {"bold": True, "bg_color": "#2f6f8f", "font_color": "#ffffff", "valign": "vcenter"}
# Nothing that somebody typed may turn into a formula or a link.
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
NARROWEST, WIDEST = 10, 60
SHEET_NAME_LENGTH = 31
NOT_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\'")
# A date format of a language, in the words of spreadsheets.
DATE_CODES = {
    **{"%d": "dd", "%-d": "d", "%m": "mm", "%-m": "m", "%Y": "yyyy", "%y": "yy"},
    **{"%b": "mmm", "%B": "mmmm", "%a": "ddd", "%A": "dddd"},
}


def render(table):
    """Return the spreadsheet of a table.

    :param table: dict with title, author, date_format (as `strftime` takes it), headers and rows;
        cells are texts, dates or None
    """
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, SAFE)
    book.set_properties({"title": table["title"], "author": table["author"]})
    sheet = book.add_worksheet(_sheet_name(table["title"]))
    _write(sheet, table, book.add_format(HEADER), book.add_format(_day_format(table)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table["rows"]), len(table["headers"]) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    book.close()
    return output.getvalue()


def _write(sheet, table, header, day):
    """Fill the cells, and make the columns as wide as what they hold."""
    widths = [max(NARROWEST, len(label) + 4) for label in table["headers"]]
    for column, label in enumerate(table["headers"]):
        sheet.write_string(0, column, label, header)
    for number, row in enumerate(table["rows"], start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value:
                sheet.write_string(number, column, value)
                widths[column] = max(widths[column], len(value) + 2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, WIDEST))


def _day_format(table):
    return {"num_format": _date_format(table["date_format"]), "align": "left"}


def _sheet_name(title):
    return title.translate(NOT_IN_SHEET_NAMES)[:SHEET_NAME_LENGTH] or "1"


def _date_format(pattern):
    for code, word in DATE_CODES.items():
        pattern = pattern.replace(code, word)
    return pattern if "%" not in pattern else "yyyy-mm-dd"
