"""Rooms seen from the front: walls, windows with a view, and furniture."""

from __future__ import annotations

import random
from dataclasses import dataclass

from . import parts, scenery
from .canvas import Canvas, Colour, darker, lighter, mix

OAK, WALNUT, LARCH = "#c99b68", "#8a5d3f", "#d8a870"


@dataclass(frozen=True)
class Room:
    """The colours of a room."""

    wall: str = "#f1ece2"
    floor: str = OAK
    accent: str = "#3f6f73"
    second: str = "#d98e5f"
    fabric: str = "#dcd5c8"
    wood: str = WALNUT


def landscape(light, seed=1, schlern=False, extra=None) -> Canvas:
    """Return the scenery alone, to be seen through a window."""
    rng = random.Random(seed)
    canvas = scenery.scene(light, 430)
    if light.dark:
        scenery.stars(canvas, rng, 40)
    scenery.cloud(canvas, light, 180, 120, 1.1)
    if schlern:
        scenery.schlern(canvas, light, 60, 200)
    else:
        scenery.range_of_peaks(canvas, light, rng, 420, 230, 4)
    scenery.hills(canvas, rng, mix(light.forest, light.sky_low, 0.3), 400, 24)
    scenery.forest(canvas, light, rng, 440, 40)
    scenery.lawn(canvas, light, 446)
    if extra:
        extra(canvas)
    return canvas


def inset(canvas: Canvas, box, other: Canvas) -> None:
    """Show another canvas inside the box, cropped to its shape."""
    left, top, right, bottom = (round(value * 3) for value in box)
    wide, high = right - left, bottom - top
    scale = max(wide / other.image.width, high / other.image.height)
    part = (wide / scale, high / scale)
    x0 = (other.image.width - part[0]) / 2
    y0 = (other.image.height - part[1]) * 0.6
    cut = other.image.resize((wide, high), box=(x0, y0, x0 + part[0], y0 + part[1]))
    canvas.image.paste(cut, (left, top))


def shell(room: Room, edge: float = 430, boards=True) -> Canvas:
    """Return a canvas with wall, skirting and floor."""
    canvas = Canvas()
    canvas.fade_rect((0, 0, 800, edge), lighter(room.wall, 0.25), darker(room.wall, 0.06))
    canvas.fade_rect((0, edge, 800, 600), lighter(room.floor, 0.12), darker(room.floor, 0.12))
    if boards:
        for index in range(-8, 25):
            near = 400 + (index - 8) * 96
            far = 400 + (index - 8) * 56
            canvas.line([(far, edge), (near, 600)], darker(room.floor, 0.35), 1.1, 0.4)
        for y, start in ((462, 0), (505, 60), (558, -40)):
            for x in range(start - 60, 860, 190):
                canvas.line([(x, y), (x + 62, y)], darker(room.floor, 0.35), 1, 0.35)
    canvas.rect((0, edge - 11, 800, edge), "#fbf9f5")
    canvas.rect((0, edge - 1.5, 800, edge + 1), darker(room.floor, 0.35))
    canvas.veil_rect((0, edge, 800, edge + 26), "#1c2233", 0.16, 0.0)
    return canvas


def view_window(canvas, box, view, frame: Colour = "#ffffff", leaves=2, curtain=None) -> None:
    """Paint a window with a view, a sill, the light it throws on the floor, and curtains."""
    left, top, right, bottom = box
    canvas.rect((left - 9, top - 9, right + 9, bottom + 9), darker(frame, 0.1))
    canvas.rect((left - 7, top - 7, right + 7, bottom + 7), frame)
    inset(canvas, box, view)
    canvas.poly(
        [(left + 20, bottom), (left + 110, top), (left + 150, top), (left + 60, bottom)],
        "#ffffff",
        0.14,
    )
    for index in range(1, leaves):
        at = left + (right - left) * index / leaves
        canvas.rect((at - 4, top, at + 4, bottom), frame)
        canvas.rect((at - 0.5, top, at + 0.5, bottom), darker(frame, 0.18))
    if bottom < 400:
        canvas.rect((left - 16, bottom + 8, right + 16, bottom + 17), frame)
        canvas.rect((left - 16, bottom + 15, right + 16, bottom + 19), darker(frame, 0.22))
    canvas.veil([(left, 430), (right, 430), (right + 70, 600), (left + 40, 600)], "#fff4d6", 0.3, 0)
    if curtain:
        _curtains(canvas, left, top, right, curtain)


def _curtains(canvas, left, top, right, colour) -> None:
    canvas.rect((left - 60, top - 24, right + 60, top - 20), "#6b6460")
    for start in (left - 54, right - 8):
        canvas.fade_rect((start, top - 20, start + 62, 420), lighter(colour, 0.2), colour)
        for fold in range(1, 6):
            at = start + fold * 10.4
            canvas.fade_rect((at - 3, top - 20, at, 420), darker(colour, 0.12), darker(colour, 0.2))


