from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    """A guest reads of contacts what pages need to know about the guest's own account.

    The people of properties are shown as text, named or masked: see `guest_people`.
    """

    _name = "res.partner"
    _inherit = ["agency.guest.readable", "res.partner"]

    _guest_low_fields = (
        *("name", "complete_name", "email", "email_formatted", "phone", "lang", "tz", "type"),
        *("street", "street2", "zip", "city", "state_id", "country_id", "country_code", "vat"),
        *("company_name", "commercial_company_name", "commercial_partner_id", "is_company"),
        *("company_type", "company_id", "parent_id", "parent_name", "write_date"),
        *("image_1920", "image_1024", "image_512", "image_256", "image_128"),
    )

    is_guest_client = fields.Boolean(
        string="Client of the Guest",
        compute="_compute_is_guest_client",
        search="_search_is_guest_client",
        help="The guest who is asking speaks for this contact.",
    )

    @api.depends_context("uid")
    def _compute_is_guest_client(self):
        clients = self._origin.sudo().filtered_domain(self._guest_client_domain())
        for partner in self:
            partner.is_guest_client = partner._origin in clients

    def _search_is_guest_client(self, operator, value):
        return self._guest_client_domain() if operator == "in" else NotImplemented

    @api.model
    def _guest_client_domain(self):
        """Return the domain of the contacts that the current user speaks for as a guest."""
        guest_fields = self.env["agency.guest"]._fields
        clients = SQL(
            "SELECT client.partner_id FROM agency_guest_client_rel client"
            " JOIN agency_guest guest ON guest.id = client.guest_id"
            " WHERE guest.user_id = %s AND guest.active",
            self.env.uid,
            to_flush=[guest_fields["user_id"], guest_fields["active"]],
        )
        return Domain("id", "in", clients)
