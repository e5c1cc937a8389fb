import re
import secrets
import unicodedata

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


class AgencyGuest(models.Model):
    """What the office does with a guest: dialogs, warnings, proposals."""

    _inherit = "agency.guest"

    client_warning = fields.Char(compute="_compute_client_warning")
    log_count = fields.Integer(compute="_compute_log_count")
    profile_change_count = fields.Integer(compute="_compute_profile_change_count")
    lacks_sections = fields.Boolean(compute="_compute_lacks_sections")

    @api.depends("partner_ids")
    def _compute_client_warning(self):
        for guest in self:
            names = guest._idle_clients().mapped("display_name")
            guest.client_warning = bool(names) and self.env._(
                "Neither property nor interest: %(names)s. The guest sees nothing through them.",
                names=", ".join(names),
            )

    def _compute_state(self):
        # The limits are read from the database, where a guest being typed in is not yet.
        new = self.filtered(lambda guest: not guest._origin)
        new.state = "not_invited"
        return super(AgencyGuest, self - new)._compute_state()

    def _compute_log_count(self):
        groups = self.env["agency.guest.log"]._read_group(
            [("guest_id", "in", self.ids)], ["guest_id"], ["__count"]
        )
        counts = {guest.id: count for guest, count in groups}
        for guest in self:
            guest.log_count = counts.get(guest.id, 0)

    def _compute_profile_change_count(self):
        groups = self.env["agency.guest.profile.change"]._read_group(
            [("guest_id", "in", self.ids)], ["guest_id"], ["__count"]
        )
        counts = {guest.id: count for guest, count in groups}
        for guest in self:
            guest.profile_change_count = counts.get(guest.id, 0)

    @api.depends("permission_ids.section_id")
    def _compute_lacks_sections(self):
        sections = self.env["agency.guest.section"].search(Domain.TRUE)
        for guest in self:
            guest.lacks_sections = bool(sections - guest.permission_ids.section_id)

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if "permission_ids" in fields_list and not values.get("permission_ids"):
            values["permission_ids"] = self.env["agency.guest.section"]._closed_commands()
        return values

    def action_add_sections(self):
        """Add the sections that came with another addon, closed until they are opened."""
        for guest in self:
            known = guest.permission_ids.section_id
            guest.permission_ids = self.env["agency.guest.section"]._closed_commands(known)

    def action_set_password(self):
        return self._dialog("agency.guest.password", self.env._("Set a Password"))

    def action_extend(self):
        return self._dialog("agency.guest.extension", self.env._("Grant an Extension"))

    def action_simulate(self):
        self.ensure_one()
        return self.env["agency.guest.simulator"]._open(self)

    def action_preview(self):
        self.ensure_one()
        return self.env["agency.guest.preview"]._open(self)

    def action_suspend_selected(self):
        return self.env["agency.guest.suspend"]._open(guests=self)

    def action_resume_selected(self):
        return self.env["agency.guest.suspend"]._open(guests=self, operation="resume")

    def action_apply_profile(self):
        return self.env["agency.guest.profile.apply"]._open(guests=self)

    def action_view_log(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_guests.action_agency_guest_log"
        )
        return {**action, "domain": [("guest_id", "=", self.id)], "context": {}}

    def action_view_profile_changes(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_guests.action_agency_guest_profile_change"
        )
        return {**action, "domain": [("guest_id", "=", self.id)]}

    def _dialog(self, model_name, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": f"{title}: {self.name}",
            "res_model": model_name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_guest_id": self.id},
        }

    def _idle_clients(self):
        """Return the clients who neither own a property nor are interested in one."""
        clients = self.partner_ids._origin
        busy = clients.filtered_domain(
            clients._agency_owner_domain()
            | Domain("agency_interest_ids", "any", [("state", "!=", "declined")])
        )
        return clients - busy

    def _set_password(self, password, temporary):
        """Give the guest a password chosen by the office; whoever is in with another one is out."""
        self.ensure_one()
        self.write({"password": password, "must_change_password": temporary})
        self.user_id._agency_end_sessions()

    def _access_limits(self):
        """Return the limits as the doors read them, what was just written included."""
        self.ensure_one()
        self.env.flush_all()
        [row] = self._access_rows(SQL("g.id = %s", self.id))
        return row.limits

    @api.model
    def _of_partners(self, partners):
        """Return the guests who speak for any of these contacts."""
        return self.search([("partner_ids", "in", partners.ids)])

    @api.model
    def _propose_user_code(self, name, company, taken=()):
        """Return a free user id made of a name: `unterhofer`, then `unterhofer2`."""
        plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode()
        base = re.sub(r"[^a-z0-9]+", "", plain.lower())[:40]
        base = base if len(base) >= 2 else "guest"
        known = self.with_context(active_test=False).search(
            [("company_id", "=", company.id), ("user_code", "=ilike", f"{base}%")]
        )
        used = {code.lower() for code in (*known.mapped("user_code"), *taken)}
        number, code = 1, base
        while code in used:
            number += 1
            code = f"{base}{number}"
        return code

    @api.model
    def _propose_password(self):
        """Return a password that is easy to say on the phone: `Tami-rosu-47`."""
        words = ["".join(secrets.choice(SYLLABLES) for _part in range(2)) for _word in range(2)]
        return f"{words[0].capitalize()}-{words[1]}-{secrets.randbelow(90) + 10}"
