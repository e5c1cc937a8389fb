from odoo.tests import TransactionCase, tagged

MODELS = (
    "agency.property",
    "agency.property.kind",
    "agency.property.feature",
    "agency.property.media",
    "agency.property.party",
    "agency.mandate",
    "agency.mandate.promise",
    "agency.channel",
    "agency.publication",
    "agency.interaction",
    "agency.request",
    "agency.interest",
    "calendar.event",
)
CONFIDENTIAL = ("agency.property.party", "agency.mandate", "agency.mandate.promise")

# What must never stand in a public list, in whatever model it occurs.
SENSITIVE = {
    *("note", "warning", "external_number", "checksum", "access_token", "description_internal"),
    *("street", "street_number", "latitude", "longitude", "apartment_number"),
    *("cadastral_district", "cadastral_section", "cadastral_parcel"),
    *("price_sale", "rent_net", "rent_gross", "ground_lease", "lease_price", "price_parking"),
    *("headline_price", "price_per_area", "deposit", "deposit_text", "maintenance_fee"),
    *("service_charges", "heating_costs", "rental_income_actual", "rental_income_target"),
    *("commission_seller", "commission_amount", "commission_seller_percent", "minimum_price"),
    *("cost", "offer_amount", "declined_reason", "agency_outcome_note"),
    *("owner_ids", "party_ids", "partner_id", "partner_ids", "attendee_ids", "user_id"),
    *("mandate_ids", "current_mandate_id", "interest_ids", "interaction_ids", "request_id"),
    *("fitting_request_ids", "cover_media_id", "media_ids", "document_ids", "message_id"),
    *("create_uid", "write_uid", "activity_ids", "cover_url"),
}


@tagged("post_install", "-at_install")
class TestPublicFields(TransactionCase):
    def test_each_model_tells_its_public_fields(self):
        for name in MODELS:
            listed = self.env[name]._public_field_names
            self.assertIsInstance(listed, tuple, name)
            self.assertEqual(len(listed), len(set(listed)), f"{name}: a name stands twice")

    def test_each_name_is_a_field(self):
        for name in MODELS:
            unknown = set(self.env[name]._public_field_names) - set(self.env[name]._fields)
            self.assertFalse(unknown, name)

    def test_nothing_sensitive(self):
        for name in MODELS:
            leaked = SENSITIVE & set(self.env[name]._public_field_names)
            self.assertFalse(leaked, name)

    def test_no_conversation(self):
        for name in MODELS:
            listed = self.env[name]._public_field_names
            technical = [field for field in listed if field.startswith(("message_", "activity_"))]
            self.assertFalse(technical, name)

    def test_people_and_mandates_have_none(self):
        for name in CONFIDENTIAL:
            self.assertEqual(self.env[name]._public_field_names, (), name)

    def test_no_public_field_is_computed_from_a_hidden_price_or_address(self):
        """A stored compute keeps what it was given: the public ones must ask the switches."""
        Property = self.env["agency.property"]
        guarded = {
            "public_price": "price_public",
            "price_on_request": "price_public",
            "public_address": "address_public",
            "public_latitude": "address_public",
            "public_longitude": "address_public",
        }
        for name in Property._public_field_names:
            field = Property._fields[name]
            if not field.compute:
                continue
            depends = set(Property.pool.field_depends[field])
            secrets = {d.split(".")[0] for d in depends} & SENSITIVE
            if secrets and name not in ("public_cover_media_id",):
                self.assertIn(guarded.get(name), depends, name)
