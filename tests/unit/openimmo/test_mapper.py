"""One listing in our words: identity, action, values, people, attachments."""

from datetime import date

import pytest
from openimmo import errors, mapper, reader
from openimmo.drafts import Identity


def tech(inner):
    return f"<verwaltung_techn>{inner}</verwaltung_techn>"


def first(document, **options):
    return mapper.map_listing(next(reader.read(document)), **options)


def test_a_draft_cannot_be_changed(draft):
    with pytest.raises(AttributeError):
        draft("").action = "delete"


@pytest.mark.parametrize(
    ("identity", "number"),
    [
        (Identity("1", "2", "IMVO-ID-3"), "IMVO-ID-3"),
        (Identity("1", "2", "imvo-id-3"), "imvo-id-3"),
        (Identity("1", "2", "3"), "IMVO-ID-1"),
        (Identity("", "2", "3"), "IMVO-ID-2"),
        (Identity("", "", "3"), "IMVO-ID-3"),
        (Identity("IMVO-ID-1", "2", ""), "IMVO-ID-1"),
    ],
)
def test_external_number(identity, number):
    assert mapper.external_number(identity) == number


def test_a_listing_without_any_number_is_set_aside_alone(delivery):
    numbered = tech("<objektnr_intern>1</objektnr_intern>")
    found = []
    for listing in reader.read(delivery("\n" + tech("<objektnr_intern/>"), numbered)):
        try:
            found.append(mapper.map_listing(listing).identity.intern)
        except errors.NoIdentity as error:
            found.append(error.params["line"])
    assert found == [1, "1"]
    with pytest.raises(errors.NoIdentity):
        mapper.external_number(Identity())


@pytest.mark.parametrize(
    ("element", "action"),
    [
        ("", "change"),
        ("<aktion/>", "change"),
        ('<aktion aktionart=""/>', "change"),
        ('<aktion aktionart="CHANGE"/>', "change"),
        ('<aktion aktionart="NEW"/>', "change"),
        ('<aktion aktionart="DELETE"/>', "delete"),
        ('<aktion aktionart="delete"/>', "delete"),
        ('<aktion art="DELETE"/>', "delete"),
        ("<aktion>DELETE</aktion>", "delete"),
        ('<aktion aktionart="REFERENZ"/>', "reference"),
    ],
)
def test_action(delivery, element, action):
    assert first(delivery(tech(f"<objektnr_intern>1</objektnr_intern>{element}"))).action == action


def test_change_and_delete_of_one_listing_keep_their_order(foreign):
    name = "oliverklee__ext-realty__inline-onOffice-1.2.4-change-and-delete.xml"
    document = (foreign / "samples" / name).read_bytes()
    drafts = [mapper.map_listing(listing) for listing in reader.read(document)]
    assert [item.action for item in drafts] == ["change", "delete"]
    assert drafts[0].identity == drafts[1].identity == Identity("550", "123456_550_OR273", "OR273")


def test_the_real_onoffice_delivery(foreign):
    name = "oliverklee__ext-realty__inline-onOffice-1.2.4-change-and-delete.xml"
    found = first((foreign / "samples" / name).read_bytes())
    expected = {
        "street": "Rubensallee",
        "city": "Mainz / Lerchenberg",
        "price_sale": 149_000.0,
        "maintenance_fee": 345.0,
        "commission_buyer": "5,95 % inkl. 19% MwSt.",
        "area_living": 88.0,
        "rooms": 3.0,
        "year_built": 1971,
        "condition": "well_kept",
        "available_from": date(2015, 8, 1),
        "address_public": False,
        "for_sale": True,
        "heating_kind": "district",
    }
    assert {name: found.values[name] for name in expected} == expected
    assert (found.kind_code, found.country_code, found.currency_code) == (
        "apartment.storey",
        "DE",
        "EUR",
    )
    assert "lift.persons" in found.feature_codes
    assert [(who.surname, who.first_name) for who in found.contacts] == [("Doe", "Jane")]
    assert found.sender_user_hints == ("heidi.loehr@example.com",)


