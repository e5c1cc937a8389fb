from odoo import api, fields, models


class ResPartner(models.Model):
    """Before a contact changes its group, it is shown who would see more or less on the web."""

    _inherit = "res.partner"

    web_effect = fields.Text(compute="_compute_web_effect", groups="agency_base.group_agent")

    @api.depends("client_group_id")
    def _compute_web_effect(self):
        for partner in self:
            stored = partner._origin
            group = partner.client_group_id
            is_draft = stored and not partner.id and group._origin != stored.client_group_id
            accesses = self.env["agency.web.access"]
            partner.web_effect = accesses._group_effect({stored: group}) if is_draft else False
