import io

from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from PIL import Image

from ..openimmo.contacts import PHONES
from ..openimmo.export_tree import build
from .common import ImportCase
from .filled_listings import canonical, in_every_slot, listings, whole
from .mutants_zip import packed
from .test_agency_property_export import opened

NUMBER_OF_LISTINGS = 200


def random_documents():
    """Return documents of one listing each that fills random slots; the same ones each time."""
    found = []

    @settings(
        max_examples=NUMBER_OF_LISTINGS,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
        deadline=None,
    )
    @given(listings())
    def collect(document):
        found.append(document)

    collect()
    return found[:NUMBER_OF_LISTINGS]


def picture(number):
    """Return a picture with a content of its own."""
    output = io.BytesIO()
    Image.new("RGB", (16, 12)).save(output, "JPEG", comment=str(number).encode())
    return output.getvalue()


class TestAgencyExportRoundTrip(ImportCase):
    """Listings that fill any slot go through the database and come out equal, slot by slot."""

    def _together(self, documents):
        """Return the listings of all documents by number, and their files.

        Each gets numbers, people and pictures of its own: what comes twice is stored once.
        """
        found, files = {}, {}
        for position, document in enumerate(documents):
            listing = next(etree.fromstring(document).iter("immobilie"))
            self._set_numbers(listing, position)
            for place, person in enumerate(listing.iter("kontaktperson")):
                self._set_person(person, f"{position}{place}")
            for attachment in listing.iter("anhang"):
                for content in list(attachment.iter("anhanginhalt")):
                    content.getparent().remove(content)
                for path in attachment.iter("pfad"):
                    path.text = f"p{len(files)}.jpg"
                    files[path.text] = picture(len(files))
            found[f"R{position}"] = listing
        return found, files

    def _set_numbers(self, listing, position):
        numbers = listing.find("verwaltung_techn")
        numbers.find("objektnr_intern").text = f"R{position}"
        for name in ("openimmo_obid", "objektnr_extern"):
            for number in numbers.iter(name):
                number.text = f"{number.text} {position}"
        for action in numbers.iter("aktion"):
            if action.get("aktionart") == "DELETE":
                action.set("aktionart", "CHANGE")

    def _set_person(self, person, mark):
        for number in person.iter(*PHONES):
            number.text = f"{number.text} {mark}"
        for address in person.iter("email_direkt"):
            if "@" in (address.text or ""):
                address.text = f"a{mark}@example.com"
        for number in person.iter("personennummer"):
            number.text = f"{number.text} {mark}"

    def _assert_come_back(self, documents):
        found, files = self._together(documents)
        content = packed([("openimmo.xml", whole(found.values())), *files.items()])
        first = self._in_and_out(content, len(found))
        numbers = set()
        for listing in opened(first)[0].iter("immobilie"):
            number = listing.findtext("verwaltung_techn/objektnr_intern")
            numbers.add(number)
            self.assertEqual(canonical(listing), canonical(found[number]), number)
        self.assertEqual(numbers, set(found))
        company = self.env["res.company"].create({"name": "Second"})
        self.source = self.source.copy({"company_id": company.id, "user_id": False})
        second = self._in_and_out(first, len(found))
        self.assertEqual(*(self._told(content) for content in (first, second)))

    def _in_and_out(self, content, count):
        """Import a delivery and return the full export of what it created."""
        delivery = self.deliver(content, "delivery.zip")
        others = delivery.listing_ids.filtered(lambda listing: listing.action != "created")
        self.assertFalse(others, others.mapped("message"))
        self.assertEqual(len(delivery.listing_ids), count)
        return delivery.listing_ids.property_id._openimmo_package("full")

    def _told(self, content):
        document, files = opened(content)
        return sorted(etree.tostring(listing) for listing in document.iter("immobilie")), files

    def test_random_listings_come_back(self):
        self._assert_come_back(random_documents())

    def test_every_slot_comes_back(self):
        document = whole([build(in_every_slot())])
        self.assertGreater(len(canonical(next(etree.fromstring(document).iter("immobilie")))), 500)
        self._assert_come_back([document])
