from odoo import fields, models


class AgencyCase(models.Model):
    """What the office's pages need besides: colours, and where the buttons lead to."""

    _inherit = "agency.case"

    modality_color = fields.Integer(related="modality_id.color")

    def web_read(self, specification):
        # What was just saved shows who sees it now: the copies are made before.
        self.env["agency.web.case"]._copy_marked()
        return super().web_read(specification)

    def action_view_notes(self):
        return self._related("agency_websync.action_agency_case_note")

    def action_view_web_cases(self):
        return self._related("agency_websync.action_agency_web_case")

    def _related(self, xmlid):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return {
            **action,
            "domain": [("case_id", "=", self.id)],
            "context": {"default_case_id": self.id},
        }
