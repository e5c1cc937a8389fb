"""The buildings of the demo properties, each a function of canvas and light."""

from __future__ import annotations

from . import parts
from .canvas import Colour, darker, lighter

GERANIUM = "#d8323f"


def residence(
    canvas,
    light,
    x=210,
    ground=500,
    wide=400,
    floors=4,
    columns=4,
    wall: Colour = "#f3ede1",
    accent: Colour = "#b9805a",
    lit=(),
) -> None:
    """A modern block of flats: glass balconies, timber strips, flat roof with a set-back attic."""
    storey, top = 74, ground - floors * 74
    parts.contact_shadow(canvas, x, x + wide, ground, 70)
    _attic(canvas, light, x, wide, top, wall)
    parts.side_wall(canvas, x + wide, top, ground, 46, 8, wall)
    parts.wall(canvas, (x, top, x + wide, ground), wall, base="#a9a396")
    canvas.rect((x - 6, top - 8, x + wide + 8, top + 2), "#d9d4c8")
    canvas.poly(
        [
            (x + wide + 8, top - 8),
            (x + wide + 52, top + 3),
            (x + wide + 52, top + 10),
            (x + wide + 8, top + 2),
        ],
        "#aaa69c",
    )
    bay = wide / columns
    for floor in range(floors):
        level = top + floor * storey
        for column in range(columns):
            _flat_bay(
                canvas,
                x + column * bay,
                level,
                bay,
                storey,
                accent,
                light.dark and (floor, column) in lit,
                floor == floors - 1,
            )
    parts.door(canvas, x + bay * 1.5 - 18, ground - 58, 36, 58, "#4f5a63", lit=light.dark)


def _attic(canvas, light, x, wide, top, colour) -> None:
    parts.wall(canvas, (x + 50, top - 58, x + wide - 60, top - 4), darker(colour, 0.05))
    parts.side_wall(canvas, x + wide - 60, top - 58, top - 4, 30, 5, colour)
    canvas.rect((x + 38, top - 66, x + wide - 24, top - 57), "#5b636d")
    for index in range(4):
        left = x + 66 + index * 56
        parts.window(
            canvas,
            left,
            top - 48,
            44,
            42,
            lit=light.dark and index != 2,
            frame="#5b636d",
            sill=False,
        )
    canvas.rect((x, top - 24, x + wide, top - 22), "#8b949d")
    for post in range(13):
        at = x + wide * post / 12
        canvas.rect((at - 0.7, top - 24, at + 0.7, top - 6), "#8b949d")


def _flat_bay(canvas, x, y, bay, storey, accent, lit, ground_floor) -> None:
    canvas.rect((x + 8, y + 8, x + 20, y + storey - 6), accent)
    canvas.rect((x + 16, y + 8, x + 20, y + storey - 6), darker(accent, 0.2))
    if ground_floor:
        parts.window(canvas, x + 32, y + 16, bay - 48, 36, lit, frame="#5b636d")
        return
    parts.window(canvas, x + 28, y + 10, bay - 40, storey - 20, lit, frame="#5b636d", sill=False)
    canvas.veil_rect((x + 22, y + 4, x + bay - 4, y + 22), "#1c2233", 0.3, 0.0)
    parts.glass_balcony(canvas, x + 24, y + storey - 8, bay - 30)


