import base64
import io
import zipfile

from lxml import etree

from odoo.exceptions import AccessError

from . import deliveries
from .common import ImportCase

SELLER = "Sommer"
MORE = """<infrastruktur><distanzen distanz_zu="BUS">0.4</distanzen></infrastruktur>
<verwaltung_objekt><objektadresse_freigeben>false</objektadresse_freigeben>
  <zugang>Key under the mat</zugang></verwaltung_objekt>"""
EQUIPMENT = """<bad DUSCHE="true" WANNE="false"/><kamin>true</kamin><sauna>0</sauna>
<stellplatzart GARAGE="true"/>"""
PLAIN_TEXT = (
    "objekttitel",
    "objektbeschreibung",
    "strasse",
    "kaufpreis",
    "wohnflaeche",
    "email_direkt",
)


def opened(content):
    """Return the XML of a ZIP and its other files."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return etree.fromstring(files.pop("openimmo.xml")), files


def listings(document):
    return [etree.tostring(item) for item in document.iter("immobilie")]


def texts(document):
    """Return all texts and attributes of a document as one text."""
    values = [value for item in document.iter() for value in (item.text, *item.attrib.values())]
    return " ".join(filter(None, values))


class TestAgencyPropertyExport(ImportCase):
    """Out and in again nothing is lost; to a portal goes what is released."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.name = "Mara Manager"
        cls.files = {"a__png": deliveries.picture("red"), "b__png": deliveries.picture("blue")}
        cls.full = deliveries.listing(
            media=[
                deliveries.attachment("b.png", "Garden"),
                deliveries.attachment("a.png", "Front", group="TITELBILD"),
            ],
            equipment=EQUIPMENT,
            more=MORE,
            obid="O1",
            extern="X1",
        ).replace("<kaufpreis>", "<kaufpreisbrutto>460000</kaufpreisbrutto><kaufpreis>")

    def imported(self, content=None):
        content = content or deliveries.archive(deliveries.document(self.full), **self.files)
        return self.property_of(self.deliver(content, "delivery.zip"))

    def exported(self, record, purpose="portal", user=None):
        return opened(record.with_user(user or self.manager)._openimmo_package(purpose))

    def other_source(self):
        company = self.env["res.company"].create(
            {"name": "Second", "currency_id": self.env.ref("base.EUR").id}
        )
        return self.source.copy({"name": "Second", "company_id": company.id, "user_id": False})

    def test_import_export_import_export_is_equal(self):
        record = self.imported()
        content = record._openimmo_package("full")
        first, files = opened(content)
        self.source = self.other_source()
        again = self.imported(content)
        self.assertNotEqual(again.company_id, record.company_id)
        second, others = opened(again._openimmo_package("full"))
        self.assertEqual(listings(first), listings(second))
        self.assertEqual(files, others)
        self.assertEqual(set(files), {"a.png", "b.png"})
        delivered = etree.fromstring(deliveries.document(self.full))
        for name in PLAIN_TEXT:
            self.assertEqual(first.findtext(f".//{name}"), delivered.findtext(f".//{name}"), name)
        people = [
            sorted((item.tag, item.text) for item in document.find(".//kontaktperson"))
            for document in (delivered, first)
        ]
        self.assertEqual(*people)
        self.assertEqual(first.find(".//bad").attrib, {"DUSCHE": "true", "WANNE": "false"})
        self.assertEqual(first.findtext(".//sauna"), "false")
        self.assertEqual(first.findtext(".//kaufpreisbrutto"), "460000")
        self.assertEqual(
            [item.get("gruppe") for item in first.iter("anhang")], ["BILD", "TITELBILD"]
        )

    def test_everything_of_a_property_of_the_office(self):
        """Its owner is the seller, and its first public picture the title."""
        owner = self.env["res.partner"].create({"name": "Olga Owner", "email": "o@example.com"})
        record = self.properties.create(
            {"name": "Ours", "party_ids": [(0, 0, {"partner_id": owner.id, "role": "owner"})]}
        )
        for name, color in (("Cellar", "red"), ("Front", "blue"), ("Garden", "green")):
            self.env["agency.property.media"].create(
                {
                    "property_id": record.id,
                    "name": name,
                    "kind": "picture",
                    "is_public": name != "Cellar",
                    "filename": f"{name}.png",
                    "file": base64.b64encode(deliveries.picture(color)),
                }
            )
        document, _files = self.exported(record, "full")
        self.assertEqual(document.findtext(".//kontaktperson/name"), "Owner")
        found = list(document.iter("anhang"))
        groups = {item.findtext("anhangtitel"): item.get("gruppe") for item in found}
        self.assertEqual(groups, {"Cellar": "BILD", "Front": "TITELBILD", "Garden": "BILD"})
        contact = owner.copy({"name": "Carl Contact"})
        record.party_ids = [(0, 0, {"partner_id": contact.id, "role": "contact"})]
        document, _files = self.exported(record, "full")
        names = [item.text for item in document.iterfind(".//kontaktperson/name")]
        self.assertEqual(names, ["Contact"])

    def test_what_the_office_changed_replaces_what_was_delivered(self):
        record = self.imported()
        kitchen = self.env["agency.property.feature"].search([("code", "=", "sauna")])
        record.price_sale = 455000
        record.write({"year_built": 1950, "area_living": 99.5, "feature_ids": [(4, kitchen.id)]})
        document, _files = self.exported(record, "full")
        self.assertEqual(document.findtext(".//wohnflaeche"), "99.5")
        self.assertEqual(document.findtext(".//baujahr"), "1950")
        self.assertEqual(document.findtext(".//kaufpreis"), "455000")
        # The gross price belongs to the price that is no longer asked.
        self.assertIsNone(document.find(".//kaufpreisbrutto"))
        self.assertEqual(document.findtext(".//sauna"), "true")

    def test_what_is_not_released_does_not_reach_a_portal(self):
        record = self.imported()
        record.write(
            {
                "price_public": False,
                "commission_seller": "Secret commission",
                "latitude": 50.93,
                "longitude": 6.95,
                "note": "Secret note",
            }
        )
        record.media_ids[0].is_public = False
        document, files = self.exported(record, user=self.agent)
        told = texts(document)
        for secret in ("Gartenweg", SELLER, "clara", "450000", "460000", "Secret", "mat", "50.93"):
            self.assertNotIn(secret, told)
        self.assertEqual(len(files), 1)
        self.assertEqual(document.findtext(".//ort"), "Köln")
        self.assertEqual(document.find(".//kaufpreis").attrib, {"auf_anfrage": "true"})
        self.assertEqual(document.findtext(".//objektnr_extern"), record.reference)
        self.assertEqual(document.findtext(".//distanzen"), "0.4")
        self.assertEqual(document.findtext(".//kontaktperson/name"), "Manager")

    def test_what_is_released_reaches_a_portal(self):
        record = self.imported()
        record.write({"address_public": True, "price_public": True})
        document, files = self.exported(record)
        self.assertEqual(document.findtext(".//strasse"), "Gartenweg")
        self.assertEqual(document.findtext(".//kaufpreis"), "450000")
        self.assertEqual(len(files), 2)
        self.assertEqual(document.find(".//anhang").get("gruppe"), "TITELBILD")

    def test_only_managers_export_everything(self):
        record = self.imported()
        vals = {"property_ids": record.ids, "purpose": "full"}
        wizard = self.env["agency.export.openimmo"].with_user(self.agent).create(vals)
        with self.assertRaises(AccessError):
            wizard.action_export()
        wizard.purpose = "portal"
        self.assertIn(wizard.filename or "", wizard.action_export()["url"])
        self.assertTrue(wizard.file)

    def test_properties_of_others_are_refused(self):
        record = self.imported()
        company = self.env["res.company"].create({"name": "Other"})
        record.write({"company_id": company.id, "user_id": False})
        with self.assertRaises(AccessError):
            record.with_user(self.agent)._openimmo_package("portal")

    def test_queries_do_not_grow_with_the_properties(self):
        many = [
            deliveries.listing(str(number), seller=deliveries.person(surname=f"P{number}"))
            for number in range(12)
        ]
        found = self.import_listings(*many).listing_ids.property_id

        def queries(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["agency.export.drafter"]._drafts(records, "full")
            return self.env.cr.sql_log_count - before

        queries(found[:1])
        self.assertLessEqual(queries(found), queries(found[:2]) + 2)

    def test_what_comes_back_is_unchanged_whatever_its_spelling(self):
        delivered = self.full.replace("460000<", "460000.00<")
        delivered = delivered.replace('iso_waehrung="EUR"', 'iso_waehrung="DEM"')
        record = self.imported(deliveries.archive(deliveries.document(delivered), **self.files))
        document, files = self.exported(record, "full")
        self.assertEqual(document.find(".//waehrung").get("iso_waehrung"), "DEM")
        document.find(".//firma").text = "IMV online"
        anid = etree.SubElement(document.find("anbieter"), "openimmo_anid")
        anid.text = "IMV0001"
        document.find(".//firma").addnext(anid)
        files = {name.replace(".", "__"): content for name, content in files.items()}
        again = deliveries.archive(etree.tostring(document), **files)
        lines = self.deliver(again, "again.zip").listing_ids
        self.assertEqual(lines.mapped("action"), ["unchanged"], lines.change_ids.mapped("label"))
