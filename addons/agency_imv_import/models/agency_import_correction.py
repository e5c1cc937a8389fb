from odoo import api, fields, models

from .agency_import_difference import CONTACT, DETAIL, MEDIA


class AgencyImportCorrection(models.Model):
    """A value of an imported property that the office changed or locked, and that therefore stays.

    A lock exists from the moment of the edit: the row is written by the property's own `write`,
    which knows who and when, and can be searched; deliveries bring it up to date.
    """

    _name = "agency.import.correction"
    _description = "Value Kept by the Office"
    _inherit = ["agency.import.values.mixin"]
    _order = "is_conflict desc, changed_on desc, id desc"
    _rec_name = "field_name"

    property_id = fields.Many2one(
        "agency.property", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="property_id.company_id", store=True, index=True)
    field_name = fields.Selection(
        selection="_selection_field_name", string="Field", required=True, readonly=True
    )
    place = fields.Char(
        readonly=True,
        help="Which contact, attachment or further detail; empty for a field.",
    )
    # Lists of one value in the form that is compared; an empty list: not delivered.
    sender_value = fields.Json(readonly=True)
    our_value = fields.Json(readonly=True)
    label = fields.Char(string="What", compute="_compute_texts")
    sender_text = fields.Char(string="Sender's Value", compute="_compute_texts")
    our_text = fields.Char(string="Ours", compute="_compute_texts")
    is_part = fields.Boolean(compute="_compute_is_part")
    status = fields.Selection(
        [("edited", "Edited"), ("locked", "Locked"), ("conflict", "Conflict")],
        compute="_compute_status",
    )
    is_different = fields.Boolean(compute="_compute_is_different")
    is_locked = fields.Boolean(
        string="Locked",
        readonly=True,
        help="Stays as it is, even while both agree, until it is unlocked.",
    )
    is_conflict = fields.Boolean(
        string="Conflict",
        readonly=True,
        help="The sender sent a new value after the office had changed the old one.",
    )
    changed_on = fields.Datetime(string="Since", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Changed by",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Empty when it was noticed by a delivery only.",
    )
    delivery_id = fields.Many2one(
        "agency.import.delivery",
        string="Last Delivery",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The delivery that brought the sender's value last.",
    )

    _once = models.UniqueIndex("(property_id, field_name, COALESCE(place, ''))")

    @api.model
    def _selection_field_name(self):
        names = sorted((self._label(name), name) for name in self._imported_names())
        return [
            *((name, label) for label, name in names),
            (CONTACT, self.env._("Contact Person")),
            (MEDIA, self.env._("Picture or File")),
            (DETAIL, self.env._("Further Detail")),
        ]

    @api.depends("field_name")
    def _compute_is_part(self):
        for row in self:
            row.is_part = row.field_name in (CONTACT, MEDIA, DETAIL)

    @api.depends("is_conflict", "is_locked")
    def _compute_status(self):
        for row in self:
            locked = "locked" if row.is_locked else "edited"
            row.status = "conflict" if row.is_conflict else locked

    @api.depends("sender_value", "our_value")
    def _compute_is_different(self):
        for row in self:
            row.is_different = bool(row.sender_value) and row.sender_value != row.our_value

    @api.depends("field_name", "place", "sender_value", "our_value")
    @api.depends_context("lang")
    def _compute_texts(self):
        labels = dict(self._selection_field_name())
        details = self._details()
        for row in self:
            row.label = labels.get(row.field_name, row.field_name)
            tell = getattr(row, f"_tell_{row.field_name}", row._tell_field)
            sender = row.sender_value[0] if row.sender_value else None
            ours = row.our_value[0] if row.our_value else None
            row.sender_text, row.our_text = tell(sender, ours)
            if detail := details.get((row.property_id.id, row.place)):
                row.label, row.sender_text = detail.label, detail.delivered_value or "-"

    def _details(self):
        """Return the further details among the rows, by property and place."""
        rows = self.filtered(lambda row: row.field_name == DETAIL)
        details = self.env["agency.property.detail"].search(
            [("property_id", "in", rows.property_id.ids), ("path", "in", rows.mapped("place"))]
        )
        return {(detail.property_id.id, detail.path): detail for detail in details}

    def _tell_field(self, sender, ours):
        name = self.field_name
        if name not in self.property_id._fields:
            return "", ""
        currency = self.property_id.currency_id
        if not self.sender_value:
            return self.env._("not delivered"), self._shown(name, ours, currency)
        return self._shown(name, sender, currency), self._shown(name, ours, currency)

    def _tell_contact(self, sender, ours):
        partners = self.env["res.partner"].browse(ours or []).exists()
        return sender or "-", ", ".join(partners.mapped("display_name")) or self.env._("removed")

    def _tell_media(self, sender, ours):
        names = {
            "removed": self.env._("removed"),
            "archived": self.env._("archived"),
            "replaced": self.env._("replaced by %s", (ours or {}).get("name") or ""),
        }
        return sender or "-", names.get((ours or {}).get("state"), "")

    def _tell_detail(self, sender, ours):
        return sender or "-", ours or "-"
