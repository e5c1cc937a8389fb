"""Light, sky, mountains, trees and ground: everything around a house."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from .canvas import Canvas, Colour, darker, lighter, mix


@dataclass(frozen=True)
class Light:
    """One time of the day: the colours that the whole scene follows."""

    sky_top: str
    sky_low: str
    rock: str
    rock_shade: str
    forest: str
    meadow: str
    cloud: str
    snow: str = "#ffffff"
    tone: tuple[float, float, float] = (1.0, 1.0, 1.0)
    sun: tuple[float, float] | None = None
    sun_colour: str = "#fff3c9"
    dark: bool = False


MORNING = Light(
    "#8fc7e8",
    "#fdf0dc",
    "#b9bfcb",
    "#8f9bb0",
    "#4f8068",
    "#a9cb74",
    "#ffffff",
    sun=(130, 150),
    sun_colour="#fff0c2",
    tone=(1.0, 0.99, 0.95),
)
NOON = Light("#4c9fdb", "#d3ecfa", "#aeb9c8", "#8796ad", "#3f7d5c", "#8fc565", "#ffffff")
GOLDEN = Light(
    "#6f94c9",
    "#ffdcae",
    "#e3a58c",
    "#a9788a",
    "#5c7a58",
    "#b9bf62",
    "#fff1dc",
    snow="#ffe9d6",
    sun=(660, 250),
    sun_colour="#ffe3a1",
    tone=(1.0, 0.95, 0.87),
)
DUSK = Light(
    "#2c3f73",
    "#f3a884",
    "#7c6a92",
    "#574f7c",
    "#3b4f5c",
    "#7d9465",
    "#d9a3ad",
    snow="#e6cfe0",
    tone=(0.84, 0.79, 0.87),
    dark=True,
)
NIGHT = Light(
    "#121c3d",
    "#44548a",
    "#3d4872",
    "#2d365c",
    "#1f3047",
    "#34504f",
    "#5b6a9c",
    snow="#b9c6ea",
    tone=(0.5, 0.55, 0.78),
    dark=True,
)
WINTER = Light(
    "#7fb4de",
    "#eef6fb",
    "#a7b4c8",
    "#7f8fab",
    "#557a78",
    "#f4f8fc",
    "#ffffff",
    tone=(0.99, 1.0, 1.02),
)
AUTUMN = Light(
    "#79b4da",
    "#fbeed6",
    "#b4b3bd",
    "#8d8ea3",
    "#a9803c",
    "#bcb85f",
    "#ffffff",
    tone=(1.0, 0.98, 0.93),
)


def scene(light: Light, horizon: float = 400) -> Canvas:
    """Return a canvas with the sky painted and the light's tone set."""
    canvas = Canvas(tone=light.tone)
    canvas.fade_rect((0, 0, 800, horizon + 30), light.sky_top, light.sky_low, raw=True)
    if light.sun:
        x, y = light.sun
        canvas.glow(x, y, 240, light.sun_colour, 0.75)
        canvas.disc(x, y, 30, fill="#fffdf2", raw=True)
    return canvas


def stars(canvas: Canvas, rng: random.Random, count: int = 60, low: float = 230) -> None:
    for _ in range(count):
        size = rng.choice((0.6, 0.8, 1.2))
        canvas.disc(
            rng.uniform(0, 800),
            rng.uniform(5, low),
            size,
            fill="#ffffff",
            alpha=rng.uniform(0.4, 0.95),
            raw=True,
        )


def cloud(canvas: Canvas, light: Light, x: float, y: float, size: float = 1) -> None:
    """Paint a flat-bottomed cloud of four puffs."""
    puffs = ((-44, 0, 24), (-16, -13, 31), (20, -7, 27), (48, 1, 20))
    for dx, dy, radius in puffs:
        canvas.disc(
            x + dx * size,
            y + dy * size,
            radius * size,
            radius * 0.86 * size,
            fill=light.cloud,
            raw=True,
        )
    canvas.rect(
        (x - 62 * size, y, x + 64 * size, y + 18 * size), light.cloud, radius=9 * size, raw=True
    )


def _jagged(rng, start, end, steps, sway):
    """Return a broken line from start to end, both included."""
    (x0, y0), (x1, y1) = start, end
    points = [start]
    for step in range(1, steps):
        share = step / steps
        points.append(
            (
                x0 + (x1 - x0) * share + rng.uniform(-sway, sway),
                y0 + (y1 - y0) * share + rng.uniform(-sway, sway),
            )
        )
    return [*points, end]


