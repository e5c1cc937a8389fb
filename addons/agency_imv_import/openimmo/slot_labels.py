"""The slots of a listing that have no field of their own: their kind of value and their name.

Whatever a listing says in these places, and whatever a field cannot hold exactly, is kept as a
`Detail`. Names are English and translated where they are shown; paths are relative to
``immobilie`` (OpenImmo 1.2.7c). Each row is the type, the name and, for numbers and choices, the
unit or the words.
"""

from __future__ import annotations

from collections.abc import Mapping

TEXT, NUMBER, MONEY, DATE, BOOLEAN, CHOICE = (
    "text",
    "number",
    "money",
    "date",
    "boolean",
    "choice",
)

Label = tuple[str, str] | tuple[str, str, str | Mapping[str, str]]


def _(text: str) -> str:
    """Mark a text for translation; this package runs without Odoo."""
    return text


PERIODS = {"TAG": _("Day"), "WOCHE": _("Week"), "MONAT": _("Month"), "JAHR": _("Year")}
LOCATIONS = {"EXTERN": _("File"), "INTERN": _("Enclosed"), "REMOTE": _("Web address")}
EMAIL_KINDS = {
    "EM_ZENTRALE": _("Switchboard"),
    "EM_DIREKT": _("Direct"),
    "EM_PRIVAT": _("Private"),
    "EM_SONSTIGE": _("Other"),
}
PHONE_KINDS = {
    "TEL_ZENTRALE": _("Switchboard"),
    "TEL_DURCHW": _("Direct line"),
    "TEL_PRIVAT": _("Private"),
    "TEL_HANDY": _("Mobile"),
    "TEL_FAX": _("Fax"),
    "TEL_SONSTIGE": _("Other"),
}
PARKING_KINDS = {
    "FREIPLATZ": _("Outdoor space"),
    "GARAGE": _("Garage"),
    "TIEFGARAGE": _("Underground garage"),
    "CARPORT": _("Carport"),
    "DUPLEX": _("Duplex"),
    "PARKHAUS": _("Multi-storey car park"),
    "SONSTIGES": _("Other"),
}
DISTANCES = {
    "FLUGHAFEN": _("Airport"),
    "FERNBAHNHOF": _("Main-line station"),
    "AUTOBAHN": _("Motorway"),
    "US_BAHN": _("Underground or suburban train"),
    "BUS": _("Bus"),
    "KINDERGAERTEN": _("Nursery schools"),
    "GRUNDSCHULE": _("Primary school"),
    "HAUPTSCHULE": _("Secondary school"),
    "REALSCHULE": _("Middle school"),
    "GESAMTSCHULE": _("Comprehensive school"),
    "GYMNASIUM": _("Grammar school"),
    "ZENTRUM": _("Town centre"),
    "EINKAUFSMOEGLICHKEITEN": _("Shops"),
    "GASTSTAETTEN": _("Restaurants"),
}
LEISURE_DISTANCES = {
    "STRAND": _("Beach"),
    "SEE": _("Lake"),
    "MEER": _("Sea"),
    "SKIGEBIET": _("Skiing area"),
    "SPORTANLAGEN": _("Sports grounds"),
    "WANDERGEBIETE": _("Hiking area"),
    "NAHERHOLUNG": _("Recreation area"),
}
CONDITION_WORDS = {
    "TEIL_VOLLSANIERT": _("Partly or fully refurbished"),
}
BUILDABLE = {
    "34_NACHBARSCHAFT": _("As the neighbourhood allows"),
    "35_AUSSENGEBIET": _("Outside of built-up areas"),
    "B_PLAN": _("Under a development plan"),
    "KEIN BAULAND": _("No building land"),
    "BAUERWARTUNGSLAND": _("Prospective building land"),
    "LAENDERSPEZIFISCH": _("By regional law"),
    "BAULAND_OHNE_B_PLAN": _("Building land without a development plan"),
}
SUPPLIES = {
    "GAS": _("Gas"),
    "WASSER": _("Water"),
    "STROM": _("Electricity"),
    "TK": _("Telecommunications"),
}
VINTAGES = {
    "2008": _("Rules of 2008"),
    "2014": _("Rules of 2014"),
    "OHNE": _("None"),
    "NICHT_NOETIG": _("Not required"),
    "BEI_BESICHTIGUNG": _("Shown at the viewing"),
}
BUILDINGS = {"WOHN": _("Residential"), "NICHTWOHN": _("Not residential")}
SALE_STATES = {"OFFEN": _("Open"), "RESERVIERT": _("Reserved"), "VERKAUFT": _("Sold")}
GENDERS = {"EGAL": _("Any"), "NUR_MANN": _("Men only"), "NUR_FRAU": _("Women only")}
SHARES = {"ABSOLUT": _("Amount"), "PROZENT": _("Per cent"), "TEXT": _("In words")}

