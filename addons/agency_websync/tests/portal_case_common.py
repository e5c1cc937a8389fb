import base64
import io
from datetime import timedelta

from lxml import html
from PIL import Image

from odoo import Command, fields
from odoo.http import Request
from odoo.tests import HttpCase

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class PortalCaseCase(HttpCase):
    """Two clients on the web, each with own cases and an own account at the high level."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.company = cls.env["res.company"].create({"name": "Quayside Agency"})
        cls.sale, cls.lease = cls.env["agency.case.modality"].create(
            [{"name": "Quay sale", "code": "QS"}, {"name": "Quay lease", "code": "QL"}]
        )
        cls.classes = cls.env["agency.case.class"].create(
            [{"code": code, "name": code} for code in ("Q5", "Q51")]
        )
        cls.clara, cls.carlo = cls.env["res.partner"].create(
            [{"name": "Clara Client"}, {"name": "Carlo Client"}]
        )
        cls.claras = cls._guest("clara")
        cls.carlos = cls._guest("carlo")
        cls.clara_access = cls._register(cls.clara, cls.claras, show_reference_1=True)
        cls.carlo_access = cls._register(cls.carlo, cls.carlos)
        cls.case = cls._case(
            cls.clara, name="Blue pier", reference_1="REF-SHOWN", reference_2="REF-HIDDEN"
        )
        cls.other_case = cls._case(cls.carlo, name="Red pier")
        cls.file = cls._release(cls.case, "letter.pdf")
        cls.other_file = cls._release(cls.other_case, "other.pdf")
        cls._copy()

    @classmethod
    def _guest(cls, code, level="high", **values):
        section = cls.env.ref("agency_websync.section_cases")
        permission = Command.create({"section_id": section.id, "level": level})
        return cls.env["agency.guest"].create(
            {
                **{"surname": code, "user_code": code, "company_id": cls.company.id},
                **{"tz": "Europe/Rome", "permission_ids": [permission]},
                **values,
            }
        )

    @classmethod
    def _register(cls, partner, guests, role="client", **values):
        access = cls.env["agency.web.access"].create(
            {
                **{"partner_id": partner.id, "role": role, "company_id": cls.company.id},
                **{"guest_ids": [Command.set(guests.ids)], **values},
            }
        )
        access.state = "live"
        return access

    @classmethod
    def _case(cls, client, **values):
        return cls.env["agency.case"].create(
            {
                **{"name": "Pier", "client_id": client.id, "company_id": cls.company.id},
                **{"modality_id": cls.sale.id, "filing_date": False, **values},
            }
        )

    @classmethod
    def _release(cls, case, filename, content=PDF):
        file = cls.env["ir.attachment"].create({"name": filename, "raw": content})
        cls.env["agency.case.note"].create(
            {
                **{"case_id": case.id, "name": f"Entry with {filename}", "released": True},
                **{"body": "<b>Text</b>", "attachment_ids": [Command.set(file.ids)]},
            }
        )
        return file

    @classmethod
    def _copy(cls):
        """Bring what was changed to the web, as the end of a transaction does."""
        cls.env.cr.flush()
        cls.env.invalidate_all()

    def _copy_of(self, case, access=None):
        access = access or self.clara_access | self.carlo_access
        domain = [("case_id", "=", case.id), ("access_id", "in", access.ids)]
        return self.env["agency.web.case"].search(domain)

    def _enter(self, guest):
        self.env.flush_all()
        self.authenticate(guest.user_id.login, guest.user_id.login)

    def _get(self, path, status=200):
        self._copy()
        response = self.url_open(path, allow_redirects=False)
        self.assertEqual(response.status_code, status, f"{path}: {response.text[-300:]}")
        return response

    def _post(self, path, status=303, **values):
        values["csrf_token"] = Request.csrf_token(self)
        self._copy()
        response = self.url_open(path, data=values, allow_redirects=False)
        self.assertEqual(response.status_code, status, f"{path}: {response.text[-300:]}")
        return response

    def _names(self, path):
        """Return the names of the cases in a list, in its order."""
        tree = self._tree(path)
        return tree.xpath("//tr[@data-copy]//th//a/text()")

    def _tree(self, path):
        return html.fromstring(self._get(path).text)

    @staticmethod
    def _picture(color="red"):
        output = io.BytesIO()
        Image.new("RGB", (300, 200), color).save(output, "PNG")
        return base64.b64encode(output.getvalue())

    def _in_days(self, days):
        """Return a day as Clara counts them: around midnight her day is not the server's."""
        today = fields.Date.context_today(self.case.with_context(tz=self.claras.tz))
        return today + timedelta(days=days)
