import io

from PIL import Image

from odoo.http import Request
from odoo.tests import HttpCase

from .levels_common import SECTIONS, LevelsCase

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class PortalCase(LevelsCase, HttpCase):
    """Two owners at high, two applicants at low, each with an own property, on the web."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls._guest("olga", cls.olga)
        cls.other_owner = cls._guest("otto", cls.otto)
        cls.applicant = cls._guest("anna", cls.anna, "low")
        cls.other_applicant = cls._guest("adam", cls.adam, "low")
        for guest in cls.owner | cls.other_owner | cls.applicant | cls.other_applicant:
            guest.email = f"{guest.user_code}@home.example"

    def _enter(self, guest):
        """Sign in as a guest, whose password the test case need not know."""
        self.env.flush_all()
        self.authenticate(guest.user_id.login, guest.user_id.login)

    def _get(self, path, status=200):
        response = self.url_open(path, allow_redirects=False)
        self.assertEqual(response.status_code, status, f"{path}: {response.text[-300:]}")
        return response

    def _post(self, path, status=303, files=None, token=True, **values):
        if token:
            values["csrf_token"] = Request.csrf_token(self)
        self.env.flush_all()
        response = self.url_open(path, data=values, files=files, allow_redirects=False)
        self.assertEqual(response.status_code, status, f"{path}: {response.text[-300:]}")
        self.env.invalidate_all()
        return response

    def _record(self, house, model):
        return self.records[house][model]

    @staticmethod
    def _png():
        output = io.BytesIO()
        Image.new("RGB", (4, 4), "red").save(output, "PNG")
        return output.getvalue()

    @staticmethod
    def _all_but(*sections):
        return {code: "low" for code in SECTIONS if code not in sections}
