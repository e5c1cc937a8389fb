from odoo import api, fields, models
from odoo.tools.sql import escape_psql


class AgencyImportAuthorise(models.TransientModel):
    """Asks to whom a user name belongs that a set-aside delivery gives."""

    _name = "agency.import.authorise"
    _description = "Authorise a User Name"

    delivery_id = fields.Many2one(
        "agency.import.delivery", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="delivery_id.company_id")
    name = fields.Char(related="delivery_id.aside_key", string="User Name")
    user_id = fields.Many2one(
        "res.users",
        string="Belongs to",
        required=True,
        compute="_compute_user_id",
        store=True,
        readonly=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Becomes responsible for what is sent under this name, now and later.",
    )

    @api.depends("name", "company_id")
    def _compute_user_id(self):
        """Propose the one colleague who signs in under that name, or has that address."""
        users = self.env["res.users"]
        for wizard in self:
            name = escape_psql(wizard.name or "")
            domain = [
                ("share", "=", False),
                ("company_ids", "in", wizard.company_id.ids),
                "|",
                ("login", "=ilike", name),
                ("email", "=ilike", name),
            ]
            found = users.search(domain) if name else users
            wizard.user_id = found if len(found) == 1 else wizard.user_id

    def action_authorise(self):
        """Authorise the user name and process what waited for it."""
        self.ensure_one()
        self.delivery_id.check_access("write")
        delivery = self.delivery_id
        self.env["agency.import.user"]._authorise(
            delivery.source_id, delivery.aside_key, self.user_id
        )
        delivery._resume()
        return {"type": "ir.actions.act_window_close"}
