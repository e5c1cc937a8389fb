from odoo import SUPERUSER_ID
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user


class RelationsCase(TransactionCase):
    """An agent, a house in Graz, its owner, and two applicants."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.env.company.agency_match_activity = False
        cls.env.company.country_id = cls.env.ref("base.at")
        cls.agent = new_test_user(
            cls.env,
            "agency_r_agent",
            name="Anna Agent",
            email="anna@agency.example",
            groups="agency_base.group_agent,base.group_partner_manager",
        )
        cls.colleague = new_test_user(
            cls.env,
            "agency_r_colleague",
            name="Carl Colleague",
            email="carl@agency.example",
            groups="agency_base.group_agent",
        )
        Kind = cls.env["agency.property.kind"]
        cls.house = Kind.create({"name": "R House", "code": "r_house"})
        cls.villa = Kind.create(
            {"name": "R Villa", "code": "r_house.villa", "parent_id": cls.house.id}
        )
        cls.flat = Kind.create({"name": "R Flat", "code": "r_flat"})
        Feature = cls.env["agency.property.feature"]
        cls.garden = Feature.create({"name": "R Garden", "code": "r_garden", "category": "outdoor"})
        cls.lift = Feature.create({"name": "R Lift", "code": "r_lift", "category": "building"})
        Partner = cls.env["res.partner"]
        cls.owner = Partner.create({"name": "Olga Owner", "email": "olga@owner.example"})
        cls.applicant = Partner.create(
            {
                "name": "Ben Buyer",
                "email": "ben@buyer.example",
                "phone": "0660 1234567",
                "country_id": cls.env.ref("base.at").id,
            }
        )
        cls.other = Partner.create({"name": "Clara Couple", "email": "clara@couple.example"})
        cls.property = cls._property(
            name="House with garden",
            kind_id=cls.villa.id,
            zip="8010",
            city="Graz",
            district="Geidorf",
            street="Heinrichstraße",
            street_number="5",
            latitude=47.0800,
            longitude=15.4500,
            price_sale=300000,
            area_living=120,
            rooms=4.5,
            feature_ids=[Command.link(cls.garden.id)],
        )
        cls.env["agency.property.party"].create(
            {"property_id": cls.property.id, "partner_id": cls.owner.id, "role": "owner"}
        )
        # From here on, the agent does everything.
        cls.env = cls.env(user=cls.agent)
        for name in ("property", "owner", "applicant", "other"):
            setattr(cls, name, getattr(cls, name).with_env(cls.env))

    @classmethod
    def _property(cls, **values):
        values = {
            "name": "Some property",
            "state": "active",
            "for_sale": True,
            "is_residential": True,
            "user_id": cls.agent.id,
            **values,
        }
        return cls.env["agency.property"].create(values)

    @classmethod
    def _request(cls, **values):
        values = {"name": "A home", "partner_id": cls.applicant.id, **values}
        return cls.env["agency.request"].create(values)

    @classmethod
    def _interest(cls, **values):
        values = {"partner_id": cls.applicant.id, "property_id": cls.property.id, **values}
        return cls.env["agency.interest"].create(values)

    @classmethod
    def _other_company(cls):
        """A company that the agent does not work for."""
        return cls.env(user=SUPERUSER_ID)["res.company"].create({"name": "Other agency"})

    @classmethod
    def _user(cls, login, groups):
        return new_test_user(cls.env(user=SUPERUSER_ID), login, groups=groups)

    def _actions(self, record=None):
        """The actions of the property, oldest first."""
        record = record or self.property
        return self.env["agency.interaction"].search([("property_id", "=", record.id)], order="id")
