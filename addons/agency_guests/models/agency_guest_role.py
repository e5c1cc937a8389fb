from odoo import api, fields, models


class AgencyGuest(models.Model):
    """What a guest is through the clients it speaks for."""

    _inherit = "agency.guest"

    role = fields.Selection(
        [
            ("owner", "Owner"),
            ("applicant", "Applicant"),
            ("both", "Owner and applicant"),
            ("neither", "Neither"),
        ],
        compute="_compute_role",
        search="_search_role",
    )

    @api.depends("partner_ids")
    def _compute_role(self):
        owners, applicants = self._owners(), self._applicants()
        for guest in self:
            clients = guest.partner_ids
            owner, applicant = bool(clients & owners), bool(clients & applicants)
            guest.role = {
                (True, True): "both",
                (True, False): "owner",
                (False, True): "applicant",
            }.get((owner, applicant), "neither")

    def _owners(self):
        parties = self.env["agency.property.party"].sudo()
        return parties.search(
            [
                ("role", "=", "owner"),
                ("is_current", "=", True),
                ("partner_id", "in", self.partner_ids.ids),
            ]
        ).partner_id

    def _applicants(self):
        clients = [("partner_id", "in", self.partner_ids.ids)]
        return (
            self.env["agency.interest"].sudo().search(clients).partner_id
            | self.env["agency.request"].sudo().search(clients).partner_id
        )

    def _search_role(self, operator, value):
        if operator != "in":
            return NotImplemented
        guests = self.sudo().with_context(active_test=False)
        guests = guests.search([("id", "!=", False)])
        return [("id", "in", guests.filtered(lambda guest: guest.role in value).ids)]
