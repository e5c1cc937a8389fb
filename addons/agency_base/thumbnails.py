"""Small copies of pictures, without Odoo: bytes in, bytes out."""

import io
import warnings

# Odoo loads only the most common formats: importing the plug-in adds this one.
from PIL import Image, ImageOps, WebPImagePlugin  # noqa: F401

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
MAX_PIXELS = 100_000_000
QUALITY = 82


def make_thumbnails(content: bytes, sides: tuple[int, ...]) -> dict[int, bytes]:
    """Return one copy per longest side in pixels, each no larger than the original.

    Pictures are turned upright by their EXIF mark. What is transparent stays so (PNG), the rest
    becomes JPEG. What is no picture, is broken or is unreasonably large gives an empty result.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = _open_upright(content, max(sides))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        return {}
    thumbnails = {}
    for side in sorted(sides, reverse=True):
        image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        thumbnails[side] = _encode(image)
    return thumbnails


def _open_upright(content: bytes, side: int) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    # A JPEG can be read at a half, a quarter or an eighth of its size: far less work.
    scale = side / max(image.size)
    image.draft("RGB", tuple(max(1, round(length * scale)) for length in image.size))
    image = ImageOps.exif_transpose(image)
    transparent = image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info
    return image.convert("RGBA" if transparent else "RGB")


def _encode(image: Image.Image) -> bytes:
    output = io.BytesIO()
    if image.mode == "RGBA":
        image.save(output, "PNG", optimize=True)
    else:
        image.save(output, "JPEG", quality=QUALITY, optimize=True)
    return output.getvalue()
