from odoo import api, fields, models

from odoo.addons.agency_base.loose_many2one import LooseMany2one

from .. import bulk
from ..contact_keys import RULES
from ..plan import WRITING


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
    # Loose, since the delivery has the same one and takes its lines away; not indexed, since so few
    # companies would never be looked up by it.
    company_id = LooseMany2one("res.company", required=True, readonly=True, ondelete="cascade")
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
            ("missing", "Missing"),
        ],
        required=True,
        readonly=True,
    )
    is_reference = fields.Boolean(
        string="Reference", readonly=True, help="The sender keeps the listing as a reference."
    )
    property_id = fields.Many2one("agency.property", readonly=True, index=True, ondelete="set null")
    external_number = fields.Char(readonly=True)
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

    # Off for what is not the protocol: a preview, and what an earlier time of processing did.
    active = fields.Boolean(default=True, readonly=True)
    is_preview = fields.Boolean(readonly=True, help="Shows what would happen; nothing did.")
    is_missing = fields.Boolean(
        readonly=True, help="The full delivery lacks the property; there is no listing."
    )
    is_left_out = fields.Boolean(
        string="Left Out", readonly=True, help="Passed over when the delivery is imported."
    )
    change_ids = fields.One2many(
        "agency.import.change", "listing_id", string="Changes", domain=[("kind", "!=", "memory")]
    )
    is_writing = fields.Boolean(compute="_compute_is_writing")
    change_count = fields.Integer(string="Number of Changes", compute="_compute_change_count")
    new_contacts = fields.Json(readonly=True, help="Ids of the contacts made for the listing.")
    undo_state = fields.Selection(
        [("undone", "Undone"), ("left", "Left alone")], string="Undo", readonly=True
    )
    undo_message = fields.Text(string="About the Undo", readonly=True)

    # Most lines say that nothing changed, and nobody looks for those.
    _action_index = models.Index("(action) WHERE action <> 'unchanged'")

    @api.depends("action")
    def _compute_is_writing(self):
        for listing in self:
            listing.is_writing = listing.action in WRITING

    @api.depends("change_ids")
    def _compute_change_count(self):
        groups = self.env["agency.import.change"]._read_group(
            [("listing_id", "in", self.ids), ("kind", "!=", "memory")], ["listing_id"], ["__count"]
        )
        counts = {listing.id: count for listing, count in groups}
        for listing in self:
            listing.change_count = counts.get(listing.id, 0)

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

    @api.model
    def _store(self, rows, **marks):
        """Insert lines with their changes, set-wise; `marks` are values that all of them get."""
        marks = {"active": True, "is_preview": False, **marks}
        changes = [row.get("changes", []) for row in rows]
        rows = [{**row, **marks} for row in rows]
        for row in rows:
            row.pop("changes", None)
        ids = bulk.insert(self, rows)
        self.env["agency.import.change"]._insert(ids, rows, changes)

    def action_leave_out(self):
        """Pass over these listings of a preview when their delivery is imported."""
        self._preview_lines_sudo().is_left_out = True

    def action_take_in(self):
        """Import these listings of a preview after all."""
        self._preview_lines_sudo().is_left_out = False

    def action_import_selected(self):
        """Import these listings of a preview, and leave out the others."""
        chosen_sudo = self._preview_lines_sudo()
        deliveries_sudo = chosen_sudo.delivery_id
        others_sudo = deliveries_sudo.preview_ids - chosen_sudo
        others_sudo.filtered("is_writing").is_left_out = True
        chosen_sudo.is_left_out = False
        for delivery_sudo in deliveries_sudo:
            delivery_sudo.action_import_selected()
        return deliveries_sudo[:1]._form_action()

    def _preview_lines_sudo(self):
        self.delivery_id.check_access("write")
        return self.sudo().filtered("is_preview")

    def action_open_property(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "agency.property",
            "res_id": self.property_id.id,
            "view_mode": "form",
        }