_KINDS: dict[str, Label] = {
    "objektart_zusatz": (TEXT, _("Kind in the sender's words")),
    "zimmer": (BOOLEAN, _("Also a room")),
    "wohnung": (BOOLEAN, _("Also an apartment")),
    "haus": (BOOLEAN, _("Also a house")),
    "grundstueck": (BOOLEAN, _("Also land")),
    "buero_praxen": (BOOLEAN, _("Also an office or practice")),
    "einzelhandel": (BOOLEAN, _("Also retail")),
    "gastgewerbe": (BOOLEAN, _("Also hospitality")),
    "hallen_lager_prod": (BOOLEAN, _("Also a hall, warehouse or production")),
    "land_und_forstwirtschaft": (BOOLEAN, _("Also agriculture or forestry")),
    "parken": (BOOLEAN, _("Also parking")),
    "sonstige": (BOOLEAN, _("Also another kind")),
    "freizeitimmobilie_gewerblich": (BOOLEAN, _("Also a leisure facility")),
    "zinshaus_renditeobjekt": (BOOLEAN, _("Also an investment property")),
}

_PLACE: dict[str, Label] = {
    "gemeindecode": (TEXT, _("Municipality code")),
    "bundesland": (TEXT, _("State or province")),
    "land/@iso_land": (TEXT, _("Country code")),
    "land": (TEXT, _("Country")),
    "geokoordinaten/@breitengrad": (NUMBER, _("Latitude"), "°"),
    "geokoordinaten/@laengengrad": (NUMBER, _("Longitude"), "°"),
    "lage_im_bau/@LINKS": (BOOLEAN, _("On the left of the building")),
    "lage_im_bau/@RECHTS": (BOOLEAN, _("On the right of the building")),
    "lage_im_bau/@VORNE": (BOOLEAN, _("At the front of the building")),
    "lage_im_bau/@HINTEN": (BOOLEAN, _("At the back of the building")),
    "karten_makro": (BOOLEAN, _("Overview map available")),
    "karten_mikro": (BOOLEAN, _("Detailed map available")),
    "virtuelletour": (BOOLEAN, _("Virtual tour available")),
    "luftbildern": (BOOLEAN, _("Aerial pictures available")),
}

# The same names for contact persons and further addresses.
_PERSON: dict[str, Label] = {
    "@adressart": (TEXT, _("Kind of address")),
    "name": (TEXT, _("Surname")),
    "vorname": (TEXT, _("First name")),
    "titel": (TEXT, _("Academic title")),
    "anrede": (TEXT, _("Salutation")),
    "anrede_brief": (TEXT, _("Salutation in letters")),
    "position": (TEXT, _("Position")),
    "firma": (TEXT, _("Company")),
    "zusatzfeld": (TEXT, _("Additional line")),
    "strasse": (TEXT, _("Street")),
    "hausnummer": (TEXT, _("House number")),
    "plz": (TEXT, _("ZIP")),
    "ort": (TEXT, _("City")),
    "postfach": (TEXT, _("P.O. box")),
    "postf_plz": (TEXT, _("ZIP of the P.O. box")),
    "postf_ort": (TEXT, _("City of the P.O. box")),
    "land": (TEXT, _("Country")),
    "land/@iso_land": (TEXT, _("Country code")),
    "email_zentrale": (TEXT, _("E-mail of the switchboard")),
    "email_direkt": (TEXT, _("Direct e-mail")),
    "email_privat": (TEXT, _("Private e-mail")),
    "email_sonstige": (TEXT, _("Other e-mail")),
    "email_sonstige/@emailart": (CHOICE, _("Kind of the other e-mail"), EMAIL_KINDS),
    "email_sonstige/@bemerkung": (TEXT, _("Note on the other e-mail")),
    "email_feedback": (TEXT, _("Address of the sender's machine")),
    "tel_zentrale": (TEXT, _("Phone of the switchboard")),
    "tel_durchw": (TEXT, _("Direct phone")),
    "tel_fax": (TEXT, _("Fax")),
    "tel_handy": (TEXT, _("Mobile phone")),
    "tel_privat": (TEXT, _("Private phone")),
    "tel_sonstige": (TEXT, _("Other phone")),
    "tel_sonstige/@telefonart": (CHOICE, _("Kind of the other phone"), PHONE_KINDS),
    "tel_sonstige/@bemerkung": (TEXT, _("Note on the other phone")),
    "url": (TEXT, _("Website")),
    "adressfreigabe": (BOOLEAN, _("Address may be shown")),
    "personennummer": (TEXT, _("Sender's number of the person")),
    "immobilientreuhaenderid": (TEXT, _("Number of the estate agent's licence")),
    "foto/@location": (CHOICE, _("Place of the photo"), LOCATIONS),
    "foto/format": (TEXT, _("Format of the photo")),
    "foto/daten/pfad": (TEXT, _("File of the photo")),
    "foto/daten/anhanginhalt": (TEXT, _("Content of the photo")),
    "referenz_id": (TEXT, _("Reference number")),
    "freitextfeld": (TEXT, _("Free text")),
}

