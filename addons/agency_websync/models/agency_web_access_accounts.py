from odoo import models
from odoo.tools import SQL


class AgencyWebAccess(models.Model):
    """Who loses a registration, or its administrator, sees the open pages close at once."""

    _inherit = "agency.web.access"

    def _compute_user_ids(self):
        before = self._stored_users()
        result = super()._compute_user_ids()
        for access in self:
            lost = before.get(access.id, self.env["res.users"]) - access.user_ids
            lost.partner_id._bus_send(
                "agency_websync/cases",
                {"access": access.id, "all": True, "changed": [], "gone": []},
            )
        return result

    def _stored_users(self):
        """Return the users by registration as the database has them: before the change."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT access_id, array_agg(user_id) FROM agency_web_access_user_rel
                 WHERE access_id = ANY(%s) GROUP BY access_id
                """,
                self._origin.ids,
            )
        )
        users = self.env["res.users"]
        return {access_id: users.browse(user_ids) for access_id, user_ids in rows}
