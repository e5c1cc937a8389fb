from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class AgencyGuestReasons(models.AbstractModel):
    """Records that a guest may read for one of several reasons.

    The record rules ask `is_open_to_guest`. Joining the reasons by OR would make the database
    look at every row; as a union each one starts from the few clients of the guest.
    """

    _name = "agency.guest.reasons"
    _description = "Reasons to Be Open to a Guest"
    _inherit = ["agency.guest.readable"]

    is_open_to_guest = fields.Boolean(
        string="Open to the Guest",
        compute="_compute_is_open_to_guest",
        search="_search_is_open_to_guest",
        help="The guest who is asking has a reason to read it.",
    )

    def _guest_reasons(self):
        """Return the domains of what the guest who is asking may read."""
        return [Domain.FALSE]

    @api.depends_context("uid")
    def _compute_is_open_to_guest(self):
        model_sudo = self.env[self._name].sudo().with_context(active_test=False)
        mine = Domain("id", "in", self._origin.ids) & self._guest_reasons_domain()
        opened = model_sudo.search(mine)
        for record in self:
            record.is_open_to_guest = record._origin in opened

    def _search_is_open_to_guest(self, operator, value):
        return self._guest_reasons_domain() if operator == "in" else NotImplemented

    @api.model
    def _guest_reasons_domain(self):
        model_sudo = self.env[self._name].sudo().with_context(active_test=False)
        queries = [model_sudo._search(reason).select() for reason in self._guest_reasons()]
        return Domain("id", "in", SQL(" UNION ").join(queries))
