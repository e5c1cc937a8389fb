from odoo import api, fields, models

from .. import bulk, plan


class AgencyImportCorrection(models.Model):
    """Keeps the rows true: after an edit of the office, and after a delivery. Set by set."""

    _inherit = "agency.import.correction"

    @api.model
    def _locks(self, property_ids):
        """Return the names of the fields that are locked anyway, by property."""
        if not property_ids:
            return {}
        rows = self.sudo().search([("property_id", "in", property_ids), ("is_locked", "=", True)])
        return {
            record.id: frozenset(own.mapped("field_name"))
            for record, own in rows.grouped("property_id").items()
        }

    @api.model
    def _note_edit(self, properties, names):
        """Note what the office changed just now; what an import writes is not the office's."""
        if not properties or self.env.context.get("agency_importing"):
            return
        edit = {"user_id": self.env.uid, "changed_on": fields.Datetime.now(), "is_conflict": False}
        corrections_sudo = self.sudo()
        for row, values in corrections_sudo._refresh(properties.sudo(), names, lambda _key: edit):
            if row.our_value != values["our_value"]:
                values |= edit
            row.write(values)

    @api.model
    def _meet(self, steps, run):
        """Bring the rows of delivered listings up to date, and count them on their steps."""
        met = {step.property_id: step for step in steps if step.action == plan.UPDATED}
        if not met:
            return

        def new(key):
            return {
                "changed_on": fields.Datetime.now(),
                "delivery_id": run.delivery_id,
                "is_conflict": key[1:] in met[key[0]].conflicts,
            }

        properties = self.env["agency.property"].browse(list(met))
        for row, values in self._refresh(properties, new=new):
            # A file that is processed again is no news.
            is_newer = run.delivery_id > row.delivery_id.id
            if is_newer and row._key()[1:] in met[row.property_id.id].conflicts:
                values["is_conflict"] = True
            row.write({**values, "delivery_id": run.delivery_id})
        self._count(met)

    @api.model
    def _count(self, met):
        rows = self.search([("property_id", "in", list(met))])
        for record, own in rows.grouped("property_id").items():
            step = met[record.id]
            step.kept_count = len(own.filtered("is_different"))
            step.conflict_count = sum(row._key()[1:] in step.conflicts for row in own)

    @api.model
    def _refresh(self, properties, names=None, new=lambda _key: {}):
        """Write the rows that are new, remove those whose two sides agree again.

        :param names: only these fields and parts; else all
        :param new: gives the further values of a new row by its key
        :return: the other rows, each with the values to write to it
        """
        domain = [("property_id", "in", properties.ids)]
        if names:
            domain.append(("field_name", "in", list(names)))
        rows = {row._key(): row for row in self.search(domain)}
        locked = [key for key, row in rows.items() if row.is_locked]
        found = self.env["agency.import.difference"]._between(properties, names, locked)
        self.browse([row.id for key, row in rows.items() if key not in found]).unlink()
        fresh = {key: values for key, values in found.items() if key not in rows}
        self._insert(properties, fresh, new)
        return [(row, self._values(key, found[key])) for key, row in rows.items() if key in found]

    @api.model
    def _insert(self, properties, found, new):
        companies = {record.id: record.company_id.id for record in properties}
        bulk.insert(
            self,
            [
                {
                    **self._values(key, values),
                    "company_id": companies[key[0]],
                    "is_locked": False,
                    "is_conflict": False,
                    "user_id": False,
                    "changed_on": False,
                    "delivery_id": False,
                    **new(key),
                }
                for key, values in found.items()
            ],
        )

    def _key(self):
        return self.property_id.id, self.field_name, self.place or ""

    @api.model
    def _values(self, key, values):
        property_id, name, place = key
        return {
            "property_id": property_id,
            "field_name": name,
            "place": place,
            "sender_value": values[0],
            "our_value": values[1],
        }