def rug(canvas, x, y, rx, ry, colour: Colour, rings=2) -> None:
    canvas.disc(x, y + 3, rx, ry, fill="#1c2233", alpha=0.14)
    canvas.disc(x, y, rx, ry, fill=colour)
    for index in range(rings):
        share = 0.86 - index * 0.22
        canvas.disc(x, y, rx * share, ry * share, fill=lighter(colour, 0.25 + index * 0.2))
        canvas.disc(
            x,
            y,
            rx * (share - 0.04),
            ry * (share - 0.04),
            fill=mix(colour, "#ffffff", 0.08 * index),
        )


def sofa(canvas, x, ground, wide, colour: Colour, cushions=()) -> None:
    canvas.shadow(
        [
            (x - 6, ground - 8),
            (x + wide + 6, ground - 8),
            (x + wide + 20, ground + 12),
            (x, ground + 12),
        ],
        6,
        0.3,
    )
    for at in (x + 16, x + wide - 22):
        canvas.rect((at, ground - 12, at + 7, ground + 6), "#5b4332")
    canvas.rect((x + 10, ground - 116, x + wide - 10, ground - 20), darker(colour, 0.08), radius=14)
    half = (wide - 44) / 2
    for index in range(2):
        left = x + 22 + index * half
        canvas.rect(
            (left + 1, ground - 110, left + half - 1, ground - 48), lighter(colour, 0.07), radius=11
        )
        canvas.rect(
            (left + 1, ground - 60, left + half - 1, ground - 30), lighter(colour, 0.2), radius=8
        )
    canvas.rect((x + 12, ground - 36, x + wide - 12, ground - 10), darker(colour, 0.14), radius=5)
    for left in (x - 4, x + wide - 28):
        canvas.rect((left, ground - 84, left + 32, ground - 8), colour, radius=12)
        canvas.rect(
            (left + 22, ground - 76, left + 30, ground - 12), darker(colour, 0.12), radius=4
        )
    for index, tint in enumerate(cushions):
        left = x + 44 + index * (wide - 150) / max(1, len(cushions) - 1)
        canvas.poly(
            [
                (left, ground - 96),
                (left + 56, ground - 104),
                (left + 64, ground - 54),
                (left + 6, ground - 48),
            ],
            tint,
        )
        canvas.poly(
            [
                (left + 28, ground - 100),
                (left + 56, ground - 104),
                (left + 64, ground - 54),
                (left + 34, ground - 51),
            ],
            darker(tint, 0.12),
        )


def coffee_table(canvas, x, ground, wide=150, wood: Colour = WALNUT) -> None:
    canvas.disc(x, ground + 3, wide * 0.52, 9, fill="#1c2233", alpha=0.2)
    for dx in (-0.36, 0.36):
        canvas.line(
            [(x + dx * wide, ground - 40), (x + dx * wide * 1.16, ground)], darker(wood), 4.5
        )
    canvas.disc(x, ground - 41, wide / 2, 13, fill=darker(wood, 0.25))
    canvas.disc(x, ground - 45, wide / 2, 13, fill=lighter(wood, 0.16))
    canvas.rect((x - 34, ground - 54, x + 14, ground - 49), "#4f7f86")
    canvas.rect((x - 30, ground - 58, x + 10, ground - 54), "#e9e2d5")
    canvas.rect((x + 28, ground - 62, x + 42, ground - 46), "#f5f2ec", radius=3)


def floor_lamp(canvas, x, ground, high=250, shade: Colour = "#f3dfb4") -> None:
    canvas.glow(x, ground - high + 20, 110, "#ffe9b8", 0.5)
    canvas.disc(x, ground, 26, 6, fill="#4a4440")
    canvas.rect((x - 2, ground - high + 20, x + 2, ground), "#4a4440")
    canvas.fade(
        [
            (x - 22, ground - high - 24),
            (x + 22, ground - high - 24),
            (x + 38, ground - high + 30),
            (x - 38, ground - high + 30),
        ],
        lighter(shade, 0.3),
        shade,
    )


def pendant(canvas, x, drop, colour: Colour = "#37474f", wide=54) -> None:
    canvas.glow(x, drop + 34, 90, "#ffe9b8", 0.5)
    canvas.rect((x - 1, 0, x + 1, drop), "#4a4440")
    canvas.poly(
        [
            (x - 8, drop - 4),
            (x + 8, drop - 4),
            (x + wide / 2, drop + 28),
            (x - wide / 2, drop + 28),
        ],
        colour,
    )
    canvas.disc(x, drop + 28, wide / 2, 6, fill="#ffeec2")


