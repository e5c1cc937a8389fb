from odoo import api, models

from ..openimmo import mapper


class AgencyImportWriter(models.AbstractModel):
    """Tells what was done with each listing: the values of the lines of the protocol."""

    _inherit = "agency.import.writer"

    @api.model
    def _protocol(self, steps, run):
        """Return the values of the lines of the protocol, each with its changes."""
        properties = self.env["agency.property"].browse(
            [step.property_id for step in steps if step.property_id]
        )
        properties.fetch(["external_number"])
        numbers = {record.id: record.external_number for record in properties}
        changes = self.env["agency.import.change"]._describe(steps, run)
        return [
            {
                "delivery_id": run.delivery_id,
                "company_id": run.company_id,
                "index": step.entry.index,
                "line": step.entry.line,
                "action": step.action,
                "property_id": step.property_id,
                "external_number": numbers.get(step.property_id) or self._number(step),
                "partner_id": step.partner_id,
                "contact_rule": step.contact_rule,
                "kept_count": step.kept_count,
                "conflict_count": step.conflict_count,
                "message": "\n".join(step.messages) or False,
                "new_contacts": step.new_contacts or None,
                "changes": own,
                **self._as_delivered(step.draft),
            }
            for step, own in zip(steps, changes, strict=True)
        ]

    @api.model
    def _as_delivered(self, draft):
        contact = draft.contacts[0] if draft and draft.contacts else None
        return {
            "is_reference": draft is not None and draft.action == "reference",
            "surname": contact.surname if contact else False,
            "first_name": contact.first_name if contact else False,
        }

    @api.model
    def _number(self, step):
        """Return the number that a property has or would get; of our own export, as it stands."""
        if step.draft is None:
            return False
        identity = step.draft.identity
        return identity.intern if step.is_own else mapper.external_number(identity)
