from odoo import api, fields, models

from ..contact_keys import Facts, international, keys_of


class AgencyImportContacts(models.AbstractModel):
    """Turns the people of a delivery into values of contacts and keys to recognise them."""

    _inherit = "agency.import.contacts"

    @api.model
    def _region(self, step, run):
        """Return the country of numbers that name none, where the contact has no country."""
        if step.draft.country_code:
            return step.draft.country_code
        return self.env["res.company"].browse(run.company_id).country_id.code or None

    @api.model
    def _keys(self, job, region):
        contact = job.contact
        number = contact.sender_number and f"{job.step.provider_key}|{contact.sender_number}"
        phones = dict.fromkeys(filter(None, (contact.phone, *contact.phones)))
        return keys_of(
            Facts(
                surname=contact.surname,
                first_name=contact.first_name,
                street=f"{contact.street} {contact.street_number}",
                city=contact.city,
                emails=contact.email,
                company=contact.company,
                phones=tuple(phones),
                region=contact.country_code or region,
                sender_number=number,
            )
        )

    @api.model
    def _values(self, contact, region, run):
        """Return the values of a contact as a partner, or nothing when it says nothing."""
        person = " ".join(filter(None, (contact.first_name, contact.surname)))
        phone = international(contact.phone, contact.country_code or region)
        name = person or contact.company or contact.email or phone
        if not name:
            return {}
        values = {
            "name": name,
            "is_company": not person and bool(contact.company),
            "company_name": contact.company if person else "",
            "street": " ".join(filter(None, (contact.street, contact.street_number))),
            "zip": contact.zip,
            "city": contact.city,
            "country_id": run.countries.get(contact.country_code),
            "email": contact.email,
            "phone": phone,
            "website": self.env["res.partner"]._clean_website(contact.website or ""),
            "origin_id": run.origin_id,
        }
        return {key: value for key, value in values.items() if value}

    @api.model
    def _day(self, value):
        return fields.Date.to_string(value) if value else False

    @api.model
    def _plain(self, value):
        return (value.id or False) if isinstance(value, models.BaseModel) else value
