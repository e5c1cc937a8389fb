from odoo import models


class ResUsers(models.Model):
    """A guest closes the own account: access ends at once, and nothing is deleted.

    Core would wipe the account and have it deleted, with the name under all that was written.
    What has to be deleted is for the office to decide, whom the guest's wish reaches.
    """

    _inherit = "res.users"

    def _deactivate_portal_user(self, **post):
        guests = {user: user._agency_guest() for user in self}
        for user, guest in guests.items():
            if guest:
                user._agency_close_account(guest, no_contact=bool(post.get("request_blacklist")))
        others = self.filtered(lambda user: not guests[user])
        return super(ResUsers, others)._deactivate_portal_user(**post) if others else None

    def _agency_close_account(self, guest, no_contact):
        """Archive the guest, note it, and tell the colleagues who look after its clients."""
        guest = guest.with_user(self.env.ref("base.user_root")).sudo()
        text = self.env._("%s has closed the account and asks for its deletion.", guest.name)
        if no_contact:
            text += " " + self.env._("The guest does not want to be contacted again.")
        self.env["agency.guest.log"]._record("closed", guest, note=self.env._("by the guest"))
        guest.message_post(
            body=text,
            subtype_xmlid="mail.mt_note",
            partner_ids=guest._responsible_users().partner_id.ids,
        )
        guest.active = False