def alpine_house(
    canvas,
    light,
    x=250,
    ground=500,
    wide=320,
    wood: Colour = "#8d5f3c",
    wall: Colour = "#f6f1e7",
    roof: Colour = "#6e5144",
    snow=False,
    flowers: Colour | None = GERANIUM,
    lit=False,
) -> None:
    """A South Tyrolean house: plastered ground floor, timber above, balconies, wide gable."""
    lit = lit or light.dark
    eaves, ridge, middle = ground - 176, ground - 288, x + wide / 2
    parts.contact_shadow(canvas, x, x + wide, ground, 60)
    parts.chimney(canvas, x + wide * 0.68, eaves - 42, 22, 52, snow=snow)
    canvas.poly([(x, eaves + 6), (middle, ridge + 8), (x + wide, eaves + 6)], wood)
    parts.boards(canvas, (x, eaves, x + wide, ground - 92), wood, 13)
    _gable_boards(canvas, x, wide, eaves, ridge, wood)
    parts.wall(canvas, (x, ground - 94, x + wide, ground), wall, base="#a89f92")
    _alpine_openings(canvas, x, wide, ground, lit, flowers)
    parts.wood_balcony(canvas, x - 10, ground - 92, wide + 20, 32, darker(wood, 0.1), flowers)
    parts.wood_balcony(canvas, middle - 62, ground - 178, 124, 24, darker(wood, 0.1), flowers)
    parts.gable_roof(canvas, x, x + wide, eaves, ridge, roof, 13, 42, snow)


def _gable_boards(canvas, x, wide, eaves, ridge, wood) -> None:
    middle = x + wide / 2
    step = x + 13
    while step < x + wide:
        share = 1 - abs(step - middle) / (wide / 2)
        canvas.rect(
            (step, eaves - (eaves - ridge) * share + 8, step + 1.1, eaves + 2),
            darker(wood, 0.4),
            0.55,
        )
        step += 13


def _alpine_openings(canvas, x, wide, ground, lit, flowers) -> None:
    middle, green = x + wide / 2, "#3f6b4f"
    for share in (0.1, 0.74):
        parts.window(
            canvas,
            x + wide * share,
            ground - 70,
            42,
            40,
            lit,
            bars=(2, 2),
            shutters=green,
            flowers=flowers,
        )
    parts.door(canvas, middle - 21, ground - 66, 42, 66, "#6d4329", lit=lit, arch=True)
    for share in (0.12, 0.42, 0.74):
        parts.window(
            canvas,
            x + wide * share,
            ground - 162,
            46,
            56,
            lit and share != 0.42,
            bars=(2, 1),
            shutters=green,
            sill=False,
        )
    parts.window(canvas, middle - 20, ground - 236, 40, 46, lit, bars=(2, 2), shutters=green)


def villa(
    canvas, light, x=160, ground=480, wide=460, wall: Colour = "#f0d9b5", roof: Colour = "#b5654a"
) -> None:
    """A country villa: two storeys, hipped roofs, a loggia of three arches, green shutters."""
    lit, green = light.dark, "#4d7358"
    parts.contact_shadow(canvas, x, x + wide, ground, 60)
    parts.wall(canvas, (x + 150, ground - 190, x + wide, ground), wall, "#c9b394")
    parts.side_roof(canvas, x + 150, x + wide, ground - 190, ground - 252, 60, roof, 18)
    for share in (0.12, 0.41, 0.7):
        parts.window(
            canvas,
            x + 150 + (wide - 150) * share,
            ground - 166,
            40,
            56,
            lit,
            bars=(2, 2),
            shutters=green,
        )
    _loggia(canvas, x + 176, ground, wide - 200, lit, wall)
    parts.wall(canvas, (x, ground - 240, x + 150, ground), lighter(wall, 0.2), "#c9b394")
    canvas.shadow(
        [(x + 150, ground - 200), (x + 168, ground - 190), (x + 168, ground), (x + 150, ground)],
        4,
        0.3,
    )
    parts.side_roof(canvas, x, x + 150, ground - 240, ground - 300, 74, roof, 16)
    for level in (216, 122):
        parts.window(
            canvas,
            x + 52,
            ground - level,
            44,
            58,
            lit,
            bars=(2, 2),
            shutters=green,
            flowers=GERANIUM if level == 216 else None,
        )
    parts.chimney(canvas, x + wide - 110, ground - 236, 22, 36)