@pytest.mark.parametrize(
    ("element", "public"),
    [
        ("", True),
        ("<objektadresse_freigeben/>", True),
        ("<objektadresse_freigeben>1</objektadresse_freigeben>", True),
        ("<objektadresse_freigeben>0</objektadresse_freigeben>", False),
        ("<objektadresse_freigeben>nein</objektadresse_freigeben>", False),
    ],
)
def test_the_address_is_public_unless_it_is_not(draft, element, public):
    found = draft(f"<verwaltung_objekt>{element}</verwaltung_objekt>")
    assert found.values["address_public"] is public


def test_sale_or_rent_is_not_guessed_from_prices(draft):
    values = draft("<preise><kaltmiete>500</kaltmiete></preise>").values
    assert values["rent_net"] == 500
    assert not {"for_rent", "for_sale"} & set(values)


def test_an_offer_is_a_set_of_independent_booleans(draft):
    values = draft(
        '<objektkategorie><vermarktungsart KAUF="1" ERBPACHT="true" LEASING="0"/></objektkategorie>'
    ).values
    offers = ("for_sale", "for_rent", "for_ground_lease", "for_leasing")
    assert [values[name] for name in offers] == [True, False, True, False]


def test_the_street_of_the_contact_is_not_the_street_of_the_property(draft):
    found = draft("<kontaktperson><name>A</name><strasse>Gasse</strasse></kontaktperson>")
    assert "street" not in found.values
    assert found.contacts[0].street == "Gasse"


@pytest.mark.parametrize(
    ("prices", "name", "value"),
    [
        ("<kaufpreisbrutto>2</kaufpreisbrutto><kaufpreis>1</kaufpreis>", "price_sale", 1),
        ("<kaufpreisbrutto>2</kaufpreisbrutto><kaufpreis/>", "price_sale", 2),
        ("<kaufpreis>VB</kaufpreis><kaufpreisnetto>3</kaufpreisnetto>", "price_sale", 3),
        ('<kaufpreis auf_anfrage="1"/>', "price_public", False),
        ("<pauschalmiete>4</pauschalmiete>", "rent_gross", 4),
        ('<mieteinnahmen_ist periode="WOCHE">10</mieteinnahmen_ist>', "rental_income_actual", 520),
        ('<stp_garage anzahl="2" stellplatzmiete="0"/>', "parking_spaces", 2),
    ],
)
def test_prices(draft, prices, name, value):
    assert draft(f"<preise>{prices}</preise>").values[name] == value


def test_a_price_that_is_not_on_request_releases_nothing(draft):
    found = draft('<preise><kaufpreis auf_anfrage="false">1</kaufpreis></preise>')
    assert "price_public" not in found.values


@pytest.mark.parametrize(
    ("elements", "values"),
    [
        ("<verfuegbar_ab>01.08.2015</verfuegbar_ab>", {"available_from": date(2015, 8, 1)}),
        ("<verfuegbar_ab>sofort</verfuegbar_ab>", {"available_text": "sofort"}),
        (
            "<verfuegbar_ab>sofort</verfuegbar_ab><abdatum>2020-02-01</abdatum>",
            {"available_text": "sofort", "available_from": date(2020, 2, 1)},
        ),
        ("<verfuegbar_ab/>", {}),
    ],
)
def test_availability(draft, elements, values):
    found = draft(f"<verwaltung_objekt>{elements}</verwaltung_objekt>").values
    assert {name: found[name] for name in found if name.startswith("available")} == values


def test_who_sent_it_in_the_order_of_trust(delivery):
    document = delivery(
        tech(
            "<objektnr_intern>1</objektnr_intern><user_defined_extend><feld><name>username</name>"
            "<wert>extended</wert></feld></user_defined_extend>"
        )
        + '<user_defined_simplefield feldname="BenutzerName">simple</user_defined_simplefield>'
        + '<user_defined_simplefield feldname="other">no</user_defined_simplefield>',
        provider='<user_defined_simplefield feldname="username">office</user_defined_simplefield>',
        head='<uebertragung techn_email="t@example.com"/>',
    )
    hints = ("simple", "extended", "office", "t@example.com")
    assert first(document).sender_user_hints == hints
    assert first(document, user_field_names=["Other"]).sender_user_hints == ("no", "t@example.com")


