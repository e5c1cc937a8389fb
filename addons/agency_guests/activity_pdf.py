"""Draws an activity report as PDF, with ReportLab: no browser, no network. No Odoo here.

The report is a dict as `agency.guest._activity_report` returns it: title, company, address,
guest, period, printed, labels, figures, chart, sections and, when nothing happened, nothing.
"""

import io
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

INK = colors.HexColor("#1f2933")
MUTED = colors.HexColor("#66727f")
RULE = colors.HexColor("#d9dee3")
SOFT = colors.HexColor("#f4f6f8")
ACCENT = colors.HexColor("#2f6f8f")
MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
CHART_HEIGHT = 42 * mm
# What ReportLab keeps free inside the margins.
PADDING = 6
WHEN_WIDTH = 40 * mm


def register_fonts(regular, bold):
    """Make two TrueType files known; the names to use, or built-in ones if they cannot be read."""
    try:
        pdfmetrics.registerFont(TTFont("AgencyReport", regular))
        pdfmetrics.registerFont(TTFont("AgencyReport-Bold", bold))
    except (TTFError, OSError):
        return "Helvetica", "Helvetica-Bold"
    return "AgencyReport", "AgencyReport-Bold"


def render(report, fonts=("Helvetica", "Helvetica-Bold"), logo=None):
    """Return the PDF of a report.

    :param fonts: names of the regular and of the bold font
    :param logo: picture of the agency in bytes, or None
    """
    regular, bold = fonts
    styles = _styles(regular, bold)
    story = [_head(report, styles, logo), Spacer(1, 7 * mm)]
    story += [
        Paragraph(escape(report["title"]), styles["title"]),
        Paragraph(escape(f"{report['guest']} · {report['period']}"), styles["lead"]),
        Spacer(1, 5 * mm),
    ]
    if report["nothing"]:
        story.append(Paragraph(escape(report["nothing"]), styles["body"]))
    else:
        story += [_figures(report["figures"], styles), Spacer(1, 6 * mm)]
    if report["chart"] and not report["nothing"]:
        story += [
            Paragraph(escape(report["labels"]["chart"]), styles["heading"]),
            _chart(report["chart"], regular),
            Spacer(1, 4 * mm),
        ]
    for section in report["sections"]:
        story.append(Paragraph(escape(section["title"]), styles["heading"]))
        story += [_rows(section["rows"], styles), Spacer(1, 4 * mm)]
    return _build(report, story, regular)


def _build(report, story, font):
    def foot(canvas, document):
        canvas.setFont(font, 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(MARGIN, 10 * mm, report["printed"])
        canvas.drawRightString(A4[0] - MARGIN, 10 * mm, str(document.page))

    output = io.BytesIO()
    SimpleDocTemplate(
        output,
        pagesize=A4,
        leftMargin=MARGIN - PADDING,
        rightMargin=MARGIN - PADDING,
        topMargin=15 * mm,
        bottomMargin=18 * mm,
        title=report["title"],
        author=report["company"],
        lang=report.get("lang"),
    ).build(story, onFirstPage=foot, onLaterPages=foot)
    return output.getvalue()


def _styles(regular, bold):
    base = {"fontName": regular, "textColor": INK, "fontSize": 9.5, "leading": 13}
    return {
        "body": ParagraphStyle("body", **base),
        "muted": ParagraphStyle("muted", **{**base, "textColor": MUTED, "fontSize": 8.5}),
        "right": ParagraphStyle(
            "right", **{**base, "textColor": MUTED, "fontSize": 8.5, "alignment": TA_RIGHT}
        ),
        "strong": ParagraphStyle("strong", **{**base, "fontName": bold}),
        "lead": ParagraphStyle("lead", **{**base, "fontSize": 11, "textColor": MUTED}),
        "title": ParagraphStyle(
            "title", **{**base, "fontName": bold, "fontSize": 20, "leading": 25}
        ),
        "heading": ParagraphStyle(
            "heading",
            **{**base, "fontName": bold, "fontSize": 12, "leading": 16, "spaceAfter": 5},
            keepWithNext=1,
        ),
        "figure": ParagraphStyle(
            "figure",
            **{**base, "fontName": bold, "fontSize": 20, "leading": 24, "textColor": ACCENT},
        ),
    }


def _head(report, styles, logo):
    left = _logo(logo) or Paragraph(escape(report["company"]), styles["strong"])
    lines = "<br/>".join(escape(line) for line in [report["company"], *report["address"]])
    table = Table([[left, Paragraph(lines, styles["right"])]], colWidths=[WIDTH / 2, WIDTH / 2])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
                ("LINEBELOW", (0, 0), (-1, -1), 0.7, RULE),
            ]
        )
    )
    return table


def _logo(content):
    if not content:
        return None
    try:
        picture = Image(io.BytesIO(content))
    except OSError:
        return None
    scale = min(55 * mm / picture.imageWidth, 16 * mm / picture.imageHeight)
    picture.drawWidth = picture.imageWidth * scale
    picture.drawHeight = picture.imageHeight * scale
    picture.hAlign = "LEFT"
    return picture


def _figures(figures, styles):
    cells = [
        [
            Paragraph(escape(str(figure["count"])), styles["figure"]),
            Paragraph(escape(figure["label"]), styles["muted"]),
        ]
        for figure in figures
    ]
    table = Table([cells], colWidths=[WIDTH / max(len(cells), 1)] * len(cells))
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), SOFT),
                ("INNERGRID", (0, 0), (-1, -1), 3, colors.white),
                ("TOPPADDING", (0, 0), (-1, -1), 7),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
                ("LEFTPADDING", (0, 0), (-1, -1), 9),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table


def _chart(chart, font):
    drawing = Drawing(WIDTH, CHART_HEIGHT)
    base, top = 11, CHART_HEIGHT - 14
    step = WIDTH / len(chart)
    bar = step * 0.55
    drawing.add(Line(0, base, WIDTH, base, strokeColor=RULE, strokeWidth=0.7))
    for position, month in enumerate(chart):
        middle = position * step + step / 2
        height = (top - base) * month["share"] / 100
        if height:
            drawing.add(
                Rect(middle - bar / 2, base, bar, height, fillColor=ACCENT, strokeColor=None)
            )
        texts = [(1, month["label"], MUTED)]
        if month["count"]:
            texts.append((base + height + 3, str(month["count"]), INK))
        for y, text, color in texts:
            drawing.add(
                String(
                    middle,
                    y,
                    text,
                    textAnchor="middle",
                    fontName=font,
                    fontSize=7.5,
                    fillColor=color,
                )
            )
    return drawing


def _rows(rows, styles):
    cells = [
        [
            Paragraph(escape(row["when"]), styles["muted"]),
            [
                Paragraph(escape(row["text"]), styles["body"]),
                *([Paragraph(escape(row["detail"]), styles["muted"])] if row.get("detail") else []),
            ],
        ]
        for row in rows
    ]
    table = Table(cells, colWidths=[WHEN_WIDTH, WIDTH - WHEN_WIDTH])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            ]
        )
    )
    return table