def _loggia(canvas, x, ground, wide, lit, colour) -> None:
    bay = wide / 3
    for index in range(3):
        middle, half = x + bay * (index + 0.5), bay * 0.36
        canvas.disc(middle, ground - 62, half + 4, fill=lighter(colour, 0.45))
        canvas.rect(
            (middle - half - 4, ground - 62, middle + half + 4, ground), lighter(colour, 0.45)
        )
        canvas.disc(middle, ground - 62, half, fill=darker(colour, 0.55))
        canvas.rect((middle - half, ground - 62, middle + half, ground), darker(colour, 0.55))
        parts.window(
            canvas,
            middle - half * 0.62,
            ground - 66,
            half * 1.24,
            66,
            lit,
            frame="#f7f5f0",
            bars=(2, 2),
            sill=False,
        )
        canvas.veil_rect(
            (middle - half, ground - 62 - half * 0.4, middle + half, ground - 30),
            "#1c2233",
            0.35,
            0.0,
        )


def pool(canvas, points, rim: Colour = "#efe7d8") -> None:
    """A swimming pool seen at a slant; points run from the far left corner, clockwise."""
    middle = [sum(axis) / 4 for axis in zip(*points, strict=True)]
    edge = [
        (middle[0] + (px - middle[0]) * 1.07, middle[1] + (py - middle[1]) * 1.22)
        for px, py in points
    ]
    canvas.poly(edge, rim)
    canvas.fade(points, "#7fd3e2", "#38a3c4")
    (lx, ly), (rx, _ry) = points[0], points[1]
    high = points[2][1] - ly
    for index, share in enumerate((0.25, 0.45, 0.7)):
        y, start = ly + high * share, lx + (rx - lx) * (0.1 + 0.2 * index)
        canvas.line([(start, y), (start + 60, y + 3), (start + 120, y)], "#ffffff", 1.6, 0.55)


def row_houses(canvas, light, x=60, ground=490, wide=660, chosen=1) -> None:
    """Three terraced houses under steep roofs, each with its own plaster and front garden."""
    plaster = ("#e9c9a1", "#f3efe6", "#c9d6cf")
    roofs = ("#8c4d3d", "#7a4538", "#8c4d3d")
    each = wide / 3
    parts.contact_shadow(canvas, x, x + wide, ground, 50)
    for index in range(3):
        left = x + index * each
        parts.wall(canvas, (left, ground - 190, left + each, ground), plaster[index], "#a39b8f")
        canvas.rect((left + each - 3, ground - 190, left + each, ground), "#1c2233", 0.16)
        parts.side_roof(canvas, left, left + each, ground - 188, ground - 274, 4, roofs[index], 4)
        _dormer(canvas, left + each * 0.5, ground - 200, plaster[index], roofs[index], light.dark)
        _row_front(canvas, left, each, ground, light.dark, index == chosen)
    for index in range(4):
        parts.chimney(canvas, x + index * each - 9, ground - 256, 20, 34, "#b98f74")


def _dormer(canvas, x, y, plaster, roof, lit) -> None:
    canvas.rect((x - 34, y - 42, x + 34, y + 4), plaster)
    parts.window(canvas, x - 20, y - 34, 40, 32, lit, bars=(2, 1))
    parts.gable_roof(canvas, x - 34, x + 34, y - 42, y - 70, roof, 7, 8)


def _row_front(canvas, left, each, ground, lit, chosen) -> None:
    colour = "#b23b3b" if chosen else "#4b6172"
    parts.window(canvas, left + 30, ground - 160, 46, 46, lit, bars=(2, 2), shutters="#5b7b78")
    parts.window(
        canvas, left + each - 82, ground - 160, 46, 46, lit, bars=(2, 2), shutters="#5b7b78"
    )
    parts.window(canvas, left + 22, ground - 78, 74, 48, lit, bars=(3, 1), flowers=GERANIUM)
    parts.door(canvas, left + each - 74, ground - 72, 40, 72, colour, lit=lit)
    canvas.poly(
        [
            (left + each - 88, ground - 80),
            (left + each - 54, ground - 98),
            (left + each - 20, ground - 80),
        ],
        "#7a4538",
    )
    canvas.rect((left + each - 80, ground - 4, left + each - 28, ground + 6), "#bdb7ab")


