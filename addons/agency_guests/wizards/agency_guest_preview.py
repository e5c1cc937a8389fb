from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

# What the office looks through: section, model, the way to the property, and which of them.
SOURCES = (
    ("listings", "agency.property", "id", []),
    ("listings", "agency.property.media", "property_id", [("kind", "!=", "document")]),
    ("mandates", "agency.mandate", "property_id", []),
    ("requests", "agency.request", None, []),
    ("requests", "agency.interest", "property_id", []),
    ("contacts", "agency.property.party", "property_id", []),
    ("appointments", "calendar.event", "agency_property_id", []),
    ("advertising", "agency.publication", "property_id", []),
    ("actions", "agency.interaction", "property_id", []),
    ("documents", "agency.property.media", "property_id", [("kind", "=", "document")]),
)
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

    @api.model
    def _property_reasons(self, guest):
        """Return, per property that the guest sees, the level and the client that show it."""
        preview = self.new({"guest_id": guest.id})
        permission = guest.permission_ids.filtered(lambda p: p.section_id.code == "listings")
        level = dict(permission._fields["level"]._description_selection(self.env))
        return {
            record.id: self.env._(
                "Visible because: %(link)s. Level of listings: %(level)s.",
                link=preview._link(record, "id"),
                level=level[permission.level or "none"],
            )
            for record in preview._client_properties()
        }

    def _fill(self):
        self.ensure_one()
        for permission in self.guest_id.permission_ids.sorted():
            rows, hidden = [], 0
            for code, model_name, path, domain in SOURCES:
                if code == permission.section_id.code:
                    found, unseen = self._entries(permission, model_name, path, domain)
                    rows += found
                    hidden += unseen
            self.env["agency.guest.preview.line"].create(rows)
            self.env["agency.guest.preview.section"].create(
                {
                    "preview_id": self.id,
                    "permission_id": permission.id,
                    "seen": len(rows),
                    "hidden": hidden,
                    "reason": self._section_reason(permission.level),
                }
            )

    def _section_reason(self, level):
        return {
            "none": self.env._("Level none: the section is not there."),
            "low": self.env._("Level low: public data; third parties under a pseudonym."),
            "high": self.env._("Level high: also what is private, with names."),
        }[level]

    def _entries(self, permission, model_name, path, domain):
        """Return a row per record that the guest sees, and how many about its clients it does not.

        The guest searches and names; what it cannot find is counted with the office's rights.
        """
        office = self.env[model_name]
        about = office.search(self._client_domain(path) & Domain(domain), limit=MOST)
        try:
            seen = self._as_guest(model_name).search(domain, limit=MOST)
            names = {record.id: record.display_name for record in seen}
        except AccessError:
            return [], len(about)
        rules = self._rule_names(seen)
        rows = [
            {
                "preview_id": self.id,
                "permission_id": permission.id,
                "res_model": model_name,
                "res_id": record_id,
                "name": name or self.env._("(no name at this level)"),
                "link": self._link(office.browse(record_id), path),
                "rule": rules.get(record_id),
            }
            for record_id, name in names.items()
        ]
        return rows, len(set(about.ids) - set(names))

    def _as_guest(self, model_name):
        """Return a model with the guest's own user, language, time zone and company."""
        return self.guest_id.sudo()._guest_env()[model_name]

    def _client_domain(self, path):
        """Return the domain of what is about the guest's clients, whatever the level."""
        clients = self.guest_id.partner_ids
        if path is None:
            return Domain("partner_id", "in", clients.ids)
        return Domain(path, "in", self._client_properties().ids)

    def _client_properties(self):
        clients = self.guest_id.partner_ids
        live = clients.agency_interest_ids.filtered(lambda interest: interest.state != "declined")
        owned = self.env["agency.property"].search([("owner_ids", "in", clients.ids)])
        return owned | live.property_id

    def _rule_names(self, seen):
        """Return, per record id, the rules for guests that let it through."""
        names = {}
        as_guest = self._as_guest(seen._name)
        rules = as_guest.env["ir.rule"]._get_rules(seen._name, "read").sudo()
        values = as_guest.env["ir.rule"]._eval_context()
        for rule in rules.filtered("groups"):
            domain = safe_eval(rule.domain_force, values) if rule.domain_force else []
            passed = as_guest.sudo().search(Domain(domain) & Domain("id", "in", seen.ids))
            for record in passed:
                names.setdefault(record.id, []).append(rule.name)
        return {record_id: ", ".join(rule_names) for record_id, rule_names in names.items()}

    def _link(self, record, path):
        """Return which client leads to a record, and how: as an owner or as an applicant."""
        clients = self.guest_id.partner_ids
        if path is None:
            return record.partner_id.display_name
        about = record if path == "id" else record[path]
        owners = about.owner_ids & clients
        interested = about.interest_ids.filtered(
            lambda interest: interest.state != "declined" and interest.partner_id in clients
        ).partner_id
        parts = [self.env._("%(client)s owns it", client=owner.name) for owner in owners]
        parts += [
            self.env._("%(client)s is interested", client=client.name) for client in interested
        ]
        if path != "id" and parts:
            return f"{about.display_name}: {', '.join(parts)}"
        return ", ".join(parts)
