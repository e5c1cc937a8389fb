"""A drawing surface in picture units (800 x 600), drawn three times larger and reduced."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter, ImageFont

Point = tuple[float, float]
Colour = str | tuple[int, ...]
OVERSAMPLING = 3


def rgb(colour: Colour) -> tuple[int, int, int]:
    """Return the three channels of "#rrggbb" or of a tuple."""
    if isinstance(colour, str):
        digits = colour.lstrip("#")
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    return colour[0], colour[1], colour[2]


def mix(first: Colour, second: Colour, share: float) -> tuple[int, int, int]:
    """Return `first` moved towards `second` by `share` (0 to 1)."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
    return red, green, blue


def lighter(colour: Colour, share: float = 0.2) -> tuple[int, int, int]:
    return mix(colour, "#ffffff", share)


def darker(colour: Colour, share: float = 0.2) -> tuple[int, int, int]:
    return mix(colour, "#1c2233", share)


@dataclass
class Canvas:
    """Shapes in picture units; every colour is toned by the light of the scene."""

    width: int = 800
    height: int = 600
    background: Colour = "#ffffff"
    tone: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def __post_init__(self) -> None:
        size = (self.width * OVERSAMPLING, self.height * OVERSAMPLING)
        self.image = Image.new("RGB", size, rgb(self.background))
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    # --- plain shapes -------------------------------------------------------------------
    def poly(self, points: Sequence[Point], fill: Colour, alpha: float = 1, raw=False) -> None:
        self.draw.polygon(self._scaled(points), fill=self._paint(fill, alpha, raw))

    def rect(self, box, fill: Colour, alpha: float = 1, radius: float = 0, raw=False) -> None:
        """Fill the box (left, top, right, bottom), corners rounded by `radius`."""
        paint = self._paint(fill, alpha, raw)
        scaled = [value * OVERSAMPLING for value in box]
        scaled[2], scaled[3] = scaled[2] - 1, scaled[3] - 1
        if scaled[2] < scaled[0] or scaled[3] < scaled[1]:
            return
        if radius:
            self.draw.rounded_rectangle(scaled, radius * OVERSAMPLING, fill=paint)
        else:
            self.draw.rectangle(scaled, fill=paint)

    def disc(self, x, y, rx, ry=None, fill: Colour = "#000000", alpha: float = 1, raw=False):
        ry = rx if ry is None else ry
        box = [value * OVERSAMPLING for value in (x - rx, y - ry, x + rx, y + ry)]
        self.draw.ellipse(box, fill=self._paint(fill, alpha, raw))

    def arc(self, x, y, radius, start, end, colour: Colour, width: float = 1.5) -> None:
        box = [value * OVERSAMPLING for value in (x - radius, y - radius, x + radius, y + radius)]
        thick = max(1, round(width * OVERSAMPLING))
        self.draw.arc(box, start, end, fill=self._paint(colour, 1, False), width=thick)

    def line(self, points, colour: Colour, width: float = 1, alpha: float = 1, raw=False) -> None:
        thick = max(1, round(width * OVERSAMPLING))
        paint = self._paint(colour, alpha, raw)
        self.draw.line(self._scaled(points), fill=paint, width=thick, joint="curve")

    def text(self, x, y, words, size, colour: Colour, anchor="mm", spacing: float = 0) -> None:
        font = ImageFont.load_default(size * OVERSAMPLING)
        paint = self._paint(colour, 1, False)
        if spacing:
            self._spaced_text(x, y, words, font, paint, spacing)
            return
        power = {"²": "2", "³": "3"}.get(words[-1:])
        words = words[:-1] if power else words
        if power and anchor != "lm":
            x -= size * (0.42 if anchor == "rm" else 0.21)
        spot = (x * OVERSAMPLING, y * OVERSAMPLING)
        self.draw.text(spot, words, font=font, fill=paint, anchor=anchor)
        if power:
            self._power(spot, words, power, size, anchor, paint)

    # --- shapes with depth --------------------------------------------------------------
    def fade(self, points, top: Colour, bottom: Colour, across=False, raw=False) -> None:
        """Fill a polygon with a gradient, top to bottom, or left to right if `across`."""
        left, upper, right, lower = self._bounds(points)
        size = (max(1, right - left), max(1, lower - upper))
        mask = Image.new("L", size, 0)
        shifted = [(x - left, y - upper) for x, y in self._scaled(points)]
        ImageDraw.Draw(mask).polygon(shifted, fill=255)
        ramp = Image.linear_gradient("L")
        ramp = (ramp.rotate(90) if across else ramp).resize(size, Image.Resampling.BILINEAR)
        start = Image.new("RGB", size, self._paint(top, 1, raw)[:3])
        end = Image.new("RGB", size, self._paint(bottom, 1, raw)[:3])
        self.image.paste(Image.composite(end, start, ramp), (left, upper), mask)

    def fade_rect(self, box, top: Colour, bottom: Colour, across=False, raw=False) -> None:
        left, upper, right, lower = box
        corners = [(left, upper), (right, upper), (right, lower), (left, lower)]
        self.fade(corners, top, bottom, across, raw)

    def veil(self, points, colour: Colour, start: float, end: float, across=False) -> None:
        """Lay a colour over a polygon whose opacity goes from `start` to `end`."""
        left, upper, right, lower = self._bounds(points)
        size = (max(1, right - left), max(1, lower - upper))
        shape = Image.new("L", size, 0)
        shifted = [(x - left, y - upper) for x, y in self._scaled(points)]
        ImageDraw.Draw(shape).polygon(shifted, fill=255)
        ramp = Image.linear_gradient("L")
        ramp = (ramp.rotate(90) if across else ramp).resize(size, Image.Resampling.BILINEAR)
        ramp = ramp.point([round(255 * (start + (end - start) * i / 255)) for i in range(256)])
        mask = Image.composite(ramp, Image.new("L", size, 0), shape)
        self.image.paste(
            Image.new("RGB", size, self._paint(colour, 1, True)[:3]), (left, upper), mask
        )

    def veil_rect(self, box, colour: Colour, start: float, end: float, across=False) -> None:
        left, upper, right, lower = box
        corners = [(left, upper), (right, upper), (right, lower), (left, lower)]
        self.veil(corners, colour, start, end, across)

    def glow(self, x, y, radius, colour: Colour, strength: float = 0.6) -> None:
        """Add a round light that fades out to its edge."""
        size = round(radius * 2 * OVERSAMPLING)
        ramp = Image.radial_gradient("L").resize((size, size), Image.Resampling.BILINEAR)
        curve = [round(255 * strength * max(0.0, 1 - i / 178) ** 2) for i in range(256)]
        spot = (round((x - radius) * OVERSAMPLING), round((y - radius) * OVERSAMPLING))
        light = Image.new("RGB", (size, size), rgb(colour))
        self.image.paste(light, spot, ramp.point(curve))

    def shadow(self, points, blur: float = 6, alpha: float = 0.3) -> None:
        """Darken a polygon with a soft edge."""
        pad = blur * 3
        left, upper, right, lower = self._bounds(points, pad)
        mask = Image.new("L", (right - left, lower - upper), 0)
        shifted = [(x - left, y - upper) for x, y in self._scaled(points)]
        ImageDraw.Draw(mask).polygon(shifted, fill=round(255 * alpha))
        mask = mask.filter(ImageFilter.BoxBlur(blur * OVERSAMPLING))
        mask = mask.filter(ImageFilter.BoxBlur(blur * OVERSAMPLING / 2))
        self.image.paste(Image.new("RGB", mask.size, (22, 28, 46)), (left, upper), mask)

    # --- files --------------------------------------------------------------------------
    def reduced(self) -> Image.Image:
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def jpeg(self, limit: int = 35_000) -> bytes:
        """Return the best JPEG that stays under `limit` bytes."""
        small = self.reduced()
        for quality in range(93, 40, -3):
            data = io.BytesIO()
            small.save(
                data,
                "JPEG",
                quality=quality,
                optimize=True,
                progressive=True,
                subsampling=0 if quality > 80 else 2,
            )
            if data.tell() <= limit:
                break
        return data.getvalue()

    def png(self, colours: int = 48) -> bytes:
        """Return a palette PNG, right for plans and signs."""
        data = io.BytesIO()
        small = self.reduced().quantize(colours, method=Image.Quantize.MEDIANCUT, dither=0)
        small.save(data, "PNG", optimize=True)
        return data.getvalue()

    # --- helpers ------------------------------------------------------------------------
    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]

    def _bounds(self, points: Sequence[Point], pad: float = 0) -> tuple[int, int, int, int]:
        scaled = self._scaled(points)
        pad *= OVERSAMPLING
        across, down = [x for x, _y in scaled], [y for _x, y in scaled]
        return (
            math.floor(min(across) - pad),
            math.floor(min(down) - pad),
            math.ceil(max(across) + pad),
            math.ceil(max(down) + pad),
        )

    def _paint(self, colour: Colour, alpha: float, raw: bool) -> tuple[int, int, int, int]:
        red, green, blue = rgb(colour)
        if not raw:
            red, green, blue = (
                min(255, round(value * factor))
                for value, factor in zip((red, green, blue), self.tone, strict=True)
            )
        return red, green, blue, round(255 * alpha)

    def _power(self, spot, words, power, size, anchor, paint) -> None:
        """Set a small raised digit after the words: the built-in font has no such sign."""
        font = ImageFont.load_default(size * OVERSAMPLING)
        share = {"lm": 1, "mm": 0.5, "rm": 0}[anchor]
        x = spot[0] + font.getlength(words) * share + size * OVERSAMPLING * 0.05
        small = ImageFont.load_default(size * OVERSAMPLING * 0.62)
        y = spot[1] - size * OVERSAMPLING * 0.26
        self.draw.text((x, y), power, font=small, fill=paint, anchor="lm")

    def _spaced_text(self, x, y, words, font, paint, spacing) -> None:
        gap = spacing * OVERSAMPLING
        total = sum(font.getlength(letter) + gap for letter in words) - gap
        spot = x * OVERSAMPLING - total / 2
        for letter in words:
            self.draw.text((spot, y * OVERSAMPLING), letter, font=font, fill=paint, anchor="lm")
            spot += font.getlength(letter) + gap
