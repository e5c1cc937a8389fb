import io

from odoo import fields, models

from ..export_package import write_package
from ..openimmo.drafts import Provider, Transfer

SOFTWARE = "Odoo"


class AgencyProperty(models.Model):
    """Properties as an OpenImmo delivery: the button, and what a portal is sent."""

    _inherit = "agency.property"

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

    def _openimmo_package(self, purpose, provider=None, removed=(), **transfer):
        """Return the bytes of a ZIP with these properties.

        :param purpose: `portal` or `full`, see `agency.export.drafter`
        :param provider: who sends; by default the company of the first property
        :param removed: drafts of listings that are to be deleted there
        :param transfer: facts of the transfer, such as its scope
        """
        provider = provider or Provider(company=self[:1].company_id.name or "")
        found = self.env["agency.export.drafter"]._drafts(self, purpose, provider.anid)
        shelf = self.env["agency.export.media"]
        files = [
            (medium.reference, shelf._reader(record))
            for _draft, pairs in found
            for medium, record in pairs
            if medium.location == "EXTERN"
        ]
        drafts = [*(draft for draft, _pairs in found), *removed]
        facts = {"software": SOFTWARE, "timestamp": fields.Datetime.now(), **transfer}
        output = io.BytesIO()
        write_package(output, Transfer(**facts), provider, drafts, files)
        return output.getvalue()