_PRICES: dict[str, Label] = {
    "kaufpreis/@auf_anfrage": (BOOLEAN, _("Price on request")),
    "kaufpreisnetto": (MONEY, _("Net purchase price")),
    "kaufpreisnetto/@kaufpreisust": (MONEY, _("VAT of the purchase price")),
    "kaufpreisbrutto": (MONEY, _("Gross purchase price")),
    "kaltmiete": (MONEY, _("Rent without heating")),
    "mietzuschlaege": (MONEY, _("Rent surcharges")),
    "hauptmietzinsnetto": (MONEY, _("Net main rent")),
    "hauptmietzinsnetto/@hauptmietzinsust": (MONEY, _("VAT of the main rent")),
    "pauschalmiete": (MONEY, _("Flat-rate rent")),
    "betriebskostennetto": (MONEY, _("Net operating costs")),
    "betriebskostennetto/@betriebskostenust": (MONEY, _("VAT of the operating costs")),
    "evbnetto": (MONEY, _("Net maintenance contribution")),
    "evbnetto/@evbust": (MONEY, _("VAT of the maintenance contribution")),
    "gesamtmietenetto": (MONEY, _("Net total rent")),
    "gesamtmietenetto/@gesamtmieteust": (MONEY, _("VAT of the total rent")),
    "gesamtmietebrutto": (MONEY, _("Gross total rent")),
    "gesamtbelastungnetto": (MONEY, _("Net total charge")),
    "gesamtbelastungnetto/@gesamtbelastungust": (MONEY, _("VAT of the total charge")),
    "gesamtbelastungbrutto": (MONEY, _("Gross total charge")),
    "gesamtkostenprom2von": (MONEY, _("Total costs per m² from")),
    "gesamtkostenprom2von/@gesamtkostenprom2bis": (MONEY, _("Total costs per m² to")),
    "heizkostennetto": (MONEY, _("Net heating costs")),
    "heizkostennetto/@heizkostenust": (MONEY, _("VAT of the heating costs")),
    "monatlichekostennetto": (MONEY, _("Net monthly costs")),
    "monatlichekostennetto/@monatlichekostenust": (MONEY, _("VAT of the monthly costs")),
    "monatlichekostenbrutto": (MONEY, _("Gross monthly costs")),
    "nebenkostenprom2von": (MONEY, _("Service charges per m² from")),
    "nebenkostenprom2von/@nebenkostenprom2bis": (MONEY, _("Service charges per m² to")),
    "ruecklagenetto": (MONEY, _("Net reserve")),
    "ruecklagenetto/@ruecklageust": (MONEY, _("VAT of the reserve")),
    "sonstigekostennetto": (MONEY, _("Net other costs")),
    "sonstigekostennetto/@sonstigekostenust": (MONEY, _("VAT of the other costs")),
    "sonstigemietenetto": (MONEY, _("Net other rent")),
    "sonstigemietenetto/@sonstigemieteust": (MONEY, _("VAT of the other rent")),
    "summemietenetto": (MONEY, _("Net sum of rents")),
    "summemietenetto/@summemieteust": (MONEY, _("VAT of the sum of rents")),
    "nettomieteprom2von": (MONEY, _("Net rent per m² from")),
    "nettomieteprom2von/@nettomieteprom2bis": (MONEY, _("Net rent per m² to")),
    "preis_zeitraum_von": (DATE, _("Price valid from")),
    "preis_zeitraum_bis": (DATE, _("Price valid until")),
    "preis_zeiteinheit/@zeiteinheit": (CHOICE, _("Price per"), PERIODS),
    "mietpreis_pro_qm": (MONEY, _("Rent per m²")),
    "kaufpreis_pro_qm": (MONEY, _("Purchase price per m²")),
    "provision_teilen": (TEXT, _("Shared commission")),
    "provision_teilen/@wert": (CHOICE, _("Shared commission given as"), SHARES),
    "innen_courtage/@mit_mwst": (BOOLEAN, _("Seller's commission includes VAT")),
    "aussen_courtage/@mit_mwst": (BOOLEAN, _("Buyer's commission includes VAT")),
    "courtage_hinweis": (TEXT, _("Remark on the commission")),
    "provisionnetto": (MONEY, _("Net commission")),
    "provisionnetto/@provisionust": (MONEY, _("VAT of the commission")),
    "provisionbrutto": (MONEY, _("Gross commission")),
    "waehrung/@iso_waehrung": (TEXT, _("Currency")),
    "mwst_gesamt": (MONEY, _("VAT in total")),
    "nettorendite_soll": (NUMBER, _("Target net yield"), "%"),
    "nettorendite_ist": (NUMBER, _("Actual net yield"), "%"),
    "mieteinnahmen_ist": (MONEY, _("Actual rental income per period")),
    "mieteinnahmen_ist/@periode": (CHOICE, _("Actual rental income per"), PERIODS),
    "mieteinnahmen_soll": (MONEY, _("Target rental income per period")),
    "mieteinnahmen_soll/@periode": (CHOICE, _("Target rental income per"), PERIODS),
    "erschliessungskosten": (MONEY, _("Development costs")),
    "stp_carport/@stellplatzmiete": (MONEY, _("Carport: rent")),
    "stp_carport/@stellplatzkaufpreis": (MONEY, _("Carport: purchase price")),
    "stp_carport/@anzahl": (NUMBER, _("Carports")),
    "stp_duplex/@stellplatzmiete": (MONEY, _("Duplex space: rent")),
    "stp_duplex/@stellplatzkaufpreis": (MONEY, _("Duplex space: purchase price")),
    "stp_duplex/@anzahl": (NUMBER, _("Duplex spaces")),
    "stp_freiplatz/@stellplatzmiete": (MONEY, _("Outdoor space: rent")),
    "stp_freiplatz/@stellplatzkaufpreis": (MONEY, _("Outdoor space: purchase price")),
    "stp_freiplatz/@anzahl": (NUMBER, _("Outdoor spaces")),
    "stp_garage/@stellplatzmiete": (MONEY, _("Garage: rent")),
    "stp_garage/@stellplatzkaufpreis": (MONEY, _("Garage: purchase price")),
    "stp_garage/@anzahl": (NUMBER, _("Garages")),
    "stp_parkhaus/@stellplatzmiete": (MONEY, _("Multi-storey space: rent")),
    "stp_parkhaus/@stellplatzkaufpreis": (MONEY, _("Multi-storey space: purchase price")),
    "stp_parkhaus/@anzahl": (NUMBER, _("Multi-storey spaces")),
    "stp_tiefgarage/@stellplatzmiete": (MONEY, _("Underground space: rent")),
    "stp_tiefgarage/@stellplatzkaufpreis": (MONEY, _("Underground space: purchase price")),
    "stp_tiefgarage/@anzahl": (NUMBER, _("Underground spaces")),
    "stp_sonstige/@platzart": (CHOICE, _("Other parking: kind"), PARKING_KINDS),
    "stp_sonstige/@bemerkung": (TEXT, _("Other parking: note")),
    "stp_sonstige/@stellplatzmiete": (MONEY, _("Other parking: rent")),
    "stp_sonstige/@stellplatzkaufpreis": (MONEY, _("Other parking: purchase price")),
    "stp_sonstige/@anzahl": (NUMBER, _("Other parking: number")),
    "richtpreis": (MONEY, _("Guide price")),
    "richtpreisprom2": (MONEY, _("Guide price per m²")),
}

