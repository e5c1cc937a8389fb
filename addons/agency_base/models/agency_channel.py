from odoo import fields, models


class AgencyChannel(models.Model):
    """One place where the agency advertises: a portal, its website, the shop window ..."""

    _name = "agency.channel"
    _description = "Advertising Channel"
    _order = "sequence, name, id"

    # What an outsider may read of a channel.
    _public_field_names = ("name", "kind", "url", "sequence")

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("portal", "Portal"),
            ("website", "Own website"),
            ("social", "Social network"),
            ("print", "Newspaper"),
            ("window", "Shop window"),
            ("flyer", "Flyer"),
            ("other", "Other"),
        ],
        required=True,
        default="portal",
    )
    url = fields.Char(string="Web Address")
    company_id = fields.Many2one("res.company", index=True, help="Empty: all companies use it.")
    active = fields.Boolean(default=True)
    color = fields.Integer()
    sequence = fields.Integer(default=10)
    running_count = fields.Integer(string="Running Publications", compute="_compute_running_count")

    def _compute_running_count(self):
        groups = self.env["agency.publication"]._read_group(
            [("channel_id", "in", self.ids), ("state", "=", "published")],
            ["channel_id"],
            ["__count"],
        )
        counts = {channel.id: count for channel, count in groups}
        for channel in self:
            channel.running_count = counts.get(channel.id, 0)

    def action_view_publications(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_base.action_agency_publication"
        )
        return {
            **action,
            "domain": [("channel_id", "=", self.id)],
            "context": {"default_channel_id": self.id},
        }
