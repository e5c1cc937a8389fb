from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

# What guests are shown: section, model, the way to the property, and which of them.
SOURCES = (
    ("listings", "agency.property", "id", []),
    ("listings", "agency.property.media", "property_id", [("kind", "!=", "document")]),
    ("mandates", "agency.mandate", "property_id", []),
    ("requests", "agency.request", None, []),
    ("requests", "agency.interest", "property_id", []),
    ("contacts", "agency.property.party", "property_id", []),
    ("appointments", "calendar.event", "agency_property_id", []),
    ("advertising", "agency.publication", "property_id", []),
    ("actions", "agency.interaction", "property_id", []),
    ("documents", "agency.property.media", "property_id", [("kind", "=", "document")]),
)


class AgencyGuest(models.Model):
    """Why a guest sees what it sees: the client, the level and the rules behind an entry.

    What is seen is asked as the guest; the reasons are looked up with the office's rights.
    """

    _inherit = "agency.guest"

    def _reasons_to_see(self, entries):
        """Return one sentence per entry that the guest sees.

        :param entries: pairs of model name and record id
        :return: sentences by such pairs; an entry that the guest does not see has none
        """
        self.ensure_one()
        ids_by_model = defaultdict(set)
        for model_name, record_id in entries:
            ids_by_model[model_name].add(record_id)
        reasons = {
            ("mail.message", message_id): self.env._(
                "Visible because: it is part of the guest's own talk with the agency."
            )
            for message_id in ids_by_model["mail.message"]
        }
        for section, model_name, path, domain in self._visibility_sources():
            wanted = Domain(domain) & Domain("id", "in", list(ids_by_model[model_name]))
            if ids_by_model[model_name]:
                reasons |= self._reasons_in(section, model_name, path, wanted)
        return reasons

    @api.model
    def _visibility_sources(self):
        """Return what guests are shown; other addons add their models."""
        return SOURCES

    def _reasons_in(self, section, model_name, path, domain):
        office = self.env[model_name].with_context(active_test=False).search(domain)
        level = self._level_of(section)
        seen = self._as_guest(model_name)
        # One's own interest is shown with its property, whatever the level of requests.
        shown = office if model_name == "agency.interest" else office.browse()
        if level != "none":
            seen = seen.search(domain)
            shown |= office.browse(seen.ids)
        rules = self._rule_names(seen)
        return {
            (model_name, record.id): self._reason_text(
                section, level, self._client_link(record, path), rules.get(record.id)
            )
            for record in shown
        }

    def _reason_text(self, section, level, link, rule):
        text = self.env._("Visible because: %(link)s.", link=link)
        if not rule:
            return text
        names = dict(self.permission_ids._fields["level"]._description_selection(self.env))
        sections = {s.code: s.name for s in self.env["agency.guest.section"].search(Domain.TRUE)}
        return self.env._(
            "%(text)s Level of %(section)s: %(level)s. Rule: %(rule)s.",
            text=text,
            section=sections[section],
            level=names[level],
            rule=rule,
        )

    def _level_of(self, code):
        """Return the level that this guest has in a section: none where it has no line."""
        permission = self.permission_ids.filtered(lambda line: line.section_id.code == code)
        return permission._level_in_force() if permission else "none"

    def _as_guest(self, model_name):
        """Return a model with the guest's own user, language, time zone and company."""
        return self.sudo()._guest_env()[model_name]

    def _about_clients(self, path):
        """Return the domain of what is about the guest's clients, whatever the level."""
        if path is None:
            return Domain("partner_id", "in", self.partner_ids.ids)
        live = self.partner_ids.agency_interest_ids.filtered(lambda i: i.state != "declined")
        owned = self.env["agency.property"].search([("owner_ids", "in", self.partner_ids.ids)])
        return Domain(path, "in", (owned | live.property_id).ids)

    def _rule_names(self, seen):
        """Return, per record id, the rules for guests that let it through."""
        names = {}
        rules = seen.env["ir.rule"]._get_rules(seen._name, "read").sudo()
        values = seen.env["ir.rule"]._eval_context()
        for rule in rules.filtered("groups"):
            domain = safe_eval(rule.domain_force, values) if rule.domain_force else []
            for record in seen.sudo().search(Domain(domain) & Domain("id", "in", seen.ids)):
                names.setdefault(record.id, []).append(rule.name)
        return {record_id: ", ".join(rule_names) for record_id, rule_names in names.items()}

    def _client_link(self, record, path):
        """Return which client leads to a record, and how: as an owner or as an applicant."""
        about = record if path == "id" else path and record[path]
        parts = self._property_link(about) if about else []
        if parts and path != "id":
            return f"{about.display_name}: {', '.join(parts)}"
        return ", ".join(parts or self._people_link(record))

    def _property_link(self, about):
        owners = about.owner_ids & self.partner_ids
        live = about.interest_ids.filtered(lambda interest: interest.state != "declined")
        interested = live.partner_id & self.partner_ids
        return [
            *(self.env._("%(client)s owns it", client=owner.name) for owner in owners),
            *(self.env._("%(client)s is interested", client=each.name) for each in interested),
        ]

    def _people_link(self, record):
        """Return how clients are named on a record that no property of theirs leads to."""
        names = {"partner_id", "partner_ids"} & record._fields.keys()
        people = self.env["res.partner"].union(*(record[name] for name in names))
        return [
            self.env._("%(client)s is named on it", client=client.name)
            for client in people & self.partner_ids
        ]
