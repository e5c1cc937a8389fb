from .. import bulk
from .common import ImportCase
from .deliveries import listing

TEXT = "Haus \"Süd\"\\ {1,2}\n'x' 😀 %s"


class TestBulk(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = cls.env["agency.import.listing"]

    def inserted(self, *vals_list):
        delivery = self.import_listings(listing("1"))
        known = {"delivery_id": delivery.id, "company_id": delivery.company_id.id}
        ids = bulk.insert(self.lines, [{**known, **vals} for vals in vals_list])
        return self.lines.browse(ids)

    def row(self, **vals):
        return {"action": "created", "index": 7, "is_preview": False, "active": True, **vals}

    def test_values_arrive_as_they_are(self):
        (line,) = self.inserted(
            self.row(message=TEXT, surname=False, new_contacts=[1, 2], for_sender={"a": TEXT})
        )
        self.assertRecordValues(
            line,
            [
                {
                    "action": "created",
                    "index": 7,
                    "message": TEXT,
                    "surname": False,
                    "new_contacts": [1, 2],
                    "for_sender": {"a": TEXT},
                    "is_preview": False,
                }
            ],
        )
        self.assertEqual(line.create_date, self.env.cr.now())

    def test_nothing_is_null_and_what_is_empty_is_not(self):
        line = self.inserted(
            self.row(message="", surname=False, kept_count=0, new_contacts=None, for_sender={})
        )
        self.env.cr.execute(
            "SELECT message, surname, kept_count, new_contacts::text, for_sender::text"
            " FROM agency_import_listing WHERE id = %s",
            line.ids,
        )
        self.assertEqual(self.env.cr.fetchone(), (None, None, 0, None, "{}"))

    def test_ids_are_in_the_order_of_the_rows(self):
        lines = self.inserted(*(self.row(index=1000 - number) for number in range(500)))
        self.assertEqual(lines.mapped("index"), [1000 - number for number in range(500)])

    def test_no_rows(self):
        self.assertEqual(bulk.insert(self.lines, []), [])