def plant(canvas, x, ground, high=120, pot: Colour = "#d98e5f", leaf: Colour = "#4f8c5d") -> None:
    canvas.disc(x, ground + 2, 30, 6, fill="#1c2233", alpha=0.2)
    for index, (dx, share) in enumerate(
        ((-34, 0.72), (-18, 0.95), (0, 1.05), (20, 0.92), (36, 0.7), (-26, 0.5), (28, 0.48))
    ):
        tip = (x + dx * 1.5, ground - 34 - high * share)
        middle = (x + dx * 0.8, ground - 34 - high * share * 0.55)
        tint = darker(leaf, 0.16) if index % 2 else leaf
        canvas.poly(
            [(x, ground - 36), (middle[0] - 13, middle[1]), tip, (middle[0] + 13, middle[1])], tint
        )
        canvas.line([(x, ground - 36), tip], lighter(tint, 0.2), 1.1, 0.8)
    canvas.fade(
        [(x - 25, ground - 44), (x + 25, ground - 44), (x + 18, ground), (x - 18, ground)],
        lighter(pot, 0.12),
        darker(pot, 0.14),
        across=True,
    )
    canvas.rect((x - 28, ground - 50, x + 28, ground - 40), pot)


def frame(
    canvas, box, art: Canvas | None = None, colours=("#3f6f73", "#d98e5f", "#f0e4d0")
) -> None:
    """Hang a picture: another canvas, or three fields of colour."""
    left, top, right, bottom = box
    canvas.shadow(
        [
            (left + 3, top + 4),
            (right + 5, top + 4),
            (right + 5, bottom + 6),
            (left + 3, bottom + 6),
        ],
        4,
        0.25,
    )
    canvas.rect(box, "#4a4440")
    canvas.rect((left + 4, top + 4, right - 4, bottom - 4), "#ffffff")
    inner = (left + 13, top + 13, right - 13, bottom - 13)
    if art:
        inset(canvas, inner, art)
        return
    canvas.rect(inner, colours[2])
    wide, high = inner[2] - inner[0], inner[3] - inner[1]
    canvas.disc(inner[0] + wide * 0.62, inner[1] + high * 0.36, wide * 0.2, fill=colours[1])
    canvas.poly(
        [
            (inner[0], inner[3]),
            (inner[0] + wide * 0.4, inner[1] + high * 0.42),
            (inner[0] + wide * 0.8, inner[3]),
        ],
        colours[0],
    )
    canvas.poly(
        [
            (inner[0] + wide * 0.45, inner[3]),
            (inner[0] + wide * 0.75, inner[1] + high * 0.6),
            (inner[2], inner[3]),
        ],
        darker(colours[0], 0.25),
    )


def shelf(canvas, box, wood: Colour, rng, levels=5) -> None:
    """Fill a bookcase with books, boxes and small plants."""
    left, top, right, bottom = box
    canvas.rect((left - 5, top - 5, right + 5, bottom + 2), wood)
    canvas.rect(box, darker(wood, 0.4))
    high = (bottom - top) / levels
    tints = ("#b5534a", "#e0c28a", "#4f7f86", "#8a9b6e", "#ece5d8", "#6b5b7b", "#d98e5f")
    for level in range(levels):
        floor = top + high * (level + 1)
        canvas.rect((left, floor - 5, right, floor), wood)
        x = left + 6
        while x < right - 14:
            wide = rng.uniform(6, 13)
            tall = high * rng.uniform(0.5, 0.8)
            if rng.random() < 0.16:
                x += wide * 1.5
                continue
            canvas.rect((x, floor - 5 - tall, x + wide, floor - 5), rng.choice(tints))
            x += wide + 1


def living(room: Room, light, seed=1, schlern=False, lamp_left=True) -> Canvas:
    """A living room with a wide window, sofa, rug and bookcase."""
    rng = random.Random(seed)
    canvas = shell(room)
    view_window(canvas, (250, 90, 610, 300), landscape(light, seed, schlern), curtain=room.fabric)
    shelf(canvas, (36, 130, 146, 424), room.wood, rng)
    frame(canvas, (684, 120, 776, 240), colours=(room.accent, room.second, "#f3e7d3"))
    rug(canvas, 430, 530, 270, 52, room.second)
    sofa(canvas, 268, 478, 330, room.accent, (room.second, room.fabric))
    floor_lamp(canvas, 214 if lamp_left else 660, 486)
    coffee_table(canvas, 440, 562, 170, room.wood)
    plant(canvas, 716, 520, 130)
    return canvas


def kitchen(room: Room, light, seed=1, schlern=False) -> Canvas:
    """A fitted kitchen with a window over the worktop and an island."""
    canvas = shell(room, 440)
    canvas.rect((0, 190, 800, 330), lighter(room.wall, 0.5))
    for row in range(5):
        for column in range(29):
            x = column * 28 - (14 if row % 2 else 0)
            canvas.rect((x, 190 + row * 28, x + 26.6, 190 + row * 28 + 26.6), "#ffffff", 0.6)
    view_window(canvas, (330, 96, 560, 268), landscape(light, seed, schlern))
    _cupboards(canvas, room)
    _island(canvas, room)
    for x in (270, 400, 530):
        pendant(canvas, x, 96, room.accent, 46)
    return canvas


