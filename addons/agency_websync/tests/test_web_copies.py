import base64
import itertools
import random
from datetime import timedelta
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from odoo import Command, fields
from odoo.tests import TransactionCase, tagged

from ..web_copy_sql import Scope
from .slow_copies import actual, expected


def picture(shade):
    sink = BytesIO()
    Image.new("RGB", (8, 8), (shade, shade, 90)).save(sink, "PNG")
    return base64.b64encode(sink.getvalue())


class Changes:
    """Every kind of change that an office makes, drawn at random from a seed."""

    def __init__(self, env, seed):
        self.env = env(context={**env.context, "tracking_disable": True})
        self.random = random.Random(seed)  # noqa: S311
        self.numbers = itertools.count()
        company = self.env["res.company"].create({"name": "Second agency"})
        self.companies = self.env.company | company
        self.groups = self.env["agency.client.group"].create([{"name": "G 1"}, {"name": "G 2"}])
        self.partners = self.env["res.partner"].create(
            [
                {"name": f"Partner {n}", "client_group_id": self._maybe(self.groups).id}
                for n in range(6)
            ]
        )
        self.modalities = self.env["agency.case.modality"].create(
            [{"name": f"Modality {n}", "code": f"TEST{n}"} for n in range(3)]
        )
        self.classes = self.env["agency.case.class"].create(
            [{"name": f"Class {n}", "code": f"T{n}", "sequence": n % 2} for n in range(3)]
        )
        self.accesses = self.env["agency.web.access"]
        self.cases = self.env["agency.case"]
        self.notes = self.env["agency.case.note"]
        for _each in range(4):
            self.register()
            self.create_case()
        self.create_note()

    def step(self):
        kinds = [getattr(self, name) for name in CHANGES]
        self.random.choice(kinds)()

    def _any(self, records):
        return self.random.choice(list(records)) if records else records

    def _maybe(self, records):
        return self._any(records) if self.random.random() < 0.7 else records.browse()

    def _word(self):
        return f"text {self.random.randrange(1000)}"

    def _flag(self):
        return self.random.random() < 0.5

    def register(self):
        role = self.random.choice(("client", "intermediary"))
        company = self._any(self.companies)
        taken = self.accesses.filtered(lambda a: a.role == role and a.company_id == company)
        free = self.partners - taken.partner_id
        if not free:
            return
        access = self.accesses.create(
            {
                "role": role,
                "partner_id": self._any(free).id,
                "company_id": company.id,
                "show_reference_1": self._flag(),
            }
        )
        if self._flag():
            access.action_sync()
        self.accesses |= access

    def sync(self):
        # Archived ones were merged into another registration of the same contact.
        self._any(self.accesses.filtered("active")).action_sync()

    def withdraw(self):
        self._any(self.accesses).action_withdraw()

    def tick(self):
        name = self.random.choice(
            ("show_reference_1", "show_reference_2", "show_reference_3", "show_key")
        )
        chosen = self.accesses.filtered(lambda _a: self._flag())
        chosen.write({name: self._flag()})

    def whole_group(self):
        access = self._any(self.accesses)
        access.whole_group = bool(access.partner_id.client_group_id) and self._flag()

    def exclude(self):
        chosen = self.modalities.filtered(lambda _m: self._flag())
        self._any(self.accesses).excluded_modality_ids = [Command.set(chosen.ids)]

    def change_group(self):
        self._any(self.partners).client_group_id = self._maybe(self.groups)

    def rename_partner(self):
        self._any(self.partners).name = self._word()

    def create_case(self):
        self.cases |= self.env["agency.case"].create(
            {
                "name": self._word(),
                "company_id": self._any(self.companies).id,
                "modality_id": self._any(self.modalities).id,
                "client_id": self._any(self.partners).id,
                "intermediary_id": self._maybe(self.partners).id,
                "reference_1": self._word(),
                "key": self._word(),
                "class_ids": [Command.set(self._maybe(self.classes).ids)],
            }
        )

    def edit_case(self):
        case = self._any(self.cases)
        case.write(
            self.random.choice(
                (
                    {"name": self._word()},
                    {"client_id": self._any(self.partners).id},
                    {"intermediary_id": self._maybe(self.partners).id},
                    {"modality_id": self._any(self.modalities).id},
                    {"company_id": self._any(self.companies).id},
                    {"state": self.random.choice(("draft", "open", "waiting", "done"))},
                    {"expiry_date": fields.Date.today() + timedelta(self.random.randrange(900))},
                    {"reference_2": self._word(), "reference_3": False},
                    {"class_ids": [Command.set(self._maybe(self.classes).ids)]},
                    {"active": self._flag()},
                )
            )
        )

    def edit_many_cases(self):
        chosen = self.cases.filtered(lambda _c: self._flag())
        chosen.write({"state": "waiting", "reference_1": self._word()})

    def change_picture(self):
        shade = self.random.randrange(255)
        self._any(self.cases).image_1920 = picture(shade) if self._flag() else False

    def delete_case(self):
        case = self._any(self.cases)
        self.cases -= case
        self.notes -= case.note_ids
        case.unlink()

    def create_note(self):
        if self.cases:
            file = {"name": f"{self._word()}.pdf", "raw": b"%PDF-1.4"}
            files = [Command.create(file)] * self._flag()
            self.notes |= self.notes.create(
                {
                    "case_id": self._any(self.cases).id,
                    "name": self._word(),
                    "released": self._flag(),
                    "attachment_ids": files,
                }
            )

    def edit_note(self):
        note = self._any(self.notes)
        note.write(
            self.random.choice(
                (
                    {"released": self._flag()},
                    {"body": self._word()},
                    {"case_id": self._any(self.cases).id},
                    {"attachment_ids": [Command.clear()]},
                    {"attachment_ids": [Command.create({"name": "new.pdf", "raw": b"%PDF-1.5"})]},
                )
            )
        )

    def delete_note(self):
        note = self._any(self.notes)
        self.notes -= note
        note.unlink()

    def rename_file(self):
        self._any(self.notes.attachment_ids).write({"name": f"{self._word()}.pdf"})

    def delete_file(self):
        self._any(self.notes.attachment_ids).unlink()

    def reorder_classes(self):
        # Numbered, because no two classes may have one code.
        code = f"C{next(self.numbers)}"
        self._any(self.classes).write({"sequence": self.random.randrange(3), "code": code})

    def merge_partners(self):
        kept, gone = self.random.sample(list(self.partners), 2)
        if len(self.partners) > 3:
            self.env["base.partner.merge.automatic.wizard"]._merge((kept | gone).ids, kept)
            self.partners -= gone


