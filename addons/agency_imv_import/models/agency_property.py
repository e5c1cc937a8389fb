from odoo import fields, models


class AgencyProperty(models.Model):
    """Shows where an imported property came from and what its deliveries did."""

    _inherit = "agency.property"

    import_source_id = fields.Many2one(
        "agency.import.source",
        string="Imported from",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The drop box in which this property arrived.",
    )
    detail_ids = fields.One2many(
        "agency.property.detail",
        "property_id",
        string="Further Details",
        domain=[("group", "!=", "technical")],
        help="What the sender says and no field of the property holds.",
    )
    import_listing_count = fields.Integer(string="Imports", compute="_compute_import_listing_count")

    def _compute_import_listing_count(self):
        groups = self.env["agency.import.listing"]._read_group(
            [("property_id", "in", self.ids)], ["property_id"], ["__count"]
        )
        counts = {record.id: count for record, count in groups}
        for record in self:
            record.import_listing_count = counts.get(record.id, 0)

    def action_view_import_listings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_listing"
        )
        return {**action, "domain": [("property_id", "=", self.id)], "context": {}}

    def action_view_details(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_property_detail"
        )
        context = {"search_default_groups": 1}
        return {**action, "domain": [("property_id", "=", self.id)], "context": context}
