from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

FLUSHED = {
    "agency.guest": ("user_id", "active", "company_id"),
    "agency.property.party": (
        *("partner_id", "property_id", "company_id", "role", "date_from", "date_to"),
    ),
    "agency.interest": ("partner_id", "property_id", "company_id", "state", "active"),
}
# Which guest asks, and for which clients.
ASKING = """
    WITH guest AS (SELECT id, company_id FROM agency_guest WHERE user_id = %s AND active),
         client AS (SELECT partner_id FROM agency_guest_client_rel
                     WHERE guest_id = (SELECT id FROM guest))
"""
OWNED = """
    SELECT property_id FROM agency_property_party
     WHERE partner_id = ANY(ARRAY(SELECT partner_id FROM client))
       AND company_id = (SELECT company_id FROM guest)
       AND role = 'owner'
       AND (date_from IS NULL OR date_from <= %(today)s)
       AND (date_to IS NULL OR date_to >= %(today)s)
"""
WANTED = """
    SELECT property_id FROM agency_interest
     WHERE partner_id = ANY(ARRAY(SELECT partner_id FROM client))
       AND company_id = (SELECT company_id FROM guest)
       AND active AND state <> 'declined'
"""


class AgencyProperty(models.Model):
    """Guests see the properties of their clients: what they own, what they are interested in."""

    _name = "agency.property"
    _inherit = ["agency.guest.readable", "agency.property"]

    _guest_section = "listings"
    _guest_high_fields = (
        *("street", "street_number", "latitude", "longitude", "apartment_number"),
        *("cadastral_district", "cadastral_section", "cadastral_parcel", "address_public"),
        *("price_sale", "rent_net", "rent_gross", "service_charges", "heating_costs"),
        *("maintenance_fee", "deposit", "deposit_text", "ground_lease", "lease_price"),
        *("price_parking", "rental_income_actual", "rental_income_target"),
        *("headline_price", "price_public", "price_per_area", "activated_on", "note"),
        *("media_ids", "picture_ids", "floor_plan_ids", "cover_media_id"),
    )

    is_guest_property = fields.Boolean(
        string="Open to the Guest",
        compute="_compute_guest_relation",
        search="_search_is_guest_property",
        help="A client of the guest who is asking owns it, or is interested in it.",
    )
    is_guest_owned = fields.Boolean(
        string="Owned by the Guest",
        compute="_compute_guest_relation",
        search="_search_is_guest_owned",
        help="A client of the guest who is asking owns it today.",
    )

    @property
    def _guest_low_fields(self):
        return self._public_field_names

    @api.depends(
        *("party_ids.role", "party_ids.partner_id", "party_ids.is_current"),
        *("interest_ids.partner_id", "interest_ids.state", "interest_ids.active"),
    )
    @api.depends_context("uid")
    def _compute_guest_relation(self):
        Property_sudo = self.env["agency.property"].sudo().with_context(active_test=False)
        mine = Domain("id", "in", self._origin.ids)
        owned = Property_sudo.search(mine & self._guest_domain(interests=False))
        opened = Property_sudo.search(mine & self._guest_domain())
        for record in self:
            record.is_guest_owned = record._origin in owned
            record.is_guest_property = record._origin in opened

    def _search_is_guest_property(self, operator, value):
        return self._guest_domain() if operator == "in" else NotImplemented

    def _search_is_guest_owned(self, operator, value):
        return self._guest_domain(interests=False) if operator == "in" else NotImplemented

    @api.model
    def _guest_domain(self, interests=True):
        """Return the domain of the properties of the current user's clients.

        The rules of most sections ask it. Small SQL of our own: the database takes longer to plan
        joins than to find the few rows.
        """
        mine = self._guest_property_ids(interests)

        def to_sql(model, alias, query):
            active = model._field_to_sql(alias, "active", query)
            return SQL("(%s AND %s = ANY(ARRAY(%s)))", active, SQL.identifier(alias, "id"), mine)

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _guest_owned_ids(self):
        """Return the set of ids of the properties that a client of the user owns today."""
        query = self._guest_property_ids(interests=False)
        return {property_id for [property_id] in self.env.execute_query(query)}

    @api.model
    def _guest_property_ids(self, interests):
        """Return the query for the ids, with all the reasons.

        It starts from the few clients of the guest, not from the many properties. Only the
        guest's own company counts.
        """
        reasons = SQL(OWNED, today=fields.Date.context_today(self))
        if interests:
            reasons = SQL("%s UNION ALL %s", reasons, SQL(WANTED))
        flushed = [
            self.env[model]._fields[name] for model, names in FLUSHED.items() for name in names
        ]
        return SQL("%s %s", SQL(ASKING, self.env.uid), reasons, to_flush=flushed)
