from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

MOST = 200


class AgencyGuestPreview(models.TransientModel):
    """What a guest sees right now, asked as the guest, and why.

    Everything is searched and named with the rights of the guest's own user, so nothing is
    shown here that the guest would not see. The reasons are looked up with the office's rights.
    """

    _name = "agency.guest.preview"
    _description = "What a Guest Sees"
    _rec_name = "guest_id"

    guest_id = fields.Many2one("agency.guest", required=True, readonly=True, ondelete="cascade")
    line_ids = fields.One2many("agency.guest.preview.line", "preview_id", readonly=True)
    section_ids = fields.One2many("agency.guest.preview.section", "preview_id", readonly=True)

    @api.model
    def _open(self, guest):
        """Look as the guest, write it to the log, and show it."""
        guest.check_access("read")
        preview = self.create({"guest_id": guest.id})
        preview._fill()
        self.env["agency.guest.log"]._record("preview", guest, user_id=self.env.uid)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("As %(guest)s Sees It", guest=guest.name),
            "res_model": self._name,
            "res_id": preview.id,
            "view_mode": "form",
        }

    def action_open_pages(self):
        """Open the guest's own pages, read-only and marked with a band."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/agency/guest/{self.guest_id.id}/preview/my",
            "target": "new",
        }

    def _fill(self):
        self.ensure_one()
        for permission in self.guest_id.permission_ids.sorted():
            rows, hidden = [], 0
            for code, model_name, path, domain in self.guest_id._visibility_sources():
                if code == permission.section_id.code:
                    found, unseen = self._entries(permission, model_name, path, domain)
                    rows += found
                    hidden += unseen
            self.env["agency.guest.preview.line"].create(rows)
            self.env["agency.guest.preview.section"].create(
                {
                    "preview_id": self.id,
                    "permission_id": permission.id,
                    "level": permission._level_in_force(),
                    "seen": len(rows),
                    "hidden": hidden,
                    "reason": self._section_reason(permission),
                }
            )

    def _section_reason(self, permission):
        if not permission.is_offered:
            return self.env._("The agency does not offer this section: it is not there.")
        return {
            "none": self.env._("Level none: the section is not there."),
            "low": self.env._("Level low: public data; third parties under a pseudonym."),
            "high": self.env._("Level high: also what is private, with names."),
        }[permission.level]

    def _entries(self, permission, model_name, path, domain):
        """Return a row per record that the guest sees, and how many about its clients it does not.

        The guest searches and names; what it cannot find is counted with the office's rights.
        """
        guest, office = self.guest_id, self.env[model_name]
        about = office.search(guest._about_clients(path) & Domain(domain), limit=MOST)
        try:
            seen = guest._as_guest(model_name).search(domain, limit=MOST)
            names = {record.id: record.display_name for record in seen}
        except AccessError:
            return [], len(about)
        rules = guest._rule_names(seen)
        rows = [
            {
                "preview_id": self.id,
                "permission_id": permission.id,
                "res_model": model_name,
                "res_id": record_id,
                "name": name or self.env._("(no name at this level)"),
                "link": guest._client_link(office.browse(record_id), path),
                "rule": rules.get(record_id),
            }
            for record_id, name in names.items()
        ]
        return rows, len(set(about.ids) - set(names))
