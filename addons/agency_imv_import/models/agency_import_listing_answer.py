from odoo import api, fields, models

from ..openimmo.errors import Sentence
from ..plan import FAILED


class AgencyImportListing(models.Model):
    """Keeps what its sender may be told: its own numbers, and what was wrong with its data."""

    _inherit = "agency.import.listing"

    for_sender = fields.Json(
        readonly=True,
        groups="agency_base.group_manager",
        help="intern, obid, extern, and notes: pairs of a code and a sentence.",
    )


class AgencyImportWriter(models.AbstractModel):
    """Notes for the answer what the reader found. What the office changed is nobody's business."""

    _inherit = "agency.import.writer"

    @api.model
    def _protocol(self, steps, run):
        rows = super()._protocol(steps, run)
        for step, row in zip(steps, rows, strict=True):
            row["for_sender"] = self._for_sender(step)
        return rows

    @api.model
    def _for_sender(self, step):
        notes = [[said.code, said] for said in step.messages if isinstance(said, Sentence)]
        if step.action == FAILED and not notes:
            notes = [["not_stored", self.env._("The listing could not be stored.")]]
        identity = step.draft.identity if step.draft else None
        numbers = ("intern", "obid", "extern") if identity else ()
        return {**{name: getattr(identity, name) for name in numbers}, "notes": notes}
