from odoo import api, fields, models

# What the web copies hold of a contact, or decide by.
COPIED_FIELDS = {"name", "client_group_id"}


class ResPartner(models.Model):
    """A contact may belong to a group of clients, and may be registered for the web."""

    _inherit = "res.partner"

    client_group_id = fields.Many2one(
        "agency.client.group",
        index="btree_not_null",
        ondelete="restrict",
        groups="agency_base.group_agent",
    )
    web_access_ids = fields.One2many(
        "agency.web.access",
        "partner_id",
        string="Web Registrations",
        groups="agency_base.group_agent",
    )
    case_ids = fields.One2many(
        "agency.case", "client_id", string="Cases", groups="agency_base.group_agent"
    )
    case_count = fields.Integer(compute="_compute_case_count", groups="agency_base.group_agent")

    def _compute_case_count(self):
        rows = self.env["agency.case"]._read_group(
            [("client_id", "in", self.ids)], ["client_id"], ["__count"]
        )
        counts = {partner.id: count for partner, count in rows}
        for partner in self:
            partner.case_count = counts.get(partner.id, 0)

    def write(self, vals):
        copied = COPIED_FIELDS & vals.keys()
        copies = self.env["agency.web.case"]
        renamed_sudo = self._renamed_by(vals).sudo()
        copies._mark_renamed("access_id", renamed_sudo.web_access_ids)
        if "name" in vals:
            copies._mark_renamed("company_id", renamed_sudo._own_companies())
        if "client_group_id" in copied:
            # Who leaves a group takes its cases along: the group it leaves has to be asked too.
            copies._mark_accesses(self._group_accesses())
        result = super().write(vals)
        if copied:
            copies._mark_partners(self, moved="client_group_id" in copied)
        if "client_group_id" in copied:
            copies._mark_accesses(self._group_accesses())
        return result

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        grouped = partners.filtered(lambda p: p.sudo().client_group_id)
        if grouped:
            self.env["agency.web.case"]._mark_accesses(grouped._group_accesses())
        return partners

    def _renamed_by(self, vals):
        """Return those that get another name or code: documents name whose registration it is."""
        names = [name for name in ("name", "ref") if name in vals]
        return self.filtered(lambda partner: any(partner[name] != vals[name] for name in names))

    def _own_companies(self):
        """Return the companies that these contacts stand for: a company has its contact's name."""
        return self.env["res.company"].search([("partner_id", "in", self.ids)])

    def _group_accesses(self):
        """Return the registrations that follow the groups of these contacts, and their own."""
        groups = self.sudo().client_group_id
        return (
            self.env["agency.web.access"]
            .sudo()
            .search(
                [
                    "|",
                    ("partner_id", "in", self.ids),
                    "&",
                    ("whole_group", "=", True),
                    ("partner_id.client_group_id", "in", groups.ids),
                ]
            )
        )

    def _hand_over_registrations(self, successor):
        """Archive registrations that the successor has as well; its own takes over the accounts."""
        accesses = self.env["agency.web.access"].sudo()
        kept = accesses.search([("partner_id", "=", successor.id)])
        for access in accesses.search([("partner_id", "in", self.ids)], order="id"):
            same = kept.filtered(
                lambda k, a=access: (k.company_id, k.role) == (a.company_id, a.role)
            )
            if not same:
                kept |= access
                continue
            same.guest_ids |= access.guest_ids
            access.write({"state": "withdrawn", "active": False})