def _cupboards(canvas, room) -> None:
    for left in (20, 116, 604, 700):
        canvas.fade_rect((left, 40, left + 90, 186), lighter(room.accent, 0.08), room.accent)
        canvas.rect((left + 7, 47, left + 83, 179), lighter(room.accent, 0.06))
        canvas.rect((left + 38, 168, left + 52, 172), "#e7d9b5")
    canvas.rect((0, 318, 800, 334), "#eae4da")
    canvas.rect((0, 330, 800, 335), "#1c2233", 0.25)
    canvas.rect((0, 334, 800, 430), room.accent)
    for index in range(9):
        left = 4 + index * 90
        canvas.rect((left, 340, left + 84, 424), lighter(room.accent, 0.08))
        canvas.rect((left + 30, 348, left + 54, 352), "#e7d9b5")
    canvas.rect((634, 338, 718, 424), "#3a3f45")
    canvas.rect((642, 362, 710, 414), "#596069")
    for index in range(4):
        canvas.disc(652 + index * 17, 350, 4, fill="#c8ccd0")
    canvas.rect((640, 314, 712, 319), "#23282d")
    canvas.line([(430, 318), (430, 286), (452, 286), (452, 296)], "#9aa3aa", 4)
    canvas.rect((60, 292, 86, 318), room.second, radius=4)
    canvas.rect((92, 300, 126, 318), "#d6c2a4", radius=5)
    plant(canvas, 208, 320, 46)


def _island(canvas, room) -> None:
    canvas.shadow([(190, 560), (620, 560), (650, 586), (200, 586)], 8, 0.3)
    canvas.fade_rect((200, 440, 610, 572), lighter(room.wood, 0.12), darker(room.wood, 0.1))
    for index in range(1, 14):
        canvas.rect((200 + index * 29, 440, 201 + index * 29, 572), darker(room.wood, 0.4), 0.5)
    canvas.rect((176, 424, 634, 442), "#f3efe8")
    canvas.rect((176, 438, 634, 443), darker("#f3efe8", 0.25))
    canvas.disc(400, 420, 42, 9, fill="#e3dccf")
    for dx, tint in ((-20, "#c9483c"), (0, "#e2b23f"), (20, "#7da24b"), (-8, "#d9762f")):
        canvas.disc(400 + dx, 410 - (dx == -8) * 8, 11, fill=tint)
    for x in (265, 400, 535):
        canvas.rect((x - 3, 496, x + 3, 590), "#4a4440")
        canvas.disc(x, 590, 22, 5, fill="#4a4440")
        canvas.rect((x - 30, 482, x + 30, 498), room.second, radius=7)


def bedroom(room: Room, light, seed=1, panel: Colour | None = None) -> Canvas:
    """A bedroom: bed in the middle, window to the left, wardrobe to the right."""
    canvas = shell(room)
    if panel:
        parts.boards(canvas, (0, 150, 800, 420), panel, 26)
        canvas.rect((0, 142, 800, 152), darker(panel, 0.2))
    view_window(canvas, (70, 96, 250, 300), landscape(light, seed), curtain=room.fabric)
    canvas.fade_rect((660, 70, 810, 440), lighter(room.wood, 0.35), lighter(room.wood, 0.2))
    canvas.rect((732, 74, 735, 436), darker(room.wood, 0.1))
    for at in (722, 740):
        canvas.rect((at, 240, at + 4, 284), "#f0e6d2")
    frame(canvas, (420, 88, 550, 180), colours=(room.accent, room.second, "#f3e7d3"))
    rug(canvas, 490, 560, 260, 40, room.second, 1)
    _bed(canvas, 345, 556, 290, room)
    for x in (322, 650):
        canvas.rect((x - 28, 404, x + 28, 462), room.wood)
        canvas.rect((x - 24, 412, x + 24, 432), lighter(room.wood, 0.14))
        canvas.glow(x, 356, 80, "#ffe9b8", 0.55)
        canvas.rect((x - 3, 374, x + 3, 404), "#e9e2d5")
        canvas.poly([(x - 14, 340), (x + 14, 340), (x + 24, 376), (x - 24, 376)], "#f7e6bd")
    plant(canvas, 58, 540, 110)
    return canvas


