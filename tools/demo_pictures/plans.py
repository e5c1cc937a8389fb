"""Floor plans and site plans: rooms in metres, drawn to scale with dimensions."""

from __future__ import annotations

from dataclasses import dataclass, field

from .canvas import Canvas, Colour

WALL, INK, THIN, PAPER = "#39424e", "#2d3540", "#7b8592", "#fbfaf7"
LIVING, SLEEPING, WET, PASSAGE, OUTSIDE = "#f6ead2", "#e3ebf3", "#d9edea", "#efebe4", "#e3efd6"
WORKING, SELLING = "#e9e6f4", "#fbe6d6"


@dataclass(frozen=True)
class Space:
    """One room: corner and size in metres, colour of its use, and the shift of its label."""

    name: str
    x: float
    y: float
    wide: float
    high: float
    fill: str = LIVING
    label: tuple[float, float] = (0, 0)


@dataclass(frozen=True)
class Plan:
    """A floor: rooms, openings and furniture, all in metres from the upper left corner.

    Doors are (x, y, axis, hinge, swing): `axis` h or v is the wall's direction, `hinge` -1 or 1 the
    end that holds the leaf, `swing` -1 or 1 the side it opens to. Windows are (x, y, axis, length).
    """

    title: str
    wide: float
    high: float
    spaces: tuple[Space, ...]
    doors: tuple[tuple, ...] = ()
    windows: tuple[tuple, ...] = ()
    things: tuple[tuple, ...] = ()
    splits: tuple[float, ...] = field(default=())
    north: float = 0

    @property
    def area(self) -> float:
        return sum(s.wide * s.high for s in self.spaces if s.fill != OUTSIDE)