def office(canvas, light, x=190, ground=505, wide=360, floors=6, tone: Colour = "#5f7f97") -> None:
    """A glass office block: curtain wall, lit floors, a canopy over the entrance."""
    storey, top = 58, ground - floors * 58
    parts.contact_shadow(canvas, x, x + wide + 90, ground, 60)
    flank = [
        (x + wide, top),
        (x + wide + 96, top + 20),
        (x + wide + 96, ground - 4),
        (x + wide, ground),
    ]
    canvas.fade(flank, darker(tone, 0.35), darker(tone, 0.5))
    for floor in range(floors):
        for column in range(4):
            left = x + wide + 6 + column * 22
            upper = top + 10 + floor * storey + column * 4 * (1 - floor / floors)
            parts.pane(
                canvas,
                (left, upper, left + 17, upper + 40),
                light.dark and (floor * 3 + column) % 4 != 0,
                ("#86a7bd", "#4e6f88"),
            )
    canvas.rect((x, top, x + wide, ground), darker(tone, 0.2))
    _curtain_wall(canvas, light, x, top, wide, floors, storey)
    canvas.rect((x - 8, top - 12, x + wide + 4, top), "#e8ecef")
    canvas.poly(
        [
            (x + wide + 4, top - 12),
            (x + wide + 104, top + 10),
            (x + wide + 104, top + 20),
            (x + wide + 4, top),
        ],
        "#b4bdc5",
    )
    _lobby(canvas, x, ground, wide, light.dark)


def _curtain_wall(canvas, light, x, top, wide, floors, storey) -> None:
    columns = 8
    for floor in range(floors - 1):
        for column in range(columns):
            left = x + 5 + column * (wide - 10) / columns
            upper = top + 6 + floor * storey
            lit = light.dark and (floor * 5 + column * 3) % 7 < 4
            shade = (floor + column) % 3 * 0.07
            parts.pane(
                canvas,
                (left + 1.5, upper, left + (wide - 10) / columns - 1.5, upper + storey - 10),
                lit,
                (lighter("#b7d4e4", shade), lighter("#7da6c0", shade)),
            )
        canvas.rect(
            (x, top + 2 + (floor + 1) * storey - 4, x + wide, top + (floor + 1) * storey + 3),
            "#e8ecef",
        )


def _lobby(canvas, x, ground, wide, lit) -> None:
    parts.pane(canvas, (x + 10, ground - 52, x + wide - 10, ground), lit, ("#8fb2c8", "#52738c"))
    for index in range(1, 9):
        at = x + 10 + (wide - 20) * index / 9
        canvas.rect((at - 1.5, ground - 52, at + 1.5, ground), "#3f4c58")
    canvas.rect((x + wide * 0.3, ground - 62, x + wide * 0.7, ground - 52), "#3f4c58")
    canvas.rect((x + wide * 0.44, ground - 46, x + wide * 0.56, ground), "#2f3a45")
    parts.pane(canvas, (x + wide * 0.45, ground - 44, x + wide * 0.495, ground), lit)
    parts.pane(canvas, (x + wide * 0.505, ground - 44, x + wide * 0.55, ground), lit)