def _bed(canvas, x, ground, wide, room) -> None:
    canvas.shadow(
        [
            (x, ground - 14),
            (x + wide, ground - 14),
            (x + wide + 24, ground + 14),
            (x + 10, ground + 14),
        ],
        8,
        0.3,
    )
    canvas.fade_rect(
        (x - 8, ground - 250, x + wide + 8, ground - 90), lighter(room.accent, 0.2), room.accent
    )
    for index in range(1, 6):
        at = x - 8 + (wide + 16) * index / 6
        canvas.rect((at, ground - 246, at + 2, ground - 120), darker(room.accent, 0.2), 0.6)
    canvas.rect((x, ground - 150, x + wide, ground), "#ffffff", radius=12)
    for left in (x + 22, x + wide - 132):
        canvas.rect((left, ground - 176, left + 110, ground - 120), "#f4f1ea", radius=16)
        canvas.rect((left + 12, ground - 160, left + 98, ground - 116), room.second, radius=14)
    canvas.fade(
        [
            (x - 6, ground - 112),
            (x + wide + 6, ground - 112),
            (x + wide + 12, ground - 4),
            (x - 12, ground - 4),
        ],
        lighter(room.fabric, 0.3),
        room.fabric,
    )
    canvas.poly(
        [
            (x - 6, ground - 112),
            (x + wide + 6, ground - 112),
            (x + wide + 7, ground - 88),
            (x - 7, ground - 88),
        ],
        "#ffffff",
    )
    canvas.fade(
        [
            (x - 9, ground - 56),
            (x + wide + 9, ground - 56),
            (x + wide + 12, ground - 8),
            (x - 12, ground - 8),
        ],
        lighter(room.accent, 0.12),
        room.accent,
    )
    canvas.rect((x - 8, ground - 8, x + wide + 8, ground + 4), darker(room.wood, 0.1))


def bathroom(room: Room, light, seed=1) -> Canvas:
    """A bathroom: free-standing tub below a window, basin with a round mirror."""
    canvas = shell(room, 440, boards=False)
    canvas.rect((0, 150, 800, 440), lighter(room.accent, 0.45))
    for row in range(8):
        for column in range(21):
            canvas.rect(
                (column * 40 + 1, 150 + row * 36 + 1, column * 40 + 39, 150 + row * 36 + 35),
                mix(lighter(room.accent, 0.55), room.accent, ((row * 5 + column * 3) % 7) / 26),
            )
    canvas.rect((0, 144, 800, 151), "#fbf9f5")
    for index in range(-6, 16):
        canvas.line(
            [(400 + (index - 4) * 60, 440), (400 + (index - 4) * 110, 600)],
            darker(room.floor, 0.2),
            1.2,
            0.5,
        )
    for y in (470, 512, 566):
        canvas.line([(0, y), (800, y)], darker(room.floor, 0.2), 1.2, 0.5)
    view_window(canvas, (90, 60, 330, 240), landscape(light, seed))
    _tub(canvas, 60, 520, 330)
    _basin(canvas, room)
    canvas.rect((724, 300, 730, 420), "#9aa3aa")
    canvas.rect((706, 306, 748, 402), room.second, radius=3)
    canvas.rect((706, 388, 748, 394), lighter(room.second, 0.5))
    plant(canvas, 440, 540, 100)
    return canvas


def _tub(canvas, x, ground, wide) -> None:
    canvas.shadow(
        [
            (x + 20, ground - 8),
            (x + wide - 20, ground - 8),
            (x + wide, ground + 12),
            (x + 20, ground + 12),
        ],
        7,
        0.3,
    )
    canvas.fade(
        [(x, ground - 118), (x + wide, ground - 118), (x + wide - 34, ground), (x + 34, ground)],
        "#ffffff",
        "#d6dbe0",
    )
    canvas.rect((x - 10, ground - 128, x + wide + 10, ground - 112), "#ffffff", radius=8)
    canvas.rect((x - 10, ground - 114, x + wide + 10, ground - 111), "#1c2233", 0.15)
    canvas.line(
        [
            (x + wide - 50, ground - 128),
            (x + wide - 50, ground - 186),
            (x + wide - 92, ground - 186),
            (x + wide - 92, ground - 172),
        ],
        "#8d979f",
        5,
    )
    for dx, radius in ((60, 12), (84, 17), (112, 13), (134, 9)):
        canvas.disc(x + dx, ground - 130, radius, radius * 0.7, fill="#ffffff")


def _basin(canvas, room) -> None:
    canvas.glow(600, 220, 130, "#fff6da", 0.5)
    canvas.disc(600, 220, 74, fill="#c8a36a")
    canvas.disc(600, 220, 69, fill="#d5e6ee")
    canvas.poly([(556, 268), (622, 156), (650, 172), (588, 286)], "#ffffff", 0.4)
    canvas.rect((500, 372, 700, 470), room.wood)
    canvas.rect((506, 378, 597, 464), lighter(room.wood, 0.12))
    canvas.rect((603, 378, 694, 464), lighter(room.wood, 0.12))
    canvas.rect((490, 360, 710, 374), "#f3efe8")
    canvas.fade([(548, 334), (652, 334), (638, 362), (562, 362)], "#ffffff", "#dfe3e6")
    canvas.line([(600, 334), (600, 306), (600, 306), (614, 306)], "#8d979f", 4.5)
    canvas.rect((516, 336, 530, 360), room.second, radius=3)


