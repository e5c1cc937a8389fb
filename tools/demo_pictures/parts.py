"""What houses are put together from: windows, doors, shutters, balconies, roofs."""

from __future__ import annotations

from .canvas import Canvas, Colour, darker, lighter

WARM = ("#ffe9ad", "#f9bd62")
GLASS = ("#b9d7ea", "#7fa6c4")


def pane(canvas: Canvas, box, lit: bool = False, cool: tuple = GLASS) -> None:
    """Paint glass: warm light inside, or the sky with a diagonal reflection."""
    left, top, right, bottom = box
    if lit:
        canvas.fade_rect(box, *WARM, raw=True)
        return
    canvas.fade_rect(box, *cool)
    wide, high = right - left, bottom - top
    canvas.poly(
        [
            (left + wide * 0.14, bottom),
            (left + wide * 0.62, top),
            (left + wide * 0.86, top),
            (left + wide * 0.38, bottom),
        ],
        "#ffffff",
        0.24,
    )
    canvas.rect((left, top, right, top + max(1, high * 0.06)), "#23304a", 0.22)


def window(
    canvas,
    x,
    y,
    wide,
    high,
    lit=False,
    frame: Colour = "#f7f5f0",
    bars=(2, 1),
    shutters: Colour | None = None,
    sill=True,
    flowers: Colour | None = None,
) -> None:
    """Paint a window with its frame; `bars` is panes across and down."""
    if shutters:
        _shutters(canvas, x, y, wide, high, shutters)
    canvas.rect((x - 2.4, y - 2.4, x + wide + 2.4, y + high + 2.4), frame)
    pane(canvas, (x, y, x + wide, y + high), lit)
    across, down = bars
    for index in range(1, across):
        at = x + wide * index / across
        canvas.rect((at - 0.8, y, at + 0.8, y + high), frame)
    for index in range(1, down):
        at = y + high * index / down
        canvas.rect((x, at - 0.8, x + wide, at + 0.8), frame)
    if sill:
        canvas.rect((x - 5, y + high + 2, x + wide + 5, y + high + 5), darker(frame, 0.12))
    if flowers:
        flower_box(canvas, x - 4, y + high + 1, wide + 8, flowers)


def _shutters(canvas, x, y, wide, high, colour) -> None:
    leaf = wide * 0.42
    for left in (x - leaf - 3, x + wide + 3):
        canvas.rect((left, y - 1, left + leaf, y + high + 1), colour)
        canvas.rect(
            (left + leaf * 0.18, y + 3, left + leaf * 0.82, y + high - 3), darker(colour, 0.15)
        )
        for step in range(1, 6):
            at = y + 3 + (high - 6) * step / 6
            canvas.rect(
                (left + leaf * 0.18, at, left + leaf * 0.82, at + 0.8), lighter(colour, 0.1)
            )


def flower_box(canvas, x, y, wide, colour: Colour, box: Colour = "#7d5436") -> None:
    canvas.rect((x, y + 3, x + wide, y + 9), box)
    steps = max(3, round(wide / 5))
    for index in range(steps + 1):
        at = x + wide * index / steps
        canvas.disc(at, y + 3 + index % 2, 3.6, 3, fill="#4f8a47")
    for index in range(steps + 1):
        at = x + wide * index / steps
        canvas.disc(at, y + 1.4 + (index % 3) * 1.3, 2.1, fill=colour)


def door(
    canvas,
    x,
    y,
    wide,
    high,
    colour: Colour = "#6d4a35",
    frame: Colour = "#efe9de",
    lit=False,
    arch=False,
) -> None:
    """Paint a panelled door whose lower edge is at y + high."""
    if arch:
        canvas.disc(x + wide / 2, y, wide / 2 + 4, wide / 2 + 4, fill=frame)
        canvas.disc(x + wide / 2, y, wide / 2, fill=darker(colour, 0.25))
    canvas.rect((x - 4, y - (0 if arch else 4), x + wide + 4, y + high), frame)
    canvas.fade_rect((x, y, x + wide, y + high), lighter(colour, 0.1), colour)
    canvas.rect(
        (x + wide * 0.16, y + high * 0.5, x + wide * 0.84, y + high * 0.92), darker(colour, 0.2)
    )
    pane(canvas, (x + wide * 0.2, y + high * 0.1, x + wide * 0.8, y + high * 0.42), lit)
    canvas.disc(x + wide * 0.86, y + high * 0.52, 1.6, fill="#e6c27a")


def glass_balcony(canvas, x, y, wide, high=26, tint: Colour = "#bcd3dd") -> None:
    """Paint a slab with a glass rail; y is the slab's upper edge."""
    canvas.veil_rect((x, y - high, x + wide, y), tint, 0.62, 0.8)
    canvas.poly(
        [
            (x + wide * 0.1, y),
            (x + wide * 0.26, y - high),
            (x + wide * 0.4, y - high),
            (x + wide * 0.24, y),
        ],
        "#ffffff",
        0.25,
    )
    canvas.rect((x - 1, y - high - 2.4, x + wide + 1, y - high), "#5f6874")
    canvas.rect((x - 4, y, x + wide + 4, y + 6), "#eceae4")
    canvas.rect((x - 4, y + 6, x + wide + 4, y + 8.5), "#9a9da3")


