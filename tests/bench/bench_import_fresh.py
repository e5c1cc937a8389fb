"""Import of 2,000 new listings, each with its seller, against two ways to write the same values.

One is Odoo's own `load()`, the other bare `create()` in batches, without tracking. All run by
turns, on new numbers each time, in one process; the median of each counts.
"""

import statistics
import time

from tests.bench.import_listings import analyse, deliver, document, rows, source, wrapped
from tools.bench import result

LISTINGS = 2000
ROUNDS = 5
BATCH = 500
LOAD_GOAL = 0.8
CREATE_GOAL = 1.3
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "no_reset_password": True,
}


def measure(env) -> list[dict]:
    box = source(env)
    ways = (lambda values: _import(env, box, values), lambda values: _load(env, values))
    ways += (lambda values: _create(env, values),)
    for way in ways:
        way(rows(20))
    seconds = [[] for _way in ways]
    for _round in range(ROUNDS):
        analyse(env)
        for way, taken in zip(ways, seconds, strict=True):
            taken.append(way(rows(LISTINGS)))
    ours, load, create = map(statistics.median, seconds)
    return [
        result("import.fresh_vs_load", ours, load, "s", LOAD_GOAL),
        result("import.fresh_vs_create", ours, create, "s", CREATE_GOAL),
    ]


def _import(env, box, values) -> float:
    return deliver(env, box, wrapped(document(values)), created_count=len(values))


def _create(env, values) -> float:
    """Contacts, then properties with their contact person, in batches as large as ours."""
    facts = _facts(env)
    start = time.perf_counter()
    for first in range(0, len(values), BATCH):
        batch = values[first : first + BATCH]
        partners = env["res.partner"].with_context(**QUIET)
        partners = partners.create([_partner_vals(row, facts) for row in batch])
        env["agency.property"].with_context(**QUIET).create(
            [
                _property_vals(row, partner, facts)
                for row, partner in zip(batch, partners, strict=True)
            ]
        )
        env.cr.commit()
    seconds = time.perf_counter() - start
    env.invalidate_all()
    return seconds


def _facts(env) -> dict[str, int]:
    return {
        "country_id": env.ref("base.it").id,
        "currency_id": env.ref("base.EUR").id,
        "kind_id": env.ref("agency_base.kind_apartment_storey").id,
        "origin_id": env.ref("agency_base.agency_contact_origin_imv").id,
    }


def _partner_vals(row: dict[str, object], facts: dict[str, int]) -> dict[str, object]:
    return {
        "name": f"Anna {row['surname']}",
        "street": f"{row['street']} {row['number']}",
        "zip": "39100",
        "city": "Bolzano",
        "country_id": facts["country_id"],
        "email": row["email"],
        "phone": row["phone"],
        "origin_id": facts["origin_id"],
    }


def _property_vals(row: dict[str, object], partner, facts: dict[str, int]) -> dict[str, object]:
    return {
        "name": row["title"],
        "external_number": f"IMVO-ID-{row['key']}",
        "warning": "IMV Import",
        "kind_id": facts["kind_id"],
        "street": row["street"],
        "street_number": str(row["number"]),
        "zip": "39100",
        "city": "Bolzano",
        "country_id": facts["country_id"],
        "floor": 2,
        "price_sale": row["price"],
        "maintenance_fee": 180,
        "currency_id": facts["currency_id"],
        "area_living": row["area"] + 0.5,
        "rooms": 3.5,
        "bathrooms": 1,
        "year_built": 1985,
        "description": "Bright and quiet, close to the river.",
        "for_sale": True,
        "is_residential": True,
        "party_ids": [(0, 0, {"partner_id": partner.id, "role": "contact"})],
    }


def _load(env, values) -> float:
    """Odoo's import of the same values: contacts, then properties with their contact person."""
    numbered = [(f"__bench__.{row['key']}", row) for row in values]
    start = time.perf_counter()
    _checked(
        env["res.partner"].load(
            [
                "id",
                "name",
                "street",
                "zip",
                "city",
                "country_id/id",
                "email",
                "phone",
                "origin_id/id",
            ],
            [
                [
                    xmlid.replace("bench__.", "bench__.partner-"),
                    f"Anna {row['surname']}",
                    f"{row['street']} {row['number']}",
                    "39100",
                    "Bolzano",
                    "base.it",
                    row["email"],
                    row["phone"],
                    "agency_base.agency_contact_origin_imv",
                ]
                for xmlid, row in numbered
            ],
        )
    )
    _checked(
        env["agency.property"].load(
            [
                *("id", "name", "external_number", "warning", "kind_id/id", "street"),
                *("street_number", "zip", "city", "country_id/id", "floor", "price_sale"),
                *("maintenance_fee", "currency_id/id", "area_living", "rooms", "bathrooms"),
                *("year_built", "description", "for_sale", "is_residential"),
                *("party_ids/partner_id/id", "party_ids/role"),
            ],
            [_property_row(xmlid, row) for xmlid, row in numbered],
        )
    )
    env.cr.commit()
    seconds = time.perf_counter() - start
    env.invalidate_all()
    return seconds


def _property_row(xmlid: str, row: dict[str, object]) -> list[object]:
    return [
        *(xmlid, row["title"], f"IMVO-ID-{row['key']}", "IMV Import"),
        *("agency_base.kind_apartment_storey", row["street"], row["number"], "39100", "Bolzano"),
        *("base.it", 2, row["price"], 180, "base.EUR", row["area"] + 0.5, 3.5, 1, 1985),
        *("Bright and quiet, close to the river.", "1", "1"),
        *(xmlid.replace("bench__.", "bench__.partner-"), "contact"),
    ]


def _checked(outcome) -> None:
    if not outcome["ids"]:
        raise AssertionError(outcome["messages"][:3])
