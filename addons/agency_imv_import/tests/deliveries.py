"""Deliveries for the tests, built from plain English facts."""

import base64
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

TAGS = {
    "surname": "name",
    "first_name": "vorname",
    "company": "firma",
    "street": "strasse",
    "street_number": "hausnummer",
    "zip": "plz",
    "city": "ort",
    "email": "email_direkt",
    "phone": "tel_privat",
    "sender_number": "personennummer",
}
SELLER = {
    "surname": "Sommer",
    "first_name": "Clara",
    "street": "Gartenweg",
    "street_number": "3",
    "zip": "50667",
    "city": "Köln",
    "email": "clara.sommer@example.com",
    "phone": "0221 4710815",
}


def picture(colour="red", size=(40, 30)):
    """Return the bytes of a small picture; one colour, one content."""
    output = io.BytesIO()
    Image.new("RGB", size, colour).save(output, "PNG")
    return output.getvalue()


def noise(randbytes, size):
    """Return a picture that no archive makes smaller, of a source of random bytes."""
    output = io.BytesIO()
    width, height = size
    Image.frombytes("RGB", size, randbytes(width * height * 3)).save(output, "PNG")
    return output.getvalue()


def attachment(name, title="", group="BILD"):
    """Return an attachment that names a file beside the XML."""
    return _attachment("EXTERN", group, title, f"<pfad>{escape(name)}</pfad>")


def inner_attachment(content, title="", group="BILD"):
    """Return an attachment that carries its content."""
    data = f"<anhanginhalt>{base64.b64encode(content).decode()}</anhanginhalt>"
    return _attachment("INTERN", group, title, data)


def remote_attachment(url, title="", group="BILD"):
    """Return an attachment that is only an address."""
    return _attachment("REMOTE", group, title, f"<pfad>{escape(url)}</pfad>")


def _attachment(location, group, title, data):
    return (
        f'<anhang location="{location}" gruppe="{group}"><anhangtitel>{escape(title)}</anhangtitel>'
        f"<format>image/png</format><daten>{data}</daten></anhang>"
    )


def person(**facts):
    """Return a contact person; without facts the usual seller."""
    facts = facts or SELLER
    parts = [f"<{TAGS[name]}>{escape(value)}</{TAGS[name]}>" for name, value in facts.items()]
    return f"<kontaktperson>{''.join(parts)}</kontaktperson>"


def listing(
    intern="100",
    *,
    title="House with garden",
    price="450000",
    living="120.5",
    rooms="5",
    city="Köln",
    seller=None,
    media=(),
    action="CHANGE",
    obid="",
    extern="",
    user="",
    equipment="",
    more="",
    text="A quiet street.",
):
    """Return one listing: a house for sale, unless told otherwise."""
    seller = person() if seller is None else seller
    user_field = (
        f'<user_defined_simplefield feldname="onoffice_benutzer">{escape(user)}'
        "</user_defined_simplefield>"
        if user
        else ""
    )
    return f"""
    <immobilie>
      <objektkategorie>
        <nutzungsart WOHNEN="true" GEWERBE="false" ANLAGE="false" WAZ="false"/>
        <vermarktungsart KAUF="true" MIETE_PACHT="false" ERBPACHT="false" LEASING="false"/>
        <objektart><haus haustyp="EINFAMILIENHAUS"/></objektart>
      </objektkategorie>
      <geo><plz>50667</plz><ort>{escape(city)}</ort><strasse>Gartenweg</strasse>
        <hausnummer>3</hausnummer><land iso_land="DEU"/></geo>
      {seller}
      <preise>{f"<kaufpreis>{price}</kaufpreis>" if price else ""}
        <waehrung iso_waehrung="EUR"/></preise>
      <flaechen><wohnflaeche>{living}</wohnflaeche><anzahl_zimmer>{rooms}</anzahl_zimmer></flaechen>
      <ausstattung>{equipment}</ausstattung>
      <freitexte><objekttitel>{escape(title)}</objekttitel>
        <objektbeschreibung>{escape(text)}</objektbeschreibung></freitexte>
      <anhaenge>{"".join(media)}</anhaenge>
      <verwaltung_techn>
        <objektnr_intern>{escape(intern)}</objektnr_intern>
        <objektnr_extern>{escape(extern)}</objektnr_extern>
        <aktion aktionart="{action}"/>
        <openimmo_obid>{escape(obid)}</openimmo_obid>
      </verwaltung_techn>
      {more}
      {user_field}
    </immobilie>"""


def document(*listings, scope="TEIL", provider="IMV0001", company="IMV online"):
    """Return the bytes of an XML with these listings."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<openimmo>
  <uebertragung art="ONLINE" umfang={quoteattr(scope)} modus="CHANGE" version="1.2.7"
    sendersoftware="IMV online" senderversion="1" timestamp="2026-01-05T09:30:00"/>
  <anbieter>
    <firma>{escape(company)}</firma>
    <openimmo_anid>{escape(provider)}</openimmo_anid>
    {"".join(listings)}
  </anbieter>
</openimmo>""".encode()


def archive(xml, **files):
    """Return a ZIP with an XML and files; in names `__` stands for the dot."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as sink:
        sink.writestr("openimmo.xml", xml)
        for name, content in files.items():
            sink.writestr(name.replace("__", "."), content)
    return output.getvalue()