def wood_balcony(
    canvas, x, y, wide, high=30, wood: Colour = "#8a5a36", flowers: Colour | None = "#d8323f"
) -> None:
    """Paint an alpine balcony with carved boards; y is the floor."""
    canvas.shadow([(x, y + 6), (x + wide, y + 6), (x + wide, y + 20), (x, y + 20)], 5, 0.35)
    canvas.rect((x - 3, y, x + wide + 3, y + 7), darker(wood, 0.25))
    boards = round(wide / 9)
    for index in range(boards):
        left = x + wide * index / boards
        canvas.rect(
            (left + 0.7, y - high, left + wide / boards - 0.7, y),
            lighter(wood, 0.1) if index % 2 else wood,
        )
        canvas.disc(left + wide / boards / 2, y - high * 0.45, 1.5, fill=darker(wood, 0.5))
    canvas.rect((x - 4, y - high - 4, x + wide + 4, y - high + 1), darker(wood, 0.15))
    if flowers:
        flower_box(canvas, x + 2, y - high - 7, wide - 4, flowers, box=darker(wood, 0.3))


def gable_roof(
    canvas, left, right, eaves, ridge, colour: Colour = "#8f4a3c", thick=11, overhang=26, snow=False
) -> None:
    """Paint the two slopes of a gable seen from the front."""
    middle = (left + right) / 2
    slope = (eaves - ridge) / (middle - left)
    low = eaves + overhang * slope
    west, east = left - overhang, right + overhang
    canvas.shadow(
        [
            (west, low),
            (middle, ridge + 6),
            (east, low),
            (east - 8, low + 18),
            (middle, ridge + 26),
            (west + 8, low + 18),
        ],
        5,
        0.3,
    )
    canvas.poly(
        [(west, low), (middle, ridge), (middle, ridge + thick), (west, low + thick)],
        lighter(colour, 0.08),
    )
    canvas.poly(
        [(east, low), (middle, ridge), (middle, ridge + thick), (east, low + thick)],
        darker(colour, 0.14),
    )
    if snow:
        deep = thick * 1.5
        canvas.poly(
            [
                (west - 4, low + 2),
                (west - 2, low - deep * 0.8),
                (middle, ridge - deep),
                (east + 2, low - deep * 0.8),
                (east + 4, low + 2),
                (middle, ridge + 2),
            ],
            "#f7fbff",
        )
        canvas.poly(
            [
                (middle, ridge - deep),
                (east + 2, low - deep * 0.8),
                (east + 4, low + 2),
                (middle, ridge + 2),
            ],
            "#d7e4f2",
        )


def side_roof(
    canvas, left, right, eaves, ridge, inset=30, colour: Colour = "#a5573f", overhang=14, snow=False
) -> None:
    """Paint a roof seen from its long side, ridge shorter than the eaves by `inset`."""
    corners = [
        (left - overhang, eaves),
        (left + inset, ridge),
        (right - inset, ridge),
        (right + overhang, eaves),
    ]
    canvas.fade(corners, lighter(colour, 0.12), darker(colour, 0.08))
    rows = max(3, round((eaves - ridge) / 9))
    for row in range(1, rows):
        share = row / rows
        y = ridge + (eaves - ridge) * share
        x0 = left + inset + (-overhang - inset) * share
        x1 = right - inset + (overhang + inset) * share
        canvas.rect((x0, y, x1, y + 1.2), darker(colour, 0.3), 0.35)
    canvas.rect((left - overhang, eaves, right + overhang, eaves + 6), darker(colour, 0.35))
    if snow:
        canvas.fade(
            [
                (left - overhang, eaves - 3),
                (left + inset - 4, ridge - 9),
                (right - inset + 4, ridge - 9),
                (right + overhang, eaves - 3),
            ],
            "#ffffff",
            "#dbe8f4",
        )


def chimney(canvas, x, y, wide=20, high=40, colour: Colour = "#cfc4b4", snow=False) -> None:
    canvas.rect((x, y - high, x + wide, y), colour)
    canvas.rect((x + wide * 0.6, y - high, x + wide, y), darker(colour, 0.2))
    cap = "#f7fbff" if snow else darker(colour, 0.45)
    canvas.rect((x - 3, y - high - 5, x + wide + 3, y - high), cap)


def wall(canvas, box, colour: Colour, base: Colour | None = None) -> None:
    """Paint a wall lit from the left, with an optional plinth."""
    left, top, right, bottom = box
    canvas.fade_rect(box, lighter(colour, 0.1), darker(colour, 0.07), across=True)
    if base:
        canvas.rect((left, bottom - 16, right, bottom), base)


def side_wall(canvas, x, top, bottom, depth, rise, colour: Colour) -> None:
    """Paint the shaded flank on the right of a house."""
    canvas.fade(
        [(x, top), (x + depth, top + rise), (x + depth, bottom - rise), (x, bottom)],
        darker(colour, 0.2),
        darker(colour, 0.3),
    )


def boards(canvas, box, wood: Colour, step=12) -> None:
    """Paint vertical timber cladding."""
    left, top, right, bottom = box
    canvas.fade_rect(box, wood, darker(wood, 0.15), across=True)
    x = left + step
    while x < right:
        canvas.rect((x, top, x + 1.1, bottom), darker(wood, 0.4), 0.55)
        x += step


def contact_shadow(canvas, left, right, ground, reach=40, depth=20) -> None:
    """Paint the shadow that a house throws to its right."""
    canvas.shadow(
        [
            (left + 6, ground - 4),
            (right, ground - 4),
            (right + reach, ground + depth),
            (left + reach * 0.7, ground + depth),
        ],
        6,
        0.34,
    )
