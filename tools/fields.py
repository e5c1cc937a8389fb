"""./agency fields: write docs/import-fields.md, where each piece of an OpenImmo listing goes.

Made from the tables of the import (`openimmo/slot_table.py`) and the labels in agency_base.
"""

import ast
import csv
import sys
from collections.abc import Iterator

from tools import paths
from tools.console import say

PAGE = paths.ROOT / "docs" / "import-fields.md"
IMPORTER = paths.ADDONS / "agency_imv_import"
BASE = paths.ADDONS / "agency_base"
HEAD = """# Where each piece of an OpenImmo listing goes

Made by `./agency fields` from the tables of the import; do not edit it by hand.

- **Field**: a field of the property, to search, to sort and to correct. The office's corrections
  stay.
- **Feature**, **kind**, **contact**, **attachment**: a record of its own.
- **Detail**: a line of the page _Further Details_ of the property, with a name, a type and the
  sender's text; found by the search of properties, too.

What a field cannot hold, or not exactly (“ca. 1900” as a year, a price “VB”), stands in the details
as well. So do fields that senders make up (`user_defined_...`) and places that the standard lacks;
the protocol counts the latter and names them. An equipment that is denied is a feature that is not
there. Places are relative to `immobilie`; what comes again is numbered (`haus[2]`).
"""
TITLES = {
    "kind": "Kind and use",
    "place": "Place",
    "contact": "Contact person",
    "address": "Further addresses",
    "price": "Prices",
    "auction": "Auction",
    "area": "Areas and rooms",
    "equipment": "Equipment",
    "condition": "Condition and energy",
    "valuation": "Valuation",
    "surroundings": "Surroundings",
    "text": "Texts",
    "media": "Attachments",
    "management": "Letting and use",
    "technical": "Technical",
}
PREFIXES = ("contact", "media", "identity")


def run() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    say(f"{PAGE.relative_to(paths.ROOT)} is written.")
    return 0


def page() -> str:
    """The whole page, as it has to stand in the repository."""
    if str(IMPORTER) not in sys.path:
        sys.path.insert(0, str(IMPORTER))
    from openimmo import slot_table

    fields, features = _field_labels(), _feature_labels()
    parts = [HEAD]
    for group, title in TITLES.items():
        slots = [slot for slot in slot_table.SLOTS.values() if slot.group == group]
        rows = [(f"`{slot.path}`", _goes(slot, fields, features), _reads(slot)) for slot in slots]
        parts.append(f"\n## {title}\n\n{_table(('place', 'goes to', 'reads as'), rows)}")
    return "".join(parts)


def _goes(slot, fields: dict[str, str], features: dict[str, str]) -> str:
    head, _colon, rest = slot.target.partition(":")
    if head == "feature":
        names = ", ".join(features[code] for code in rest.split(", "))
        return f"feature {names}"
    if head == "kind":
        return "kind of the property; further ones: detail"
    if slot.target.partition(".")[0] in PREFIXES:
        return slot.target.replace("media.", "attachment.").replace(".", ": ").replace("_", " ")
    if slot.target == "action":
        return "change, delete or reference"
    if slot.target:
        return f"field {fields.get(slot.target, slot.target)} (`{slot.target}`)"
    return f"detail “{slot.label}”"


def _reads(slot) -> str:
    return f"{slot.value_type}, {slot.unit}" if slot.unit else slot.value_type


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[index]) for row in (head, *rows)) for index in range(len(head))]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |\n"
        for line in lines
    )


def _field_labels() -> dict[str, str]:
    """Names of the property's fields as the interface shows them, read from their declarations."""
    return {
        name: label
        for file in sorted((BASE / "models").glob("agency_property*.py"))
        for name, label in _declared(ast.parse(file.read_text("utf-8")))
    }


def _declared(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
            continue
        target, call = node.targets[0], node.value
        if isinstance(target, ast.Name) and ast.unparse(call.func).startswith("fields."):
            given = [word.value for word in call.keywords if word.arg == "string"]
            plain = target.id.removesuffix("_id").removesuffix("_ids").replace("_", " ").title()
            yield target.id, ast.literal_eval(given[0]) if given else plain


def _feature_labels() -> dict[str, str]:
    file = BASE / "data" / "agency.property.feature.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}