def arcades(canvas, light, ground=520, chosen=1) -> None:
    """Medieval town houses over arcades, with an oriel and crow-stepped and stuccoed fronts."""
    fronts = (
        (-30, 190, "#e7c98f", 330),
        (190, 440, "#d98f78", 380),
        (440, 640, "#cfd9c2", 345),
        (640, 840, "#e9dcc4", 365),
    )
    for index, (left, right, plaster, high) in enumerate(fronts):
        parts.wall(canvas, (left, ground - high, right, ground), plaster)
        canvas.rect((right - 3, ground - high, right, ground), "#1c2233", 0.16)
        canvas.rect(
            (left - 4, ground - high - 8, right + 2, ground - high + 4), lighter(plaster, 0.4)
        )
        canvas.rect((left, ground - 142, right, ground - 136), lighter(plaster, 0.35))
        _town_windows(canvas, left, right, ground - high, ground - 150, light.dark, index)
        _arches(canvas, light, left, right, ground, plaster, index == chosen)
    _oriel(canvas, light, 268, ground - 316, 94, 150, "#e8b29c")


def _town_windows(canvas, left, right, top, bottom, lit, index) -> None:
    columns = 3 if right - left > 210 else 2
    rows = 3 if bottom - top > 200 else 2
    wide, high = 34, 48
    for row in range(rows):
        y = top + 26 + row * (bottom - top - 30) / rows
        for column in range(columns):
            x = left + (right - left) * (column + 0.5) / columns - wide / 2
            canvas.rect((x - 6, y - 9, x + wide + 6, y - 4), "#fff8ea", 0.7)
            parts.window(
                canvas,
                x,
                y,
                wide,
                high,
                lit and (row + column + index) % 3 > 0,
                bars=(2, 2),
                shutters=("#56766a", "#7d4a3f", "#6d6a8a")[index % 3],
            )


def _oriel(canvas, light, x, y, wide, high, colour) -> None:
    canvas.shadow(
        [(x + wide, y), (x + wide + 14, y + 10), (x + wide + 14, y + high), (x + wide, y + high)],
        5,
        0.35,
    )
    canvas.poly(
        [
            (x, y + high),
            (x + wide, y + high),
            (x + wide - 22, y + high + 26),
            (x + 22, y + high + 26),
        ],
        darker(colour, 0.25),
    )
    parts.wall(canvas, (x, y, x + wide, y + high), colour)
    for row in range(2):
        for column in range(2):
            parts.window(
                canvas,
                x + 14 + column * 38,
                y + 20 + row * 68,
                28,
                42,
                light.dark,
                bars=(2, 2),
                sill=False,
                flowers=GERANIUM if row else None,
            )
    parts.side_roof(canvas, x, x + wide, y, y - 46, 40, "#4f7a6c", 8)


def _arches(canvas, light, left, right, ground, plaster, chosen) -> None:
    count = 2 if right - left > 210 else 1
    bay = (right - left) / count
    for index in range(count):
        middle, half = left + bay * (index + 0.5), bay * (0.36 if count == 2 else 0.34)
        spring = ground - 70
        for grow, colour in ((7, lighter(plaster, 0.4)), (0, "#4a3b3a")):
            canvas.disc(middle, spring, half + grow, 46 + grow, fill=colour)
            canvas.rect((middle - half - grow, spring, middle + half + grow, ground), colour)
        _shop_front(canvas, middle, half, spring, ground, chosen or light.dark, chosen)
    for index in range(count + 1):
        at = left + bay * index
        canvas.rect((at - bay * 0.13, ground - 14, at + bay * 0.13, ground), "#b3a791")


def _shop_front(canvas, middle, half, spring, ground, lit, chosen) -> None:
    left, right = middle - half + 8, middle + half - 8
    canvas.rect((left, spring - 16, right, ground), "#2f2a33")
    colours = ("#ffe6b0", "#f0b765") if lit else ("#8d99a6", "#5e6875")
    canvas.fade_rect((left + 4, spring + 2, right - 4, ground - 12), *colours, raw=lit)
    canvas.rect((left, spring - 18, right, spring - 2), "#2f6b5a" if chosen else "#6a4b4b")
    for index in range(3):
        x = left + 12 + (right - left - 24) * (index + 0.5) / 3
        canvas.rect((x - 7, ground - 40 + index * 4, x + 7, ground - 12), "#5a4038", 0.75)
        canvas.disc(x, ground - 46 + index * 4, 7, fill="#5a4038", alpha=0.75)
    canvas.rect((middle - 1.5, spring + 2, middle + 1.5, ground - 12), "#2f2a33")
    canvas.veil_rect((left, spring - 16, right, ground), "#1c2233", 0.35, 0.0)


