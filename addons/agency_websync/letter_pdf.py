"""Draws a letter as PDF, with ReportLab: letterhead, address window, as many pages as it takes.

The window is where DIN 5008 (form B) and the usual European envelopes have it. No Odoo here.
A letter is a dict: company, sender (lines), address (lines), place_date, subject, body (plain
text), page ("Page {page} of {pages}"), lang.
"""

import io
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Paragraph

from .numbered_canvas import NumberedCanvas

INK = colors.HexColor("#1f2933")
MUTED = colors.HexColor("#66727f")
RULE = colors.HexColor("#d9dee3")
LEFT, RIGHT, BOTTOM = 25 * mm, 20 * mm, 25 * mm
WIDTH = A4[0] - LEFT - RIGHT
# Distances from the upper edge of the paper.
WINDOW_TOP, WINDOW_HEIGHT, WINDOW_WIDTH = 45 * mm, 45 * mm, 80 * mm
DATE_TOP, TEXT_TOP, NEXT_TOP = 97 * mm, 103 * mm, 25 * mm
LOGO_TOP, LOGO_HEIGHT, LOGO_WIDTH = 12 * mm, 20 * mm, 70 * mm
FOLDS = (105 * mm, 210 * mm)
WINDOW_LINES = 6
SMALLEST = 5.5


def render(letter, fonts=("Helvetica", "Helvetica-Bold"), logo=None):
    """Return the PDF of a letter.

    :param fonts: names of the regular and of the bold font
    :param logo: picture of the agency in bytes, or None
    """
    regular, bold = fonts
    output = io.BytesIO()
    document = BaseDocTemplate(
        output,
        pagesize=A4,
        title=letter["subject"],
        author=letter["company"],
        lang=letter.get("lang"),
    )
    head = Head(letter, regular, bold, logo)
    document.addPageTemplates(
        [
            PageTemplate("first", [_frame(TEXT_TOP)], onPage=head.draw_first),
            PageTemplate("next", [_frame(NEXT_TOP)], onPage=head.draw_next),
        ]
    )
    document.build(
        [NextPageTemplate("next"), *_story(letter, regular, bold)],
        canvasmaker=partial(NumberedCanvas, footer=head.draw_foot),
    )
    return output.getvalue()


def _frame(top):
    return Frame(LEFT, BOTTOM, WIDTH, A4[1] - top - BOTTOM, 0, 0, 0, 0)


def _story(letter, regular, bold):
    body = ParagraphStyle(
        "body", fontName=regular, fontSize=10.5, leading=15, textColor=INK, spaceAfter=8
    )
    subject = ParagraphStyle("subject", parent=body, fontName=bold, fontSize=11.5, spaceAfter=14)
    story = [Paragraph(escape(letter["subject"]), subject)]
    for block in letter["body"].strip().split("\n\n"):
        if block.strip():
            story.append(Paragraph("<br/>".join(map(escape, block.split("\n"))), body))
    return story


class Head:
    """What stands around the text of a letter."""

    def __init__(self, letter, regular, bold, logo):
        self.letter = letter
        self.regular = regular
        self.bold = bold
        self.logo = logo

    def draw_first(self, canvas, document):
        self._draw_logo(canvas)
        self._draw_window(canvas)
        canvas.setFont(self.regular, 10.5)
        canvas.setFillColor(INK)
        canvas.drawRightString(A4[0] - RIGHT, A4[1] - DATE_TOP, self.letter["place_date"])
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        for fold in FOLDS:
            canvas.line(5 * mm, A4[1] - fold, 9 * mm, A4[1] - fold)

    def draw_next(self, canvas, document):
        canvas.setFont(self.regular, 8.5)
        canvas.setFillColor(MUTED)
        canvas.drawString(LEFT, A4[1] - 15 * mm, _fit(self.letter["subject"], self.regular, 8.5))

    def draw_foot(self, canvas, page, pages):
        canvas.setStrokeColor(RULE)
        canvas.line(LEFT, 18 * mm, A4[0] - RIGHT, 18 * mm)
        canvas.setFillColor(MUTED)
        sender = " · ".join([self.letter["company"], *self.letter["sender"]])
        room = WIDTH - (28 * mm if pages > 1 else 0)
        size = _size(sender, self.regular, 8, room)
        canvas.setFont(self.regular, size)
        canvas.drawString(LEFT, 13 * mm, _fit(sender, self.regular, size, room))
        if pages > 1:
            canvas.setFont(self.regular, 8)
            text = self.letter["page"].format(page=page, pages=pages)
            canvas.drawRightString(A4[0] - RIGHT, 13 * mm, text)

    def _draw_logo(self, canvas):
        try:
            picture = ImageReader(io.BytesIO(self.logo)) if self.logo else None
        except OSError:
            picture = None
        if not picture:
            canvas.setFont(self.bold, 15)
            canvas.setFillColor(INK)
            canvas.drawRightString(A4[0] - RIGHT, A4[1] - 22 * mm, self.letter["company"])
            return
        width, height = picture.getSize()
        scale = min(LOGO_WIDTH / width, LOGO_HEIGHT / height)
        width, height = width * scale, height * scale
        canvas.drawImage(
            picture, A4[0] - RIGHT - width, A4[1] - LOGO_TOP - height, width, height, mask="auto"
        )

    def _draw_window(self, canvas):
        """The sender in one small line, then the address."""
        sender = " · ".join([self.letter["company"], *self.letter["sender"][:2]])
        top = A4[1] - WINDOW_TOP - 15 * mm
        size = _size(sender, self.regular, 7, WINDOW_WIDTH)
        canvas.setFont(self.regular, size)
        canvas.setFillColor(MUTED)
        canvas.drawString(LEFT, top, _fit(sender, self.regular, size, WINDOW_WIDTH))
        canvas.setStrokeColor(RULE)
        canvas.line(LEFT, top - 2.5, LEFT + WINDOW_WIDTH, top - 2.5)
        canvas.setFont(self.regular, 10.5)
        canvas.setFillColor(INK)
        for position, line in enumerate(self.letter["address"][:WINDOW_LINES]):
            canvas.drawString(
                LEFT,
                top - 16 - position * 13.5,
                _fit(line, self.regular, 10.5, WINDOW_WIDTH),
            )


def _size(text, font, size, room):
    """Return the size, in points, at which a line fits; not so small that nobody can read it."""
    return max(SMALLEST, min(size, size * (room - 1) / stringWidth(text, font, size)))


def _fit(text, font, size, room=WIDTH):
    """Return a line that fits, with dots where it was cut."""
    if stringWidth(text, font, size) <= room:
        return text
    while text and stringWidth(f"{text}…", font, size) > room:
        text = text[:-1]
    return f"{text}…"
