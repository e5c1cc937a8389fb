from odoo import api, models

from .. import bulk
from ..openimmo import slot_table
from ..plan import Change

# Kinds whose value tells all: another spelling of it changes nothing.
SPELT = ("number", "money", "boolean")
# Behind all that the standard knows: the sender's own fields, then what nobody knows.
OWN_SEQUENCE, UNKNOWN_SEQUENCE = 10_000, 20_000


class AgencyImportDetails(models.AbstractModel):
    """Stores what listings say and no field holds; what did not change is not written."""

    _name = "agency.import.details"
    _description = "Import: further details"

    @api.model
    def _store(self, steps, run):
        """Write the details of the listings: new ones in one go, the others where they differ."""
        details = self.env["agency.property.detail"]
        known = {}
        updated = [step.property_id for step in steps if step.identity_id]
        for detail in details.search([("property_id", "in", updated)]):
            known[detail.property_id.id, detail.path] = detail
        new = []
        for step in steps:
            for vals in self._vals(step, run):
                record = known.pop((step.property_id, vals["path"]), None)
                if record is None:
                    new.append(vals)
                    step.is_changed = True
                    step.changes.append(Change("detail", vals["path"], after=vals))
                else:
                    self._update(step, record, vals)
        self._withdraw(steps, details.browse([record.id for record in known.values()]))
        bulk.insert(details, new)

    @api.model
    def _withdraw(self, steps, details):
        """Remove what is no longer delivered; what the office says about it stays."""
        kept = details.filtered("own_text")
        emptied = kept.filtered("value_text")
        lacking = {}
        for detail in details - kept + emptied:
            change = Change("detail", detail.path, before=detail._vals())
            lacking.setdefault(detail.property_id.id, []).append(change)
        for step in steps:
            step.changes += lacking.get(step.property_id, ())
            step.is_changed = step.is_changed or step.property_id in lacking
        emptied.write({"value_type": "text", "value_text": False})
        (details - kept).unlink()

    @api.model
    def _update(self, step, record, vals):
        differing = {
            name: value for name, value in vals.items() if self._now(record, name) != value
        }
        is_respelt = set(differing) == {"value_text"} and record.value_type in SPELT
        if differing and not is_respelt:
            before = record._vals()
            if record.own_text and "value_text" in differing:
                step.conflicts.add(("detail", record.path))
            record.write(differing)
            step.is_changed = True
            step.changes.append(Change("detail", record.path, False, before, record._vals()))

    @api.model
    def _now(self, record, name):
        value = record[name]
        if isinstance(value, models.BaseModel):
            return value.id
        return value

    @api.model
    def _vals(self, step, run):
        """Return the rows of a listing; what a field could hold after all is left out."""
        return [
            {
                "property_id": step.property_id,
                "company_id": run.company_id,
                "sequence": self._sequence(detail),
                "path": detail.path,
                "slot": detail.slot or False,
                "group": detail.group,
                "value_type": detail.value_type,
                "value_text": detail.text or False,
                "value_number": detail.value if detail.value_type in ("number", "money") else 0.0,
                "value_date": detail.value if detail.value_type == "date" else False,
                "value_boolean": detail.value if detail.value_type == "boolean" else False,
            }
            for detail in step.draft.details
            if not self._is_held(step, detail)
        ]

    @api.model
    def _is_held(self, step, detail):
        """Tell whether a field could hold after all what the detail says."""
        return bool(detail.unless and step.delivered.get(detail.unless))

    @api.model
    def _forms(self, step):
        """Return the texts of what fields hold, by path: how the sender wrote it."""
        held = (detail for detail in step.draft.details if self._is_held(step, detail))
        return {**step.draft.forms, **{detail.path: detail.text for detail in held}}

    @api.model
    def _sequence(self, detail):
        if detail.slot:
            return slot_table.ORDER[detail.slot]
        return UNKNOWN_SEQUENCE if detail.group == slot_table.UNKNOWN else OWN_SEQUENCE
