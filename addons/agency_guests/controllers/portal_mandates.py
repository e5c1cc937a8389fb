"""The mandates that owners gave, and the people of their properties."""

from odoo import http
from odoo.http import request

from .portal_common import GuestPortal

MANDATE_FIELDS = (
    *("name", "property_id", "kind", "date_from", "date_to", "state", "signed_on"),
    *("terminated_on", "currency_id", "commission_seller_percent", "commission_amount"),
    *("commission_text", "minimum_price", "promise_ids", "note", "guest_people"),
)
TONES = {"running": "success", "upcoming": "primary", "draft": "light"}
PARTY_FIELDS = (
    *("property_id", "role", "guest_people", "share", "date_from", "date_to", "phone"),
    *("email", "note", "is_current"),
)


class MandatePortal(GuestPortal):
    @http.route("/my/mandates", type="http", auth="user", website=True, sitemap=False)
    def mandates(self, **kw):
        presenter = self._present("mandates")
        mandates = request.env["agency.mandate"].search_fetch(
            [], presenter.fields("agency.mandate", *MANDATE_FIELDS), limit=80
        )
        properties = presenter.about(mandates, "property_id")
        return self._render_page(
            "agency_guests.portal_mandates",
            presenter,
            request.env._("Mandates"),
            rows=[
                {
                    "entry": f"{mandate._name},{mandate.id}",
                    "name": mandate.name,
                    "kind": presenter.label(mandate, "kind"),
                    "state": presenter.label(mandate, "state"),
                    "tone": TONES.get(mandate.state, "secondary"),
                    "start": presenter.day(mandate.date_from),
                    "end": presenter.day(mandate.date_to),
                    "property": properties.get(mandate.id),
                    "facts": self._mandate_facts(presenter, mandate),
                    "promises": self._promises(presenter, mandate),
                    "note": presenter.value(mandate, "note"),
                }
                for mandate in mandates
            ],
        )

    @http.route("/my/contacts", type="http", auth="user", website=True, sitemap=False)
    def contacts(self, **kw):
        presenter = self._present("contacts")
        parties = request.env["agency.property.party"].search_fetch(
            [("is_current", "=", True)],
            presenter.fields("agency.property.party", *PARTY_FIELDS),
            limit=200,
        )
        properties = presenter.about(parties, "property_id")
        groups = {}
        for party in parties:
            about = properties.get(party.id)
            group = groups.setdefault(about and about["id"], {"property": about, "rows": []})
            group["rows"].append(self._party_row(presenter, party))
        return self._render_page(
            "agency_guests.portal_contacts",
            presenter,
            request.env._("Contacts"),
            groups=list(groups.values()),
        )

    def _mandate_facts(self, presenter, mandate):
        """Return what the high level tells about a mandate."""
        money = {"commission_amount", "minimum_price"}
        rows = []
        for name in (
            *("signed_on", "terminated_on", "commission_seller_percent", "commission_amount"),
            *("commission_text", "minimum_price", "guest_people"),
        ):
            value = presenter.value(mandate, name)
            if not value:
                continue
            if name in money:
                text = presenter.money(value, mandate.currency_id)
            elif name.endswith("_on"):
                text = presenter.day(value)
            elif name == "commission_seller_percent":
                text = presenter.number(value, "%")
            else:
                text = value
            label = mandate._fields[name]._description_string(request.env)
            rows.append(
                {
                    "label": label if name != "guest_people" else request.env._("Signed by"),
                    "text": text,
                }
            )
        return rows

    def _promises(self, presenter, mandate):
        promises = presenter.value(mandate, "promise_ids")
        if not promises:
            return []
        return [
            {"name": promise.name, "until": presenter.day(promise.date_to)} for promise in promises
        ]

    def _party_row(self, presenter, party):
        return {
            "entry": f"{party._name},{party.id}",
            "role": presenter.label(party, "role"),
            "people": presenter.value(party, "guest_people"),
            "share": presenter.number(presenter.value(party, "share"), "%"),
            "phone": presenter.value(party, "phone"),
            "email": presenter.value(party, "email"),
            "note": presenter.value(party, "note"),
        }
