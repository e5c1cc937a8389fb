from odoo import api, models


class ResUsers(models.Model):
    """Case files are a section of guests like the other ones; its groups are ours."""

    _inherit = "res.users"

    @api.model
    def _agency_level_group(self, section, level):
        if section == "cases":
            return f"agency_websync.group_cases_{level}"
        return super()._agency_level_group(section, level)
