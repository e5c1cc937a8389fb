from odoo import api, models

from .. import plan
from ..openimmo.converters import identifier
from .agency_export_drafter import SOFTWARE


class AgencyImportPlanner(models.AbstractModel):
    """Recognises exports of this office that come back: the property is here and stays as it is."""

    _inherit = "agency.import.planner"

    @api.model
    def _new_run(self, delivery):
        run = super()._new_run(delivery)
        run.own_names = self._own_names(delivery.source_id.company_id)
        return run

    @api.model
    def _own_names(self, company):
        """Return the keys under which exports of the office name the provider."""
        targets_sudo = self.env["agency.export.target"].sudo().with_context(active_test=False)
        providers = [
            target._provider() for target in targets_sudo.search([("company_id", "=", company.id)])
        ]
        names = [item.anid or item.number or item.company for item in providers]
        return frozenset(identifier(name) for name in (company.name, *names) if name)

    @api.model
    def _find_own(self, steps, run):
        """Note for exports of this office of which property they were made.

        They name it by its reference, or, when all of an imported one was exported, by the numbers
        of its sender. An export is younger than its property: what an earlier database of the same
        office exported is a delivery as any other.
        """
        own = [
            step
            for step in steps
            if step.entry.transfer.software == SOFTWARE and step.provider_key in run.own_names
        ]
        if not own:
            return
        numbers = [step.draft.identity for step in own]
        properties = self._by_reference(numbers, run)
        imported = self._by_numbers(numbers, run)
        for step in own:
            number = step.draft.identity
            record = properties.get(number.intern) or imported.get(tuple(number))
            moment = step.entry.transfer.timestamp
            if record and moment and record.create_date.replace(microsecond=0) <= moment:
                step.property_id, step.is_own = record.id, True

    @api.model
    def _by_reference(self, numbers, run):
        properties = self.env["agency.property"].with_context(active_test=False)
        domain = [
            ("company_id", "=", run.company_id),
            ("reference", "in", [number.intern for number in numbers if number.intern]),
        ]
        return {record.reference: record for record in properties.search(domain)}

    @api.model
    def _by_numbers(self, numbers, run):
        names = ("intern", "obid", "extern")
        found = self.env["agency.import.identity"].search_fetch(
            [
                ("company_id", "=", run.company_id),
                "|",
                ("intern", "in", [number.intern for number in numbers if number.intern]),
                "&",
                ("intern", "=", False),
                ("obid", "in", [number.obid for number in numbers if number.obid]),
            ],
            [*names, "property_id"],
        )
        return {tuple(row[name] or "" for name in names): row.property_id for row in found}

    @api.model
    def _decide(self, step, identity, run):
        if not step.is_own:
            return super()._decide(step, identity, run)
        step.action = plan.SKIPPED
        step.messages = [
            self.env._("This is an export of our own: the property is here and stays as it is.")
        ]
        return None