CHANGES = sorted(name for name in vars(Changes) if not name.startswith("_") and name != "step")


@tagged("post_install", "-at_install")
class TestWebCopies(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["agency.web.access"].search([]).action_withdraw()
        cls.env["agency.case"].search([]).active = False
        cls.env.cr.flush()

    @given(seed=st.integers(0, 2**32), steps=st.integers(1, 25))
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
    )
    def test_copies_equal_a_slow_recomputation(self, seed, steps):
        with self.env.cr.savepoint() as savepoint:
            changes = Changes(self.env, seed)
            for _step in range(steps):
                changes.step()
                self.env.cr.flush()
                self.assertEqual(actual(self.env), expected(self.env), f"seed {seed}")
            self.assertFalse(self.env["agency.web.case"]._differences(Scope()))
            savepoint.rollback()
        self.env.cr.precommit.clear()
        self.env.invalidate_all()

    def test_several_changes_in_one_transaction(self):
        changes = Changes(self.env, 7)
        for _step in range(60):
            changes.step()
        for _more in range(12):
            changes.create_case()
        changes.accesses.filtered("active").action_sync()
        self.env.cr.flush()
        self.assertEqual(actual(self.env), expected(self.env))
        self.assertTrue(actual(self.env), "no copy: the test compares nothing")

    def test_the_check_finds_what_is_wrong(self):
        changes = Changes(self.env, 3)
        for _more in range(12):
            changes.create_case()
        changes.accesses.action_sync()
        self.env.cr.flush()
        copies = self.env["agency.web.case"].search([], limit=2)
        self.assertEqual(len(copies), 2)
        keys = [(copy.access_id.id, copy.case_id.id) for copy in copies]
        self.env.cr.execute("UPDATE agency_web_case SET name = 'x' WHERE id = %s", [copies[0].id])
        self.env.cr.execute("DELETE FROM agency_web_case WHERE id = %s", [copies[1].id])
        found = {(access, case): kind for access, case, kind in copies._differences(Scope())}
        self.assertEqual(found, {keys[0]: "different", keys[1]: "missing"})

    def test_a_sync_again_changes_nothing(self):
        changes = Changes(self.env, 11)
        for _more in range(12):
            changes.create_case()
        changes.accesses.action_sync()
        self.env.cr.flush()
        versions = self.env["agency.web.case"].search([]).mapped(lambda c: (c.id, c.version))
        self.env.invalidate_all()
        changes.accesses.action_sync()
        self.env.cr.flush()
        again = self.env["agency.web.case"].search([]).mapped(lambda c: (c.id, c.version))
        self.assertEqual(again, versions)
        self.assertTrue(versions)
