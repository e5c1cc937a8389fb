"""Draws a list as PDF over as many pages as it takes, with ReportLab. No Odoo here."""

import io
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from odoo.addons.agency_guests.activity_pdf import ACCENT, INK, MUTED, RULE, SOFT

from .numbered_canvas import NumberedCanvas

PAGE = landscape(A4)
MARGIN = 14 * mm
WIDTH = PAGE[0] - 2 * MARGIN
LOGO = (45 * mm, 13 * mm)


def render(table, fonts, logo=None):
    """Return the PDF of a table.

    :param table: dict with title, lead, author, printed, page (as in `{page} of {pages}`), lang,
        headers, shares (of the width, per column), rows of texts, and `nothing` for no rows
    :param fonts: names of the regular and of the bold font
    :param logo: picture of the agency in bytes, or None
    """
    regular, bold = fonts
    base = {"fontName": regular, "textColor": INK, "fontSize": 8.5, "leading": 11}
    body = ParagraphStyle("body", **base)
    title = ParagraphStyle("title", **{**base, "fontName": bold, "fontSize": 16, "leading": 20})
    lead = ParagraphStyle("lead", **{**base, "textColor": MUTED, "fontSize": 9.5, "leading": 13})
    story = [
        Paragraph(escape(table["title"]), title),
        Paragraph(escape(table["lead"]), lead),
        Spacer(1, 4 * mm),
    ]
    if table["rows"]:
        story.append(_table(table, body, bold))
    else:
        story.append(Paragraph(escape(table["nothing"]), body))
    return _build(table, story, regular, bold, logo)


def _table(table, body, bold):
    head = ParagraphStyle("head", parent=body, fontName=bold, textColor="#ffffff")
    cells = [[Paragraph(escape(label), head) for label in table["headers"]]]
    cells += [[_cell(value, body) for value in row] for row in table["rows"]]
    whole = sum(table["shares"])
    grid = LongTable(
        cells, colWidths=[WIDTH * share / whole for share in table["shares"]], repeatRows=1
    )
    grid.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), ACCENT),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), ["#ffffff", SOFT]),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return grid


def _cell(value, style):
    return Paragraph(escape(value), style) if value else ""


def _build(table, story, regular, bold, logo):
    picture = _picture(logo)

    def frame(canvas, document):
        top = PAGE[1] - 10 * mm
        canvas.setFillColor(INK)
        canvas.setFont(bold, 11)
        canvas.drawString(MARGIN, top - 4 * mm, table["author"])
        if picture:
            reader, width, height = picture
            left = PAGE[0] - MARGIN - width
            canvas.drawImage(reader, left, top - height, width, height, mask="auto")
        canvas.setStrokeColor(RULE)
        canvas.line(MARGIN, top - LOGO[1] - 2 * mm, PAGE[0] - MARGIN, top - LOGO[1] - 2 * mm)
        canvas.setFont(regular, 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(MARGIN, 8 * mm, table["printed"])

    def foot(canvas, page, pages):
        canvas.setFont(regular, 8)
        canvas.setFillColor(MUTED)
        text = table["page"].format(page=page, pages=pages)
        canvas.drawRightString(PAGE[0] - MARGIN, 8 * mm, text)

    output = io.BytesIO()
    numbered = partial(NumberedCanvas, footer=foot)
    SimpleDocTemplate(
        output,
        pagesize=PAGE,
        leftMargin=MARGIN - 6,
        rightMargin=MARGIN - 6,
        topMargin=29 * mm,
        bottomMargin=15 * mm,
        title=table["title"],
        author=table["author"],
        lang=table["lang"],
    ).build(story, onFirstPage=frame, onLaterPages=frame, canvasmaker=numbered)
    return output.getvalue()


def _picture(content):
    """Return the logo with the size that it is drawn in, if it is a picture."""
    if not content:
        return None
    try:
        reader = ImageReader(io.BytesIO(content))
        width, height = reader.getSize()
    except OSError:
        return None
    scale = min(LOGO[0] / width, LOGO[1] / height)
    return reader, width * scale, height * scale