def peak(canvas, light, rng, x, top, left, right, base, far=0.0, snow=0.3) -> None:
    """Paint one peak with a lit and a shaded side; `far` fades it into the sky."""
    rock = mix(light.rock, light.sky_low, far)
    shade = mix(light.rock_shade, light.sky_low, far)
    height = base - top
    west = _jagged(rng, (x, top), (x - left, base), 7, height * 0.035)
    east = _jagged(rng, (x, top), (x + right, base), 7, height * 0.035)
    spine = _jagged(rng, (x, top), (x + right * 0.16, base), 8, height * 0.05)
    canvas.poly([*reversed(west), *east], rock, raw=True)
    canvas.poly([*spine, *reversed(east)], shade, raw=True)
    if snow:
        _snow_cap(canvas, light, rng, (x, top), west, east, spine, snow, far)


def _snow_cap(canvas, light, rng, summit, west, east, spine, snow, far) -> None:
    white = mix(light.snow, light.sky_low, far * 0.7)
    grey = mix(mix(light.snow, light.rock_shade, 0.38), light.sky_low, far * 0.7)
    x, top = summit
    edges = [_until(line, top + snow * (line[-1][1] - top)) for line in (west, east, spine)]
    (wx, wy), (ex, ey), (sx, sy) = (edge[-1] for edge in edges)
    teeth_west, teeth_east = _teeth(rng, (wx, wy), (sx, sy)), _teeth(rng, (sx, sy), (ex, ey))
    canvas.poly([*edges[0], *teeth_west, *reversed(edges[2])], white, raw=True)
    canvas.poly([*edges[2], *teeth_east, *reversed(edges[1])], grey, raw=True)


def _until(line, level):
    """Return the part of a falling line above `level`."""
    part = [line[0]]
    for (x0, y0), (x1, y1) in zip(line, line[1:], strict=False):
        if y1 >= level:
            share = (level - y0) / (y1 - y0) if y1 != y0 else 0
            return [*part, (x0 + (x1 - x0) * share, level)]
        part.append((x1, y1))
    return part


def _teeth(rng, start, end):
    """Return the zigzag lower edge of a snow field."""
    (x0, y0), (x1, y1) = start, end
    count = max(2, round(abs(x1 - x0) / 11))
    depth = abs(x1 - x0) * 0.2
    points = []
    for step in range(1, count):
        share = step / count
        drop = depth * rng.uniform(0.5, 1.1) if step % 2 else -depth * rng.uniform(0.1, 0.4)
        points.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share + drop))
    return points


def range_of_peaks(canvas, light, rng, base=400, height=170, count=5, far=0.35, snow=0.3):
    """Paint a row of peaks from the back to the front."""
    step = 800 / count
    order = list(range(-1, count + 1))
    rng.shuffle(order)
    for index in order:
        x = index * step + step / 2 + rng.uniform(-0.25, 0.25) * step
        top = base - height * rng.uniform(0.6, 1.0)
        reach = (base - top) * rng.uniform(0.75, 1.1)
        peak(canvas, light, rng, x, top, reach, reach * rng.uniform(0.8, 1.2), base + 6, far, snow)


SCHLERN = (
    (-420, 150),
    (-260, 118),
    (-120, 104),
    (-20, 92),
    (60, 84),
    (120, 62),
    (190, 50),
    (240, 30),
    (300, 22),
    (390, 17),
    (440, 10),
    (452, 22),
    (462, 60),
    (470, 66),
    (478, 34),
    (484, 20),
    (491, 40),
    (497, 70),
    (503, 56),
    (508, 44),
    (515, 64),
    (526, 92),
    (560, 106),
    (640, 122),
    (720, 132),
    (1000, 165),
)


def schlern(canvas, light, x=120, y=190, size=1.0, base=420, far=0.25) -> None:
    """Paint the table mountain east of Bolzano with its two spires."""
    rock = mix(light.rock, light.sky_low, far)
    shade = mix(light.rock_shade, light.sky_low, far)
    ridge = [(x + px * size, y + py * size) for px, py in SCHLERN]
    canvas.poly([*ridge, (ridge[-1][0], base), (ridge[0][0], base)], rock, raw=True)
    _cliffs(canvas, ridge[4:12], size, rock, shade)
    plateau = ridge[5:11]
    foot = [(px + 4, py + (9 + 7 * (i % 2)) * size) for i, (px, py) in enumerate(plateau)]
    canvas.poly([*plateau, *reversed(foot)], mix(light.snow, light.sky_low, far), 0.95, raw=True)
    for index in (11, 15, 19):
        px, py = ridge[index]
        canvas.poly(
            [
                (px, py),
                (px + 9 * size, py + 50 * size),
                (px + 8 * size, py + 92 * size),
                (px - 2 * size, py + 84 * size),
            ],
            shade,
            raw=True,
        )
    slope = [(px, py + 12 * size) for px, py in ridge[:4]]
    slope += [
        (x + px * size, y + py * size)
        for px, py in ((120, 122), (200, 116), (300, 108), (420, 104), (560, 122), (1000, 178))
    ]
    canvas.fade(
        [*slope, (slope[-1][0], base), (slope[0][0], base)],
        mix(light.forest, light.sky_low, far + 0.22),
        mix(light.forest, light.sky_low, far + 0.05),
        raw=True,
    )


