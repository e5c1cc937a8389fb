from odoo import fields, models


class AgencyClientGroup(models.Model):
    """Clients that belong together: a registration may follow the cases of all of them."""

    _name = "agency.client.group"
    _description = "Client Group"
    _order = "name, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    partner_ids = fields.One2many("res.partner", "client_group_id", string="Clients")
    partner_count = fields.Integer(compute="_compute_partner_count", string="Number of Clients")

    _name_unique = models.UniqueIndex(
        "(lower(name)) WHERE active", "A group with this name exists."
    )

    def _compute_partner_count(self):
        rows = self.env["res.partner"]._read_group(
            [("client_group_id", "in", self.ids)], ["client_group_id"], ["__count"]
        )
        counts = {group.id: count for group, count in rows}
        for group in self:
            group.partner_count = counts.get(group.id, 0)
