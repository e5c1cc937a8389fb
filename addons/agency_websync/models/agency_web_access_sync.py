from odoo import api, models
from odoo.exceptions import UserError

from ..web_copy_sql import Scope

# A client with at most that many cases is synced while the button is pressed.
AT_ONCE = 500


class AgencyWebAccess(models.Model):
    """The buttons that bring registrations to the web, make them right again and take them away."""

    _inherit = "agency.web.access"

    def unlink(self):
        # The copies would go by themselves, but nobody would be told.
        self.action_withdraw()
        self.env["agency.web.case"]._copy_marked()
        return super().unlink()

    def action_sync(self):
        """Bring these clients to the web: small ones now, the other ones in the background."""
        small = self.filtered(lambda access: access._is_small())
        small._bring_to_web()
        differences = small._copies_now()
        if differences:
            raise UserError(
                self.env._("%s web copies differ from their cases. Try again.", len(differences))
            )
        if self == small:
            return True
        run = self.env["agency.web.sync"]._start(self - small, "chosen")
        return run._action_open()

    @api.model
    def action_sync_all(self):
        """Start a run over every registration that is new or on the web; show its progress."""
        accesses = self.search(
            [("state", "in", ("new", "live")), ("company_id", "=", self.env.company.id)]
        )
        if not accesses:
            raise UserError(self.env._("Nobody is registered for the web yet."))
        return self.env["agency.web.sync"]._start(accesses, "all")._action_open()

    def action_withdraw(self):
        """Take the copies away with the end of this transaction, from open pages too."""
        return self.write({"state": "withdrawn"})

    def _is_small(self):
        self.ensure_one()
        partners = self.partner_id
        if self.whole_group:
            partners |= partners.sudo().client_group_id.partner_ids
        field = "client_id" if self.role == "client" else "intermediary_id"
        domain = [(field, "in", partners.ids)]
        return self.env["agency.case"].sudo().search_count(domain, limit=AT_ONCE + 1) <= AT_ONCE

    def _bring_to_web(self):
        """Set these registrations live; those that are live already keep what they have."""
        self.filtered(lambda a: a.state != "live" or not a.active).write(
            {"state": "live", "active": True}
        )
        self.env["agency.web.case"]._mark_accesses(self)

    def _copies_now(self):
        """Make the copies before the transaction ends and return what still differs: nothing."""
        copies = self.env["agency.web.case"]
        copies._copy_marked()
        return copies._differences(Scope(accesses=self.ids))
