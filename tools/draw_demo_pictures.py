#!/usr/bin/env python3
"""Draw the pictures of the demo data again; nothing of this runs when the addons are installed.

Needs Pillow, and reportlab for the one PDF; both come with Odoo. Usage:

    python tools/draw_demo_pictures.py [NAME ...] [--sheet FILE]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from demo_pictures import catalogue, leaflet, plans
from PIL import Image

IMAGES = Path(__file__).resolve().parents[1] / "addons/agency_base/demo/images"


def files(names: list[str]) -> dict[str, bytes]:
    """Return the bytes of every wanted file by its name."""
    result = {}
    for name, draw in catalogue.PHOTOGRAPHS.items():
        if not names or name in names:
            result[f"{name}.jpg"] = draw().jpeg()
    for name, draw in catalogue.DRAWINGS.items():
        if not names or name in names:
            result[f"{name}.png"] = draw().png()
    for name, draw in catalogue.PORTRAITS.items():
        if not names or name in names:
            result[f"{name}.jpg"] = draw().jpeg(12_000)
    if not names or "gries_leaflet" in names:
        result["gries_leaflet.pdf"] = leaflet.pdf(plans.GRIES)
    return result


def contact_sheet(paths: list[Path], columns: int = 6, width: int = 400) -> Image.Image:
    """Return all pictures side by side, to look at them at once."""
    height = width * 3 // 4
    rows = -(-len(paths) // columns)
    sheet = Image.new("RGB", (columns * width, rows * height), "#ffffff")
    for index, path in enumerate(paths):
        with Image.open(path) as picture:
            small = picture.convert("RGB")
        small.thumbnail((width - 8, height - 8))
        sheet.paste(small, (index % columns * width + 4, index // columns * height + 4))
    return sheet


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="file names without ending; all if none is given")
    parser.add_argument("--sheet", type=Path, help="also write a contact sheet of the pictures")
    arguments = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, content in files(arguments.names).items():
        (IMAGES / name).write_bytes(content)
        sys.stdout.write(f"{len(content) / 1000:7.1f} kB  {name}\n")
    if arguments.sheet:
        pictures = sorted([*IMAGES.glob("*.jpg"), *IMAGES.glob("*.png")])
        contact_sheet(pictures).save(arguments.sheet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
