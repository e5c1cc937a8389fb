"""What the customers' pages show of web copies: texts, dates and marks in the reader's language."""

from datetime import timedelta

from babel.dates import format_timedelta

from odoo import fields
from odoo.tools.misc import babel_locale_parse

FIELDS = (
    *("number", "name", "modality_id", "country_id", "state", "classes", "filing_date"),
    *("expiry_date", "picture_checksum", "version", "changed_at"),
)
SOON = 30
# Tells Babel to stay with days instead of rounding them to weeks.
NEVER = 10**9


class CaseRows:
    """Turns copies that a customer has read into what a page shows."""

    def __init__(self, presenter):
        self.presenter = presenter
        self.env = presenter.env
        self.locale = babel_locale_parse(self.env.lang or self.env.user.lang)
        self.now = fields.Datetime.now()
        self.today = presenter.local(self.now).date()
        # Once for all rows: finding the reader's language for an address takes its time.
        self.url = self.env["ir.http"]._url_for("/my/cases")
        self._texts = {}
        states = self.env["agency.web.case"]._fields["state"]
        self.states = dict(states._description_selection(self.env))

    def rows(self, values, unread=None):
        """Return what a list shows of each copy.

        :param values: for each copy what was read of it
        :param unread: number of unread messages by copy
        """
        modalities = self._names("agency.case.modality", "modality_id", values)
        countries = self._names("res.country", "country_id", values)
        return [
            {
                **self._row(copy),
                "modality": modalities.get(copy["modality_id"], {}).get("name", ""),
                "country": countries.get(copy["country_id"]),
                "unread": (unread or {}).get(copy["id"], 0),
            }
            for copy in values
        ]

    def _names(self, model_name, name, values):
        """Return name and flag of what the copies point to, asked in one go.

        The copies are the customer's own: the names of what stands in them are as well.
        """
        ids = {copy[name] for copy in values if copy[name]}
        records_sudo = self.env[model_name].sudo().browse(sorted(ids))
        return {
            record.id: {
                "name": record.name,
                "flag": record.image_url if model_name == "res.country" else False,
            }
            for record in records_sudo
        }

    def _row(self, copy):
        # Files have one address for all languages.
        files = f"/my/cases/{copy['id']}"
        checksum = copy["picture_checksum"]
        return {
            "id": copy["id"],
            "url": f"{self.url}/{copy['id']}",
            "number": copy["number"] or "",
            "name": copy["name"] or "",
            "classes": copy["classes"] or "",
            "state": self.states.get(copy["state"], ""),
            "tone": copy["state"] or "draft",
            "thumbnail": checksum and f"{files}/thumbnail/{checksum}",
            "picture": checksum and f"{files}/picture/{checksum}",
            "filed": self._once(self.presenter.day, copy["filing_date"]),
            "version": copy["version"],
            **self._expiry(copy),
            **self._freshness(copy["changed_at"]),
        }

    def _expiry(self, copy):
        day = copy["expiry_date"]
        if not day:
            return {"expiry": "", "expiry_day": "", "left": "", "expiry_tone": ""}
        days = (day - self.today).days
        tone = "danger" if days < 0 else "warning" if days <= SOON else ""
        return {
            "expiry": self._once(self.presenter.day, day),
            "expiry_day": str(day),
            "left": self._once(self._distance, timedelta(days=days), "day", NEVER)
            if days
            else self.env._("today"),
            # What is closed cannot be late any more.
            "expiry_tone": "" if copy["state"] == "done" else tone,
        }

    def _freshness(self, changed_at):
        """Return how long ago a copy changed: for the page, which counts on, and as a text."""
        # Babel takes nothing for a time to come; a second more does not matter.
        age = max(self.now - (changed_at or self.now), timedelta(seconds=1))
        pattern = "d MMM y, HH:mm:ss"
        return {
            "age": int(age.total_seconds()),
            "ago": self._once(self._distance, -age, "second", 0.85, "short"),
            "changed": self._once(self.presenter.moment, changed_at or self.now, pattern),
        }

    def _once(self, make, *args):
        """Return what `make` says; rows often ask for the same, and Babel takes its time."""
        key = (make.__name__, *args)
        if key not in self._texts:
            self._texts[key] = make(*args)
        return self._texts[key]

    def _distance(self, delta, granularity, threshold, style="long"):
        return format_timedelta(
            delta,
            granularity=granularity,
            threshold=threshold,
            add_direction=True,
            format=style,
            locale=self.locale,
        )