def garages(canvas, light, x=60, ground=470, wide=680, count=4, chosen=2) -> None:
    """A row of garages in a courtyard, one door open."""
    parts.contact_shadow(canvas, x, x + wide, ground, 40)
    parts.wall(canvas, (x, ground - 190, x + wide, ground), "#e6ddcb", "#a49d90")
    canvas.rect((x - 10, ground - 204, x + wide + 12, ground - 186), "#6b7077")
    canvas.rect((x - 10, ground - 186, x + wide + 12, ground - 181), "#3f444b")
    bay = wide / count
    for index in range(count):
        left, right = x + index * bay + 18, x + (index + 1) * bay - 18
        canvas.rect((left - 6, ground - 146, right + 6, ground), "#f5f0e6")
        if index == chosen:
            _open_garage(canvas, left, right, ground)
        else:
            _garage_door(canvas, left, right, ground, ("#5b7c8e", "#8e6a5b")[index % 2])
        canvas.disc((left + right) / 2, ground - 164, 11, fill="#43505c")
        canvas.text((left + right) / 2, ground - 164, str(index + 11), 12, "#ffffff")


def _garage_door(canvas, left, right, ground, colour) -> None:
    canvas.fade_rect(
        (left, ground - 140, right, ground), lighter(colour, 0.12), darker(colour, 0.1)
    )
    for step in range(1, 5):
        y = ground - 140 + 28 * step
        canvas.rect((left, y, right, y + 2), darker(colour, 0.3), 0.7)
    canvas.rect(
        ((left + right) / 2 - 10, ground - 44, (left + right) / 2 + 10, ground - 40), "#d9dde0"
    )


def _open_garage(canvas, left, right, ground) -> None:
    canvas.fade_rect((left, ground - 140, right, ground), "#3a3d46", "#6c6a68")
    inner = (left + 20, ground - 126, right - 20, ground - 26)
    canvas.fade_rect(inner, "#8d8a86", "#b0aba3")
    canvas.poly(
        [(left, ground), (right, ground), (right - 20, ground - 26), (left + 20, ground - 26)],
        "#77736e",
    )
    for level in (100, 74):
        canvas.rect((left + 28, ground - level, right - 28, ground - level + 4), "#5d4a3a")
        for index in range(3):
            at = left + 32 + index * 24
            colour = ("#c98f4a", "#7b9aa8", "#b05b4c")[index]
            canvas.rect((at, ground - level - 14, at + 18, ground - level), colour)
    canvas.glow((left + right) / 2, ground - 122, 60, "#fff0c0", 0.5)
    canvas.rect((left, ground - 146, right, ground - 134), "#d9dde0")


def modern_penthouse(canvas, light, x=150, ground=520, wide=500, wall: Colour = "#f4f1ec") -> None:
    """A white stepped building in Merano, planted terraces, glazing from floor to ceiling."""
    steps = ((0, 0, wide), (1, 30, wide - 70), (2, 60, wide - 150), (3, 110, wide - 250))
    parts.contact_shadow(canvas, x, x + wide, ground, 60)
    for floor, shift, long in steps:
        top, left = ground - (floor + 1) * 88, x + shift
        parts.side_wall(canvas, left + long, top, top + 88, 26, 5, wall)
        parts.wall(canvas, (left, top, left + long, top + 88), wall)
        _glazing(canvas, light, left + 18, top + 18, long - 36, floor)
        canvas.rect((left - 16, top - 8, left + long + 18, top + 6), "#ffffff")
        canvas.rect((left - 16, top + 6, left + long + 18, top + 10), "#b9bcc0")
        if floor:
            parts.glass_balcony(canvas, left - 14, top + 82, long + 60, 22)
            _planters(canvas, left - 10, top + 60, long + 50)


