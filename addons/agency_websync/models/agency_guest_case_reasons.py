from odoo import api, models
from odoo.fields import Domain

# The way from a copy to what leads to it.
PATH = "access_id"


class AgencyGuest(models.Model):
    """Why a guest sees a case: the registration that the account uses, or its administrator's."""

    _inherit = "agency.guest"

    @api.model
    def _visibility_sources(self):
        return (*super()._visibility_sources(), ("cases", "agency.web.case", PATH, []))

    def _about_clients(self, path):
        if path != PATH:
            return super()._about_clients(path)
        own = Domain("access_id.guest_ids", "in", self.ids)
        return own | Domain("access_id.administrator_id.guest_ids", "in", self.ids)

    def _client_link(self, record, path):
        if path != PATH:
            return super()._client_link(record, path)
        access = record.access_id
        roles = dict(access._fields["role"]._description_selection(self.env))
        registered = self.env._(
            "%(client)s is registered as %(role)s", client=access.name, role=roles[access.role]
        )
        return f"{registered}, {self._account_link(access)}"

    def _account_link(self, access):
        """Return how this account is tied to a registration."""
        if self in access.guest_ids:
            return self.env._("and this account uses the registration")
        return self.env._(
            "and this account belongs to its administrator %s", access.administrator_id.name
        )
