from odoo import api, fields, models

from ..web_copy_effect import Drafts, effect
from .agency_web_access import TICKS

# Fields whose change decides what goes to the web, as they stand in the registration's row.
DRAFTED = ("role", "whole_group", *TICKS)
# Registrations that are named before only their number is told.
NAMED = 8


class AgencyWebAccess(models.Model):
    """Before a change is saved, it is shown who would see more and who would see less."""

    _inherit = "agency.web.access"

    effect = fields.Text(
        string="Effect of Saving",
        compute="_compute_effect",
        help="What the change that is being made would do on the web.",
    )

    @api.depends("partner_id", "company_id", "excluded_modality_ids", *DRAFTED)
    def _compute_effect(self):
        for access in self:
            access.effect = not access.id and access._origin._effect_of(access._web_values())

    def effect_of(self, changes):
        """Say what a change of several registrations at once would do; asked by their list.

        :param changes: value by field name; of excluded modalities the ids to `add` and `remove`
        """
        self.check_access("write")
        modalities = changes.get("excluded_modality_ids", {"add": [], "remove": []})
        lines = []
        for access in self:
            values = access._web_values()
            values.update({name: changes[name] for name in DRAFTED if name in changes})
            values["excluded"] = (values["excluded"] | set(modalities["add"])) - set(
                modalities["remove"]
            )
            if effect_text := access._effect_of(values):
                lines.append(f"{access._label()}: {effect_text}")
        return "\n".join(lines) or self.env._("Nothing changes on the web.")

    def _web_values(self):
        """Return what decides what this registration shows, as it stands on the screen."""
        self.ensure_one()
        return {
            "partner_id": self.partner_id._origin.id,
            "company_id": self.company_id._origin.id,
            "excluded": set(self.excluded_modality_ids._origin.ids),
            **{name: self[name] for name in DRAFTED},
        }

    def _effect_of(self, values):
        """Say what giving these values to this registration, or to a new one, would change."""
        if not values["partner_id"] or not values["role"]:
            return False
        if self and values == self._web_values():
            return False
        number = self.id or 0
        row = {name: value for name, value in values.items() if name != "excluded"}
        drafts = Drafts(
            [{"id": number, "state": "live", "active": True, **row}],
            {number: sorted(values["excluded"])},
        )
        [found] = self.env.execute_query(effect(drafts, [number])) or [None]
        sentences = self._effect_sentences(found)
        if self.state == "live":
            return " ".join(sentences) or self.env._("Nothing changes on the web.")
        if not sentences:
            return self.env._("There is no case yet that it would show.")
        return self.env._("Once it is on the web: %s", " ".join(sentences))

    @api.model
    def _effect_sentences(self, row):
        """Return a row of web_copy_effect in words."""
        if not row:
            return []
        _access, shown, shown_names, hidden, hidden_names, *extras = row
        sentences = []
        if shown:
            sentences.append(self._shown_sentence(shown, shown_names))
        if hidden:
            sentences.append(self._hidden_sentence(hidden, hidden_names))
        for index, tick in enumerate(TICKS):
            label = self._fields[tick]._description_string(self.env)
            more, fewer = extras[2 * index], extras[2 * index + 1]
            if more:
                sentences.append(
                    self.env._(
                        "%(what)s becomes visible on cases: %(count)s.", what=label, count=more
                    )
                )
            if fewer:
                sentences.append(
                    self.env._(
                        "%(what)s disappears from cases: %(count)s.", what=label, count=fewer
                    )
                )
        return sentences

    @api.model
    def _shown_sentence(self, count, names):
        names = self._names_of(count, names)
        if count == 1:
            return self.env._("Shows 1 more case: %s.", names)
        return self.env._("Shows %(count)s more cases: %(names)s.", count=count, names=names)

    @api.model
    def _hidden_sentence(self, count, names):
        names = self._names_of(count, names)
        if count == 1:
            return self.env._("Hides 1 case: %s.", names)
        return self.env._("Hides %(count)s cases: %(names)s.", count=count, names=names)

    @api.model
    def _names_of(self, count, names):
        named = ", ".join(names)
        return f"{named}, …" if count > len(names) else named

    @api.model
    def _group_effect(self, groups):
        """Say what moving contacts to other groups would do to each registration on the web.

        :param groups: record of the new group (or an empty one, or a new one) by contact
        """
        partners = self.env["res.partner"].browse(partner.id for partner in groups)
        touched = partners.client_group_id | self.env["agency.client.group"].browse(
            group._origin.id for group in groups.values() if group._origin
        )
        accesses = self.search(
            [
                ("state", "=", "live"),
                ("whole_group", "=", True),
                "|",
                ("partner_id", "in", partners.ids),
                ("partner_id.client_group_id", "in", touched.ids),
            ]
        )
        if not accesses:
            return False
        # A group that is not stored yet has no number: 0 stands for it.
        numbers = {
            partner.id: (group._origin.id or 0) if group else None
            for partner, group in groups.items()
        }
        rows = {
            row[0]: row
            for row in self.env.execute_query(effect(Drafts(groups=numbers), accesses.ids))
        }
        return accesses.filtered(lambda a: a.id in rows)._named_effects(rows)

    def _named_effects(self, rows):
        lines = [
            f"{access._label()}: " + " ".join(self._effect_sentences(rows[access.id]))
            for access in self[:NAMED]
        ]
        if len(self) > NAMED:
            lines.append(self.env._("Further registrations: %s", len(self) - NAMED))
        return "\n".join(lines) or self.env._("Nothing changes on the web.")

    def _label(self):
        self.ensure_one()
        role = dict(self._fields["role"]._description_selection(self.env))[self.role]
        return f"{self.name} ({role})"
