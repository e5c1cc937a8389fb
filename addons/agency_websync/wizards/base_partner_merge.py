from odoo import api, models


class MergePartnerAutomatic(models.TransientModel):
    """Merging contacts moves their cases with plain SQL: their copies have to be made again."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = src_partners | dst_partner
        accesses = partners._group_accesses()
        src_partners._hand_over_registrations(dst_partner)
        self.env.flush_all()
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        accesses.modified(["partner_id"])
        copies = self.env["agency.web.case"]
        copies._mark_accesses(accesses | dst_partner._group_accesses())
        copies._mark_partners(dst_partner, moved=True)
        return result