class Sheet:
    """Draws a plan on a canvas; subclasses of the surface only need its plain shapes."""

    def __init__(self, plan: Plan):
        self.plan = plan
        highest = min(s.y for s in plan.spaces)
        total = max(s.y + s.high for s in plan.spaces) - highest
        self.scale = min(620 / plan.wide, 432 / total)
        self.left = (800 - plan.wide * self.scale) / 2
        self.top = 84 + (440 - total * self.scale) / 2 - highest * self.scale
        self.canvas = Canvas(background=PAPER)

    def draw(self) -> Canvas:
        plan, canvas = self.plan, self.canvas
        canvas.rect((0, 0, 800, 52), WALL)
        canvas.text(32, 26, plan.title, 20, "#ffffff", "lm")
        canvas.text(768, 26, f"{plan.area:.1f} m²", 20, "#f1c977", "rm")
        for space in plan.spaces:
            self._floor(space)
        for thing in plan.things:
            self._thing(*thing)
        self._walls()
        for window in plan.windows:
            self._window(*window)
        for door in plan.doors:
            self._door(*door)
        for space in plan.spaces:
            self._label(space)
        self._dimensions()
        self._legend()
        return canvas

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale

    def _box(self, x, y, wide, high):
        return (*self.at(x, y), *self.at(x + wide, y + high))

    def _floor(self, space: Space) -> None:
        box = self._box(space.x, space.y, space.wide, space.high)
        self.canvas.rect(box, space.fill)
        if space.fill in (WET, OUTSIDE):
            self._tiles(space, 0.4 if space.fill == WET else 0.6)

    def _tiles(self, space: Space, step: float) -> None:
        left, top, right, bottom = self._box(space.x, space.y, space.wide, space.high)
        x = left + step * self.scale
        while x < right:
            self.canvas.rect((x, top, x + 0.7, bottom), "#ffffff", 0.8)
            x += step * self.scale
        y = top + step * self.scale
        while y < bottom:
            self.canvas.rect((left, y, right, y + 0.7), "#ffffff", 0.8)
            y += step * self.scale

    def _walls(self) -> None:
        inner, outer = 0.06 * self.scale, 0.16 * self.scale
        for space in self.plan.spaces:
            left, top, right, bottom = self._box(space.x, space.y, space.wide, space.high)
            if space.fill == OUTSIDE:
                self.canvas.line(
                    [(left, top), (left, bottom), (right, bottom), (right, top)], THIN, 2
                )
                continue
            for box in (
                (left, top, right, top),
                (left, bottom, right, bottom),
                (left, top, left, bottom),
                (right, top, right, bottom),
            ):
                self._wall(box, inner)
        left, top, right, bottom = self._box(0, 0, self.plan.wide, self.plan.high)
        for box in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ):
            self._wall(box, outer)

    def _wall(self, box, half) -> None:
        left, top, right, bottom = box
        self.canvas.rect((left - half, top - half, right + half, bottom + half), WALL)

    def _window(self, x, y, axis, length) -> None:
        half = 0.17 * self.scale
        (left, top), reach = self.at(x, y), length * self.scale
        if axis == "h":
            self.canvas.rect((left, top - half, left + reach, top + half), "#ffffff")
            self.canvas.rect((left, top - 1, left + reach, top + 1), "#5b8db0")
        else:
            self.canvas.rect((left - half, top, left + half, top + reach), "#ffffff")
            self.canvas.rect((left - 1, top, left + 1, top + reach), "#5b8db0")

    def _door(self, x, y, axis, hinge, swing, size=0.85) -> None:
        half, reach = 0.18 * self.scale, size * self.scale
        (left, top) = self.at(x, y)
        if axis == "h":
            self.canvas.rect((left, top - half, left + reach, top + half), PAPER)
            pivot = (left if hinge < 0 else left + reach, top)
            tip = (pivot[0], top + swing * reach)
            start = {(-1, 1): 0, (-1, -1): 270, (1, 1): 90, (1, -1): 180}[hinge, swing]
        else:
            self.canvas.rect((left - half, top, left + half, top + reach), PAPER)
            pivot = (left, top if hinge < 0 else top + reach)
            tip = (left + swing * reach, pivot[1])
            start = {(-1, 1): 0, (-1, -1): 90, (1, 1): 270, (1, -1): 180}[hinge, swing]
        self.canvas.arc(*pivot, reach, start, start + 90, THIN, 1)
        self.canvas.line([pivot, tip], INK, 2.2)

    def _label(self, space: Space) -> None:
        x, y = self.at(
            space.x + space.wide / 2 + space.label[0], space.y + space.high / 2 + space.label[1]
        )
        small = min(space.wide, space.high) * self.scale < 62
        size = 11 if small else 14
        gap = 7 if small else 9
        self.canvas.text(x, y - gap, space.name, size, INK)
        self.canvas.text(x, y + gap, f"{space.wide * space.high:.1f} m²", size - 1, "#5d6875")

    def _dimensions(self) -> None:
        plan = self.plan
        left, top = self.at(0, 0)
        right, bottom = self.at(plan.wide, plan.high)
        marks = [0, *plan.splits, plan.wide]
        top = min(top, *(self.at(0, space.y)[1] for space in plan.spaces))
        for start, end in zip(marks, marks[1:], strict=False):
            x0, x1 = self.at(start, 0)[0], self.at(end, 0)[0]
            self._measure((x0, top - 20), (x1, top - 20), f"{end - start:.2f}")
        self._measure((left - 24, top), (left - 24, bottom), f"{plan.high:.2f}")

    def _measure(self, start, end, words) -> None:
        canvas = self.canvas
        canvas.line([start, end], THIN, 1)
        for x, y in (start, end):
            canvas.line([(x - 4, y + 4), (x + 4, y - 4)], INK, 1.6)
        x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        canvas.rect((x - 19, y - 8, x + 19, y + 8), PAPER)
        canvas.text(x, y, words, 12, "#5d6875")

    def _legend(self) -> None:
        canvas, metre = self.canvas, self.scale
        start, length = 40, 4 if metre < 40 else 2
        for index in range(length):
            canvas.rect(
                (start + index * metre, 568, start + (index + 1) * metre, 574),
                INK if index % 2 == 0 else "#c9ced4",
            )
        canvas.text(start, 558, "0", 11, "#5d6875")
        canvas.text(start + length * metre, 558, f"{length} m", 11, "#5d6875")
        canvas.text(
            430, 571, "Alpenblick Real Estate · approximate dimensions in metres", 11, "#5d6875"
        )
        compass(canvas, 752, 562)

    # --- furniture ------------------------------------------------------------------------
    def _thing(self, kind, x, y, wide, high) -> None:
        getattr(self, f"_draw_{kind}")(self._box(x, y, wide, high))

    def _outline(self, box, radius=2.0, fill: Colour = "#ffffff") -> None:
        left, top, right, bottom = box
        self.canvas.rect(box, "#a3abb5", radius=radius)
        self.canvas.rect((left + 1, top + 1, right - 1, bottom - 1), fill, radius=radius)

    def _draw_bed(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 3)
        pillow = (right - left) * 0.4
        for x in (left + 4, right - 4 - pillow):
            self._outline((x, top + 4, x + pillow, top + 4 + (bottom - top) * 0.2), 4, "#f2f4f6")
        self.canvas.line(
            [(left, top + (bottom - top) * 0.34), (right, top + (bottom - top) * 0.34)],
            "#a3abb5",
            1,
        )

    def _draw_sofa(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 6)
        self._outline((left + 8, top + 10, right - 8, bottom - 2), 4, "#f2f4f6")

    def _draw_table(self, box) -> None:
        left, top, right, bottom = box
        seats = max(1, round((right - left) / 26))
        for index in range(seats):
            x = left + (right - left) * (index + 0.5) / seats
            for y in (top - 5, bottom + 5):
                self._outline((x - 8, y - 7, x + 8, y + 7), 4, "#f2f4f6")
        self._outline(box, 3)

    def _draw_counter(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 1, "#f2f4f6")
        along = right - left > bottom - top
        for share in (0.2, 0.28):
            spot = (
                (left + (right - left) * share, (top + bottom) / 2)
                if along
                else ((left + right) / 2, top + (bottom - top) * share)
            )
            self.canvas.disc(*spot, 4, fill="#a3abb5")
        x, y = (
            (left + (right - left) * 0.7, (top + bottom) / 2)
            if along
            else ((left + right) / 2, top + (bottom - top) * 0.7)
        )
        self._outline((x - 9, y - 7, x + 9, y + 7), 3)

    def _draw_bath(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 2)
        self._outline((left + 4, top + 4, right - 4, bottom - 4), 8, "#f4f9fa")

    def _draw_shower(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 1, "#f4f9fa")
        self.canvas.line([(left, top), (right, bottom)], "#a3abb5", 1)
        self.canvas.line([(left, bottom), (right, top)], "#a3abb5", 1)

    def _draw_wc(self, box) -> None:
        left, top, right, bottom = box
        self._outline((left, top, right, top + (bottom - top) * 0.3), 2)
        self.canvas.disc(
            (left + right) / 2,
            top + (bottom - top) * 0.62,
            (right - left) * 0.44,
            (bottom - top) * 0.36,
            fill="#a3abb5",
        )
        self.canvas.disc(
            (left + right) / 2,
            top + (bottom - top) * 0.62,
            (right - left) * 0.38,
            (bottom - top) * 0.31,
            fill="#ffffff",
        )

    def _draw_basin(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 3)
        self.canvas.disc(
            (left + right) / 2,
            (top + bottom) / 2,
            (right - left) * 0.28,
            (bottom - top) * 0.28,
            fill="#dfe6ea",
        )

    def _draw_box(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 1, "#f2f4f6")
        self.canvas.line([(left, top), (right, bottom)], "#c9ced4", 1)

    def _draw_desk(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 1)
        x = (left + right) / 2
        self._outline((x - 9, top + 3, x + 9, top + 8), 1, "#7b8592")
        self._outline((x - 8, bottom + 2, x + 8, bottom + 14), 5, "#f2f4f6")

    def _draw_stove(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 2, "#cfe0d6")
        self.canvas.rect((left + 6, top + 6, right - 6, bottom - 6), "#8fb3a0", radius=3)

    def _draw_stairs(self, box) -> None:
        left, top, right, bottom = box
        self._outline(box, 0, "#ffffff")
        for index in range(1, 12):
            x = left + (right - left) * index / 12
            self.canvas.rect((x, top, x + 0.9, bottom), "#a3abb5")
        y = (top + bottom) / 2
        self.canvas.line([(left + 6, y), (right - 10, y)], INK, 1.2)
        self.canvas.poly([(right - 4, y), (right - 13, y - 4), (right - 13, y + 4)], INK)


