from odoo import fields, models


class AgencyGuestSection(models.Model):
    """A part of the agency's data that a guest may consult: not at all, low, or high."""

    _name = "agency.guest.section"
    _description = "Guest Section"
    _order = "sequence, id"

    code = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    icon = fields.Char(help="A Font Awesome class.")
    low_group_id = fields.Many2one("res.groups", required=True, ondelete="restrict")
    high_group_id = fields.Many2one("res.groups", required=True, ondelete="restrict")

    _code_unique = models.Constraint("UNIQUE(code)", "A section's code is used only once.")

    def _groups_of(self, level):
        """Return the groups that stand for a level; high includes low by itself."""
        self.ensure_one()
        groups = {"low": self.low_group_id, "high": self.high_group_id}
        return groups.get(level, self.env["res.groups"])
