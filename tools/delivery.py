"""A delivery as an acquisition tool sends it: a listing with its seller, pictures, one XML."""

import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tools import paths

PICTURES = paths.ROOT / "tests" / "fixtures" / "delivery"


@dataclass(frozen=True)
class Seller:
    """The private seller whom the agency wants to win."""

    first_name: str = "Elisabeth"
    surname: str = "Thaler"
    street: str = "Lärchenweg"
    number: str = "7"
    zip: str = "39050"
    city: str = "Völs am Schlern"
    email: str = "elisabeth.thaler@example.com"
    phone: str = "+39 0471 000 071"


@dataclass(frozen=True)
class Offer:
    """What the sender knows about the object."""

    number: str = "4711-0815"
    title: str = "Farmhouse with orchard and a view of the Schlern"
    price: str = "685.000,00"
    living: str = "184,5"
    plot: str = "1.250,00"
    rooms: str = "6,5"
    user: str = ""


def build(offer: Offer | None = None, seller: Seller | None = None, pictures: int = 3) -> bytes:
    """The bytes of a ZIP: a partial OpenImmo delivery of one object with its pictures."""
    return build_all([(offer or Offer(), seller or Seller())], pictures)


def build_all(objects: list[tuple[Offer, Seller]], pictures: int = 3) -> bytes:
    """The bytes of a ZIP: a partial OpenImmo delivery; the pictures belong to the first object."""
    files = _pictures(pictures)
    listings = [
        _listing(offer, seller, [] if index else list(files))
        for index, (offer, seller) in enumerate(objects)
    ]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("openimmo.xml", _document(listings))
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def _document(listings: list[str]) -> str:
    """The delivery's XML: sparse, as acquisition tools send it."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<openimmo>
  <uebertragung art="ONLINE" umfang="TEIL" modus="NEW" version="1.2.7" sendersoftware="IMV online"
    senderversion="1" timestamp="2026-01-05T09:30:00.0000000+01:00"/>
  <anbieter>
    <firma>IMV online</firma>
    <openimmo_anid>IMVO0001</openimmo_anid>
{"".join(listings)}  </anbieter>
</openimmo>
"""


def _listing(offer: Offer, seller: Seller, pictures: list[str]) -> str:
    attachments = "".join(_attachment(name, index) for index, name in enumerate(pictures))
    return f"""    <immobilie>
      <objektkategorie>
        <nutzungsart WOHNEN="true" GEWERBE="false" ANLAGE="false" WAZ="false"/>
        <vermarktungsart KAUF="true" MIETE_PACHT="false" ERBPACHT="false" LEASING="false"/>
        <objektart><haus haustyp="BAUERNHAUS"/></objektart>
      </objektkategorie>
      <geo>
        <plz>{escape(seller.zip)}</plz><ort>{escape(seller.city)}</ort>
        <strasse>{escape(seller.street)}</strasse>
        <hausnummer>{escape(seller.number)}</hausnummer><land iso_land="ITA"/>
      </geo>
      <kontaktperson>
        <name>{escape(seller.surname)}</name><vorname>{escape(seller.first_name)}</vorname>
        <strasse>{escape(seller.street)}</strasse>
        <hausnummer>{escape(seller.number)}</hausnummer>
        <plz>{escape(seller.zip)}</plz><ort>{escape(seller.city)}</ort>
        <email_direkt>{escape(seller.email)}</email_direkt>
        <tel_privat>{escape(seller.phone)}</tel_privat>
      </kontaktperson>
      <preise>
        <kaufpreis>{escape(offer.price)}</kaufpreis><waehrung iso_waehrung="EUR"/>
      </preise>
      <flaechen>
        <wohnflaeche>{escape(offer.living)}</wohnflaeche>
        <grundstuecksflaeche>{escape(offer.plot)}</grundstuecksflaeche>
        <anzahl_zimmer>{escape(offer.rooms)}</anzahl_zimmer>
      </flaechen>
      <ausstattung><kamin>true</kamin><unterkellert keller="JA"/></ausstattung>
      <zustand_angaben><baujahr>1928</baujahr></zustand_angaben>
      <freitexte>
        <objekttitel>{escape(offer.title)}</objekttitel>
        <objektbeschreibung>Sold by the family that built it: thick walls, panelled parlour, an
orchard with forty apple trees. Viewings at weekends.</objektbeschreibung>
      </freitexte>
      <anhaenge>{attachments}</anhaenge>
      <verwaltung_objekt><objektadresse_freigeben>false</objektadresse_freigeben>
      </verwaltung_objekt>
      <verwaltung_techn>
        <objektnr_intern>{escape(offer.number)}</objektnr_intern>
        <aktion aktionart="CHANGE"/>
        <openimmo_obid>IMVO0001_{escape(offer.number)}</openimmo_obid>
      </verwaltung_techn>
      <user_defined_simplefield feldname="onoffice_benutzer">{escape(offer.user)}</user_defined_simplefield>
    </immobilie>
"""  # noqa: E501


def _attachment(name: str, index: int) -> str:
    group = "TITELBILD" if index == 0 else "BILD"
    return (
        f'<anhang location="EXTERN" gruppe="{group}"><anhangtitel>Picture {index + 1}</anhangtitel>'
        f"<format>image/jpeg</format><daten><pfad>{escape(name)}</pfad></daten></anhang>"
    )


def _pictures(count: int) -> dict[str, bytes]:
    """The first pictures of the farmhouse, under the names that the sender gives them."""
    return {file.name: file.read_bytes() for file in sorted(PICTURES.glob("*.jpg"))[:count]}