def compass(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc(x, y, 21, fill="#d7dbe0")
    canvas.disc(x, y, 19.6, fill=PAPER)
    canvas.poly([(x, y - 17), (x + 6, y + 10), (x, y + 5)], INK)
    canvas.poly([(x, y - 17), (x - 6, y + 10), (x, y + 5)], "#b23b3b")
    canvas.text(x, y + 14.5, "N", 9, INK)


def site_plan() -> Canvas:
    """The building plot above the lake: parcel, neighbours, road, contour lines, set-backs."""
    canvas = Canvas(background="#eef2e2")
    for index in range(11):
        points = [
            (x, 70 + index * 52 + (x - 400) ** 2 / 5200 - x * 0.07) for x in range(-10, 821, 20)
        ]
        canvas.line(points, "#cbd6b3", 2 if index % 5 == 0 else 1)
    canvas.poly([(0, 470), (800, 416), (800, 470), (0, 528)], "#ffffff")
    canvas.line([(0, 470), (800, 416)], "#b9b4a6", 2)
    canvas.line([(0, 528), (800, 470)], "#b9b4a6", 2)
    canvas.text(640, 454, "Via Lavardi / Lavardiweg", 13, "#7d7768")
    for box in (
        (40, 150, 150, 250),
        (60, 300, 140, 380),
        (650, 120, 750, 210),
        (664, 270, 760, 350),
        (120, 550, 220, 590),
        (520, 530, 640, 590),
    ):
        canvas.rect(box, "#d9d3c6")
        canvas.rect((box[0] + 2, box[1] + 2, box[2] - 2, box[3] - 2), "#e9e4d9")
    parcel = [(214, 128), (566, 98), (604, 394), (232, 428)]
    canvas.shadow([(x + 4, y + 6) for x, y in parcel], 6, 0.25)
    canvas.poly(parcel, "#f7d9a8")
    field_box = [(262, 176), (532, 152), (558, 348), (276, 376)]
    canvas.poly(field_box, "#f2b968", 0.75)
    canvas.line([*field_box, field_box[0]], "#b8742a", 1.6)
    canvas.line([*parcel, parcel[0]], "#b23b3b", 3.4)
    for x, y in parcel:
        canvas.disc(x, y, 6, fill="#b23b3b")
    canvas.text(412, 236, "Parcel 1842/3", 22, "#5b3a1c")
    canvas.text(412, 264, "812 m²", 20, "#5b3a1c")
    canvas.text(412, 292, "buildable up to 1,600 m³", 14, "#7d5730")
    for x, y, words in (
        (390, 92, "28.40 m"),
        (634, 248, "28.60 m"),
        (420, 434, "28.10 m"),
        (184, 286, "29.10 m"),
    ):
        canvas.text(x, y, words, 13, "#8f2f2f")
    canvas.rect((0, 0, 800, 52), WALL)
    canvas.text(32, 26, "Site plan, Caldaro / Kaltern", 20, "#ffffff", "lm")
    canvas.text(768, 26, "scale about 1 : 400", 16, "#f1c977", "rm")
    compass(canvas, 752, 562)
    return canvas


GRIES = Plan(
    "Three-room flat, third floor, Gries",
    11.2,
    8.0,
    (
        Space("Living room", 0, 0, 5.4, 4.6, LIVING, (-1.2, -0.2)),
        Space("Kitchen", 5.4, 0, 2.6, 3.2, LIVING, (0.35, 0)),
        Space("Bedroom", 8.0, 0, 3.2, 4.6, SLEEPING, (0.2, 1.1)),
        Space("Hall", 5.4, 3.2, 2.6, 4.8, PASSAGE),
        Space("Room", 0, 4.6, 3.4, 3.4, SLEEPING, (0.5, 0.1)),
        Space("Store", 3.4, 4.6, 2.0, 3.4, PASSAGE, (-0.05, -0.3)),
        Space("Bath", 8.0, 4.6, 3.2, 3.4, WET, (0.1, 0.15)),
        Space("Balcony", 0.4, -1.5, 4.8, 1.34, OUTSIDE, (-0.7, 0)),
    ),
    doors=(
        (6.2, 8.0, "h", -1, -1),
        (5.4, 3.5, "v", -1, -1, 1.0),
        (6.3, 3.2, "h", 1, -1),
        (8.0, 3.5, "v", 1, 1),
        (8.0, 5.2, "v", -1, 1),
        (5.4, 6.6, "v", -1, -1),
        (3.4, 4.85, "v", -1, -1),
        (3.6, 0, "h", 1, -1, 1.0),
    ),
    windows=(
        (0.5, 0, "h", 1.9),
        (5.9, 0, "h", 1.5),
        (8.8, 0, "h", 1.6),
        (0, 5.4, "v", 1.7),
        (11.2, 5.6, "v", 0.9),
        (0, 1.4, "v", 1.8),
    ),
    things=(
        ("sofa", 0.6, 3.2, 2.3, 0.95),
        ("table", 3.2, 1.1, 1.6, 0.85),
        ("counter", 5.55, 0.15, 0.6, 2.2),
        ("bed", 9.1, 0.9, 1.8, 2.05),
        ("box", 9.3, 4.0, 1.75, 0.5),
        ("bath", 9.3, 7.05, 1.75, 0.8),
        ("wc", 10.6, 4.8, 0.42, 0.62),
        ("basin", 9.3, 4.75, 0.8, 0.5),
        ("bed", 0.2, 5.85, 1.0, 1.95),
        ("desk", 2.1, 7.2, 1.1, 0.55),
        ("box", 3.55, 7.2, 1.7, 0.65),
    ),
    splits=(5.4, 8.0),
)
RITTEN = Plan(
    "Semi-detached house, ground floor, Renon",
    10.4,
    8.6,
    (
        Space("Stube", 0, 0, 4.4, 4.4, LIVING, (0.4, 0.85)),
        Space("Kitchen and dining", 4.4, 0, 6.0, 4.4, LIVING, (0, -0.55)),
        Space("Hall", 0, 4.4, 4.4, 2.0, PASSAGE),
        Space("Guest room", 0, 6.4, 4.4, 2.2, SLEEPING, (0.95, 0.15)),
        Space("Bath", 4.4, 4.4, 2.4, 4.2, WET),
        Space("Cellar stairs", 6.8, 4.4, 3.6, 2.0, PASSAGE, (0.55, -0.5)),
        Space("Larder", 6.8, 6.4, 3.6, 2.2, PASSAGE),
        Space("Terrace", 0, 8.76, 10.4, 1.6, OUTSIDE),
    ),
    doors=(
        (0, 4.9, "v", -1, 1, 1.0),
        (1.6, 4.4, "h", -1, -1),
        (4.4, 3.2, "v", 1, 1),
        (1.4, 6.4, "h", -1, 1),
        (4.4, 5.0, "v", -1, 1),
        (7.0, 4.4, "h", -1, -1),
        (6.95, 6.4, "h", -1, 1),
    ),
    windows=(
        (0.9, 0, "h", 1.0),
        (2.6, 0, "h", 1.0),
        (5.4, 0, "h", 2.0),
        (10.4, 1.4, "v", 2.0),
        (0, 1.5, "v", 1.4),
        (1.5, 8.6, "h", 1.6),
        (5.0, 8.6, "h", 1.0),
        (8.0, 8.6, "h", 1.2),
    ),
    things=(
        ("stove", 0.15, 2.9, 1.1, 1.3),
        ("table", 2.0, 0.85, 1.7, 0.95),
        ("counter", 5.6, 0.15, 4.0, 0.62),
        ("table", 6.6, 2.5, 2.2, 0.9),
        ("bed", 0.3, 6.55, 1.4, 1.9),
        ("bath", 4.6, 7.6, 1.9, 0.8),
        ("wc", 6.2, 5.4, 0.42, 0.62),
        ("basin", 5.6, 4.6, 0.9, 0.5),
        ("stairs", 7.6, 5.45, 2.6, 0.8),
        ("box", 9.0, 8.0, 1.2, 0.5),
    ),
    splits=(4.4,),
)
OFFICE = Plan(
    "Office, second floor, Bolzano South",
    18.0,
    11.0,
    (
        Space("Open-plan office", 0, 0, 11.0, 7.0, WORKING),
        Space("Meeting room", 11.0, 0, 7.0, 4.4, WORKING, (0, 0.95)),
        Space("Office 1", 11.0, 4.4, 3.5, 6.6, WORKING),
        Space("Office 2", 14.5, 4.4, 3.5, 6.6, WORKING),
        Space("Reception", 0, 7.0, 5.0, 4.0, PASSAGE, (0.4, -0.6)),
        Space("Tea kitchen", 5.0, 7.0, 3.0, 4.0, LIVING),
        Space("WC", 8.0, 7.0, 3.0, 4.0, WET),
    ),
    doors=(
        (0, 8.4, "v", -1, 1, 1.1),
        (2.0, 7.0, "h", -1, -1, 1.1),
        (5.6, 7.0, "h", -1, 1),
        (8.4, 7.0, "h", -1, 1),
        (11.0, 3.2, "v", 1, 1, 1.0),
        (11.0, 5.4, "v", -1, 1),
        (14.5, 5.0, "v", -1, 1),
    ),
    windows=(
        (0.8, 0, "h", 2.6),
        (4.2, 0, "h", 2.6),
        (7.6, 0, "h", 2.6),
        (12.0, 0, "h", 2.4),
        (15.2, 0, "h", 2.0),
        (18.0, 1.2, "v", 2.2),
        (18.0, 6.4, "v", 2.6),
        (12.0, 11.0, "h", 1.6),
        (15.4, 11.0, "h", 1.6),
        (0, 1.6, "v", 2.6),
        (6.0, 11.0, "h", 1.2),
    ),
    things=(
        *(
            ("desk", 0.9 + column * 2.5, 0.9 + row * 4.2, 1.6, 0.8)
            for row in range(2)
            for column in range(4)
        ),
        ("table", 12.6, 1.2, 3.8, 0.9),
        ("desk", 11.8, 9.2, 1.6, 0.8),
        ("desk", 15.4, 9.2, 1.6, 0.8),
        ("desk", 1.4, 9.2, 2.0, 0.7),
        ("counter", 5.2, 10.2, 2.6, 0.65),
        ("wc", 8.4, 10.0, 0.5, 0.75),
        ("wc", 9.6, 10.0, 0.5, 0.75),
        ("basin", 10.1, 7.3, 0.75, 0.55),
    ),
    splits=(11.0,),
)
SHOP = Plan(
    "Shop under the arcades, Bolzano",
    7.2,
    13.0,
    (
        Space("Arcade", 0, 0, 7.2, 2.6, OUTSIDE),
        Space("Sales floor", 0, 2.6, 7.2, 6.2, SELLING, (0, 0.4)),
        Space("Store", 0, 8.8, 4.4, 4.2, PASSAGE),
        Space("Staff", 4.4, 8.8, 2.8, 2.2, LIVING, (-0.3, 0)),
        Space("WC", 4.4, 11.0, 2.8, 2.0, WET, (0.1, -0.25)),
    ),
    doors=(
        (3.0, 2.6, "h", -1, 1, 1.2),
        (1.0, 8.8, "h", -1, 1),
        (6.1, 8.8, "h", 1, -1),
        (4.4, 11.9, "v", -1, 1),
        (1.6, 13.0, "h", -1, -1, 1.0),
    ),
    windows=((0.4, 2.6, "h", 2.3), (4.5, 2.6, "h", 2.3), (6.0, 13.0, "h", 0.8)),
    things=(
        ("box", 0.2, 3.2, 0.5, 5.0),
        ("box", 6.5, 3.2, 0.5, 5.0),
        ("counter", 4.3, 7.4, 1.9, 0.6),
        ("box", 1.7, 4.0, 1.4, 0.9),
        ("box", 4.1, 4.0, 1.4, 0.9),
        ("box", 0.2, 9.1, 0.6, 3.6),
        ("box", 2.2, 12.2, 2.0, 0.6),
        ("counter", 4.7, 10.45, 1.9, 0.42),
        ("wc", 6.2, 11.2, 0.5, 0.72),
        ("basin", 5.2, 12.3, 0.7, 0.5),
    ),
    splits=(),
)
BRIXEN = Plan(
    "Two-room flat, first floor, Bressanone",
    8.6,
    7.0,
    (
        Space("Living and kitchen", 0, 0, 5.2, 4.4, LIVING, (0.2, 0.35)),
        Space("Bedroom", 5.2, 0, 3.4, 4.4, SLEEPING, (0.25, 1.15)),
        Space("Hall", 0, 4.4, 5.2, 2.6, PASSAGE),
        Space("Bath", 5.2, 4.4, 3.4, 2.6, WET),
    ),
    doors=(
        (0.6, 7.0, "h", -1, -1),
        (1.4, 4.4, "h", -1, -1),
        (5.2, 3.3, "v", 1, 1),
        (5.2, 4.9, "v", -1, 1),
    ),
    windows=((0.8, 0, "h", 1.1), (3.0, 0, "h", 1.1), (6.2, 0, "h", 1.2), (8.6, 5.2, "v", 0.8)),
    things=(
        ("counter", 0.15, 0.8, 0.6, 2.6),
        ("table", 1.6, 1.0, 1.4, 0.85),
        ("sofa", 3.0, 3.1, 2.0, 0.95),
        ("bed", 6.3, 0.8, 1.8, 2.05),
        ("shower", 7.55, 5.95, 0.95, 0.95),
        ("wc", 6.8, 4.6, 0.42, 0.62),
        ("basin", 7.6, 4.55, 0.8, 0.5),
        ("box", 3.6, 6.25, 1.45, 0.6),
    ),
    splits=(5.2,),
)


def floor_plan(plan: Plan) -> Canvas:
    return Sheet(plan).draw()
