from odoo import Command
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.mail.tests.common import MailCase

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class MessageCase(MailCase, TransactionCase):
    """A case that its client and its intermediary follow, each with an account; and a stranger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **QUIET})
        cls.company = cls.env["res.company"].create(
            {"name": "Harbour Homes", "city": "Porto", "email": "office@harbour.example"}
        )
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": cls.company.ids})
        cls.agent = new_test_user(
            cls.env,
            "harbour_agent",
            "agency_base.group_agent",
            name="Alma Agent",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.client_olga, cls.client_ivan, cls.client_zoe = cls.env["res.partner"].create(
            [
                {"name": name, "email": f"{name.split()[0].lower()}@own.example"}
                for name in ("Olga Client", "Ivan Lawyer", "Zoe Stranger")
            ]
        )
        modality = cls.env["agency.case.modality"].create({"name": "Sale", "code": "TSALE"})
        cls.case, cls.other_case = cls.env["agency.case"].create(
            [
                {
                    "name": "Shop in the arcades",
                    "company_id": cls.company.id,
                    "modality_id": modality.id,
                    "client_id": client.id,
                    "intermediary_id": intermediary.id,
                    "user_id": cls.agent.id,
                }
                for client, intermediary in (
                    (cls.client_olga, cls.client_ivan),
                    (cls.client_zoe, cls.env["res.partner"]),
                )
            ]
        )
        cls.olga = cls._guest("olga")
        cls.ivan = cls._guest("ivan")
        cls.zoe = cls._guest("zoe")
        cls.olga_access = cls._access(cls.client_olga, "client", cls.olga)
        cls.ivan_access = cls._access(cls.client_ivan, "intermediary", cls.ivan)
        cls.zoe_access = cls._access(cls.client_zoe, "client", cls.zoe)
        cls._copy_now()

    @classmethod
    def _guest(cls, code, level="high"):
        return cls.env["agency.guest"].create(
            {
                "surname": f"{code.title()} Account",
                "user_code": code,
                "email": f"{code}@home.example",
                "invited_on": "2026-01-01",
                "company_id": cls.company.id,
                "permission_ids": [
                    Command.create(
                        {
                            "section_id": cls.env.ref("agency_websync.section_cases").id,
                            "level": level,
                        }
                    )
                ],
            }
        )

    @classmethod
    def _access(cls, partner, role, guests):
        access = cls.env["agency.web.access"].create(
            {
                "partner_id": partner.id,
                "role": role,
                "company_id": cls.company.id,
                "guest_ids": [Command.set(guests.ids)],
            }
        )
        access.action_sync()
        return access

    @classmethod
    def _copy_now(cls):
        """Do what the end of a transaction does: make the copies."""
        cls.env.cr.flush()
        cls.env.invalidate_all()

    def _copy(self, access):
        return access.web_case_ids.filtered(lambda copy: copy.case_id in self.cases)

    @property
    def cases(self):
        return self.case | self.other_case

    def _as(self, guest, model="agency.web.message"):
        """Return a model as a guest sees it, with nothing left in the cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env(user=guest.user_id.id, context={})[model]

    def _messages(self):
        """Return the messages of these cases, and not what else the database holds."""
        return self.env["agency.web.message"].search([("case_id", "in", self.cases.ids)])

    def _write_as(self, guest, text="Where do we stand?", files=(), submission=None, access=None):
        """Post as a customer does from the page of the case."""
        copy = self._as(guest, "agency.web.case").search(
            [("access_id", "=", access.id)] if access else [], limit=1
        )
        before = self._messages()
        self._as(guest)._post_from_customer(copy, guest, text, files, submission or f"{text} form")
        return self._messages() - before

    def _answer(self, guests, body="All is well.", **values):
        """Send a message in the chatter of the case, as the agent does."""
        before = self._messages()
        self.case.with_user(self.agent).message_post(
            **{
                "body": body,
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                "partner_ids": guests.user_id.partner_id.ids,
                **values,
            }
        )
        return self._messages() - before

    def _upload(self, name, model="mail.compose.message"):
        """Return a file that the agent has added to a message that is not sent yet."""
        files = self.env["ir.attachment"].with_user(self.agent)
        return files.create({"name": name, "raw": PDF, "res_model": model, "res_id": 0})

    def _texts(self, guest):
        return self._as(guest).search([]).sorted("id").mapped("body")