def stube(light, seed=1) -> Canvas:
    """A panelled South Tyrolean parlour: tiled stove, corner bench, small windows."""
    wood = "#c58f56"
    canvas = shell(Room(wall=wood, floor="#b07b47"))
    for index in range(9):
        left = index * 90 - 4
        canvas.fade_rect((left, 0, left + 90, 420), lighter(wood, 0.05 + 0.03 * (index % 3)), wood)
        for top, bottom in ((24, 196), (212, 404)):
            canvas.rect((left + 10, top, left + 80, bottom), darker(wood, 0.16))
            canvas.rect((left + 13, top + 3, left + 80, bottom), lighter(wood, 0.1))
    canvas.rect((0, 0, 800, 16), darker(wood, 0.3))
    for box in ((330, 96, 450, 246), (520, 96, 640, 246)):
        view_window(canvas, box, landscape(light, seed + int(box[0])), frame="#f2e3c7")
    _tiled_stove(canvas)
    _corner_bench(canvas, wood)
    pendant(canvas, 530, 120, "#b5534a", 90)
    return canvas


def _tiled_stove(canvas) -> None:
    green = "#4f8168"
    canvas.shadow([(40, 470), (250, 470), (280, 492), (60, 492)], 8, 0.35)
    canvas.rect((30, 426, 260, 476), "#8d7a68")
    for top, left, right in ((250, 44, 246), (110, 74, 216)):
        rows = round((426 - 250) / 44) if top == 250 else 3
        columns = round((right - left) / 40)
        for row in range(rows):
            for column in range(columns):
                wide = (right - left) / columns
                x, y = left + column * wide, top + row * 46
                canvas.rect((x, y, x + wide - 1.5, y + 44.5), darker(green, 0.2))
                canvas.fade_rect((x + 2, y + 2, x + wide - 3, y + 43), lighter(green, 0.3), green)
                canvas.disc(x + wide / 2 - 1, y + 22, 10, fill=darker(green, 0.14))
                canvas.disc(x + wide / 2 - 2, y + 21, 7, fill=lighter(green, 0.28))
        canvas.rect((left - 8, top - 12, right + 8, top), darker(green, 0.12))
    canvas.rect((116, 360, 176, 424), "#2c2a2c")
    canvas.fade_rect((122, 366, 170, 418), "#ff9d3c", "#d9481f")
    for x in (132, 146, 160):
        canvas.poly([(x - 9, 418), (x, 380), (x + 9, 418)], "#ffd76a")
    canvas.glow(146, 396, 90, "#ffb45e", 0.45)


def _corner_bench(canvas, wood) -> None:
    canvas.rect((330, 330, 800, 404), darker(wood, 0.2))
    for index in range(12):
        canvas.rect((336 + index * 40, 336, 370 + index * 40, 400), darker(wood, 0.08))
    canvas.rect((320, 404, 800, 424), lighter(wood, 0.12))
    canvas.rect((330, 424, 800, 468), darker(wood, 0.3))
    for index, tint in enumerate(("#b5534a", "#e9dcc4", "#b5534a", "#5b7b6a")):
        canvas.rect((350 + index * 112, 366, 412 + index * 112, 410), tint, radius=10)
    canvas.shadow([(370, 560), (700, 560), (720, 584), (390, 584)], 8, 0.3)
    for x in (400, 668):
        canvas.poly(
            [(x - 12, 468), (x + 12, 468), (x + 24, 572), (x - 24, 572)], darker(wood, 0.35)
        )
    canvas.fade(
        [(350, 446), (710, 446), (740, 476), (320, 476)], lighter(wood, 0.3), lighter(wood, 0.12)
    )
    canvas.rect((320, 476, 740, 488), darker(wood, 0.2))
    canvas.poly([(470, 446), (600, 446), (608, 476), (462, 476)], "#f6efe2")
    canvas.rect((474, 484, 596, 500), "#f6efe2")
    canvas.disc(534, 452, 34, 8, fill="#e0cda8")
    for dx in (-16, 0, 16):
        canvas.disc(534 + dx, 446, 9, fill="#c9483c")


def office_floor(room: Room, light, seed=1) -> Canvas:
    """An open-plan office: glazing over the full width, desks, screens, plants."""
    canvas = shell(room, 420, boards=False)
    inset(canvas, (0, 60, 800, 330), landscape(light, seed, schlern=True))
    canvas.rect((0, 330, 800, 409), "#e3e6e8")
    for x in range(0, 801, 133):
        canvas.rect((x - 5, 60, x + 5, 330), "#566069")
    canvas.rect((0, 324, 800, 334), "#566069")
    canvas.rect((0, 0, 800, 62), "#f6f7f8")
    for x in (90, 310, 530, 750):
        canvas.rect((x - 70, 22, x + 70, 34), "#ffffff")
        canvas.glow(x, 36, 100, "#ffffff", 0.5)
    for row, (ground, scale) in enumerate(((470, 0.75), (574, 1.0))):
        for index in range(3):
            _desk(canvas, room, 60 + index * 255 + row * 24, ground, scale, (index + row) % 2)
    plant(canvas, 764, 470, 110)
    return canvas