def _cliffs(canvas, edge, size, rock, shade) -> None:
    """Hang pillars of rock, by turns lit and shaded, from the plateau's edge."""
    for (x0, y0), (x1, y1) in zip(edge, edge[1:], strict=False):
        count = max(1, round((x1 - x0) / (16 * size)))
        for step in range(count):
            left, right = (x0 + (x1 - x0) * s / count for s in (step, step + 1))
            top = y0 + (y1 - y0) * step / count
            drop = (104 - (top - edge[-2][1]) * 0.4) * (0.86 + 0.14 * (step % 3)) * 0.92
            middle = left + (right - left) * (0.3 if step % 2 else 0.5)
            canvas.poly(
                [(middle, top), (right, top), (right, top + drop), (middle + 1, top + drop * 0.82)],
                shade,
                0.75,
                raw=True,
            )
            canvas.poly(
                [(left, top), (middle, top), (middle, top + drop * 0.4)],
                lighter(rock, 0.3),
                0.6,
                raw=True,
            )


def hills(canvas, rng, colour: Colour, level, sway=18, base=600, raw=True, wave=260) -> None:
    """Paint one soft ridge across the picture."""
    phase = rng.uniform(0, math.tau)
    top = []
    for x in range(-10, 821, 10):
        first = math.sin(x / wave * math.tau / 2 + phase)
        top.append((x, level + first * sway + math.sin(x / 57 + phase * 2) * sway * 0.22))
    canvas.fade(
        [*top, (820, base), (-10, base)], lighter(colour, 0.1), darker(colour, 0.1), raw=raw
    )


def forest(canvas, light, rng, level, height=26, far=0.25, left=-10, right=810) -> None:
    """Paint a line of fir tops with a solid foot."""
    colour = mix(light.forest, light.sky_low, far)
    x = left
    while x < right:
        tall = height * rng.uniform(0.6, 1.1)
        wide = tall * rng.uniform(0.3, 0.42)
        canvas.poly(
            [(x, level - tall), (x - wide, level + 3), (x + wide, level + 3)],
            mix(colour, "#0d2b2b", rng.uniform(0, 0.16)),
            raw=True,
        )
        x += wide * rng.uniform(0.75, 1.25)
    canvas.rect((left, level - height * 0.3, right, level + 8), colour, raw=True)


def vineyard(canvas, box, colour: Colour = "#6ea04b", rows=9, lean=-60) -> None:
    """Paint rows of vines that run towards the viewer."""
    left, top, right, bottom = box
    canvas.fade_rect(box, lighter(colour, 0.25), lighter(colour, 0.1))
    for index in range(rows + 1):
        share = index / rows
        far = left + (right - left) * (0.5 + (share - 0.5) * 0.72) + lean * 0.4
        near = left + (right - left) * (0.5 + (share - 0.5) * 1.5) + lean
        wide = (right - left) / rows * 0.32
        canvas.fade(
            [
                (far - wide * 0.45, top),
                (far + wide * 0.45, top),
                (near + wide, bottom),
                (near - wide, bottom),
            ],
            darker(colour, 0.12),
            darker(colour, 0.28),
        )
        for step in range(1, 6):
            depth = (step / 6) ** 1.4
            x, y = far + (near - far) * depth, top + (bottom - top) * depth
            canvas.disc(
                x,
                y,
                wide * (0.35 + depth * 0.6),
                (bottom - top) * 0.05 + 2,
                fill=lighter(colour, 0.04),
                alpha=0.8,
            )


def fir(canvas, x, y, height=90, colour: Colour = "#2f6b55", snow=False) -> None:
    """Paint a fir of three tiers, lit from the left."""
    canvas.rect((x - height * 0.035, y - height * 0.14, x + height * 0.035, y), "#6b4a35")
    for tier in range(3):
        top = y - height + tier * height * 0.23
        low = top + height * 0.42
        wide = height * (0.15 + tier * 0.075)
        canvas.poly([(x, top), (x - wide, low), (x + wide, low)], mix(colour, "#ffffff", 0.08))
        canvas.poly([(x, top), (x + wide * 0.12, low), (x + wide, low)], darker(colour, 0.18))
        if snow:
            canvas.poly(
                [
                    (x, top),
                    (x - wide * 0.62, top + (low - top) * 0.62),
                    (x - wide * 0.2, top + (low - top) * 0.48),
                    (x + wide * 0.12, top + (low - top) * 0.66),
                    (x + wide * 0.5, top + (low - top) * 0.5),
                ],
                "#f6fafe",
            )


