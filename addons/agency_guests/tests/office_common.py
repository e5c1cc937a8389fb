from odoo.tests import new_test_user

from .levels_common import LevelsCase


class OfficeCase(LevelsCase):
    """An agent and a manager at the desk, a stranger of another agency, and an owner's guest."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls._employee("o_agent", "agency_base.group_agent")
        cls.manager = cls._employee("o_manager", "agency_base.group_manager")
        cls.stranger = cls._employee("o_stranger", "agency_base.group_manager", cls.foreign)
        cls.guest = cls._guest("olga", cls.olga)

    @classmethod
    def _employee(cls, login, group, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=login,
            groups=f"{group},base.group_partner_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    def _at_desk(self, record, user=None):
        """Return a record as an employee at work has it: own rights, own company."""
        user = user or self.agent
        return record.with_user(user).with_context(allowed_company_ids=user.company_id.ids)

    @classmethod
    def _profile(cls, name, level, **values):
        sections = cls.env["agency.guest.section"].search([])
        return cls.env["agency.guest.profile"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "permission_ids": [
                    (0, 0, {"section_id": section.id, "level": level}) for section in sections
                ],
                **values,
            }
        )

    def _dialog(self, action, user=None):
        """Return the dialog that an action opens, as the employee who clicked has it."""
        Model = self._at_desk(self.env[action["res_model"]], user)
        if action.get("res_id"):
            return Model.browse(action["res_id"])
        return Model.with_context(**action["context"]).create({})