def _desk(canvas, room, x, ground, size, style) -> None:
    wide = 196 * size
    canvas.shadow(
        [(x, ground - 6), (x + wide, ground - 6), (x + wide + 12, ground + 6), (x + 6, ground + 6)],
        5,
        0.25,
    )
    for at in (x + 10 * size, x + wide - 16 * size):
        canvas.rect((at, ground - 74 * size, at + 6 * size, ground), "#566069")
    chair = x + wide * 0.5
    canvas.rect(
        (chair - 26 * size, ground - 104 * size, chair + 26 * size, ground - 46 * size),
        room.accent if style else room.second,
        radius=9 * size,
    )
    canvas.rect(
        (chair - 3 * size, ground - 46 * size, chair + 3 * size, ground - 6 * size), "#3b4248"
    )
    canvas.rect(
        (chair - 24 * size, ground - 8 * size, chair + 24 * size, ground - 3 * size), "#3b4248"
    )
    canvas.rect(
        (x - 4, ground - 84 * size, x + wide + 4, ground - 74 * size), lighter(room.wood, 0.3)
    )
    canvas.rect(
        (x + 40 * size, ground - 150 * size, x + 128 * size, ground - 96 * size),
        "#23292f",
        radius=4 * size,
    )
    canvas.fade_rect(
        (x + 44 * size, ground - 146 * size, x + 124 * size, ground - 100 * size),
        "#9fd0dd",
        "#5b93a8",
    )
    for step in range(3):
        canvas.rect(
            (
                x + 52 * size,
                ground - (136 - step * 11) * size,
                x + (96 - step * 12) * size,
                ground - (132 - step * 11) * size,
            ),
            "#ffffff",
            0.7,
        )
    canvas.rect((x + 80 * size, ground - 96 * size, x + 88 * size, ground - 84 * size), "#23292f")
    canvas.rect(
        (x + 150 * size, ground - 100 * size, x + 162 * size, ground - 84 * size),
        "#ffffff",
        radius=2,
    )


def meeting_room(room: Room, light, seed=1) -> Canvas:
    """A meeting room: long table, screen with a chart, timber slats."""
    canvas = shell(room, 420)
    for index in range(24):
        canvas.fade_rect(
            (index * 11 + 2, 0, index * 11 + 9, 410), lighter(room.wood, 0.2), room.wood
        )
    view_window(canvas, (590, 80, 780, 330), landscape(light, seed))
    canvas.rect((310, 100, 540, 240), "#23292f", radius=5)
    canvas.fade_rect((318, 108, 532, 232), "#f4f8fa", "#dbe9ef")
    for index, high in enumerate((30, 46, 40, 64, 78, 92)):
        canvas.rect(
            (340 + index * 30, 220 - high, 360 + index * 30, 220),
            room.accent if index % 2 else room.second,
        )
    for x in (255, 355, 455, 555):
        canvas.rect((x - 32, 348, x + 32, 430), room.accent, radius=10)
    canvas.shadow([(150, 560), (670, 560), (700, 588), (170, 588)], 8, 0.3)
    for x in (240, 570):
        canvas.poly([(x - 20, 470), (x + 20, 470), (x + 36, 576), (x - 36, 576)], "#4a4440")
    canvas.fade(
        [(190, 430), (620, 430), (690, 478), (120, 478)],
        lighter(room.wood, 0.45),
        lighter(room.wood, 0.25),
    )
    canvas.rect((120, 478, 690, 490), darker(room.wood, 0.05))
    for x in (250, 405, 560):
        canvas.poly([(x - 30, 444), (x + 26, 444), (x + 30, 462), (x - 34, 462)], "#ffffff")
    for x in (330, 405, 480):
        pendant(canvas, x, 44, "#37474f", 44)
    return canvas


def shop(room: Room, seed=1) -> Canvas:
    """A vaulted shop: shelves with goods, counter, spotlights."""
    rng = random.Random(seed)
    canvas = shell(room, 440)
    ground = canvas.image.crop((0, 429 * 3, 2400, 1800))
    canvas.rect((0, 0, 800, 440), darker(room.wall, 0.12))
    for middle in (200, 600):
        canvas.disc(middle, 260, 196, 240, fill=lighter(room.wall, 0.3))
        canvas.rect((middle - 196, 260, middle + 196, 429), lighter(room.wall, 0.3))
        canvas.veil_rect((middle - 196, 30, middle + 196, 220), "#7a5a3a", 0.16, 0.0)
        _goods(canvas, middle - 150, 140, 300, room, rng)
        canvas.glow(middle, 70, 120, "#ffe9b8", 0.7)
    canvas.image.paste(ground, (0, 429 * 3))
    for x in (0, 400, 800):
        canvas.fade_rect(
            (x - 16, 250, x + 16, 440), lighter(room.wall, 0.1), darker(room.wall, 0.2), across=True
        )
        canvas.rect((x - 22, 240, x + 22, 254), lighter(room.wall, 0.4))
    canvas.shadow([(220, 570), (590, 570), (620, 592), (240, 592)], 8, 0.3)
    canvas.fade_rect((220, 430, 580, 576), lighter(room.accent, 0.1), darker(room.accent, 0.1))
    for index in range(4):
        canvas.rect((236 + index * 86, 450, 308 + index * 86, 560), lighter(room.accent, 0.12))
    canvas.rect((204, 414, 596, 432), lighter(room.wood, 0.2))
    canvas.rect((250, 378, 322, 414), "#37474f", radius=5)
    canvas.rect((258, 384, 314, 408), "#a9cfd8")
    for index in range(5):
        canvas.disc(420 + index * 30, 404, 13, 10, fill=("#d9a45c", "#c98a45")[index % 2])
    plant(canvas, 700, 548, 120)
    for x in (330, 470):
        pendant(canvas, x, 130, room.second, 60)
    return canvas