def tree(canvas, x, y, size=50, colour: Colour = "#5d9b4f", trunk: Colour = "#7b5a41") -> None:
    """Paint a round-crowned tree, lit from the left."""
    canvas.poly(
        [
            (x - size * 0.07, y),
            (x - size * 0.04, y - size * 0.8),
            (x + size * 0.05, y - size * 0.8),
            (x + size * 0.09, y),
        ],
        trunk,
    )
    crown = ((0, -1.15, 0.5), (-0.33, -0.86, 0.36), (0.34, -0.86, 0.38), (0.02, -0.74, 0.4))
    for dx, dy, radius in crown:
        canvas.disc(x + dx * size, y + dy * size, radius * size, fill=darker(colour, 0.14))
    for dx, dy, radius in crown:
        canvas.disc(
            x + (dx - 0.07) * size, y + (dy - 0.06) * size, radius * size * 0.82, fill=colour
        )
    canvas.disc(x - 0.22 * size, y - 1.22 * size, 0.2 * size, fill=lighter(colour, 0.18))


def cypress(canvas, x, y, height=120, colour: Colour = "#3c6b4a") -> None:
    wide = height * 0.13
    canvas.rect((x - 2, y - 12, x + 2, y), "#6b4a35")
    shape = [
        (x, y - height),
        (x + wide * 0.7, y - height * 0.6),
        (x + wide, y - height * 0.25),
        (x + wide * 0.6, y - 6),
        (x - wide * 0.6, y - 6),
        (x - wide, y - height * 0.25),
        (x - wide * 0.7, y - height * 0.6),
    ]
    canvas.poly(shape, lighter(colour, 0.06))
    canvas.poly([(x, y - height), *shape[1:4], (x + wide * 0.1, y - 6)], darker(colour, 0.2))


def palm(canvas, x, y, height=120, colour: Colour = "#4f9160") -> None:
    canvas.poly([(x - 4, y), (x - 1, y - height), (x + 4, y - height), (x + 5, y)], "#9a7350")
    for index in range(9):
        angle = math.pi + index * math.pi / 8
        reach = height * 0.42
        tip = (
            x + 2 + math.cos(angle) * reach,
            y - height + math.sin(angle) * reach * 0.55 + abs(math.cos(angle)) * reach * 0.42,
        )
        knee = (
            x + 2 + math.cos(angle) * reach * 0.55,
            y - height + math.sin(angle) * reach * 0.6 - 4,
        )
        canvas.poly(
            [(x + 2, y - height), (knee[0], knee[1] - 5), tip, (knee[0], knee[1] + 5)],
            darker(colour, 0.16) if index % 2 else colour,
        )


def bush(canvas, x, y, size=24, colour: Colour = "#5a9450", flowers: Colour | None = None):
    for dx, radius in ((-0.6, 0.5), (0.55, 0.48), (0, 0.68)):
        canvas.disc(
            x + dx * size,
            y - radius * size * 0.7,
            radius * size,
            radius * size * 0.8,
            fill=darker(colour, 0.05 + abs(dx) * 0.15),
        )
    canvas.disc(x - 0.14 * size, y - 0.62 * size, 0.46 * size, 0.36 * size, fill=lighter(colour))
    for index in range(7 if flowers else 0):
        canvas.disc(
            x + math.cos(index * 2.4) * size * 0.6,
            y - size * 0.5 + math.sin(index * 2.4) * size * 0.32,
            size * 0.07,
            fill=flowers,
        )


def lawn(canvas, light, level, bottom=600) -> None:
    canvas.fade_rect(
        (0, level, 800, bottom), lighter(light.meadow, 0.12), darker(light.meadow, 0.14)
    )


def street(canvas, level, colour: Colour = "#7d8494", kerb: Colour = "#c9ccd2") -> None:
    """Paint pavement, kerb and road up to the lower edge."""
    canvas.fade_rect((0, level, 800, level + 36), lighter(kerb, 0.2), kerb)
    canvas.rect((0, level + 34, 800, level + 40), darker(kerb, 0.25))
    canvas.fade_rect((0, level + 40, 800, 600), colour, darker(colour, 0.25))
    for x in range(-40, 820, 130):
        canvas.poly([(x, 588), (x + 8, 580), (x + 78, 580), (x + 74, 588)], "#eef0f2", 0.8)
