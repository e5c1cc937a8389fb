from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .agency_web_message import UNREAD_BY_OFFICE


class AgencyCase(models.Model):
    """Who reads the messages of a case on the web, and which of them the office has not read."""

    _inherit = "agency.case"

    web_message_ids = fields.One2many("agency.web.message", "case_id", string="Messages on the Web")
    unread_count = fields.Integer(compute="_compute_unread_count", string="Unread Messages")

    @api.depends("web_message_ids.read_by_office_at")
    def _compute_unread_count(self):
        rows = self.env["agency.web.message"]._read_group(
            UNREAD_BY_OFFICE & Domain("case_id", "in", self.ids), ["case_id"], ["__count"]
        )
        counts = {case.id: count for case, count in rows}
        for case in self:
            case.unread_count = counts.get(case.id, 0)

    def action_write_to_customers(self):
        """Open the form that writes to customers who follow this case."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Message to Customer"),
            "res_model": "agency.web.message.send",
            "view_mode": "form",
            "target": "new",
            "context": {"default_case_id": self.id},
        }

    def action_read_messages(self):
        """Note that the office has read what customers wrote; the open form calls it."""
        if not self.env.user.has_group("agency_base.group_agent"):
            raise AccessError(self.env._("Only colleagues read the messages of customers."))
        self.check_access("read")
        self._unread_sudo()._mark_read("read_by_office_at")

    def _unread_sudo(self):
        domain = UNREAD_BY_OFFICE & Domain("case_id", "in", self.ids)
        return self.env["agency.web.message"].sudo().search(domain)

    def _web_readers_sudo(self):
        """Return, by registration on the web, the users who may read messages of this case."""
        self.ensure_one()
        copies_sudo = self.env["agency.web.case"].sudo().search([("case_id", "=", self.id)])
        return {
            access: access.user_ids.filtered(
                lambda user: user.active and user._agency_level("cases") == "high"
            )
            for access in copies_sudo.access_id
        }

    def _access_of_account(self, partner):
        """Return the registration in which an account talks about this case.

        Where it wrote last; else the one that the fewest others read with it.
        """
        own = [
            access
            for access, users in self._web_readers_sudo().items()
            if partner in users.partner_id
        ]
        if not own:
            return self.env["agency.web.access"].sudo()
        wrote = [
            ("case_id", "=", self.id),
            ("author_id", "=", partner.id),
            ("access_id", "in", [access.id for access in own]),
        ]
        last_sudo = self.env["agency.web.message"].sudo().search(wrote, limit=1)
        return last_sudo.access_id or min(own, key=lambda a: (len(a.user_ids), a.id))

    def _talking_accounts_sudo(self):
        """Return the accounts of the newest message: an answer goes to them by itself."""
        self.ensure_one()
        last_sudo = self.web_message_ids.sudo()[:1]
        talking = last_sudo.message_id.author_id | last_sudo.message_id.partner_ids
        readers = self.env["res.users"].sudo().union(*self._web_readers_sudo().values())
        return talking & readers.partner_id
