import itertools

from odoo import api, fields, models

from ..merge import merge
from ..plan import Change, ContactJob
from .agency_import_writer import QUIET

_PICTURE_SIZES = ("image_1024", "image_512", "image_256", "image_128")


class AgencyImportContacts(models.AbstractModel):
    """Recognises the people of listings, creates the missing ones and links them."""

    _name = "agency.import.contacts"
    _description = "Import: contacts"

    @api.model
    def _link(self, steps, identities, run):
        """Link each listing's contacts as contact persons; remember them on the steps.

        Never touches a link that the office changed, ended or removed.
        """
        jobs = []
        for step in steps:
            identity = identities.get(step.property_id)
            former = (identity.imported_contacts or []) if identity else []
            region = self._region(step, run)
            people = [(item, self._values(item, region, run)) for item in step.draft.contacts]
            people = [(contact, values) for contact, values in people if values]
            for (contact, values), before in itertools.zip_longest(people, former[: len(people)]):
                jobs.append(ContactJob(step, contact, values, before or {}))
            # A contact that is no longer delivered stays linked, and stays known.
            step.contacts = former[len(people) :]
        self._keep_former(jobs)
        self._resolve([job for job in jobs if not job.partner_id], run)
        self._update_partners([job for job in jobs if job.is_due])
        self._link_parties([job for job in jobs if job.is_due])
        for job in reversed(jobs):
            job.step.contacts.insert(0, job.memory())
            job.step.partner_id = job.partner_id
            job.step.contact_rule = job.rule

    @api.model
    def _keep_former(self, jobs):
        """Settle the contacts that came before: unchanged ones, and those the office replaced."""
        linked = self._linked([job.before["party"] for job in jobs if job.before.get("party")])
        for job in jobs:
            before = job.before
            if not before.get("partner"):
                continue
            if linked.get(before.get("party")) != before["partner"]:
                job.settle(before["partner"], "linked", is_due=False)
                job.is_replaced = True
                if before["values"] != job.values:
                    if before.get("came", before["values"]) != job.values:
                        job.step.conflicts.add(("contact", str(before["partner"])))
                    job.step.messages.append(
                        self.env._("The office replaced the contact; the delivered one is not set.")
                    )
            elif before["values"] == job.values:
                job.settle(before["partner"], "linked", is_due=False)

    @api.model
    def _linked(self, party_ids):
        """Return the partner of each of these links that still holds, by link."""
        parties = self.env["agency.property.party"].browse(party_ids).exists()
        return {
            party.id: party.partner_id.id
            for party in parties
            if party.is_current and party.role == "contact" and party.partner_id.active
        }

    @api.model
    def _resolve(self, jobs, run):
        """Find or create the partner of each job, all of them with one look and one `create`."""
        keys = self.env["agency.partner.key"]
        company = self.env["res.company"].browse(run.company_id)
        wanted = [self._keys(job, self._region(job.step, run)) for job in jobs]
        found = keys._match(wanted, company)
        new, first_by_key = [], {}
        for job, own, match in zip(jobs, wanted, found, strict=True):
            if match:
                job.settle(*match)
            elif job.is_same_person():
                job.settle(job.before["partner"], "linked")
            elif twin := next((first_by_key[key] for key in own if key in first_by_key), None):
                job.twin = twin
            else:
                new.append(job)
                first_by_key.update(dict.fromkeys(own, job))
        self._create_partners(new)
        for job, own in zip(jobs, wanted, strict=True):
            if job.twin:
                rule = next(kind for kind, value in own if first_by_key.get((kind, value)))
                job.settle(job.twin.partner_id, rule)
        self._revive([job for job in jobs if not job.is_new])
        keys._remember_numbers(
            (job.partner_id, value)
            for job, own in zip(jobs, wanted, strict=True)
            for kind, value in own
            if kind == "sender_number"
        )

    @api.model
    def _revive(self, jobs):
        """Restore contacts that an undo archived; undone once more, they go again."""
        partners = self.env["res.partner"].with_context(**QUIET)
        archived = partners.search(
            [
                ("id", "in", [job.partner_id for job in jobs]),
                ("active", "=", False),
                ("is_import_undone", "=", True),
            ]
        )
        archived.write({"active": True})
        for job in jobs:
            if job.partner_id in archived.ids:
                job.step.is_changed = True
                job.step.new_contacts.append(job.partner_id)

    @api.model
    def _create_partners(self, jobs):
        partners = (
            self.env["res.partner"]
            .with_context(**QUIET, lang=None, _partners_skip_fields_sync=True)
            .create([self._create_vals(job) for job in jobs])
        )
        for name in _PICTURE_SIZES:  # of a picture that none of them has
            self.env.remove_to_compute(partners._fields[name], partners)
        for job, partner in zip(jobs, partners, strict=True):
            job.settle(partner.id, "new", is_new=True)
            job.step.is_changed = True
            job.step.new_contacts.append(partner.id)
            job.step.changes.append(Change("contact", "new", partner.id, None, job.values))

    @api.model
    def _create_vals(self, job):
        vals = dict(job.values)
        others = [phone for phone in job.contact.phones if phone != job.contact.phone]
        if others:
            vals["comment"] = self.env._("Other telephone numbers: %s", ", ".join(others))
        if {"firstname", "lastname"} <= self.env["res.partner"]._fields.keys():
            if job.contact.surname or job.contact.first_name:
                del vals["name"]
                vals["lastname"] = job.contact.surname or False
                vals["firstname"] = job.contact.first_name or False
        return vals

    @api.model
    def _update_partners(self, jobs):
        """Fill what is empty, and what still stands as it was delivered."""
        partners = self.env["res.partner"].with_context(**QUIET, lang=None)
        partners = partners.browse({job.partner_id for job in jobs if not job.is_new})
        for job in jobs:
            if job.is_new:
                continue
            partner = partners.browse(job.partner_id).with_prefetch(partners._prefetch_ids)
            last = job.before["values"] if job.before.get("partner") == job.partner_id else {}
            names = dict.fromkeys([*job.values, *last])
            current = {name: self._plain(partner[name]) for name in names}
            # The kind of contact and its name are the office's, once it exists.
            vals = merge(job.values, last, current, {}).write
            settled = {"is_company", "company_name"} if partner.parent_id else {"is_company"}
            vals = {key: value for key, value in vals.items() if value and key not in settled}
            if vals:
                partner.write(vals)
                job.step.is_changed = True
                job.step.changes += [
                    Change("contact", name, partner.id, {name: current[name]}, {name: value})
                    for name, value in vals.items()
                ]

    @api.model
    def _link_parties(self, jobs):
        """Make the links that are missing; a contact that was replaced by the sender ends."""
        parties = self.env["agency.property.party"].with_context(**QUIET)
        today = fields.Date.context_today(parties)
        existing = self._current_links(parties, [job.step.property_id for job in jobs])
        missing = {}
        for job in jobs:
            link = (job.step.property_id, job.partner_id)
            former = existing.get((job.step.property_id, job.before.get("partner")))
            if former and job.before["partner"] != job.partner_id:
                before = {"partner_id": former.partner_id.id, "date_to": self._day(former.date_to)}
                former.date_to = today
                job.step.changes.append(
                    Change("contact", "end", former.id, before, {"date_to": self._day(today)})
                )
            if link in existing:
                job.party_id = existing[link].id
            else:
                missing.setdefault(link, []).append(job)
        created = parties.create(
            [
                {
                    "property_id": property_id,
                    "partner_id": partner_id,
                    "role": "contact",
                    "date_from": today,
                }
                for property_id, partner_id in missing
            ]
        )
        for party, linked in zip(created, missing.values(), strict=True):
            for job in linked:
                job.party_id = party.id
                job.step.is_changed = True
            linked[0].step.changes.append(
                Change("contact", "link", party.id, None, {"partner_id": party.partner_id.id})
            )

    @api.model
    def _current_links(self, parties, property_ids):
        """Return today's contact persons by property and contact."""
        found = parties.search(
            [
                ("property_id", "in", property_ids),
                ("role", "=", "contact"),
                ("is_current", "=", True),
            ]
        )
        return {(party.property_id.id, party.partner_id.id): party for party in found}
