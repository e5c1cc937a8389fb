from odoo import api, models

from ..openimmo.drafts import ContactDraft


class AgencyExportPeople(models.AbstractModel):
    """Who stands in an exported listing: the agent for a portal, else contact persons or owners."""

    _name = "agency.export.people"
    _description = "Export: contact persons"

    @api.model
    def _agent(self, record):
        """Return the person whom a portal's visitors write to: the responsible agent."""
        company = record.company_id.partner_id
        partner = record.user_id.sudo().partner_id or company
        first_name, _blank, surname = (partner.name or "").rpartition(" ")
        phones = tuple(filter(None, (partner.phone or company.phone,)))
        return [
            ContactDraft(
                surname=surname,
                first_name=first_name,
                company=company.name or "",
                email=partner.email or company.email or "",
                phone=phones[0] if phones else "",
                phones=phones,
                website=company.website or "",
                **self._address(company),
            )
        ]

    @api.model
    def _known(self, identities):
        """Return the contacts that were delivered and that the user may read."""
        ids = {
            memory.get("partner")
            for identity in identities
            for memory in identity.imported_contacts or []
        }
        return self.env["res.partner"].search(
            [("id", "in", list(ids - {False, None})), ("active", "in", (True, False))]
        )

    @api.model
    def _delivered(self, record, identity, known):
        """Return the contact persons; one that nobody changed here is told as it was delivered."""
        drafts = []
        for memory in identity.imported_contacts or []:
            if memory.get("partner") not in known._ids:
                continue
            partner = known.browse(memory["partner"]).with_prefetch(known._ids)
            sender = memory.get("sender") or {}
            if sender and self._is_unchanged(partner, memory["values"]):
                facts = {name: _tuple(value) for name, value in sender.items()}
                drafts.append(ContactDraft(**facts))
            else:
                drafts.append(self._as_here(partner, sender.get("number", len(drafts))))
        if identity:
            return drafts
        current = record.party_ids.filtered(lambda party: party.is_current)
        # Of a property of our own, the owner is the seller.
        named = current.filtered(lambda party: party.role == "contact")
        partners = (named or current.filtered(lambda party: party.role == "owner")).partner_id
        return [self._as_here(partner, number) for number, partner in enumerate(partners)]

    @api.model
    def _is_unchanged(self, partner, values):
        contacts = self.env["agency.import.contacts"]
        return all(
            contacts._plain(partner[name]) == value
            for name, value in values.items()
            if name != "origin_id"
        )

    @api.model
    def _as_here(self, partner, number):
        first_name, _blank, surname = (partner.name or "").rpartition(" ")
        is_company = partner.is_company
        phones = (partner.phone,) if partner.phone else ()
        return ContactDraft(
            surname="" if is_company else surname,
            first_name="" if is_company else first_name,
            company=(partner.name if is_company else partner.commercial_company_name) or "",
            email=partner.email or "",
            phone=partner.phone or "",
            phones=phones,
            website=partner.website or "",
            number=number,
            **self._address(partner),
        )

    @api.model
    def _address(self, partner):
        return {
            "street": ", ".join(filter(None, (partner.street, partner.street2))),
            "zip": partner.zip or "",
            "city": partner.city or "",
            "country_code": partner.country_id.code or "",
        }


def _tuple(value):
    return tuple(value) if isinstance(value, list) else value
