from odoo import models
from odoo.tools import SQL


class IrAttachment(models.Model):
    """A file of a released entry is part of the web copies: they follow when it changes."""

    _inherit = "ir.attachment"

    def write(self, vals):
        result = super().write(vals)
        self._mark_cases()
        return result

    def unlink(self):
        self._mark_cases()
        return super().unlink()

    def _mark_cases(self):
        """Mark the cases that show these files, or whose pictures they are."""
        if not self.ids:
            return
        rows = self.env.execute_query(
            SQL(
                """
                SELECT note.case_id
                  FROM agency_case_note_attachment_rel rel
                  JOIN agency_case_note note ON note.id = rel.note_id
                 WHERE rel.attachment_id = ANY(%s)
                 UNION
                SELECT file.res_id FROM ir_attachment file
                 WHERE file.id = ANY(%s) AND file.res_model = 'agency.case'
                   AND file.res_field IN ('image_1024', 'image_128')
                """,
                self.ids,
                self.ids,
            )
        )
        if rows:
            cases = self.env["agency.case"].browse(row[0] for row in rows)
            self.env["agency.web.case"]._mark_cases(cases)
