"""The floor plan sheet that lies with the flat in Gries: one page, vector graphics."""

from __future__ import annotations

import io

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from .plans import OUTSIDE, Plan

INK, GREY, GOLD, NAVY = (HexColor(c) for c in ("#2d3540", "#7b8592", "#e2a94c", "#24405a"))


def pdf(plan: Plan) -> bytes:
    """Return an A4 page with the plan to scale and a table of its rooms."""
    data = io.BytesIO()
    page = Canvas(data, pagesize=landscape(A4), invariant=1)
    page.setTitle(plan.title)
    page.setAuthor("Alpenblick Real Estate")
    _letterhead(page, plan)
    _rooms(page, plan)
    _plan(page, plan)
    page.showPage()
    page.save()
    return data.getvalue()


def _letterhead(page: Canvas, plan: Plan) -> None:
    width, height = landscape(A4)
    page.setFillColor(NAVY)
    page.rect(0, height - 24 * mm, width, 24 * mm, stroke=0, fill=1)
    page.setFillColor(HexColor("#ffffff"))
    page.setFont("Helvetica-Bold", 18)
    page.drawString(18 * mm, height - 15.5 * mm, plan.title)
    page.setFillColor(GOLD)
    page.setFont("Helvetica", 12)
    page.drawRightString(width - 18 * mm, height - 15 * mm, "Alpenblick Real Estate")
    page.setFillColor(GREY)
    page.setFont("Helvetica", 8)
    page.drawString(18 * mm, 10 * mm, "Dimensions are approximate and no part of an offer. "
                    "Quote scritte approssimative. Alle Maße sind Richtwerte.")


def _rooms(page: Canvas, plan: Plan) -> None:
    x, y = 218 * mm, 158 * mm
    page.setFillColor(INK)
    page.setFont("Helvetica-Bold", 11)
    page.drawString(x, y, "Rooms")
    page.setFont("Helvetica", 10)
    for space in plan.spaces:
        y -= 7.5 * mm
        page.setStrokeColor(HexColor("#d7dbe0"))
        page.line(x, y - 2 * mm, x + 61 * mm, y - 2 * mm)
        page.drawString(x, y, space.name)
        page.drawRightString(x + 61 * mm, y, f"{space.wide * space.high:.1f} m\u00b2")
    page.setFont("Helvetica-Bold", 10)
    page.drawString(x, y - 9 * mm, "Living area")
    page.drawRightString(x + 61 * mm, y - 9 * mm, f"{plan.area:.1f} m\u00b2")


def _plan(page: Canvas, plan: Plan) -> None:
    scale = 17 * mm
    left, top = 18 * mm, 152 * mm
    for space in plan.spaces:
        x, y = left + space.x * scale, top - (space.y + space.high) * scale
        page.setFillColor(HexColor(space.fill))
        page.setStrokeColor(GREY if space.fill == OUTSIDE else INK)
        page.setLineWidth(0.7 if space.fill == OUTSIDE else 2.4)
        page.rect(x, y, space.wide * scale, space.high * scale, stroke=1, fill=1)
        page.setFillColor(INK)
        middle = x + space.wide * scale / 2
        page.setFont("Helvetica-Bold", 9)
        page.drawCentredString(middle, y + space.high * scale / 2 + 1.2 * mm, space.name)
        page.setFont("Helvetica", 8)
        page.drawCentredString(middle, y + space.high * scale / 2 - 2.6 * mm,
                               f"{space.wide:.2f} x {space.high:.2f} m")
    page.setLineWidth(5)
    page.setStrokeColor(INK)
    page.rect(left, top - plan.high * scale, plan.wide * scale, plan.high * scale, stroke=1, fill=0)