def test_what_finds_no_field_becomes_a_detail(draft):
    assert draft("").details == ()
    assert draft("<geo><ort>Bozen</ort></geo>").details == ()
    assert len(draft("<geo><gemeindecode>1</gemeindecode></geo><neu wert='1'>x</neu>").details) == 3
    assert draft("<geo><gemeindecode/><neu/></geo>").details == ()


def test_decimals_that_a_field_does_not_hold_stay_as_a_detail(draft):
    areas = "<wohnflaeche>84,567</wohnflaeche><nutzflaeche>20,50</nutzflaeche>"
    found = draft(f"<flaechen>{areas}</flaechen>")
    assert (found.values["area_living"], found.values["area_usable"]) == (84.57, 20.5)
    assert [(detail.slot, detail.text) for detail in found.details] == [
        ("flaechen/wohnflaeche", "84,567")
    ]


def test_an_address_that_no_program_opens_stays_as_a_detail(draft):
    person = "<name>A</name><url>[agency.example</url>"
    found = draft(f"<kontaktperson>{person}</kontaktperson>")
    assert [contact.website for contact in found.contacts] == [""]
    assert [(detail.path, detail.text) for detail in found.details] == [
        ("kontaktperson/url", "[agency.example")
    ]


def test_two_certificates_are_not_mixed(draft):
    found = draft(
        "<zustand_angaben><energiepass><epart>BEDARF</epart></energiepass>"
        "<energiepass><stromwert>55</stromwert></energiepass></zustand_angaben>"
    )
    assert "energy_value_electricity" not in found.values
    (detail,) = found.details
    assert detail.path == "zustand_angaben/energiepass[2]/stromwert"
    assert (detail.slot, detail.value) == ("zustand_angaben/energiepass/stromwert", 55.0)


def test_a_feature_that_is_denied_is_none(draft):
    found = draft('<ausstattung><fahrstuhl PERSONEN="0"/><sauna>false</sauna></ausstattung>')
    assert found.feature_codes == ()
    assert found.details == ()


def test_numbers_that_are_too_long_for_an_index(delivery):
    found = first(delivery(tech(f"<objektnr_intern>{'9' * 5000}</objektnr_intern>")))
    assert len(found.identity.intern) == 200


@pytest.mark.parametrize(
    ("element", "field", "length"),
    [("geo/ort", "city", 200), ("freitexte/objekttitel", "name", 2000)],
)
def test_endless_texts_are_cut_with_a_remark(draft, element, field, length):
    section, name = element.split("/")
    found = draft(f"<{section}><{name}>{'x' * 3000}</{name}></{section}>")
    assert found.values[field] == "x" * length
    assert found.warnings == (f"{element} is longer than {length} characters and was cut.",)


def test_the_machine_that_takes_feedback_is_no_contact(draft):
    address = "<email_feedback>m@example.com</email_feedback>"
    assert draft(f"<kontaktperson>{address}</kontaktperson>").contacts == ()
    (contact,) = draft(f"<kontaktperson><name>A</name>{address}</kontaktperson>").contacts
    assert contact.email == ""


def test_a_number_alone_is_no_contact_and_stays_as_a_detail(draft):
    found = draft("<kontaktperson><personennummer>77</personennummer></kontaktperson>")
    assert found.contacts == ()
    assert [(detail.path, detail.text) for detail in found.details] == [
        ("kontaktperson/personennummer", "77")
    ]


@pytest.mark.parametrize(
    "path",
    ["javascript:alert(1)", "ftp://host/a.jpg", "file:///etc/passwd", "data:,x", "gopher://x"],
)
def test_other_addresses_than_web_addresses_are_never_links(draft, path):
    found = draft(
        f'<anhaenge><anhang location="REMOTE" gruppe="LINKS"><daten><pfad>{path}</pfad></daten>'
        "</anhang></anhaenge>"
    )
    assert found.media == ()
    assert len(found.warnings) == 1


def test_equal_listings_have_equal_fingerprints_in_other_wrappings(delivery):
    listing = tech("<objektnr_intern>1</objektnr_intern>")
    other = delivery(listing, head="<uebertragung umfang='VOLL'/>").replace(b"><", b">\n<")
    assert first(delivery(listing)).content_hash == first(other).content_hash