def _goods(canvas, x, top, wide, room, rng) -> None:
    tints = ("#b5534a", "#e2b23f", "#4f7f86", "#8a9b6e", "#d98e5f", "#7d6a94")
    for level in range(4):
        floor = top + 62 * (level + 1)
        at = x + 8
        while at < x + wide - 24:
            size = rng.uniform(14, 26)
            tint, tall = rng.choice(tints), rng.uniform(20, 42)
            if level % 2:
                canvas.disc(at + size / 2, floor - tall / 2, size / 2, tall / 2, fill=tint)
                canvas.rect(
                    (at + size / 2 - 4, floor - tall - 5, at + size / 2 + 4, floor - tall + 4),
                    darker(tint, 0.3),
                )
            else:
                canvas.rect((at, floor - tall, at + size, floor), tint, radius=2)
                canvas.rect((at, floor - tall * 0.66, at + size, floor - tall * 0.36), "#fbf3e2")
            at += size + 6
        canvas.rect((x, floor, x + wide, floor + 8), room.wood)
        canvas.rect((x, floor + 8, x + wide, floor + 14), "#1c2233", 0.14)


def terrace(light, seed=1, schlern=False, extra=None, parasol: Colour = "#e9dcc4") -> Canvas:
    """A deck with loungers and a wide view."""
    canvas = landscape(light, seed, schlern, extra)
    canvas.fade_rect((0, 470, 800, 600), "#d7b58d", "#a9825a")
    for index in range(-10, 27):
        canvas.line(
            [(400 + (index - 8) * 52, 470), (400 + (index - 8) * 92, 600)], "#7d5a3a", 1.3, 0.5
        )
    canvas.veil_rect((0, 380, 800, 470), "#dff0f6", 0.22, 0.34)
    canvas.rect((0, 374, 800, 381), "#4c545d")
    canvas.rect((0, 466, 800, 474), "#4c545d")
    for x in range(20, 801, 190):
        canvas.rect((x - 3, 378, x + 3, 470), "#4c545d")
    _lounger(canvas, 110, 560)
    _lounger(canvas, 300, 568)
    canvas.rect((517, 196, 523, 560), "#6b4a35")
    canvas.fade([(520, 176), (668, 246), (372, 246)], lighter(parasol, 0.25), parasol)
    canvas.poly([(520, 176), (580, 246), (668, 246)], darker(parasol, 0.14))
    canvas.disc(520, 562, 40, 9, fill="#5b5048")
    canvas.disc(470, 520, 44, 10, fill="#f3efe8")
    canvas.rect((467, 520, 473, 566), "#6b6460")
    canvas.rect((456, 500, 464, 518), "#e2853a")
    canvas.rect((478, 498, 486, 518), "#e2853a")
    for x, high in ((660, 110), (740, 140)):
        plant(canvas, x, 572, high, "#8d8a86")
    return canvas


def _lounger(canvas, x, ground) -> None:
    canvas.shadow(
        [(x, ground - 6), (x + 160, ground - 6), (x + 172, ground + 10), (x + 10, ground + 10)],
        6,
        0.3,
    )
    for at in (x + 18, x + 140):
        canvas.rect((at, ground - 30, at + 7, ground + 4), "#6b4a35")
    canvas.rect((x, ground - 40, x + 164, ground - 28), "#8a5d3f")
    canvas.poly(
        [
            (x + 40, ground - 54),
            (x + 164, ground - 54),
            (x + 164, ground - 38),
            (x + 34, ground - 38),
        ],
        "#fbf7ee",
    )
    canvas.poly(
        [
            (x - 12, ground - 104),
            (x + 6, ground - 108),
            (x + 50, ground - 52),
            (x + 36, ground - 38),
        ],
        "#fbf7ee",
    )
    canvas.poly(
        [(x - 12, ground - 104), (x + 6, ground - 108), (x + 18, ground - 92), (x, ground - 86)],
        "#3f6f73",
    )
