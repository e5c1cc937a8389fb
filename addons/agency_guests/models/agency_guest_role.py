from odoo import api, fields, models
from odoo.fields import Domain


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

    @api.depends("partner_ids.agency_interest_ids.state", "partner_ids.agency_request_ids.state")
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
        """Return the clients who want something: not those who declined, or have found it."""
        clients = Domain("partner_id", "in", self.partner_ids.ids)
        live, open_ones = Domain("state", "!=", "declined"), Domain("state", "!=", "done")
        interests = self.env["agency.interest"].sudo().search(clients & live)
        requests = self.env["agency.request"].sudo().search(clients & open_ones)
        return interests.partner_id | requests.partner_id

    def _search_role(self, operator, value):
        if operator != "in":
            return NotImplemented
        guests = self.sudo().with_context(active_test=False)
        guests = guests.search([("id", "!=", False)])
        return [("id", "in", guests.filtered(lambda guest: guest.role in value).ids)]
