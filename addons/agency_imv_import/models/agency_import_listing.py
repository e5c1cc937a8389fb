from odoo import api, fields, models

from ..contact_keys import RULES


class AgencyImportListing(models.Model):
    """What became of one listing of a delivery: the line of the protocol."""

    _name = "agency.import.listing"
    _description = "Imported Listing Entry"
    _order = "delivery_id, index, id"
    _rec_name = "external_number"

    delivery_id = fields.Many2one(
        "agency.import.delivery",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    index = fields.Integer(string="No.", readonly=True, help="Position in the delivery.")
    line = fields.Integer(readonly=True, help="Line of the XML at which the listing starts.")
    action = fields.Selection(
        [
            ("created", "Created"),
            ("updated", "Updated"),
            ("unchanged", "Unchanged"),
            ("archived", "Archived"),
            ("skipped", "Skipped"),
            ("failed", "Not imported"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    is_reference = fields.Boolean(
        string="Reference", readonly=True, help="The sender keeps the listing as a reference."
    )
    property_id = fields.Many2one("agency.property", readonly=True, index=True, ondelete="set null")
    external_number = fields.Char(readonly=True, index="btree_not_null")
    partner_id = fields.Many2one(
        "res.partner", string="Contact", readonly=True, index="btree_not_null", ondelete="set null"
    )
    contact_rule = fields.Selection(
        selection="_selection_contact_rule",
        string="Contact Recognised by",
        readonly=True,
    )
    surname = fields.Char(readonly=True, help="As delivered.")
    first_name = fields.Char(readonly=True, help="As delivered.")
    kept_count = fields.Integer(
        string="Kept Values",
        readonly=True,
        help="Values of the office that stayed although the sender has others.",
    )
    conflict_count = fields.Integer(
        string="Conflicts",
        readonly=True,
        help="Kept values for which the sender sent a new one.",
    )
    message = fields.Text(readonly=True)

    @api.model
    def _selection_contact_rule(self):
        rules = dict(
            self.env["agency.partner.key"]._fields["kind"]._description_selection(self.env)
        )
        return [
            *((rule, rules[rule]) for rule in RULES),
            ("new", self.env._("New contact")),
            ("linked", self.env._("Linked before")),
        ]

    def action_open_property(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "agency.property",
            "res_id": self.property_id.id,
            "view_mode": "form",
        }
