"""What a user may read, as text for pages, mails and reports. Nothing here uses sudo."""

from datetime import UTC
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from odoo.tools.misc import format_date, format_datetime

KIND_ICONS = {
    "email": "fa-envelope-o",
    "whatsapp": "fa-whatsapp",
    "sms": "fa-commenting-o",
    "call": "fa-phone",
    "letter": "fa-file-text-o",
    "visit": "fa-street-view",
    "other": "fa-check-circle-o",
}
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
STATE_TONES = {"active": "success", "reserved": "warning", "closed": "secondary"}


class Presenter:
    """Shows the values that the user of an environment may read, in their language and time."""

    def __init__(self, env):
        self.env = env
        self.tz_name = env.user.tz or "UTC"
        try:
            self.tz = ZoneInfo(self.tz_name)
        except (ZoneInfoNotFoundError, ValueError):
            self.tz_name, self.tz = "UTC", UTC
        self._readable = {}
        self._figures = {}
        self._currencies = {}

    @cached_property
    def _lang(self):
        return self.env["res.lang"]._lang_get(self.env.lang or self.env.user.lang)

    def level(self, section):
        return self.env.user._agency_level(section)

    def readable(self, model_name, name):
        key = (model_name, name)
        if key not in self._readable:
            model = self.env[model_name]
            field = model._fields.get(name)
            self._readable[key] = bool(field) and model._has_field_access(field, "read")
        return self._readable[key]

    def fields(self, model_name, *names):
        """Return those of the fields that the user may read."""
        return [name for name in names if self.readable(model_name, name)]

    def value(self, record, name):
        return record[name] if self.readable(record._name, name) else False

    def label(self, record, name):
        """Return the text of a selection field."""
        value = self.value(record, name)
        return dict(record._fields[name]._description_selection(self.env)).get(value, "")

    def local(self, moment):
        """Return a naive UTC datetime in the time zone of the user."""
        return moment.replace(tzinfo=UTC).astimezone(self.tz)

    def moment(self, moment, pattern="medium"):
        return format_datetime(self.env, moment, tz=self.tz_name, dt_format=pattern)

    def day(self, day, pattern="d MMM y"):
        return format_date(self.env, day, date_format=pattern) if day else ""

    def money(self, amount, currency):
        """Return an amount with its currency; without decimals when it is a whole one."""
        symbol, is_before, decimals = self._currency(currency)
        parts = [self._formatted(amount, 0 if float(amount).is_integer() else decimals), symbol]
        return NO_BREAK_SPACE.join(reversed(parts) if is_before else parts)

    def _currency(self, currency):
        """Return how amounts are written; looked up once for all amounts of a page."""
        if currency.id not in self._currencies:
            symbol, is_before = currency.symbol or currency.name, currency.position == "before"
            self._currencies[currency.id] = (symbol, is_before, currency.decimal_places)
        return self._currencies[currency.id]

    def number(self, value, unit=""):
        """Return a figure without needless decimals; nothing for zero.

        Pages ask for the same again and again, and a language takes its time to format one.
        """
        if not value:
            return ""
        if (value, unit) not in self._figures:
            self._figures[value, unit] = self._figure(value, unit)
        return self._figures[value, unit]

    def _figure(self, value, unit):
        digits = 0 if float(value).is_integer() else 1
        return f"{self._formatted(value, digits)} {unit}".strip()

    def _formatted(self, value, digits):
        # Looking up how to group costs more than the rest, and most figures are small.
        return self._lang.format(f"%.{digits}f", value, grouping=abs(value) >= 1000)

    def properties(self, ids):
        """Return, for those of the properties that the user may read, how to name them."""
        names = self.fields("agency.property", "name", "reference", "city")
        if not ids or not names or self.level("listings") == "none":
            return {}
        records = self.env["agency.property"].search_fetch([("id", "in", list(set(ids)))], names)
        return {
            record.id: {
                "id": record.id,
                "name": self.value(record, "name") or self.value(record, "reference"),
                "reference": self.value(record, "reference"),
                "city": self.value(record, "city"),
                "url": f"/my/properties/{record.id}",
            }
            for record in records
        }

    def about(self, records, name):
        """Return, by record id, how to name the property that each record is about."""
        if not records or not self.readable(records._name, name):
            return {}
        properties = self.properties(records.mapped(name).ids)
        return {
            record.id: properties[record[name].id]
            for record in records
            if record[name].id in properties
        }
