from odoo import fields, models


class AgencyGuest(models.Model):
    """The registrations that an account follows."""

    _inherit = "agency.guest"

    web_access_ids = fields.Many2many(
        "agency.web.access",
        "agency_web_access_guest_rel",
        "guest_id",
        "access_id",
        string="Web Registrations",
        copy=False,
    )

    def _sees_cases(self):
        """Tell whether the account has a level for case files."""
        self.ensure_one()
        return self.user_id.sudo()._agency_level("cases") != "none"

    def _open_cases(self):
        """Give accounts that have no level for case files the high one."""
        section = self.env.ref("agency_websync.section_cases")
        for guest in self:
            permission = guest.permission_ids.filtered(lambda p: p.section_id == section)
            if not permission:
                guest.permission_ids = [
                    fields.Command.create({"section_id": section.id, "level": "high"})
                ]
            elif permission.level == "none":
                permission.level = "high"
