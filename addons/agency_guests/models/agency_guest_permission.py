from odoo import api, fields, models

LEVELS = [("none", "None"), ("low", "Low"), ("high", "High")]


class AgencyGuestPermission(models.Model):
    """How deep a guest, or the guests of a profile, may look into one section."""

    _name = "agency.guest.permission"
    _description = "Guest Permission"
    _order = "sequence, id"
    _rec_name = "section_id"

    guest_id = fields.Many2one("agency.guest", index="btree_not_null", ondelete="cascade")
    profile_id = fields.Many2one("agency.guest.profile", index="btree_not_null", ondelete="cascade")
    section_id = fields.Many2one("agency.guest.section", required=True, ondelete="restrict")
    sequence = fields.Integer(related="section_id.sequence", store=True)
    icon = fields.Char(related="section_id.icon")
    level = fields.Selection(
        LEVELS,
        required=True,
        default="none",
        help="Low: public data. High: also notes, mandates, reserved prices and addresses that "
        "are not public.",
    )

    is_offered = fields.Boolean(
        compute="_compute_is_offered", help="The agency offers this section to its guests."
    )

    _one_owner = models.Constraint(
        "CHECK((guest_id IS NULL) != (profile_id IS NULL))",
        "A permission belongs to a guest or to a profile.",
    )
    _guest_unique = models.UniqueIndex(
        "(guest_id, section_id) WHERE guest_id IS NOT NULL",
        "A guest has one level per section.",
    )
    _profile_unique = models.UniqueIndex(
        "(profile_id, section_id) WHERE profile_id IS NOT NULL",
        "A profile has one level per section.",
    )

    @api.depends(
        *("section_id", "guest_id.company_id.agency_closed_section_ids"),
        "profile_id.company_id.agency_closed_section_ids",
    )
    @api.depends_context("company")
    def _compute_is_offered(self):
        for permission in self:
            owner = permission.guest_id or permission.profile_id
            company = owner.company_id or self.env.company
            closed = company.sudo().agency_closed_section_ids
            permission.is_offered = permission.section_id not in closed

    def _level_in_force(self):
        """Return the level that counts: none where the agency does not offer the section."""
        self.ensure_one()
        return self.level if self.is_offered else "none"

    @api.model_create_multi
    def create(self, vals_list):
        permissions = super().create(vals_list)
        permissions.guest_id._sync_groups()
        return permissions

    def write(self, vals):
        guests = self.guest_id
        result = super().write(vals)
        (guests | self.guest_id)._sync_groups()
        return result

    def unlink(self):
        guests = self.guest_id
        result = super().unlink()
        guests.exists()._sync_groups()
        return result
