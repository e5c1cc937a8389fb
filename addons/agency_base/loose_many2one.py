"""A link that the database does not check."""

from odoo import fields


class LooseMany2one(fields.Many2one):
    """A link without foreign key, for tables with many rows that are written at once.

    Checking each link costs as much as writing the row. Only for what goes away together with a
    record that the row is linked to properly, or is looked after by somebody else.
    """

    def update_db_foreign_key(self, model, column):
        """Leave out the foreign key."""
