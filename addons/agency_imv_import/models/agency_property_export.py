from odoo import models

from ..openimmo.drafts import Provider


class AgencyProperty(models.Model):
    """Properties as an OpenImmo delivery: the button, and word to the portals of each change."""

    _inherit = "agency.property"

    def write(self, vals):
        result = super().write(vals)
        if self.env["agency.export.drafter"]._is_exported(vals):
            self.env["agency.export.item"]._mark_properties(self)
        return result

    def unlink(self):
        # What portals still show is deleted there.
        self.env["agency.export.item"]._mark_properties(self)
        return super().unlink()

    def action_export_openimmo(self):
        """Ask what to export of these properties."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Export as OpenImmo"),
            "res_model": "agency.export.openimmo",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_property_ids": self.ids},
        }

    def _openimmo_package(self, purpose):
        """Return the bytes of a ZIP with these properties.

        :param purpose: `portal` or `full`, see `agency.export.drafter`
        """
        provider = Provider(company=self[:1].company_id.name or "")
        drafter = self.env["agency.export.drafter"]
        return drafter._package(drafter._drafts(self, purpose), provider)
