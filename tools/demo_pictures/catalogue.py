"""Every picture of the demo data by file name."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from PIL import ImageOps

from . import brand, houses, interiors, parts, plans, scenery
from .canvas import Canvas, darker, lighter, mix
from .interiors import Room
from .scenery import AUTUMN, DUSK, GOLDEN, MORNING, NIGHT, NOON, WINTER


def _outdoors(light, seed, level=405, schlern=None, peaks=180, clouds=True):
    """Return a canvas with sky, mountains, forest and lawn, and its random source."""
    rng = random.Random(seed)
    canvas = scenery.scene(light, level)
    if light.dark:
        scenery.stars(canvas, rng, 50, 180)
    if clouds:
        scenery.cloud(canvas, light, rng.uniform(60, 260), rng.uniform(60, 120), 0.9)
        scenery.cloud(canvas, light, rng.uniform(540, 740), rng.uniform(50, 110), 0.65)
    if schlern is not None:
        scenery.schlern(canvas, light, schlern, level - 225)
    else:
        scenery.range_of_peaks(canvas, light, rng, level, peaks)
    scenery.hills(canvas, rng, mix(light.forest, light.sky_low, 0.3), level - 24)
    scenery.forest(canvas, light, rng, level - 2)
    scenery.lawn(canvas, light, level)
    return canvas, rng


def _mirror(canvas: Canvas) -> Canvas:
    canvas.image = ImageOps.mirror(canvas.image)
    return canvas


def _path(canvas, x, top, wide=40, spread=90, lean=0, colour="#d9cfbd") -> None:
    canvas.fade([(x - wide / 2, top), (x + wide / 2, top), (x + wide / 2 + spread + lean, 600),
                 (x - wide / 2 - spread + lean, 600)], colour, darker(colour, 0.14))


def _fence(canvas, y, colour="#b98d62", left=-10, right=810, skip=()) -> None:
    for level in (y - 24, y - 10):
        canvas.rect((left, level, right, level + 4), darker(colour, 0.15))
    x = left
    while x < right:
        if not any(start < x < end for start, end in skip):
            canvas.poly([(x, y), (x, y - 32), (x + 5, y - 38), (x + 10, y - 32), (x + 10, y)], colour)
        x += 22


def _car(canvas, x, ground, colour="#b23b3b", size=1.0) -> None:
    canvas.shadow([(x, ground - 4), (x + 190 * size, ground - 4), (x + 200 * size, ground + 8),
                   (x + 6, ground + 8)], 5, 0.4)
    shape = ((0, -20), (4, -46), (40, -54), (66, -84), (136, -86), (166, -54), (190, -46), (194, -18))
    canvas.poly([(x + px * size, ground + py * size) for px, py in shape], colour)
    canvas.rect((x, ground - 46 * size, x + 193 * size, ground - 14 * size), colour, radius=10 * size)
    glass = ((50, -54), (72, -78), (98, -79), (98, -54)), ((104, -54), (104, -79), (132, -80),
                                                          (154, -54))
    for pane in glass:
        canvas.poly([(x + px * size, ground + py * size) for px, py in pane], "#bcd8e6")
    canvas.rect((x + 4, ground - 26 * size, x + 190 * size, ground - 22 * size), darker(colour, 0.2))
    canvas.rect((x + 182 * size, ground - 42 * size, x + 193 * size, ground - 34 * size), "#ffeab0")
    for wheel in (40, 150):
        canvas.disc(x + wheel * size, ground - 12 * size, 19 * size, fill="#2b2f36")
        canvas.disc(x + wheel * size, ground - 12 * size, 10 * size, fill="#c3c8ce")


def _bicycle(canvas, x, ground, colour="#3f6f73") -> None:
    for wheel in (0, 62):
        canvas.arc(x + wheel, ground - 20, 20, 0, 360, "#2b2f36", 2.4)
    canvas.line([(x, ground - 20), (x + 20, ground - 48), (x + 48, ground - 48), (x + 30, ground - 20),
                 (x, ground - 20)], colour, 2.6)
    canvas.line([(x + 30, ground - 20), (x + 18, ground - 56)], colour, 2.6)
    canvas.line([(x + 62, ground - 20), (x + 46, ground - 62), (x + 54, ground - 64)], colour, 2.6)
    canvas.rect((x + 10, ground - 60, x + 27, ground - 56), "#2b2f36")


# --- 1: three-room flat in Gries --------------------------------------------------------------
def gries_house() -> Canvas:
    canvas, _rng = _outdoors(NOON, 11, schlern=250)
    houses.residence(canvas, NOON, 96, 506, 380)
    _path(canvas, 256, 506, 40, 40, -10)
    for x, size in ((48, 50), (604, 44), (690, 70), (764, 52)):
        scenery.tree(canvas, x, 512 + size / 3, size)
    for x in (130, 190, 330, 390, 450):
        scenery.bush(canvas, x, 522, 22, flowers="#e8b7c8" if x % 4 else None)
    _bicycle(canvas, 560, 556)
    return canvas


def gries_living() -> Canvas:
    return interiors.living(Room(), NOON, 1, schlern=True)


def gries_kitchen() -> Canvas:
    return interiors.kitchen(Room(accent="#52707a", wood=interiors.OAK), MORNING, 2)


# --- 2: villa in Appiano ----------------------------------------------------------------------
def appiano_villa() -> Canvas:
    canvas, rng = _outdoors(GOLDEN, 22, 390)
    scenery.hills(canvas, rng, "#a3a457", 392, 10)
    scenery.vineyard(canvas, (-60, 400, 860, 470), "#8d9c48", 26)
    canvas.fade_rect((0, 462, 800, 600), "#c2c06a", "#8f9a4c")
    houses.villa(canvas, GOLDEN, 150, 480)
    for x, high in ((66, 190), (112, 150), (664, 170), (716, 210), (762, 160)):
        scenery.cypress(canvas, x, 492, high)
    canvas.fade([(130, 484), (720, 484), (800, 600), (20, 600)], "#e6d3b3", "#cdb48c")
    houses.pool(canvas, [(250, 512), (600, 512), (668, 572), (190, 572)])
    for x in (150, 690):
        scenery.bush(canvas, x, 512, 30, "#7d9450", "#d8323f")
    return canvas


def appiano_living() -> Canvas:
    return _mirror(interiors.living(
        Room(wall="#f3e3c8", floor="#b5713f", accent="#8d4a3a", second="#c9a25b", fabric="#efe3cd"),
        GOLDEN, 24))


def appiano_vineyards() -> Canvas:
    return interiors.terrace(
        GOLDEN, 23, extra=lambda canvas: scenery.vineyard(canvas, (-80, 440, 880, 600), "#94a24c", 22),
        parasol="#c9714d")


def appiano_bedroom() -> Canvas:
    return interiors.bedroom(Room(wall="#f1e4cf", floor="#b5713f", accent="#6f7f52", second="#c9a25b"),
                             MORNING, 25)


# --- 3: semi-detached house on the Renon ------------------------------------------------------
def renon_house() -> Canvas:
    canvas, rng = _outdoors(MORNING, 33, 410, peaks=230)
    for x, high in ((44, 190), (112, 150), (720, 200), (772, 150)):
        scenery.fir(canvas, x, 480, high)
    houses.alpine_house(canvas, MORNING, 235, 512, 330)
    _path(canvas, 400, 512, 44, 60)
    _fence(canvas, 560, skip=((330, 470),))
    for _ in range(70):
        canvas.disc(rng.uniform(0, 800), rng.uniform(566, 598), 2,
                    fill=rng.choice(("#ffffff", "#f2c94c", "#e58fb0")))
    return canvas


def renon_stube() -> Canvas:
    return interiors.stube(NOON, 5)


def renon_bedroom() -> Canvas:
    return interiors.bedroom(Room(accent="#7b8c6a", wall="#efe2cc", floor="#b98a55", second="#d98e5f"),
                             NOON, 36, panel="#d6aa72")


# --- 4: terraced house in Laives --------------------------------------------------------------
def laives_row() -> Canvas:
    canvas, _rng = _outdoors(AUTUMN, 44, 400)
    houses.row_houses(canvas, AUTUMN, 70, 486)
    scenery.street(canvas, 530)
    for x in (92, 316, 538):
        for step in range(4):
            scenery.bush(canvas, x + step * 30, 520, 17, "#8a9a4b")
    for x, tint in ((40, "#c98a3c"), (762, "#b8622f")):
        scenery.tree(canvas, x, 530, 62, tint)
    _car(canvas, 560, 572, "#4f7f86", 0.82)
    return canvas


def laives_kitchen() -> Canvas:
    return _mirror(interiors.kitchen(Room(wall="#f7efe0", accent="#a3564a", second="#e0b35f",
                                          wood="#b98a5c"), AUTUMN, 45))


def laives_garden() -> Canvas:
    canvas, rng = _outdoors(AUTUMN, 46, 380)
    _fence(canvas, 430, "#9c7a58")
    scenery.tree(canvas, 150, 470, 110, "#c58f3a")
    scenery.tree(canvas, 706, 452, 78, "#8f9a45")
    canvas.fade([(260, 600), (330, 500), (800, 500), (800, 600)], "#cfc5b6", "#b5aa9a")
    canvas.shadow([(420, 560), (620, 560), (640, 582), (440, 582)], 7, 0.3)
    for x in (444, 604):
        canvas.rect((x, 508, x + 8, 572), "#6b4a35")
    canvas.poly([(420, 496), (640, 496), (660, 514), (404, 514)], "#b98a5c")
    for x in (370, 668):
        canvas.rect((x, 520, x + 44, 530), "#7b5a41")
        canvas.rect((x + (0 if x < 500 else 38), 470, x + (6 if x < 500 else 44), 528), "#7b5a41")
        canvas.rect((x + 4, 530, x + 9, 572), "#7b5a41")
        canvas.rect((x + 35, 530, x + 40, 572), "#7b5a41")
    canvas.disc(530, 492, 18, 8, fill="#d9d2c2")
    for dx in (-9, 0, 9):
        canvas.disc(530 + dx, 486, 6, fill="#c9483c")
    for _ in range(60):
        x, y = rng.uniform(20, 300), rng.uniform(474, 590)
        canvas.disc(x, y, 3, 2, fill=rng.choice(("#d98b35", "#b8622f", "#e2b23f")))
    return canvas


# --- 5: office in Bolzano South ---------------------------------------------------------------
def office_block() -> Canvas:
    canvas, _rng = _outdoors(NOON, 55, 430, schlern=300)
    canvas.fade_rect((0, 470, 800, 600), "#d7d9dc", "#aeb3ba")
    houses.office(canvas, NOON, 110, 512)
    scenery.street(canvas, 528)
    for x in (46, 620, 690, 756):
        scenery.tree(canvas, x, 530, 50, "#5c9a55")
    _car(canvas, 70, 576, "#e9ecef", 0.8)
    _car(canvas, 470, 576, "#37474f", 0.8)
    return canvas


def office_desks() -> Canvas:
    return interiors.office_floor(Room(floor="#9aa4ad"), NOON, 6)


def office_meeting() -> Canvas:
    return interiors.meeting_room(Room(), NOON, 7)


# --- 6: shop under the arcades ----------------------------------------------------------------
def arcades_street() -> Canvas:
    canvas = scenery.scene(DUSK, 330)
    rng = random.Random(66)
    scenery.stars(canvas, rng, 40, 120)
    scenery.range_of_peaks(canvas, DUSK, rng, 340, 170)
    houses.arcades(canvas, DUSK, 524)
    canvas.fade_rect((0, 524, 800, 600), "#b3a594", "#85796d")
    for row, y in enumerate((532, 544, 560, 580)):
        for column in range(22):
            canvas.rect((column * 40 - (18 if row % 2 else 0), y, column * 40 + 36, y + 8 + row * 3),
                        "#cfc2b0", 0.28, radius=3)
    for x in (312, 420):
        canvas.glow(x - 60, 540, 120, "#ffca7a", 0.4)
    for x in (186, 640):
        canvas.rect((x - 2, 372, x + 30, 375), "#2f2a33")
        canvas.glow(x + 26, 392, 70, "#ffd98c", 0.7)
        canvas.poly([(x + 18, 378), (x + 34, 378), (x + 38, 402), (x + 14, 402)], "#ffe9b0", raw=True)
    return canvas


def arcades_shop() -> Canvas:
    return interiors.shop(Room(floor="#a97c55"), 8)


# --- 7: two-room flat to rent in Oltrisarco ---------------------------------------------------
def oltrisarco_house() -> Canvas:
    canvas, _rng = _outdoors(DUSK, 77, 420)
    houses.condominium(canvas, DUSK, 180, 508, lit=(1, 2, 5, 7, 8, 12, 14, 15, 18))
    scenery.street(canvas, 530)
    for x, size in ((70, 70), (690, 60), (750, 76)):
        scenery.tree(canvas, x, 532, size, "#4f8153")
    canvas.rect((128, 380, 132, 540), "#2f3540")
    canvas.glow(130, 376, 80, "#ffe2a0", 0.8)
    canvas.disc(130, 376, 9, fill="#fff3cf", raw=True)
    _car(canvas, 500, 578, "#d9a23c", 0.8)
    return canvas


def oltrisarco_living() -> Canvas:
    return interiors.living(Room(wall="#e9edf0", floor="#b6926a", accent="#4b6688", second="#e0b35f",
                                 wood="#a9825a"), DUSK, 10, lamp_left=False)


def oltrisarco_bath() -> Canvas:
    return interiors.bathroom(Room(floor="#cfc7b8", accent="#4b7fa0", wood="#b98a5c"), NOON, 4)


# --- 8: building plot above lake Caldaro ------------------------------------------------------
def caldaro_plot() -> Canvas:
    rng = random.Random(88)
    canvas = scenery.scene(MORNING, 330)
    scenery.cloud(canvas, MORNING, 560, 90, 1)
    scenery.range_of_peaks(canvas, MORNING, rng, 320, 130, 4)
    scenery.hills(canvas, rng, mix(MORNING.forest, MORNING.sky_low, 0.35), 296, 22)
    canvas.fade_rect((0, 326, 800, 392), "#cfe6ef", "#6fa9c4", raw=True)
    for index in range(9):
        x, y = rng.uniform(40, 720), rng.uniform(338, 382)
        canvas.line([(x, y), (x + rng.uniform(30, 80), y)], "#ffffff", 1.6, 0.6)
    canvas.poly([(300, 362), (308, 326), (326, 362)], "#ffffff")
    canvas.poly([(292, 364), (332, 364), (326, 371), (298, 371)], "#b23b3b")
    scenery.vineyard(canvas, (-80, 384, 880, 470), "#79a04c", 24)
    canvas.fade([(0, 452), (800, 430), (800, 600), (0, 600)], "#b7d07d", "#86ab58")
    for _ in range(130):
        x, y = rng.uniform(0, 800), rng.uniform(480, 596)
        canvas.line([(x, y), (x + 2, y - 9)], "#6d9448", 1.4, 0.7)
    _stakes(canvas)
    scenery.tree(canvas, 730, 500, 84, "#6d9c4c")
    return canvas


def _stakes(canvas) -> None:
    corners = ((150, 500), (560, 478), (690, 560), (90, 590))
    canvas.line([*corners, corners[0]], "#d8432f", 2, 0.9)
    for x, y in corners:
        canvas.rect((x - 3, y - 40, x + 3, y + 4), "#e9dcc4")
        canvas.rect((x - 3, y - 40, x + 3, y - 28), "#d8432f")
    canvas.rect((366, 462, 372, 548), "#6b4a35")
    canvas.rect((446, 462, 452, 548), "#6b4a35")
    canvas.rect((340, 428, 478, 496), "#ffffff", radius=4)
    canvas.rect((346, 434, 472, 490), brand.NAVY, radius=3)
    canvas.text(409, 452, "812 m²", 20, "#ffffff")
    canvas.text(409, 475, "Bauland · terreno", 12, "#f1c977")


def caldaro_lake() -> Canvas:
    rng = random.Random(89)
    canvas = scenery.scene(GOLDEN, 340)
    scenery.range_of_peaks(canvas, GOLDEN, rng, 330, 190, 4)
    scenery.hills(canvas, rng, mix(GOLDEN.forest, GOLDEN.sky_low, 0.3), 310, 26)
    canvas.fade_rect((0, 334, 800, 480), "#f6cf9c", "#5f8fa8", raw=True)
    canvas.glow(650, 372, 150, "#fff0c0", 0.6)
    for _ in range(34):
        y = rng.uniform(344, 470)
        x = rng.gauss(640, 30 + (y - 340))
        canvas.line([(x, y), (x + rng.uniform(16, 50), y)], "#fff3cf", 1.8, 0.6)
    canvas.fade([(0, 456), (260, 470), (800, 440), (800, 600), (0, 600)], "#a9b45c", "#6d8a45")
    scenery.vineyard(canvas, (-80, 500, 880, 600), "#7f9a45", 12)
    for x, high in ((60, 170), (104, 130), (148, 190)):
        scenery.cypress(canvas, x, 500, high)
    canvas.poly([(470, 424), (478, 360), (508, 424)], "#fff7e6")
    canvas.poly([(458, 428), (518, 428), (508, 438), (468, 438)], "#8a3b34")
    return canvas


# --- 9: garage in viale Europa ----------------------------------------------------------------
def garage_row() -> Canvas:
    canvas, _rng = _outdoors(NOON, 99, 380)
    canvas.fade_rect((0, 440, 800, 600), "#c3c6ca", "#8f959d")
    houses.garages(canvas, NOON)
    for x in range(92, 760, 170):
        canvas.poly([(x, 482), (x + 4, 482), (x - 20, 600), (x - 28, 600)], "#ffffff", 0.8)
    scenery.tree(canvas, 34, 476, 90)
    scenery.tree(canvas, 776, 476, 76)
    _car(canvas, 160, 566, "#c2563f", 1.05)
    return canvas


def garage_inside() -> Canvas:
    canvas = interiors.shell(Room(wall="#dcd9d2", floor="#a3a7ac"), 430, boards=False)
    for row in range(9):
        for column in range(14):
            x = column * 62 - (31 if row % 2 else 0)
            canvas.rect((x, row * 48, x + 60, row * 48 + 46), "#ffffff", 0.2)
    for level in (150, 220):
        canvas.rect((60, level, 330, level + 9), interiors.WALNUT)
        for index in range(6):
            tint = ("#c98f4a", "#7b9aa8", "#b05b4c", "#8a9b6e")[index % 4]
            canvas.rect((70 + index * 43, level - 36 + index % 3 * 7, 104 + index * 43, level), tint,
                        radius=2)
    canvas.rect((560, 110, 760, 300), "#c9a574")
    for index, high in enumerate((80, 110, 64, 96, 72)):
        x = 584 + index * 38
        canvas.rect((x - 4, 130, x + 4, 130 + high), ("#8a5d3f", "#566069")[index % 2])
        canvas.rect((x - 11, 124 + high, x + 11, 142 + high), "#37474f")
    canvas.rect((380, 40, 520, 52), "#ffffff")
    canvas.glow(450, 56, 190, "#fff6da", 0.7)
    _car(canvas, 170, 548, "#2f6f73", 2.0)
    for wheel in (636, 700):
        canvas.disc(wheel, 500, 32, fill="#2b2f36")
        canvas.disc(wheel, 500, 15, fill="#8d959d")
    return canvas


# --- 10: holiday flat in Ortisei --------------------------------------------------------------
def ortisei_chalet() -> Canvas:
    canvas, rng = _outdoors(WINTER, 101, 405, peaks=260)
    for x, high in ((40, 200), (104, 150), (168, 120), (668, 150), (722, 210), (778, 160)):
        scenery.fir(canvas, x, 478, high, snow=True)
    houses.alpine_house(canvas, WINTER, 240, 512, 320, wood="#7b4f31", snow=True, flowers=None,
                        lit=True)
    _path(canvas, 400, 512, 40, 60, colour="#dfe7ef")
    for x, size in ((120, 40), (212, 26), (610, 34), (700, 44)):
        canvas.disc(x, 548, size * 2, size * 0.5, fill="#ffffff")
    for x in (600, 614):
        canvas.line([(x, 538), (x - 6, 440)], "#c9483c", 5)
    for _ in range(90):
        canvas.disc(rng.uniform(0, 800), rng.uniform(0, 600), rng.uniform(1, 2.4), fill="#ffffff",
                    alpha=0.85)
    return canvas


def ortisei_living() -> Canvas:
    return interiors.living(Room(wall="#e9d2ae", floor="#a8764a", accent="#7d3f3a", second="#d9c3a0",
                                 wood="#8a5d3f", fabric="#f2e6d3"), WINTER, 102)


def ortisei_bedroom() -> Canvas:
    return interiors.bedroom(Room(accent="#8a3b3b", wall="#e9d2ae", floor="#b98a55"), WINTER, 103,
                             panel="#d3a468")


def ortisei_slopes() -> Canvas:
    canvas, rng = _outdoors(WINTER, 104, 330, peaks=250)
    canvas.fade([(0, 340), (800, 300), (800, 600), (0, 600)], "#ffffff", "#d3e2f0")
    for start in (80, 130, 430, 490):
        track = [(start + y * 0.7 + math.sin(y / 26 + start) * 17, 350 + y) for y in range(0, 250, 5)]
        canvas.line(track, "#b9cde0", 3, 0.8)
    for x, high in ((60, 120), (120, 90), (700, 150), (756, 110), (640, 80)):
        scenery.fir(canvas, x, 440 + rng.uniform(-20, 40), high, snow=True)
    for x, y in ((60, 250), (330, 196), (600, 142)):
        canvas.rect((x - 4, y, x + 4, 470 - x * 0.25), "#566069")
        canvas.rect((x - 26, y - 4, x + 26, y + 4), "#566069")
    canvas.line([(-20, 266), (820, 98)], "#37474f", 2)
    for x in (180, 440, 700):
        y = 226 - (x - 180) * 0.2
        canvas.rect((x - 1.5, y, x + 1.5, y + 30), "#37474f")
        canvas.rect((x - 26, y + 28, x + 26, y + 66), "#c9483c", radius=7)
        canvas.rect((x - 20, y + 34, x + 20, y + 50), "#cfe6ef")
    for x, y, tint in ((300, 420, "#2f6f73"), (470, 500, "#d98b35"), (220, 520, "#8a3b6b")):
        canvas.line([(x - 22, y + 30), (x + 26, y + 22)], "#2b2f36", 3)
        canvas.line([(x, y + 26), (x - 2, y + 8)], "#2b2f36", 6)
        canvas.poly([(x - 9, y + 10), (x + 9, y + 10), (x + 6, y - 14), (x - 6, y - 14)], tint)
        canvas.disc(x, y - 20, 7, fill="#f1c7a5")
    return canvas


# --- 11: penthouse in Merano ------------------------------------------------------------------
def merano_house() -> Canvas:
    canvas, _rng = _outdoors(GOLDEN, 111, 420, peaks=220)
    houses.modern_penthouse(canvas, GOLDEN, 150, 524)
    canvas.fade_rect((0, 524, 800, 600), "#b5b765", "#8f9a4c")
    _path(canvas, 390, 524, 60, 60, colour="#e6d9c2")
    for x, high in ((70, 190), (722, 220), (120, 130)):
        scenery.palm(canvas, x, 540, high)
    for x in (180, 240, 300, 500, 560, 620, 680):
        scenery.bush(canvas, x, 544, 24, "#6f8f4b", "#e58fb0")
    return canvas


def merano_terrace() -> Canvas:
    canvas = interiors.terrace(DUSK, 112, parasol="#f1e4cf")
    for x in range(40, 801, 95):
        canvas.glow(x, 150 + abs(x - 400) * 0.06, 34, "#ffd98c", 0.9)
        canvas.disc(x, 150 + abs(x - 400) * 0.06, 4, fill="#fff3cf", raw=True)
    canvas.line([(x, 146 + abs(x - 400) * 0.06) for x in range(-10, 811, 20)], "#2f3540", 1.6)
    return canvas


def merano_living() -> Canvas:
    return _mirror(interiors.living(Room(wall="#eceae6", floor="#8f7a66", accent="#474d57",
                                         second="#b99a6b", fabric="#c9c3b8", wood="#3f3b3a"),
                                    DUSK, 113))


def merano_bath() -> Canvas:
    return _mirror(interiors.bathroom(Room(wall="#efeae2", floor="#8b8580", accent="#7d7468",
                                           second="#b99a6b", wood="#5b4636"), GOLDEN, 114))


# --- 12: two-room flat in Bressanone ----------------------------------------------------------
def bressanone_house() -> Canvas:
    canvas, _rng = _outdoors(MORNING, 122, 400)
    houses.cathedral(canvas, MORNING, 566, 440, 1.2)
    for left, right, tint, high in ((-20, 205, "#dcc79a", 300), (556, 690, "#c9d2bd", 150),
                                    (690, 830, "#dba98f", 165)):
        parts.wall(canvas, (left, 512 - high, right, 512), tint)
        parts.side_roof(canvas, left, right, 512 - high, 512 - high - 44, 14, "#9a5a45", 6)
        for row in range(max(1, high // 90)):
            for column in range(2 if right - left < 160 else 3):
                x = left + (right - left) * (column + 0.5) / (2 if right - left < 160 else 3) - 15
                parts.window(canvas, x, 512 - high + 26 + row * 82, 30, 44, bars=(2, 2),
                             shutters="#6d7f86")
    houses.town_house(canvas, MORNING, 205, 512, 300)
    canvas.fade_rect((0, 510, 800, 600), "#d6cbb8", "#b3a793")
    for row, y in enumerate((518, 532, 550, 574)):
        for column in range(22):
            canvas.rect((column * 40 - (18 if row % 2 else 0), y, column * 40 + 36, y + 9 + row * 3),
                        lighter("#d6cbb8", 0.4), 0.4, radius=3)
    _bicycle(canvas, 88, 556, "#b23b3b")
    scenery.bush(canvas, 560, 540, 30, flowers="#e58fb0")
    return canvas


def bressanone_kitchen() -> Canvas:
    return interiors.kitchen(Room(wall="#f4efe6", accent="#7d8f78", second="#c9714d",
                                  wood="#a9825a"), NOON, 123)


def bressanone_bedroom() -> Canvas:
    return _mirror(interiors.bedroom(Room(accent="#5b6f86", second="#e0b35f", floor="#c2a17a"),
                                     NOON, 124))


PHOTOGRAPHS: dict[str, Callable[[], Canvas]] = {
    "gries_house": gries_house, "gries_living": gries_living, "gries_kitchen": gries_kitchen,
    "appiano_villa": appiano_villa, "appiano_living": appiano_living,
    "appiano_vineyards": appiano_vineyards, "appiano_bedroom": appiano_bedroom,
    "renon_house": renon_house, "renon_stube": renon_stube, "renon_bedroom": renon_bedroom,
    "laives_row": laives_row, "laives_kitchen": laives_kitchen, "laives_garden": laives_garden,
    "office_block": office_block, "office_desks": office_desks, "office_meeting": office_meeting,
    "arcades_street": arcades_street, "arcades_shop": arcades_shop,
    "oltrisarco_house": oltrisarco_house, "oltrisarco_living": oltrisarco_living,
    "oltrisarco_bath": oltrisarco_bath,
    "caldaro_plot": caldaro_plot, "caldaro_lake": caldaro_lake,
    "garage_row": garage_row, "garage_inside": garage_inside,
    "ortisei_chalet": ortisei_chalet, "ortisei_living": ortisei_living,
    "ortisei_bedroom": ortisei_bedroom, "ortisei_slopes": ortisei_slopes,
    "merano_house": merano_house, "merano_terrace": merano_terrace,
    "merano_living": merano_living, "merano_bath": merano_bath,
    "bressanone_house": bressanone_house, "bressanone_kitchen": bressanone_kitchen,
    "bressanone_bedroom": bressanone_bedroom,
}
DRAWINGS: dict[str, Callable[[], Canvas]] = {
    "gries_plan": lambda: plans.floor_plan(plans.GRIES),
    "renon_plan": lambda: plans.floor_plan(plans.RITTEN),
    "office_plan": lambda: plans.floor_plan(plans.OFFICE),
    "arcades_plan": lambda: plans.floor_plan(plans.SHOP),
    "bressanone_plan": lambda: plans.floor_plan(plans.BRIXEN),
    "caldaro_site": plans.site_plan,
    "company_logo": brand.logo,
}
PORTRAITS: dict[str, Callable[[], Canvas]] = {"giulia_moser": brand.giulia,
                                             "markus_pichler": brand.markus}
