from odoo import Command, models
from odoo.fields import Domain
from odoo.tools.misc import clean_context, format_date

ORDER = {"none": 0, "low": 1, "high": 2}


def windows_image(windows):
    """Return the hours as values that can be compared and created again."""
    rows = windows.mapped(
        lambda w: {"weekday": w.weekday, "hour_from": w.hour_from, "hour_to": w.hour_to}
    )
    return sorted(rows, key=lambda row: (str(row["weekday"]), row["hour_from"], row["hour_to"]))


def networks_image(networks):
    rows = networks.mapped(lambda n: {"cidr": n.cidr, "note": n.note})
    return sorted(rows, key=lambda row: row["cidr"])


def levels_image(permissions):
    return {permission.section_id.code: permission.level for permission in permissions}


def hours_text(window):
    """Return the hours of a window as people write them; both empty are the whole day."""
    if not window["hour_from"] and not window["hour_to"]:
        return "0:00–24:00"
    minutes = [round(window[name] * 60) for name in ("hour_from", "hour_to")]
    return "–".join(f"{value // 60}:{value % 60:02}" for value in minutes)


class AgencyGuest(models.Model):
    """A guest's limits and levels as one plain image: to compare, to keep and to put back."""

    _inherit = "agency.guest"

    def _settings_image(self):
        """Return state, limits and levels as JSON can store them."""
        self.ensure_one()
        return {
            "profile_id": self.profile_id.id,
            "suspended": self.suspended,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_until": self.valid_until and self.valid_until.isoformat(),
            "windows": windows_image(self.window_ids),
            "networks": networks_image(self.network_ids),
            "levels": levels_image(self.permission_ids),
        }

    def _restore_settings(self, image):
        """Write an image; a profile or a section that is gone since is left out."""
        self.ensure_one()
        profile = self.env["agency.guest.profile"].browse(image["profile_id"] or [])
        # Defaults for a dialog that is open are not meant for the lines of a guest.
        self.with_env(self.env(context=clean_context(self.env.context))).write(
            {
                "profile_id": profile.exists().id,
                "suspended": image["suspended"],
                "valid_from": image["valid_from"],
                "valid_until": image["valid_until"],
                "window_ids": [Command.clear(), *map(Command.create, image["windows"])],
                "network_ids": [Command.clear(), *map(Command.create, image["networks"])],
                "permission_ids": self._level_commands(image["levels"]),
            }
        )

    def _level_commands(self, levels):
        """Return the commands that bring this guest's permissions to levels by section code."""
        known = {permission.section_id.code: permission for permission in self.permission_ids}
        commands = [
            Command.update(permission.id, {"level": levels.get(code, "none")})
            for code, permission in known.items()
            if permission.level != levels.get(code, "none")
        ]
        missing = self.env["agency.guest.section"].search(
            [("code", "in", [code for code in levels if code not in known])]
        )
        commands += [
            Command.create({"section_id": section.id, "level": levels[section.code]})
            for section in missing
        ]
        return commands

    def _differences(self, before, after):
        """Return one readable line per difference between two images."""
        lines = []
        plain = {
            "suspended": (
                self.env._("State"),
                lambda value: self.env._("suspended") if value else self.env._("active"),
            ),
            "valid_from": (self.env._("From"), self._date_text),
            "valid_until": (self.env._("Until"), self._date_text),
            "windows": (self.env._("Hours"), self._windows_text),
            "networks": (self.env._("Addresses"), self._networks_text),
        }
        for key, (label, text) in plain.items():
            if before[key] != after[key]:
                lines.append(f"{label}: {text(before[key])} → {text(after[key])}")
        return lines + self._level_differences(before["levels"], after["levels"])

    def _level_differences(self, before, after):
        names = {"none": self.env._("none"), "low": self.env._("low"), "high": self.env._("high")}
        lines = []
        for section in self.env["agency.guest.section"].search(Domain.TRUE):
            old = before.get(section.code, "none")
            new = after.get(section.code, "none")
            if old != new:
                arrow = "↑" if ORDER[new] > ORDER[old] else "↓"
                lines.append(f"{section.name}: {names[old]} → {names[new]} {arrow}")
        return lines

    def _date_text(self, value):
        return format_date(self.env, value) if value else self.env._("no limit")

    def _windows_text(self, windows):
        if not windows:
            return self.env._("always")
        weekday = self.env["agency.guest.window"]._fields["weekday"]
        days = dict(weekday._description_selection(self.env))
        return ", ".join(f"{days[w['weekday']]} {hours_text(w)}" for w in windows)

    def _networks_text(self, networks):
        if not networks:
            return self.env._("everywhere")
        return ", ".join(network["cidr"] for network in networks)
