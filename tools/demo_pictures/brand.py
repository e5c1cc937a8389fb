"""The agency's own pictures: logo and the two agents' portraits."""

from __future__ import annotations

from .canvas import Canvas, Colour, darker, lighter

NAVY, GOLD, PINE = "#24405a", "#e2a94c", "#3f6f73"


def mark(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw the emblem: two peaks that are also two roofs, under a low sun."""
    canvas.disc(x + size * 0.66, y + size * 0.24, size * 0.14, fill=GOLD)
    canvas.poly([(x, y + size * 0.86), (x + size * 0.36, y + size * 0.16),
                 (x + size * 0.72, y + size * 0.86)], NAVY)
    canvas.poly([(x + size * 0.36, y + size * 0.16), (x + size * 0.25, y + size * 0.374),
                 (x + size * 0.33, y + size * 0.33), (x + size * 0.38, y + size * 0.4),
                 (x + size * 0.45, y + size * 0.335)], "#ffffff")
    canvas.poly([(x + size * 0.42, y + size * 0.86), (x + size * 0.71, y + size * 0.42),
                 (x + size, y + size * 0.86)], PINE)
    canvas.rect((x + size * 0.62, y + size * 0.62, x + size * 0.8, y + size * 0.86), "#ffffff")
    canvas.rect((x + size * 0.7, y + size * 0.62, x + size * 0.72, y + size * 0.86), PINE)
    canvas.rect((x + size * 0.62, y + size * 0.73, x + size * 0.8, y + size * 0.75), PINE)


def logo() -> Canvas:
    canvas = Canvas(600, 180)
    mark(canvas, 14, 12, 156)
    canvas.text(196, 76, "Alpenblick", 70, NAVY, "lm")
    canvas.text(362, 128, "REAL ESTATE", 24, PINE, "mm", spacing=8)
    return canvas


def _bust(canvas: Canvas, skin: Colour, coat: Colour, shirt: Colour) -> None:
    canvas.fade([(34, 256), (44, 206), (84, 182), (172, 182), (212, 206), (222, 256)],
                lighter(coat, 0.12), coat)
    canvas.poly([(98, 178), (158, 178), (146, 240), (128, 256), (110, 240)], shirt)
    canvas.rect((108, 146, 148, 196), darker(skin, 0.12), radius=16)
    canvas.poly([(108, 166), (148, 166), (146, 182), (128, 192)], darker(skin, 0.25))
    canvas.disc(128, 118, 43, 52, fill=skin)


def _face(canvas: Canvas, hair: Colour, lips: Colour) -> None:
    for x in (111, 145):
        canvas.disc(x, 118, 4, 4.6, fill="#2c2a2c")
        canvas.disc(x - 1.2, 116.4, 1.4, fill="#ffffff")
        canvas.line([(x - 8, 106), (x, 103), (x + 8, 106)], hair, 2.8)
    canvas.line([(128, 118), (125, 133), (130, 134)], "#b98163", 2)
    canvas.arc(128, 139, 13, 25, 155, lips, 3.4)
    for x in (100, 156):
        canvas.disc(x, 134, 8, 6, fill="#e58f78", alpha=0.35)


def giulia() -> Canvas:
    """Giulia Moser: dark wavy hair, teal blazer."""
    canvas = Canvas(256, 256)
    canvas.fade_rect((0, 0, 256, 256), "#f6e3c6", "#e9b787")
    hair = "#4a2e25"
    canvas.disc(128, 106, 66, 66, fill=hair)
    canvas.rect((62, 104, 194, 190), hair, radius=34)
    canvas.disc(80, 176, 24, fill=hair)
    canvas.disc(176, 176, 24, fill=hair)
    _bust(canvas, "#f1c7a5", "#2f6f73", "#ffffff")
    canvas.poly([(98, 178), (112, 180), (128, 228), (122, 256), (84, 214)], "#26595d")
    canvas.poly([(158, 178), (144, 180), (128, 228), (134, 256), (172, 214)], "#26595d")
    canvas.poly([(82, 118), (86, 72), (122, 58), (150, 62), (112, 92), (92, 104)], hair)
    canvas.poly([(174, 120), (170, 74), (146, 60), (128, 62), (156, 92), (168, 106)], hair)
    canvas.disc(128, 62, 36, 16, fill=hair)
    canvas.line([(96, 78), (118, 66), (140, 64)], lighter(hair, 0.22), 3)
    _face(canvas, hair, "#b8434a")
    for x in (86, 170):
        canvas.disc(x, 142, 4, fill=GOLD)
    return canvas


def markus() -> Canvas:
    """Markus Pichler: short fair hair, beard, grey loden jacket."""
    canvas = Canvas(256, 256)
    canvas.fade_rect((0, 0, 256, 256), "#d5e6ee", "#8fb6ca")
    hair, beard = "#8a5f38", "#7a5331"
    _bust(canvas, "#eebf9c", "#566069", "#f4f1ea")
    canvas.poly([(98, 178), (112, 180), (128, 224), (122, 256), (80, 216)], "#3f6b4f")
    canvas.poly([(158, 178), (144, 180), (128, 224), (134, 256), (176, 216)], "#3f6b4f")
    for y in (232, 248):
        canvas.disc(128, y, 3, fill="#c8a36a")
    canvas.poly([(85, 116), (92, 140), (104, 158), (128, 172), (152, 158), (164, 140), (171, 116),
                 (164, 128), (148, 134), (128, 131), (108, 134), (92, 128)], beard)
    canvas.disc(128, 146, 17, 8, fill="#eebf9c")
    for x in (84, 172):
        canvas.disc(x, 120, 7, 11, fill="#e6b390")
    canvas.poly([(84, 112), (82, 84), (98, 58), (134, 50), (162, 62), (174, 86), (172, 112),
                 (164, 90), (146, 82), (112, 88), (94, 90)], hair)
    canvas.poly([(98, 62), (134, 48), (168, 66), (150, 74), (116, 80)], lighter(hair, 0.14))
    _face(canvas, beard, "#a2463c")
    return canvas