def _glazing(canvas, light, x, y, long, floor) -> None:
    count = max(2, round(long / 62))
    for index in range(count):
        left = x + long * index / count
        lit = light.dark and (index + floor) % 3 != 1
        parts.window(
            canvas, left + 4, y, long / count - 8, 64, lit, frame="#4c545d", bars=(1, 1), sill=False
        )
    canvas.veil_rect((x, y, x + long, y + 16), "#1c2233", 0.3, 0.0)


def _planters(canvas, x, y, long) -> None:
    for index in range(5):
        at = x + long * (index + 0.3) / 5
        for puff in range(4):
            canvas.disc(
                at + puff * 8, y + 4 - (puff % 2) * 5, 8, 7, fill=("#5f9a58", "#4c8450")[puff % 2]
            )


def cathedral(canvas, light, x=560, ground=430, size=1.0, far: Colour | None = None) -> None:
    """Two baroque towers with onion domes, as they stand in Bressanone."""
    plaster = far or "#f1e6cf"
    canvas.rect((x - 10 * size, ground - 110 * size, x + 150 * size, ground), plaster)
    for dx in (0, 100):
        left = x + dx * size
        canvas.fade_rect(
            (left, ground - 210 * size, left + 42 * size, ground),
            lighter(plaster, 0.2),
            darker(plaster, 0.12),
            across=True,
        )
        for level in (195, 150, 105):
            canvas.rect(
                (
                    left + 14 * size,
                    ground - level * size,
                    left + 28 * size,
                    ground - (level - 24) * size,
                ),
                "#6b7486",
            )
            canvas.rect(
                (
                    left - 2 * size,
                    ground - (level + 12) * size,
                    left + 44 * size,
                    ground - (level + 9) * size,
                ),
                lighter(plaster, 0.4),
            )
        _onion(canvas, left + 21 * size, ground - 208 * size, size)
    canvas.poly(
        [
            (x + 42 * size, ground - 110 * size),
            (x + 71 * size, ground - 150 * size),
            (x + 100 * size, ground - 110 * size),
        ],
        darker(plaster, 0.08),
    )


def _onion(canvas, x, y, size) -> None:
    green = "#5d8f7c"
    canvas.rect((x - 24 * size, y - 4 * size, x + 24 * size, y + 3 * size), darker(green, 0.2))
    canvas.disc(x, y - 20 * size, 21 * size, 19 * size, fill=green)
    canvas.disc(x + 6 * size, y - 20 * size, 14 * size, 17 * size, fill=darker(green, 0.12))
    canvas.rect((x - 9 * size, y - 48 * size, x + 9 * size, y - 34 * size), darker(green, 0.1))
    canvas.disc(x, y - 52 * size, 11 * size, 10 * size, fill=green)
    canvas.poly(
        [(x - 5 * size, y - 58 * size), (x + 5 * size, y - 58 * size), (x, y - 92 * size)], green
    )
    canvas.disc(x, y - 93 * size, 2.6 * size, fill="#e8c15a")


