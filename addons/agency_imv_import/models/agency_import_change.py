from odoo import api, fields, models

from .. import bulk, plan

# Rows that are written with one statement.
ROWS = 5000


class AgencyImportChange(models.Model):
    """One value that a delivery changes, and what stood there before.

    Written by an import, it is the before-image by which the delivery is undone; written by a dry
    run, it is what the preview shows. New properties have such rows in a preview only.
    """

    _name = "agency.import.change"
    _description = "Change by an Import"
    _order = "listing_id, id"
    _rec_name = "label"

    listing_id = fields.Many2one(
        "agency.import.listing", required=True, readonly=True, index=True, ondelete="cascade"
    )
    delivery_id = fields.Many2one(
        "agency.import.delivery", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    external_number = fields.Char(related="listing_id.external_number", string="Listing Number")
    property_id = fields.Many2one(related="listing_id.property_id", string="Property")
    action = fields.Selection(related="listing_id.action")
    is_preview = fields.Boolean(related="listing_id.is_preview")
    kind = fields.Selection(
        [
            ("field", "Field"),
            ("contact", "Contact"),
            ("media", "Picture or document"),
            ("detail", "Further detail"),
            ("memory", "What was delivered last"),
        ],
        required=True,
        readonly=True,
    )
    name = fields.Char(string="Technical Name", readonly=True)
    label = fields.Char(string="What Changes", readonly=True)
    old_text = fields.Text(string="Before", readonly=True)
    new_text = fields.Text(string="After", readonly=True)

    # What is compared and set back: values by name; none where there was nothing, or is nothing.
    record_id = fields.Integer(
        readonly=True, help="Of the contact, its link, the medium or the memory."
    )
    before = fields.Json(string="Values Before", readonly=True, groups="agency_base.group_manager")
    after = fields.Json(string="Values After", readonly=True, groups="agency_base.group_manager")
    file_id = fields.Many2one(
        "ir.attachment",
        string="Replaced File",
        readonly=True,
        ondelete="set null",
        groups="agency_base.group_manager",
    )

    def action_open_listing(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "agency.import.listing",
            "res_id": self.listing_id.id,
            "view_mode": "form",
        }

    @api.model
    def _describe(self, steps, run):
        """Return for each step the values of its changes, without their line of the protocol."""
        told = [step.action in plan.WRITING for step in steps]
        if not run.is_dry:
            told = [
                is_told and step.action != plan.CREATED
                for is_told, step in zip(told, steps, strict=True)
            ]
        chosen = [step for step, is_told in zip(steps, told, strict=True) if is_told]
        wording = self.env["agency.import.change.wording"]._for_company(run.company_id)
        labels = wording._detail_labels(chosen)
        return [
            [
                self._vals(change, wording._words(change, labels))
                for change in step.changes
                if not (run.is_dry and change.kind == "memory")
            ]
            if is_told
            else []
            for step, is_told in zip(steps, told, strict=True)
        ]

    @api.model
    def _vals(self, change, words):
        label, old, new = words
        return {
            "kind": change.kind,
            "name": change.name or False,
            "label": label,
            "old_text": old,
            "new_text": new,
            "record_id": change.record_id or 0,
            "before": change.before,
            "after": change.after,
            "file_id": change.file_id,
        }

    @api.model
    def _insert(self, listing_ids, rows, changes):
        """Write the changes of new lines of the protocol, set-wise.

        :param rows: the values of the lines
        :param changes: for each line the values of its changes
        """
        vals_list = [
            {
                "listing_id": listing_id,
                "delivery_id": row["delivery_id"],
                "company_id": row["company_id"],
                **change,
            }
            for listing_id, row, own in zip(listing_ids, rows, changes, strict=True)
            for change in own
        ]
        for start in range(0, len(vals_list), ROWS):
            bulk.insert(self, vals_list[start : start + ROWS])
        files = {vals["file_id"]: vals["listing_id"] for vals in vals_list if vals["file_id"]}
        for file_id, listing_id in files.items():
            # The file goes when the line of the protocol goes.
            self.env["ir.attachment"].sudo().browse(file_id).res_id = listing_id
