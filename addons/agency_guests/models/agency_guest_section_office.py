from odoo import Command, api, models
from odoo.fields import Domain


class AgencyGuestSection(models.Model):
    """New guests and profiles start with every section closed."""

    _inherit = "agency.guest.section"

    @api.model
    def _closed_commands(self, known=None):
        """Return the commands that add each section, except those known, at level none."""
        missing = self.search(Domain.TRUE) - (known or self)
        return [Command.create({"section_id": s.id, "level": "none"}) for s in missing]