def town_house(
    canvas,
    light,
    x=200,
    ground=510,
    wide=300,
    wall: Colour = "#e3a985",
    floors=3,
    flowers: Colour | None = GERANIUM,
) -> None:
    """An old-town house with a stepped gable, arched gateway and painted corner stones."""
    eaves, lit = ground - floors * 92, light.dark
    parts.contact_shadow(canvas, x, x + wide, ground, 60)
    parts.side_wall(canvas, x + wide, eaves, ground, 60, 10, wall)
    parts.wall(canvas, (x, eaves, x + wide, ground), wall, "#a89a8a")
    for index in range(5):
        inset = wide * 0.1 * index
        canvas.fade_rect(
            (x + inset, eaves - 28 * (index + 1), x + wide - inset, eaves),
            lighter(wall, 0.1),
            darker(wall, 0.07),
            across=True,
        )
        top = eaves - 28 * (index + 1)
        for left in (x + inset - 4, x + wide * 0.9 - inset):
            canvas.rect((left, top - 4, left + wide * 0.1 + 4, top + 2), "#8f4f3d")
    for index in range(floors * 4):
        canvas.rect(
            (x, ground - 16 - index * 23, x + (16 if index % 2 else 10), ground - 4 - index * 23),
            lighter(wall, 0.45),
        )
        canvas.rect(
            (
                x + wide - (16 if index % 2 else 10),
                ground - 16 - index * 23,
                x + wide,
                ground - 4 - index * 23,
            ),
            lighter(wall, 0.45),
        )
    _old_openings(canvas, x, ground, wide, eaves, floors, lit, flowers)


def _old_openings(canvas, x, ground, wide, eaves, floors, lit, flowers) -> None:
    for floor in range(floors - 1):
        for column in range(3):
            left = x + wide * (0.12 + 0.3 * column) + 6
            parts.window(
                canvas,
                left,
                eaves + 22 + floor * 92,
                38,
                52,
                lit and (floor + column) % 3 != 1,
                bars=(2, 2),
                shutters="#55705f",
                flowers=flowers if floor else None,
            )
    for column in range(2):
        parts.window(
            canvas,
            x + wide * (0.31 + 0.24 * column),
            eaves - 72,
            32,
            44,
            lit and column,
            bars=(2, 2),
        )
    parts.door(canvas, x + wide / 2 - 27, ground - 62, 54, 62, "#5d3b2a", lit=lit, arch=True)
    for share in (0.09, 0.74):
        parts.window(canvas, x + wide * share, ground - 62, 50, 40, lit, bars=(2, 1))


def condominium(canvas, light, x=190, ground=500, wide=420, floors=5, lit=()) -> None:
    """A tidy block of the sixties: coloured balcony rails, roller shutters, tiled roof."""
    storey, top = 62, ground - floors * 62
    parts.contact_shadow(canvas, x, x + wide, ground, 60)
    parts.side_wall(canvas, x + wide, top, ground, 50, 8, "#ead9bf")
    parts.wall(canvas, (x, top, x + wide, ground), "#ead9bf", "#9d9587")
    parts.side_roof(canvas, x, x + wide, top, top - 46, 50, "#a3604a", 18)
    bay = wide / 4
    for floor in range(floors):
        for column in range(4):
            glowing = light.dark and (floor * 4 + column) in lit
            left, upper = x + column * bay, top + floor * storey
            _condo_bay(
                canvas, left, upper, bay, storey, column in (0, 3) and floor < floors - 1, glowing
            )
    parts.door(canvas, x + wide / 2 - 20, ground - 50, 40, 50, "#3f5c66", lit=light.dark)


def _condo_bay(canvas, x, y, bay, storey, balcony, lit) -> None:
    if balcony:
        canvas.rect((x + 8, y + 6, x + bay - 8, y + storey), "#cbb899")
        parts.window(canvas, x + 22, y + 10, bay - 44, storey - 14, lit, sill=False)
        canvas.veil_rect((x + 8, y + 6, x + bay - 8, y + 24), "#1c2233", 0.35, 0.0)
        canvas.rect((x + 4, y + storey - 24, x + bay - 4, y + storey), "#4f8f94")
        canvas.rect((x + 4, y + storey - 26, x + bay - 4, y + storey - 22), "#f4efe4")
        for index in range(1, 6):
            at = x + 4 + (bay - 8) * index / 6
            canvas.rect((at, y + storey - 22, at + 1.2, y + storey), "#3c7479")
        return
    parts.window(canvas, x + 30, y + 14, bay - 60, 34, lit)
    if not lit:
        canvas.rect((x + 30, y + 14, x + bay - 30, y + 14 + (int(x + y) % 3) * 6), "#d8d2c2")
