from odoo import api, fields, models


class AgencyClientGroup(models.Model):
    """Before clients join or leave a group, it is shown who would see more or less on the web."""

    _inherit = "agency.client.group"

    web_effect = fields.Text(compute="_compute_web_effect")

    @api.depends("partner_ids")
    def _compute_web_effect(self):
        nobody = self.browse()
        for group in self:
            before, now = group._origin.partner_ids, group.partner_ids._origin
            moves = {partner: group for partner in now - before}
            moves |= {partner: nobody for partner in before - now}
            is_draft = moves and not group.id
            accesses = self.env["agency.web.access"]
            group.web_effect = accesses._group_effect(moves) if is_draft else False
