from odoo import api, models

from .. import merge, plan
from ..openimmo import mapper
from ..sentences import say

WARNING = "IMV Import"


class AgencyImportPlanner(models.AbstractModel):
    """Decides what each listing becomes: created, updated, unchanged, archived or skipped."""

    _name = "agency.import.planner"
    _inherit = ["agency.import.values.mixin"]
    _description = "Import: deciding"

    @api.model
    def _new_run(self, delivery):
        """Look up once what all listings of a delivery need."""
        source = delivery.source_id
        properties = self.env["agency.property"].with_company(source.company_id)
        defaults = properties.default_get(
            [
                name
                for name, field in properties._fields.items()
                if field.store and field.type not in ("one2many", "many2many")
            ]
        )
        return plan.Run(
            delivery_id=delivery.id,
            source_id=source.id,
            company_id=source.company_id.id,
            origin_id=source.origin_id.id,
            default_user_id=source.user_id.id,
            hints=(delivery.user_folder,) if delivery.user_folder else (),
            users=self.env["agency.import.user"]._by_name(source),
            kinds=self._codes("agency.property.kind"),
            features=self._codes("agency.property.feature"),
            countries=self._codes("res.country"),
            states={
                (state.country_id.id, state.name.casefold()): state.id
                for state in self.env["res.country.state"].search([])
            },
            currencies=self.with_context(active_test=False)._codes("res.currency", "name"),
            defaults={name: self._plain(name, value) for name, value in defaults.items()},
            user_id=delivery.user_id.id,
            picture_width=source.max_picture_width,
        )

    @api.model
    def _codes(self, model, field="code"):
        """Return ids by code. An amount keeps its currency even where that is switched off."""
        records = self.env[model].search_fetch([], [field])
        return {record[field]: record.id for record in records}

    @api.model
    def _plan(self, batch, run):
        """Return one step per entry of a batch, in its order."""
        steps = [plan.Step(entry, plan.FAILED) for entry in batch]
        usable = [step for step in steps if step.draft is not None]
        for step in usable:
            step.provider_key = step.entry.provider.key or f"source:{run.source_id}"
        # Texts are compared and written in the source language, whoever runs the import.
        known = self.env["agency.import.identity"].with_context(lang=None)
        identities = known._recognise(
            run.company_id, [(step.provider_key, step.draft.identity) for step in usable], run.seen
        )
        for step in steps:
            if step.draft is None:
                step.action = plan.SKIPPED if step.entry.remark else plan.FAILED
                step.messages.append(say(self.env, step.entry.remark or step.entry.error))
        pairs = zip(usable, identities, strict=True)
        self._find_own([step for step, identity in pairs if not identity], run)
        locks = self.env["agency.import.correction"]._locks(
            [identity.property_id.id for identity in identities if identity]
        )
        for step, identity in zip(usable, identities, strict=True):
            step.messages += [say(self.env, warning) for warning in step.draft.warnings]
            run.user_id = run.user_id or self._responsible(step, run)
            if identity:
                step.identity_id = identity.id
                step.property_id = identity.property_id.id
                step.locked = locks.get(step.property_id, step.locked)
                run.seen[identity.id] = step.draft.identity.intern
            self._decide(step, identity, run)
        return steps

    @api.model
    def _decide(self, step, identity, run):
        if step.draft.action == "delete":
            self._decide_deletion(step, identity)
        elif not identity:
            step.action = plan.CREATED
            step.vals = self._create_vals(step, run)
        elif self._is_unchanged(step, identity):
            step.action = plan.UNCHANGED
        else:
            step.action = plan.UPDATED
            self._decide_update(step, identity, run)

    @api.model
    def _decide_deletion(self, step, identity):
        if not identity:
            step.action = plan.SKIPPED
            step.messages.append(self.env._("The sender deletes a listing that is not known here."))
        elif not identity.property_id.active:
            step.action = plan.UNCHANGED
            step.messages.append(self.env._("Deleted by the sender; it was archived already."))
        else:
            step.action = plan.ARCHIVED
            step.messages.append(self.env._("Deleted by the sender, so archived here."))

    @api.model
    def _is_unchanged(self, step, identity):
        return (
            identity.content_hash == step.draft.content_hash
            and not identity.is_withdrawn
            and self.env["agency.import.media"]._are_files_unchanged(step, identity)
        )

    @api.model
    def _decide_update(self, step, identity, run):
        record = identity.property_id
        step.delivered = self._delivered(step, run)
        last = identity.imported_values or {}
        current = {
            name: self._plain(name, record[name])
            for name in dict.fromkeys([*step.delivered, *last])
            if name in record._fields
        }
        last = {name: value for name, value in last.items() if name in current}
        outcome = merge.merge(step.delivered, last, current, run.defaults, step.locked)
        step.vals = {name: self._raw(name, value) for name, value in outcome.write.items()}
        step.is_changed = bool(step.vals)
        step.lapsed = {
            name: delivered
            for name, (delivered, _ours) in outcome.kept.items()
            if name not in step.delivered
        }
        if not record.active:
            if identity.is_withdrawn:
                step.vals["active"] = step.is_changed = step.is_restored = True
                step.messages.append(self.env._("The sender offers it again, so it is restored."))
            else:
                step.messages.append(self.env._("The office archived it; it stays archived."))
        if outcome.write:
            labels = ", ".join(sorted(self._label(name) for name in outcome.write))
            step.messages.append(self.env._("Updated: %s.", labels))
        self._tell_kept(step, record, outcome)

    @api.model
    def _tell_kept(self, step, record, outcome):
        """Say which values of the office stay, and where the sender has a new one, too."""
        kept, conflicts = dict(outcome.kept), set(outcome.conflicts)
        for name, delivered in outcome.write.items():
            ours = self._translated_here(record, name)
            if ours is not None:
                kept[name] = delivered, ours
                conflicts.add(name)
        step.conflicts |= {(name, "") for name in conflicts}
        for name, values in sorted(kept.items()):
            sentence = self.env._(
                "%(field)s was changed here and is kept: delivered %(delivered)s, ours %(ours)s."
            )
            if name in conflicts:
                sentence = self.env._(
                    "%(field)s was changed here and by the sender; ours is kept: "
                    "delivered %(delivered)s, ours %(ours)s."
                )
            elif name in step.locked:
                sentence = self.env._(
                    "%(field)s is locked and is kept: delivered %(delivered)s, ours %(ours)s."
                )
            delivered, ours = (self._shown(name, value, record.currency_id) for value in values)
            facts = {"field": self._label(name), "delivered": delivered, "ours": ours}
            step.messages.append(sentence % facts)

    @api.model
    def _create_vals(self, step, run):
        step.delivered = self._delivered(step, run)
        return {
            **{name: self._raw(name, value) for name, value in step.delivered.items()},
            "state": "inactive",
            "warning": WARNING,
            "company_id": run.company_id,
            "user_id": self._responsible(step, run),
            "import_source_id": run.source_id,
        }

    @api.model
    def _responsible(self, step, run):
        """Return the user whom the listing, the delivery or else the source names."""
        for hint in (*step.draft.sender_user_hints, *run.hints):
            if user_id := run.users.get(hint.strip().lower()):
                return user_id
        return run.default_users.get(step.entry.provider.key) or run.default_user_id

    @api.model
    def _delivered(self, step, run):
        """Return the delivered values by field, in the form that is compared and remembered."""
        draft = step.draft
        values = dict(draft.values)
        values.setdefault("external_number", mapper.external_number(draft.identity))
        values["kind_id"] = self._lookup(step, run.kinds, draft.kind_code)
        values["country_id"] = self._lookup(step, run.countries, draft.country_code)
        values["currency_id"] = self._lookup(step, run.currencies, draft.currency_code)
        country_id = values["country_id"] or run.defaults.get("country_id")
        values["state_id"] = run.states.get((country_id, draft.state_name.casefold()))
        values["feature_ids"] = [
            run.features[code] for code in draft.feature_codes if code in run.features
        ]
        values["name"] = values.get("name") or self._title(values)
        known = self.env["agency.property"]._fields
        return {
            name: self._plain(name, value)
            for name, value in values.items()
            if name in known and value not in (None, "")
        }

    @api.model
    def _lookup(self, step, records, code):
        if code and code not in records:
            step.messages.append(self.env._("The code %s is not known here.", code))
        return records.get(code)

    @api.model
    def _title(self, values):
        """Return a title for a listing that has none, made of its delivered values."""
        return " ".join(filter(None, (values.get("external_number"), values.get("city"))))
