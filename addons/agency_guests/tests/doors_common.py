from datetime import timedelta

from odoo import fields
from odoo.http import Request, root
from odoo.tests import HttpCase, TransactionCase, new_test_user

PASSWORD = "Alpen-2026"
MUTED = ("odoo.addons.base.models.res_users", "odoo.http", "odoo.addons.rpc.controllers.jsonrpc")
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


class DoorsCase(HttpCase, GuestCase):
    """A guest at the doors, as a browser comes to them."""

    def _sign_in(self, login="anchor", password=PASSWORD, **values):
        """Post the sign-in page as a browser does, from a session of its own."""
        self.authenticate(None, None)
        return self._post("/web/login", login=login, password=password, **values)

    def _post(self, url, **values):
        # Signing in changes the session's name, and with it the token of its forms.
        sids = [cookie.value for cookie in self.opener.cookies if cookie.name == "session_id"]
        self.session = root.session_store.get(sids[-1])
        values["csrf_token"] = Request.csrf_token(self)
        return self.url_open(url, data=values, allow_redirects=False)

    def _is_in(self):
        return self.url_open("/my", allow_redirects=False).status_code == 200

    def _stored(self):
        return root.session_store.get(self.session.sid)

    def _log(self):
        return self.env["agency.guest.log"].search([("guest_id", "=", self.guest.id)], limit=1)
