from odoo import api, fields, models

from .agency_partner_key import KEY_FIELDS


class ResPartner(models.Model):
    """Keeps the keys by which a contact is recognised in a delivery."""

    _inherit = "res.partner"

    is_import_undone = fields.Boolean(
        string="Archived by an Undo",
        readonly=True,
        copy=False,
        groups="agency_base.group_agent",
        help="Came with a delivery that was undone; is restored when it is delivered again.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        self.env["agency.partner.key"].sudo()._refresh(partners.sudo(), is_new=True)
        return partners

    def write(self, vals):
        if vals.get("active"):
            vals = {"is_import_undone": False, **vals}
        result = super().write(vals)
        if KEY_FIELDS & vals.keys():
            # The company of a contact may be the name of another one.
            partners = self.sudo() | self.sudo().with_context(active_test=False).child_ids
            self.env["agency.partner.key"].sudo()._refresh(partners)
        return result