_BIDDING: dict[str, Label] = {
    "beginn_angebotsphase": (DATE, _("Offers from")),
    "besichtigungstermin": (DATE, _("Viewing")),
    "besichtigungstermin_2": (DATE, _("Second viewing")),
    "beginn_bietzeit": (DATE, _("Bidding starts")),
    "ende_bietzeit": (DATE, _("Bidding ends")),
    "hoechstgebot_zeigen": (BOOLEAN, _("Highest bid is shown")),
    "mindestpreis": (MONEY, _("Minimum price")),
}

_AUCTION: dict[str, Label] = {
    "zwangsversteigerung": (BOOLEAN, _("Foreclosure")),
    "aktenzeichen": (TEXT, _("Case number")),
    "zvtermin": (DATE, _("Date of the auction")),
    "zusatztermin": (DATE, _("Second date of the auction")),
    "amtsgericht": (TEXT, _("Court")),
    "verkehrswert": (MONEY, _("Market value")),
}

_AREAS: dict[str, Label] = {
    "ladenflaeche": (NUMBER, _("Shop area"), "m²"),
    "freiflaeche": (NUMBER, _("Open area"), "m²"),
    "bueroteilflaeche": (NUMBER, _("Part of the office area"), "m²"),
    "fensterfront": (NUMBER, _("Shop window front"), "m"),
    "verwaltungsflaeche": (NUMBER, _("Administration area"), "m²"),
    "gastroflaeche": (NUMBER, _("Catering area"), "m²"),
    "bmz": (TEXT, _("Cubic index")),
    "bgf": (TEXT, _("Gross floor area")),
    "sonstflaeche": (NUMBER, _("Other area"), "m²"),
    "anzahl_balkon_terrassen": (NUMBER, _("Balconies and terraces")),
    "anzahl_logia": (NUMBER, _("Loggias")),
    "fensterfront_qm": (NUMBER, _("Shop window area"), "m²"),
    "grundstuecksfront": (NUMBER, _("Street front of the plot"), "m"),
    "dachbodenflaeche": (NUMBER, _("Attic area"), "m²"),
    "beheizbare_flaeche": (NUMBER, _("Heatable area"), "m²"),
    "plaetze_gastraum": (NUMBER, _("Seats in the guest room")),
    "anzahl_tagungsraeume": (NUMBER, _("Conference rooms")),
    "kubatur": (NUMBER, _("Volume"), "m³"),
    "ausnuetzungsziffer": (NUMBER, _("Utilisation index")),
    "flaechevon": (NUMBER, _("Area from"), "m²"),
    "flaechebis": (NUMBER, _("Area to"), "m²"),
}

