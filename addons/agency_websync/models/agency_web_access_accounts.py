from odoo import models
from odoo.tools import SQL


class AgencyWebAccess(models.Model):
    """Who gets or loses a registration, or its administrator, sees open pages follow at once."""

    _inherit = "agency.web.access"

    def write(self, vals):
        result = super().write(vals)
        if {"state", "active"} & vals.keys():
            # A client without any case has no copy whose coming or going would tell.
            for access in self:
                access._tell_accounts(access.user_ids)
        return result

    def _compute_user_ids(self):
        before = self._stored_users()
        result = super()._compute_user_ids()
        for access in self:
            known = before.get(access.id, self.env["res.users"])
            access._tell_accounts((known | access.user_ids) - (known & access.user_ids))
        return result

    def _tell_accounts(self, users):
        """Have the open pages of these users read this registration again after the commit."""
        self.ensure_one()
        users.partner_id._bus_send(
            "agency_websync/cases",
            {"access": self.id, "all": True, "changed": [], "gone": []},
        )

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
