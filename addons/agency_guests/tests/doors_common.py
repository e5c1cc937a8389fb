from datetime import timedelta

from odoo import fields
from odoo.tests import TransactionCase, new_test_user

PASSWORD = "Alpen-2026"
QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class GuestCase(TransactionCase):
    """An agency, an agent, and two guests who may sign in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **QUIET})
        # Hashing costs what it has to; not in each of these tests.
        cls.env["ir.config_parameter"].set_param("password.hashing.rounds", "1")
        cls.company = cls.env["res.company"].create({"name": "Harbour Homes"})
        cls.other_company = cls.env["res.company"].create({"name": "Hillside Homes"})
        cls.agent = new_test_user(
            cls.env,
            login="h_agent",
            groups="agency_base.group_agent",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        cls.anna, cls.bert = cls.env["res.partner"].create(
            [{"name": "Anna Anker"}, {"name": "Bert Boje"}]
        )
        cls.guest = cls._guest("anchor", surname="Segel", first_name="Wanda", tz="UTC")
        cls.second = cls._guest("boje", surname="Boje", tz="UTC")

    @classmethod
    def _guest(cls, user_code, **values):
        return cls.env["agency.guest"].create(
            {
                "company_id": cls.company.id,
                "user_code": user_code,
                "password": PASSWORD,
                **values,
            }
        )

    @staticmethod
    def _today(days=0):
        return fields.Date.today() + timedelta(days=days)

    def _window_elsewhere(self):
        """Hours that are over, or not yet open, at the moment."""
        hour = (fields.Datetime.now().hour + 12) % 24
        return {"weekday": "all", "hour_from": hour, "hour_to": hour + 1}
