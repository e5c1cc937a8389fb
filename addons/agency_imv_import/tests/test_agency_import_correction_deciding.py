from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user

from .test_agency_import_correction import CorrectionCase


class TestAgencyImportCorrectionDeciding(CorrectionCase):
    def test_take_the_senders_value(self):
        self.as_agent.write({"area_living": 118.4, "price_sale": 1})
        self.again(living="125")
        self.rows().with_user(self.agent).action_take()
        self.assertEqual((self.house.area_living, self.house.price_sale), (125, 450000))
        self.assertFalse(self.rows())
        self.again(living="126")
        self.assertEqual(self.house.area_living, 126)

    def test_taking_is_tracked_with_the_name_of_the_user(self):
        self.as_agent.price_sale = 1
        self.env.cr.precommit.run()
        self.rows().with_user(self.agent).action_take()
        self.env.cr.precommit.run()
        last = self.house.message_ids[0]
        self.assertEqual(last.author_id, self.agent.partner_id)
        self.assertEqual(last.sudo().tracking_value_ids.new_value_float, 450000)

    def test_taking_needs_the_rights_of_the_user(self):
        self.house.external_number = "OUR-7"
        with self.assertRaises(AccessError):
            self.rows().with_user(self.agent).action_take()
        self.assertEqual(self.house.external_number, "OUR-7")
        stranger = new_test_user(self.env, "imv_stranger", "base.group_user")
        for action in ("action_take", "action_keep", "action_unlock"):
            with self.assertRaises(AccessError):
                getattr(self.rows().with_user(stranger), action)()

    def test_rows_are_nobodys_to_write(self):
        self.as_agent.area_living = 118.4
        for user in (self.agent, self.manager):
            row = self.rows().with_user(user)
            for change in (lambda row=row: row.write({"is_locked": True}), row.unlink):
                with self.assertRaises(AccessError):
                    change()

    def test_value_that_no_longer_exists(self):
        kind = self.env["agency.property.kind"].search([("code", "=", "apartment")], limit=1)
        self.as_agent.kind_id = kind
        identity = self.own_identities()
        gone = self.env["agency.property.kind"].create({"name": "Gone", "code": "test.gone"})
        identity.imported_values = {**identity.imported_values, "kind_id": gone.id}
        gone.unlink()
        self.corrections._note_edit(self.house, {"kind_id"})
        self.assertEqual(self.rows().sender_text, "(no longer exists)")
        with self.assertRaisesRegex(UserError, "no longer exists"):
            self.rows().with_user(self.agent).action_take()
        self.assertEqual(self.house.kind_id, kind)

    def test_keep_ours_settles_the_conflict(self):
        self.as_agent.area_living = 118.4
        self.again(living="125")
        self.rows().with_user(self.agent).action_keep()
        self.assertFalse(self.rows().is_conflict)
        self.again(living="126")
        self.assertTrue(self.rows().is_conflict)

    def lock(self, name):
        action = self.as_agent.action_lock_field()
        locks = self.env["agency.import.lock"].with_user(self.agent)
        wizard = Form(locks.with_context(**action["context"]))
        wizard.field_name = name
        wizard.save().action_lock()

    def test_lock_of_a_field_that_nobody_edited(self):
        self.lock("area_living")
        self.assertTrue(self.rows().is_locked)
        self.assertFalse(self.rows().is_different)
        line = self.again(living="125")
        self.assertEqual(self.house.area_living, 120)
        self.assertEqual((line.kept_count, line.conflict_count), (1, 0))
        self.assertIn("is locked and is kept: delivered 125, ours 120", line.message)
        self.assertEqual(self.told(), {"Living Area": ("125", "120")})

    def test_lock_stays_while_both_agree(self):
        self.lock("area_living")
        self.again(living="125")
        self.again(living="120")
        self.assertTrue(self.rows().is_locked)
        self.assertEqual(self.told(), {"Living Area": ("120", "120")})
        self.as_agent.area_living = 119
        self.assertEqual(self.told(), {"Living Area": ("120", "119")})

    def test_lock_of_an_edited_field_and_of_one_that_never_came(self):
        self.as_agent.area_living = 118.4
        self.lock("area_living")
        self.lock("area_plot")
        self.assertEqual(len(self.rows()), 2)
        self.assertEqual(self.told()["Plot"], ("not delivered", "0"))
        self.rows().filtered("is_different").with_user(self.agent).action_unlock()
        self.assertEqual(set(self.told()), {"Living Area", "Plot"})

    def test_locked_set_is_not_merged(self):
        self.lock("feature_ids")
        self.again(equipment="<fahrstuhl PERSONEN='true'/>")
        self.assertFalse(self.house.feature_ids)
        self.assertTrue(self.rows().is_different)

    def test_unlock_in_bulk(self):
        self.lock("area_living")
        self.lock("price_sale")
        self.rows().with_user(self.agent).action_unlock()
        self.assertFalse(self.rows())
        self.again(living="125")
        self.assertEqual(self.house.area_living, 125)

    def test_taking_unlocks(self):
        self.lock("area_living")
        self.again(living="125")
        self.rows().with_user(self.agent).action_take()
        self.assertFalse(self.rows())
        self.assertEqual(self.house.area_living, 125)