_EQUIPMENT: dict[str, Label] = {
    "stromanschlusswert": (TEXT, _("Electrical connection")),
    "breitband_zugang/@art": (TEXT, _("Kind of broadband")),
    "breitband_zugang/@speed": (NUMBER, _("Broadband speed"), "Mbit/s"),
    "unterkellert/@keller": (CHOICE, _("Cellar"), {"NEIN": _("No")}),
}

_CONDITION: dict[str, Label] = {
    "baujahr": (TEXT, _("Built in, as delivered")),
    "letztemodernisierung": (TEXT, _("Last modernised in, as delivered")),
    "zustand/@zustand_art": (CHOICE, _("Condition, as delivered"), CONDITION_WORDS),
    "bebaubar_nach/@bebaubar_attr": (CHOICE, _("Building allowed"), BUILDABLE),
    "erschliessung_umfang/@erschl_attr": (CHOICE, _("Supplied with"), SUPPLIES),
    "bauzone": (TEXT, _("Building zone")),
    "altlasten": (TEXT, _("Contamination")),
    "energiepass/epart": (TEXT, _("Kind of certificate")),
    "energiepass/gueltig_bis": (TEXT, _("Certificate valid until, as delivered")),
    "energiepass/energieverbrauchkennwert": (TEXT, _("Energy consumption")),
    "energiepass/endenergiebedarf": (TEXT, _("Energy demand")),
    "energiepass/baujahr": (TEXT, _("Year in the certificate, as delivered")),
    "energiepass/jahrgang": (CHOICE, _("Vintage of the certificate"), VINTAGES),
    "energiepass/gebaeudeart": (CHOICE, _("Kind of building"), BUILDINGS),
    "energiepass/epasstext": (TEXT, _("Text of the certificate")),
    "energiepass/geg2018": (TEXT, _("Buildings Energy Act")),
    "energiepass/hwbwert": (TEXT, _("Heating demand")),
    "energiepass/hwbklasse": (TEXT, _("Class of the heating demand")),
    "energiepass/fgeewert": (TEXT, _("Overall energy efficiency")),
    "energiepass/fgeeklasse": (TEXT, _("Class of the overall energy efficiency")),
    "verkaufstatus/@stand": (CHOICE, _("State of the sale"), SALE_STATES),
}

