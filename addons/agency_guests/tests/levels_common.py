import base64
from datetime import timedelta

from odoo import Command, fields
from odoo.tests import TransactionCase

SECTIONS = (
    *("listings", "mandates", "requests", "contacts"),
    *("appointments", "advertising", "actions", "documents"),
)
QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
# Stands in every text that only the agency may know; no guest at low may ever read it.
SECRET = "SECRET"


class LevelsCase(TransactionCase):
    """Two agencies; in the first two houses, each with an owner, an applicant and a full record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._build()

    @classmethod
    def _build(cls):
        cls.env = cls.env(context={**cls.env.context, **QUIET})
        cls.company = cls.env["res.company"].create({"name": "Harbour Homes"})
        cls.foreign = cls.env["res.company"].create({"name": "Hillside Homes"})
        names = ("Olga Owner", "Otto Owner", "Anna Applicant", "Adam Applicant")
        cls.olga, cls.otto, cls.anna, cls.adam = cls.env["res.partner"].create(
            [{"name": name, "email": f"{name.split()[0].lower()}@home.example"} for name in names]
        )
        cls.records = {}
        cls.harbour = cls._full_record("Harbour", cls.olga, cls.anna)
        cls.castle = cls._full_record("Castle", cls.otto, cls.adam)
        cls.abroad = cls._full_record("Abroad", cls.olga, cls.anna, company=cls.foreign)
        cls.env.flush_all()

    @classmethod
    def _guest(cls, code, partners, levels="high", company=None):
        """Create a guest; `levels` is one level for all sections, or a level per section."""
        if isinstance(levels, str):
            levels = dict.fromkeys(SECTIONS, levels)
        sections = cls.env["agency.guest.section"].search([])
        return cls.env["agency.guest"].create(
            {
                "surname": f"{code} guest",
                "user_code": code,
                "company_id": (company or cls.company).id,
                "partner_ids": [Command.set(partners.ids)],
                "permission_ids": [
                    Command.create({"section_id": section.id, "level": levels[section.code]})
                    for section in sections
                    if section.code in levels
                ],
            }
        )

    @classmethod
    def _as(cls, guest):
        """Return the environment of a guest, with nothing left in the cache."""
        cls.env.flush_all()
        cls.env.invalidate_all()
        return cls.env(user=guest.user_id.id, context={})

    @classmethod
    def _full_record(cls, name, owner, applicant, company=None):
        """Create a property with one record of each kind; remember them by model and name."""
        company = company or cls.company
        house = cls.env["agency.property"].create(
            {
                **{"name": f"{name} house", "company_id": company.id, "state": "active"},
                **{"for_sale": True, "price_sale": 777001, "price_public": False},
                **{"street": f"{SECRET} street", "street_number": "7", "city": "Porto"},
                **{"address_public": False, "latitude": 47.5, "longitude": 15.5},
                **{"note": f"{SECRET} note", "warning": f"{SECRET} warning", "area_living": 90},
            }
        )
        company_env = cls.env(context={**cls.env.context, "allowed_company_ids": company.ids})
        values = {
            "agency.property.party": {"partner_id": owner.id, "note": f"{SECRET} party"},
            "agency.mandate": {"minimum_price": 666, "note": f"{SECRET} mandate"},
            "agency.publication": {
                **{"channel_id": cls._channel(company).id, "cost": 12, "note": f"{SECRET} cost"},
                **{"url": "https://portal.example/1", "state": "published"},
            },
            "agency.interest": {
                **{"partner_id": applicant.id, "feedback": f"{SECRET} feedback"},
                **{"offer_amount": 555, "state": "offer"},
            },
            "agency.interaction": {
                **{"name": "We called", "note": f"{SECRET} call", "kind": "call"},
                "partner_ids": [Command.set(applicant.ids)],
            },
        }
        made = {
            model: company_env[model].create({"property_id": house.id, **vals})
            for model, vals in values.items()
        }
        made["agency.property"] = house
        made["agency.mandate.promise"] = company_env["agency.mandate.promise"].create(
            {"mandate_id": made["agency.mandate"].id, "name": f"{SECRET} promise"}
        )
        made["agency.request"] = company_env["agency.request"].create(
            {
                **{"name": "Sea view", "partner_id": applicant.id, "company_id": company.id},
                "note": f"{SECRET} request",
                "place_ids": [Command.create({"value": "Porto"})],
            }
        )
        made["agency.request.place"] = made["agency.request"].place_ids
        made["calendar.event"] = cls._event(house, owner | applicant)
        made["agency.property.media"] = cls._media(house)
        cls.records[name] = made
        return house

    @classmethod
    def _channel(cls, company):
        return cls.env["agency.channel"].create({"name": "Portal", "company_id": company.id})

    @classmethod
    def _event(cls, house, partners, **values):
        start = fields.Datetime.now() + timedelta(days=1)
        return cls.env["calendar.event"].create(
            {
                **{"name": f"{SECRET} title", "location": f"{SECRET} place"},
                **{"start": start, "stop": start + timedelta(hours=1)},
                **{"agency_property_id": house.id, "agency_kind": "signing"},
                **{"description": f"{SECRET} text", "partner_ids": [Command.set(partners.ids)]},
                **values,
            }
        )

    @classmethod
    def _media(cls, house):
        """Create a public and a private picture, a public and a private document."""
        return cls.env["agency.property.media"].create(
            [
                {
                    **{"property_id": house.id, "kind": kind, "is_public": public},
                    **{"name": f"{kind} {public}", "filename": f"{kind}-{public}.txt"},
                    "file": base64.b64encode(f"{kind} {public} {house.id}".encode()),
                }
                for kind in ("picture", "document")
                for public in (True, False)
            ]
        )
