from odoo import api, fields, models


class AgencyContactMixin(models.AbstractModel):
    """What the small dialogs share: whom we speak to, about which property, and how it is kept."""

    _name = "agency.contact.mixin"
    _description = "Contact with a Person about a Property"

    partner_id = fields.Many2one("res.partner", string="With")
    property_id = fields.Many2one("agency.property", string="About")
    interest_id = fields.Many2one(
        "agency.interest", compute="_compute_interest_id", store=True, readonly=False
    )
    request_id = fields.Many2one("agency.request")

    @api.depends("partner_id", "property_id")
    def _compute_interest_id(self):
        known = self.env["agency.interest"]._by_pair(self.partner_id, self.property_id)
        for wizard in self:
            wizard.interest_id = known.get((wizard.partner_id.id, wizard.property_id.id), False)

    @api.model
    def _open(self, **values):
        """Return the action that opens this dialog with these values."""
        return {
            "type": "ir.actions.act_window",
            "name": self._title(),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {f"default_{name}": value for name, value in values.items() if value},
        }

    @api.model
    def _title(self):
        return self._description

    def _log(self, **values):
        """Keep what was done as an action; return it."""
        self.ensure_one()
        return self.env["agency.interaction"].create(
            {
                "partner_ids": self.partner_id.ids,
                "property_id": self.property_id.id,
                "interest_id": self.interest_id.id,
                "request_id": self.request_id.id,
                **values,
            }
        )
