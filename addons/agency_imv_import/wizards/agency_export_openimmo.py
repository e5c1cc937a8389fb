import base64

from odoo import fields, models
from odoo.exceptions import AccessError

from ..models.agency_export_drafter import FULL, PORTAL


class AgencyExportOpenimmo(models.TransientModel):
    """Asks what to export of some properties, and hands out the ZIP."""

    _name = "agency.export.openimmo"
    _description = "Export as OpenImmo"

    property_ids = fields.Many2many("agency.property", string="Properties", required=True)
    purpose = fields.Selection(
        [
            (PORTAL, "For a portal: what the agency has released, with the agent as contact"),
            (FULL, "Everything: also hidden addresses, prices and the seller"),
        ],
        string="Content",
        required=True,
        default=PORTAL,
    )
    is_manager = fields.Boolean(compute="_compute_is_manager")
    file = fields.Binary(readonly=True, attachment=False)
    filename = fields.Char(readonly=True)

    def _compute_is_manager(self):
        self.is_manager = self.env.user.has_group("agency_base.group_manager")

    def action_export(self):
        """Pack the properties, read with the rights of the user, and start the download."""
        self.ensure_one()
        if self.purpose == FULL and not self.is_manager:
            raise AccessError(self.env._("Only managers may export what is not released."))
        properties = self.property_ids
        content = properties._openimmo_package(self.purpose)
        numbers = [record.reference for record in properties if record.reference]
        name = numbers[0] if len(properties) == 1 and numbers else self.env._("properties")
        self.file = base64.b64encode(content)
        self.filename = f"openimmo_{name.replace('/', '-')}_{fields.Date.today()}.zip"
        url = f"/web/content/{self._name}/{self.id}/file/{self.filename}?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}
