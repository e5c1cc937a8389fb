from markupsafe import Markup

from odoo import fields, models

REMINDER = "mail.mail_activity_data_todo"


class AgencyImportDelivery(models.Model):
    """Sets a delivery aside whose sender or user is not known, until somebody decides."""

    _inherit = "agency.import.delivery"

    aside_kind = fields.Selection(
        [("sender", "Unknown sender"), ("user", "Unknown user")],
        string="Set Aside for",
        readonly=True,
        copy=False,
    )
    aside_key = fields.Char(string="Not Known", readonly=True, copy=False)
    aside_name = fields.Char(string="Calls Itself", readonly=True, copy=False)

    def action_allow(self):
        """Let the sender deliver from now on, and process what it has sent."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "set_aside":
            return True
        if self.aside_kind == "user":
            return self._ask_for_user()
        self.env["agency.import.sender"]._allow(self.source_id, self.aside_key, self.aside_name)
        return self._resume()

    def action_discard(self):
        """Put a delivery away for good; its content is kept."""
        self.check_access("write")
        aside = self.filtered(lambda delivery: delivery.state in ("set_aside", "review"))
        aside.activity_unlink([REMINDER])
        aside.sudo()._drop_preview()
        aside.sudo().write({"state": "discarded", "active": False})
        return True

    def _ask_for_user(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Authorise a User Name"),
            "res_model": "agency.import.authorise",
            "view_mode": "form",
            "target": "new",
            "context": {"default_delivery_id": self.id},
        }

    def _resume(self):
        """Go on with all deliveries of the source that waited for the same decision."""
        aside_sudo = self.sudo().search(
            [
                ("source_id", "=", self.source_id.id),
                ("state", "=", "set_aside"),
                ("aside_kind", "=", self.aside_kind),
            ]
        )
        key = self.aside_key.lower()
        waiting_sudo = aside_sudo.filtered(lambda delivery: delivery.aside_key.lower() == key)
        waiting_sudo.activity_unlink([REMINDER])
        waiting_sudo.write({"state": "new", "message": False, "finished_on": False})
        return waiting_sudo._process_now()

    def _obstacle(self, batch, run):
        """Return why a batch must not be imported yet, as values; None when nothing is wrong."""
        for entry in batch:
            if entry.draft is not None and (found := self._unknown(entry, run)):
                return found
        return None

    def _unknown(self, entry, run):
        names = self.env["agency.import.sender"]._of(entry)
        if names not in run.senders:
            run.senders[names] = self._admit(names)
        allowed, user_id = run.senders[names]
        if not allowed:
            return self._unknown_sender(names, entry)
        if user_id:
            run.default_users[entry.provider.key] = user_id
        return self._unknown_user(entry, run)

    def _admit(self, names):
        """Tell whether a sender may deliver, and who receives what names no user."""
        row = self.env["agency.import.sender"]._find(self.source_id, names)
        row.last_seen = fields.Datetime.now()
        allowed = row.is_allowed if row else self.source_id.accepted_senders == "any"
        return allowed, row.user_id.id

    def _unknown_sender(self, names, entry):
        key = names[0] if names else "-"
        name = entry.provider.company or entry.transfer.software or self.env._("unnamed sender")
        message = self.env._(
            "The sender %(sender)s is not allowed to deliver to %(box)s. The delivery waits here; "
            "nothing of it is lost.",
            sender=f"“{name}”" if name == key else f"“{name}” ({key})",
            box=self.source_id.name,
        )
        return {
            "aside_kind": "sender",
            "aside_key": key,
            "aside_name": name,
            "message": message,
        }

    def _unknown_user(self, entry, run):
        if self.source_id.accepted_users == "any":
            return None
        # The address of a technician names no user.
        hints = [
            hint
            for hint in (*entry.draft.sender_user_hints, *run.hints)
            if hint != entry.transfer.technical_email
        ]
        if not hints or any(hint.strip().lower() in run.users for hint in hints):
            return None
        message = self.env._(
            "The user name “%(name)s” is not authorised for %(box)s. The delivery waits here; "
            "nothing of it is lost.",
            name=hints[0],
            box=self.source_id.name,
        )
        return {
            "aside_kind": "user",
            "aside_key": hints[0],
            "aside_name": entry.provider.company or entry.transfer.software or False,
            "message": message,
        }

    def _set_aside(self, obstacle, batch):
        """Stop here, keep everything, and ask the manager."""
        transfer = batch[0].transfer
        self.write(
            {
                **obstacle,
                "scope": transfer.scope,
                "software": transfer.software,
                "attempts": 0,
                "state": "set_aside",
                "finished_on": fields.Datetime.now(),
            }
        )
        if user := self.source_id._decider():
            self.activity_schedule(
                REMINDER,
                user_id=user.id,
                summary=self.env._("Delivery set aside: %s", self.name),
                note=Markup("<p>%s</p>") % obstacle["message"],
            )
        self._report()
