from odoo import Command
from odoo.tests import TransactionCase, new_test_user

QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class OfficeCase(TransactionCase):
    """An agency with two clients of one group, a stranger to it, and an intermediary."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Harbour Homes"})
        context = {**cls.env.context, **QUIET, "allowed_company_ids": cls.company.ids}
        cls.agent = new_test_user(
            cls.env,
            "harbour_agent",
            "agency_base.group_agent,base.group_partner_manager",
            name="Alma Agent",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.env = cls.env(user=cls.agent, context=context)
        cls.group, cls.other_group = cls.env["agency.client.group"].create(
            [{"name": "Harbour family"}, {"name": "Hill family"}]
        )
        cls.anna, cls.bert, cls.clara, cls.lawyer = cls.env["res.partner"].create(
            [
                {"name": "Anna Anker", "ref": "T-A", "client_group_id": cls.group.id},
                {"name": "Bert Boje", "ref": "T-B", "client_group_id": cls.group.id},
                {"name": "Clara Kai", "ref": "T-C"},
                {"name": "Lea Lawyer", "ref": "T-L"},
            ]
        )
        cls.sale, cls.lease = (
            cls.env["agency.case.modality"]
            .sudo()
            .create([{"name": "Sale", "code": "TSALE"}, {"name": "Lease", "code": "TLEASE"}])
            .with_env(cls.env)
        )
        cls.anna_case = cls._case(cls.anna, reference_1="REF", intermediary_id=cls.lawyer.id)
        cls.bert_case = cls._case(cls.bert, reference_1="REF", key="KEY")
        cls.bert_lease = cls._case(cls.bert, modality_id=cls.lease.id)
        cls.clara_case = cls._case(cls.clara)
        cls.access = cls._access(cls.anna)
        cls._commit()

    @classmethod
    def _case(cls, client, **values):
        return cls.env["agency.case"].create(
            {
                "name": f"Case of {client.name}",
                "company_id": cls.company.id,
                "modality_id": cls.sale.id,
                "client_id": client.id,
                "user_id": cls.agent.id,
                **values,
            }
        )

    @classmethod
    def _access(cls, partner, live=True, **values):
        access = cls.env["agency.web.access"].create(
            {"partner_id": partner.id, "company_id": cls.company.id, **values}
        )
        if live:
            access.action_sync()
        return access

    @classmethod
    def _guest(cls, code, partners, level="high"):
        section = cls.env.ref("agency_websync.section_cases")
        return cls.env["agency.guest"].create(
            {
                "surname": f"{code} account",
                "user_code": code,
                "company_id": cls.company.id,
                "partner_ids": [Command.set(partners.ids)],
                "permission_ids": [Command.create({"section_id": section.id, "level": level})],
            }
        )

    @classmethod
    def _commit(cls):
        """Do what the end of a transaction does: make the copies."""
        cls.env.cr.flush()

    def _seen(self, access):
        """Return the numbers of the cases that a registration shows on the web."""
        self._commit()
        copies = self.env["agency.web.case"].search([("access_id", "=", access.id)])
        return sorted(copies.mapped("number"))
