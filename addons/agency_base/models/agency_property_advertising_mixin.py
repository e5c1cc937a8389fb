from odoo import api, fields, models


class AgencyPropertyAdvertisingMixin(models.AbstractModel):
    """Where a property is advertised."""

    _name = "agency.property.advertising.mixin"
    _description = "Property advertising"

    publication_ids = fields.One2many("agency.publication", "property_id", string="Publications")
    publication_count = fields.Integer(
        string="Running Publications", compute="_compute_publication_count"
    )

    @api.depends("publication_ids.state")
    def _compute_publication_count(self):
        groups = self.env["agency.publication"]._read_group(
            [("property_id", "in", self.ids), ("state", "=", "published")],
            ["property_id"],
            ["__count"],
        )
        counts = {record.id: count for record, count in groups}
        for record in self:
            record.publication_count = counts.get(record.id, 0)

    def action_view_publications(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_base.action_agency_publication"
        )
        return {
            **action,
            "domain": [("property_id", "=", self.id)],
            "context": {"default_property_id": self.id},
        }

    def _end_publications(self):
        """End what runs. The state of the property decides, not the rights of who changes it."""
        if self:
            publications_sudo = self.env["agency.publication"].sudo()
            publications_sudo.search(
                [("property_id", "in", self.ids), ("state", "=", "published")]
            )._end()