_VALUATION: dict[str, Label] = {
    "feld/name": (TEXT, _("Valuation: name")),
    "feld/wert": (TEXT, _("Valuation: value")),
    "feld/typ": (TEXT, _("Valuation: type")),
    "feld/modus": (TEXT, _("Valuation: mode")),
}

_SURROUNDINGS: dict[str, Label] = {
    "zulieferung": (BOOLEAN, _("Accessible for deliveries")),
    "distanzen": (NUMBER, _("Distance"), "km"),
    "distanzen/@distanz_zu": (CHOICE, _("Distance to"), DISTANCES),
    "distanzen_sport": (NUMBER, _("Distance to leisure"), "km"),
    "distanzen_sport/@distanz_zu_sport": (CHOICE, _("Distance to leisure at"), LEISURE_DISTANCES),
}

_TEXTS: dict[str, Label] = {
    "objekt_text": (TEXT, _("Text in another language")),
    "objekt_text/@lang": (TEXT, _("Language of the text")),
}

_MEDIA: dict[str, Label] = {
    "anhang/@location": (CHOICE, _("Attachment: place"), LOCATIONS),
    "anhang/@gruppe": (TEXT, _("Attachment: group")),
    "anhang/anhangtitel": (TEXT, _("Attachment: title")),
    "anhang/format": (TEXT, _("Attachment: format")),
    "anhang/check": (TEXT, _("Attachment: mark of the content")),
    "anhang/check/@ctype": (TEXT, _("Attachment: kind of the mark")),
    "anhang/daten/pfad": (TEXT, _("Attachment: file")),
    "anhang/daten/anhanginhalt": (TEXT, _("Attachment: content")),
}

_MANAGEMENT: dict[str, Label] = {
    "verfuegbar_ab": (TEXT, _("Available from, as delivered")),
    "abdatum": (DATE, _("Let from")),
    "min_mietdauer": (TEXT, _("Minimum lease term")),
    "min_mietdauer/@min_dauer": (CHOICE, _("Minimum lease term in"), PERIODS),
    "max_mietdauer": (TEXT, _("Maximum lease term")),
    "max_mietdauer/@max_dauer": (CHOICE, _("Maximum lease term in"), PERIODS),
    "versteigerungstermin": (DATE, _("Auction on")),
    "gruppennummer": (TEXT, _("Group number")),
    "zugang": (TEXT, _("Access")),
    "laufzeit": (NUMBER, _("Term"), _("years")),
    "geschlecht/@geschl_attr": (CHOICE, _("Tenants wanted"), GENDERS),
    "branchen": (TEXT, _("Trades")),
}

_TECHNICAL: dict[str, Label] = {
    "aktion/@aktionart": (TEXT, _("Action")),
    "aktion/@art": (TEXT, _("Action")),
    "aktion": (TEXT, _("Action")),
    "aktiv_von": (DATE, _("Advertised from")),
    "aktiv_bis": (DATE, _("Advertised until")),
    "kennung_ursprung": (TEXT, _("Mark of the origin")),
    "stand_vom": (DATE, _("As of")),
    "weitergabe_generell": (BOOLEAN, _("May be passed on")),
    "weitergabe_positiv": (TEXT, _("May be passed on to")),
    "weitergabe_negativ": (TEXT, _("Must not be passed on to")),
    "gruppen_kennung": (TEXT, _("Mark of the group")),
    "master": (TEXT, _("Main listing of the group")),
    "master/@visible": (BOOLEAN, _("Main listing is visible")),
    "sprache": (TEXT, _("Language")),
}

_SECTIONS = {
    "objektkategorie/objektart": _KINDS,
    "geo": _PLACE,
    "kontaktperson": _PERSON,
    "weitere_adresse": _PERSON,
    "preise": _PRICES,
    "bieterverfahren": _BIDDING,
    "versteigerung": _AUCTION,
    "flaechen": _AREAS,
    "ausstattung": _EQUIPMENT,
    "zustand_angaben": _CONDITION,
    "bewertung": _VALUATION,
    "infrastruktur": _SURROUNDINGS,
    "freitexte": _TEXTS,
    "anhaenge": _MEDIA,
    "verwaltung_objekt": _MANAGEMENT,
    "verwaltung_techn": _TECHNICAL,
}

LABELS: dict[str, Label] = {
    f"{section}/{name}": label
    for section, rows in _SECTIONS.items()
    for name, label in rows.items()
}
