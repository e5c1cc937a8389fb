"""Listings for the benchmarks of the import, and the way they take through the whole pipeline."""

import io
import time
import uuid
import zipfile

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


def rows(count: int) -> list[dict[str, object]]:
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


def document(values: list[dict[str, object]]) -> bytes:
    """The XML of a partial delivery of these listings."""
    listings = "".join(LISTING.format(**row) for row in values)
    return (
        '<openimmo><uebertragung art="OFFLINE" umfang="TEIL" version="1.2.7" '
        'sendersoftware="bench" senderversion="1"/><anbieter><firma>Bench</firma>'
        f"<openimmo_anid>BENCH</openimmo_anid>{listings}</anbieter></openimmo>"
    ).encode()


def wrapped(xml: bytes, comment: str = "") -> bytes:
    """A ZIP with the document; another comment makes another file of it."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as sink:
        sink.comment = comment.encode()
        sink.writestr("openimmo.xml", xml)
    return output.getvalue()


def source(env):
    """A source that takes what anybody sends."""
    code = f"bench_{uuid.uuid4().hex[:8]}"
    storage = env["fs.storage"].create({"name": "Bench", "code": code, "protocol": "odoofs"})
    record = env["agency.import.source"].create(
        {
            "name": "Bench",
            "storage_id": storage.id,
            "directory": "bench",
            "accepted_senders": "any",
            "accepted_users": "any",
        }
    )
    env.cr.commit()
    return record


def deliver(env, box, content: bytes, **expected: int) -> float:
    """Seconds of the whole pipeline: stored, unpacked, read, mapped, planned, written, told.

    :param expected: counters of the delivery, for instance ``created_count``
    """
    start = time.perf_counter()
    delivery = env["agency.import.delivery"]._receive(box, "bench.zip", content)
    delivery._process(1)
    env.cr.commit()
    seconds = time.perf_counter() - start
    found = {name: delivery[name] for name in expected}
    if delivery.state != "done" or found != expected:
        raise AssertionError(f"{delivery.state}: {delivery.message}")
    env.invalidate_all()
    return seconds


def analyse(env) -> None:
    """A new database has no statistics yet; on a running one autovacuum keeps them."""
    env.cr.execute("ANALYZE")
    env.cr.commit()
