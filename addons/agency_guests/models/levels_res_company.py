from odoo import models


class ResCompany(models.Model):
    """A guest reads of the agency what stands on its letterhead."""

    _name = "res.company"
    _inherit = ["agency.guest.readable", "res.company"]

    _guest_low_fields = (
        *("name", "partner_id", "currency_id", "sequence", "parent_id", "parent_path"),
        *("street", "street2", "zip", "city", "state_id", "country_id", "country_code"),
        *("email", "phone", "website", "vat", "company_registry", "logo", "logo_web"),
        *("social_facebook", "social_instagram", "social_linkedin", "social_youtube"),
        *("root_id", "font", "primary_color", "secondary_color", "website_id"),
    )
