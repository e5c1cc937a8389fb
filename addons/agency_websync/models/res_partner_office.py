from odoo import fields, models


class ResPartner(models.Model):
    """A contact's case files and registrations, one click away."""

    _inherit = "res.partner"

    acting_case_ids = fields.One2many(
        "agency.case",
        "intermediary_id",
        string="Cases as Intermediary",
        groups="agency_base.group_agent",
    )
    acting_case_count = fields.Integer(
        compute="_compute_acting_case_count", groups="agency_base.group_agent"
    )
    web_access_count = fields.Integer(
        compute="_compute_web_access_count", groups="agency_base.group_agent"
    )

    def _compute_acting_case_count(self):
        rows = self.env["agency.case"]._read_group(
            [("intermediary_id", "in", self.ids)], ["intermediary_id"], ["__count"]
        )
        counts = {partner.id: count for partner, count in rows}
        for partner in self:
            partner.acting_case_count = counts.get(partner.id, 0)

    def _compute_web_access_count(self):
        rows = self.env["agency.web.access"]._read_group(
            [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
        )
        counts = {partner.id: count for partner, count in rows}
        for partner in self:
            partner.web_access_count = counts.get(partner.id, 0)

    def action_agency_view_cases(self):
        return self._agency_cases("client_id")

    def action_agency_view_acting_cases(self):
        return self._agency_cases("intermediary_id")

    def action_agency_view_registrations(self):
        """Open the registrations at this contact's rows; the other ones are one click away."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_websync.action_agency_web_access"
        )
        context = {"search_default_partner_id": self.id, "default_partner_id": self.id}
        return {**action, "context": context}

    def action_agency_register(self):
        """Register the contact in each role in which it is not registered yet, and show that.

        A client always; an intermediary if there is a case in which it acts.
        """
        self.ensure_one()
        accesses = self.env["agency.web.access"]
        company = self.company_id or self.env.company
        known = accesses.search([("partner_id", "=", self.id), ("company_id", "=", company.id)])
        roles = ["client", *(["intermediary"] if self.acting_case_count else [])]
        accesses.create(
            [
                {"partner_id": self.id, "role": role, "company_id": company.id}
                for role in roles
                if role not in known.mapped("role")
            ]
        )
        return self.action_agency_view_registrations()

    def _agency_cases(self, link):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_websync.action_agency_case")
        return {
            **action,
            "domain": [(link, "=", self.id)],
            "context": {f"default_{link}": self.id},
        }
