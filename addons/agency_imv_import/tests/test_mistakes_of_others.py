import base64
import socket
import threading

from .common import ImportCase
from .deliveries import (
    archive,
    attachment,
    document,
    listing,
    person,
    picture,
    remote_attachment,
)
from .mutants_zip import packed

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f'Sunny {SCRIPT}<img src="x" onerror="alert(2)"> flat <a href="javascript:alert(3)">x</a>'
ENERGY = """<zustand_angaben><energiepass><epart>BEDARF</epart>
    <endenergiebedarf>98.7</endenergiebedarf><wertklasse>C</wertklasse>
    <gueltig_bis>2031-05-04</gueltig_bis><primaerenergietraeger>Pellets</primaerenergietraeger>
    </energiepass></zustand_angaben>"""
HIDDEN = """<verwaltung_objekt><objektadresse_freigeben>false</objektadresse_freigeben>
    </verwaltung_objekt>"""


class TestMistakesOfOthers(ImportCase):
    """What other importers got wrong, one test each. Parallel runs that made duplicates need
    workers of their own: `tests/system/test_import_faults.py`.
    """

    def active_numbers(self):
        records = self.own_identities().property_id.filtered("active")
        return sorted(records.mapped("external_number"))

    def test_delete_never_recognised(self):
        for action in ("DELETE", "delete", "Delete"):
            self.import_listings(listing(action))
            gone = self.import_listings(listing(action, action=action))
            self.assertEqual(gone.listing_ids.mapped("action"), ["archived"])
        self.import_listings(listing("stub"))
        stub = (
            "<immobilie><verwaltung_techn><objektnr_intern>stub</objektnr_intern>"
            '<aktion aktionart="DELETE"/></verwaltung_techn></immobilie>'
        )
        self.import_listings(stub)
        self.assertEqual(self.active_numbers(), [])

    def test_partial_delivery_that_archived_the_rest(self):
        self.import_listings(listing("1"), listing("2"), scope="VOLL")
        self.import_listings(listing("1", title="Changed"), scope="TEIL")
        self.import_listings(listing("3"), scope="")
        self.assertEqual(self.active_numbers(), ["IMVO-ID-1", "IMVO-ID-2", "IMVO-ID-3"])

    def test_two_brokers_on_the_same_software_mixed_up(self):
        # The first four characters of the id name the software.
        one = self.import_listings(listing("1", title="North"), provider="SOFT0001")
        other = self.import_listings(listing("1", title="South"), provider="SOFT0002")
        self.import_listings(listing("1", action="DELETE"), provider="SOFT0002")
        self.assertRecordValues(
            one.listing_ids.property_id + other.listing_ids.property_id,
            [{"name": "North", "active": True}, {"name": "South", "active": False}],
        )

    def test_crash_on_change_and_delete_of_one_listing(self):
        delivery = self.import_listings(listing("1"), listing("2"), listing("1", action="DELETE"))
        self.assertEqual(delivery.state, "done")
        self.assertEqual(delivery.listing_ids.mapped("action"), ["created", "created", "archived"])
        self.assertEqual(self.active_numbers(), ["IMVO-ID-2"])

    def test_pictures_with_the_same_name_never_refreshed(self):
        xml = document(listing("1", media=[attachment("front.png", "Front")]))
        for colour in ("red", "green"):
            delivery = self.deliver(archive(xml, front__png=picture(colour)), "offer.zip")
            media = delivery.listing_ids.property_id.media_ids
            self.assertEqual([base64.b64decode(one.file) for one in media], [picture(colour)])

    def test_empty_full_delivery_that_wiped_the_stock(self):
        self.import_listings(listing("1"), listing("2"))
        for mode in self.source._fields["full_delivery"].get_values(self.env):
            self.source.full_delivery = mode
            empty = self.import_listings(scope="VOLL", company=mode)
            self.assertEqual(empty.state, "failed")
            self.assertFalse(empty.asks_to_archive)
        self.assertEqual(self.active_numbers(), ["IMVO-ID-1", "IMVO-ID-2"])

    def test_scripts_stored_from_texts(self):
        delivery = self.import_listings(listing("1", title=HOSTILE, text=HOSTILE, city=HOSTILE))
        record = self.property_of(delivery)
        html = [name for name, field in record._fields.items() if field.type == "html"]
        for name in ("name", "city", "description", *html):
            for sign in ("<script", "onerror", "javascript:"):
                self.assertNotIn(sign, str(record[name]), name)
        self.assertIn("Sunny", record.description)

    def test_paths_that_left_the_folder(self):
        xml = document(listing("1", media=[attachment("../../front.png")]))
        for path in ("../front.png", "/../../front.png", "..\\front.png", "a/../../front.png"):
            content = packed([("openimmo.xml", xml), (path, picture())])
            delivery = self.deliver(content, f"{hash(path)}.zip")
            self.assertEqual(delivery.state, "failed")
            self.assertIn("leads out of the archive", delivery.message)
        self.assertEqual([path.name for path in self.folder.parent.glob("front.png")], [])

    def test_archives_that_unpack_to_gigabytes(self):
        xml = document(listing("1"))
        content = packed([("openimmo.xml", xml), ("bomb.png", bytes(8 * 1024 * 1024))])
        delivery = self.deliver(content, "bomb.zip")
        self.assertEqual((delivery.state, delivery.listing_count), ("failed", 0))
        self.assertIn("looks like a trap", delivery.message)

    def test_remote_pictures_fetched_from_inside_the_network(self):
        calls = []
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]

            def listen():
                while True:
                    try:
                        calls.append(server.accept()[1])
                    except OSError:
                        return

            threading.Thread(target=listen, daemon=True).start()
            addresses = [
                f"http://{host}:{port}/secret.png"
                for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f000001")
            ]
            media = [remote_attachment(address) for address in addresses]
            self.put("offer.xml", document(listing("1", media=media)))
            self.run_import()
            self.assertEqual(len(self.property_of(self.source.delivery_ids).media_ids), 4)
            server.shutdown(socket.SHUT_RDWR)
        self.assertEqual(calls, [])

    def test_hidden_address_shown_elsewhere(self):
        record = self.property_of(self.import_listings(listing("1", more=HIDDEN)))
        self.assertEqual((record.street, record.address_public), ("Gartenweg", False))
        for name in record._public_field_names:
            self.assertNotIn("Gartenweg", str(record[name]), name)
        # The next delivery does not open it again.
        self.import_listings(listing("1", title="Changed", more=HIDDEN))
        self.assertEqual(record.public_address, "50667 Köln")

    def test_sale_or_rent_guessed_from_prices(self):
        rent = listing("1", price="1200").replace(
            'KAUF="true" MIETE_PACHT="false"', 'MIETE_PACHT="true"'
        )
        neither = listing("2", price="450000").replace('KAUF="true"', 'KAUF="false"')
        records = self.import_listings(rent, neither).listing_ids.property_id
        self.assertRecordValues(
            records,
            [{"for_sale": False, "for_rent": True}, {"for_sale": False, "for_rent": False}],
        )

    def test_street_of_the_contact_taken_for_the_property(self):
        own = "<strasse>Gartenweg</strasse>\n        <hausnummer>3</hausnummer><land"
        seller = person(surname="Sommer", street="Hauptstrasse", street_number="9")
        without = listing("1", seller=seller)
        self.assertIn(own, without)
        record = self.property_of(self.import_listings(without.replace(own, "<land")))
        self.assertRecordValues(record, [{"street": False, "street_number": False}])
        self.assertEqual(record.party_ids.partner_id.street, "Hauptstrasse 9")

    def test_energy_values_dropped(self):
        record = self.property_of(self.import_listings(listing("1", more=ENERGY)))
        self.assertRecordValues(
            record,
            [
                {
                    "energy_certificate_kind": "demand",
                    "energy_value": 98.7,
                    "energy_class": "c",
                    "energy_carrier": "Pellets",
                    "energy_valid_until": record._fields["energy_valid_until"].to_date(
                        "2031-05-04"
                    ),
                }
            ],
        )
