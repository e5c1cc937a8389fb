"""Import of 500 new listings, each with its seller, against Odoo's own `load()` of the same values.

Both ways run by turns, on new numbers each time, in one process; the median of each counts.
"""

import statistics
import time
import uuid

from tools.bench import result

LISTINGS = 500
ROUNDS = 3
GOAL = 0.8

LISTING = """<immobilie>
<objektkategorie><nutzungsart WOHNEN="true"/><vermarktungsart KAUF="true"/>
<objektart><wohnung wohnungtyp="ETAGE"/></objektart></objektkategorie>
<geo><plz>39100</plz><ort>Bolzano</ort><strasse>{street}</strasse><hausnummer>{number}</hausnummer>
<land iso_land="ITA"/><etage>2</etage></geo>
<kontaktperson><name>{surname}</name><vorname>Anna</vorname><strasse>{street}</strasse>
<hausnummer>{number}</hausnummer><plz>39100</plz><ort>Bolzano</ort>
<email_direkt>{email}</email_direkt><tel_privat>{phone}</tel_privat></kontaktperson>
<preise><kaufpreis>{price}.00</kaufpreis><hausgeld>180.00</hausgeld>
<waehrung iso_waehrung="EUR"/></preise>
<flaechen><wohnflaeche>{area}.5</wohnflaeche><anzahl_zimmer>3.5</anzahl_zimmer>
<anzahl_badezimmer>1</anzahl_badezimmer></flaechen>
<zustand_angaben><baujahr>1985</baujahr></zustand_angaben>
<freitexte><objekttitel>{title}</objekttitel>
<objektbeschreibung>Bright and quiet, close to the river.</objektbeschreibung></freitexte>
<verwaltung_techn><objektnr_intern>{key}</objektnr_intern><aktion aktionart="CHANGE"/>
<openimmo_obid>BENCH_{key}</openimmo_obid></verwaltung_techn></immobilie>"""


def measure(env) -> list[dict]:
    source = _source(env)
    ours, theirs = [], []
    _import(env, source, _rows(20))
    _load(env, _rows(20))
    for _round in range(ROUNDS):
        # A new database has no statistics yet; on a running one autovacuum keeps them.
        env.cr.execute("ANALYZE")
        env.cr.commit()
        ours.append(_import(env, source, _rows(LISTINGS)))
        theirs.append(_load(env, _rows(LISTINGS)))
    value, baseline = statistics.median(ours), statistics.median(theirs)
    return [result("import.fresh_vs_load", value, baseline, "s", GOAL)]


def _rows(count: int) -> list[dict[str, object]]:
    """Values of listings that nothing in the database resembles."""
    run = uuid.uuid4().hex[:8]
    return [
        {
            "key": f"{run}-{index}",
            "title": f"Flat {run} {index}",
            "surname": f"Seller {run} {index}",
            "street": f"Via {run}",
            "number": index + 1,
            "email": f"{run}.{index}@example.com",
            "phone": f"+39 0471 {int(run, 16) % 1000000:06d}{index:03d}"[:19],
            "price": 200000 + index,
            "area": 60 + index % 90,
        }
        for index in range(count)
    ]


def _import(env, source, rows) -> float:
    """The whole pipeline: stored, unpacked, read, mapped, planned, written, with its protocol."""
    listings = "".join(LISTING.format(**row) for row in rows)
    content = (
        '<openimmo><uebertragung art="OFFLINE" umfang="TEIL" version="1.2.7" '
        'sendersoftware="bench" senderversion="1"/><anbieter><firma>Bench</firma>'
        f"<openimmo_anid>BENCH</openimmo_anid>{listings}</anbieter></openimmo>"
    ).encode()
    start = time.perf_counter()
    delivery = env["agency.import.delivery"]._receive(source, "bench.xml", content)
    delivery._process(1)
    env.cr.commit()
    seconds = time.perf_counter() - start
    if (delivery.state, delivery.created_count) != ("done", len(rows)):
        raise AssertionError(f"{delivery.state}: {delivery.message}")
    env.invalidate_all()
    return seconds


def _load(env, rows) -> float:
    """Odoo's import of the same values: contacts, then properties with their contact person."""
    numbered = [(f"__bench__.{row['key']}", row) for row in rows]
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


def _source(env):
    storage = env["fs.storage"].create({"name": "Bench", "code": "bench", "protocol": "odoofs"})
    source = env["agency.import.source"].create(
        {
            "name": "Bench",
            "storage_id": storage.id,
            "directory": "bench",
            "accepted_senders": "any",
            "accepted_users": "any",
        }
    )
    env.cr.commit()
    return source
