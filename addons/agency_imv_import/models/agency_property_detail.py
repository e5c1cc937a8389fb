import re
import time
from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import format_date, formatLang, get_lang

from ..openimmo import mapping_kinds, slot_table

DECIMALS = 7
CLOCK = re.compile(r"[T ](\d{1,2}:\d{2})")
# A number as people type it, with a unit or a currency beside it.
TYPED = re.compile(r"(\D*?)\s*(-?\d[\d.,'’\s]*?)\s*(\D*)")


class AgencyPropertyDetail(models.Model):
    """What a sender says about a property and no field of it holds."""

    _name = "agency.property.detail"
    _description = "Further Detail of a Property"
    _order = "property_id, sequence, path, id"
    _rec_name = "label"

    property_id = fields.Many2one(
        "agency.property", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    sequence = fields.Integer(readonly=True)
    path = fields.Char(string="Place in the Listing", required=True, readonly=True)
    slot = fields.Char(
        string="Place in the Standard",
        readonly=True,
        index="btree_not_null",
        help="Empty for what the standard does not know.",
    )
    group = fields.Selection(
        [
            ("kind", "Kind and use"),
            ("place", "Place"),
            ("contact", "Contact person"),
            ("address", "Further addresses"),
            ("price", "Prices"),
            ("auction", "Auction"),
            ("area", "Areas and rooms"),
            ("equipment", "Equipment"),
            ("condition", "Condition and energy"),
            ("valuation", "Valuation"),
            ("surroundings", "Surroundings"),
            ("text", "Texts"),
            ("media", "Attachments"),
            ("management", "Letting and use"),
            ("technical", "Technical"),
            ("own", "Sender's own fields"),
            ("unknown", "Not in the standard"),
        ],
        required=True,
        readonly=True,
    )
    value_type = fields.Selection(
        [
            ("text", "Text"),
            ("choice", "Choice"),
            ("boolean", "Yes or no"),
            ("number", "Number"),
            ("money", "Money"),
            ("date", "Date"),
        ],
        required=True,
        readonly=True,
    )
    value_text = fields.Text(
        string="As Delivered", readonly=True, index="trigram", help="What the sender wrote."
    )
    value_number = fields.Float(string="Number", digits=False, readonly=True)
    value_date = fields.Date(string="Date", readonly=True)
    value_boolean = fields.Boolean(string="Yes", readonly=True)
    own_text = fields.Char(
        string="Our Value",
        help="What the office says instead. It stays, whatever the sender delivers.",
    )
    label = fields.Char(string="Detail", compute="_compute_label", search="_search_label")
    display_value = fields.Char(
        string="Value", compute="_compute_display_value", search="_search_display_value"
    )
    delivered_value = fields.Char(string="Sender's Value", compute="_compute_display_value")

    @api.depends("slot", "path")
    @api.depends_context("lang")
    def _compute_label(self):
        labels = self._labels(set(self.mapped("slot")) - {False})
        for detail in self:
            detail.label = labels.get(detail.slot) or slot_table.plain_label(detail.path)

    @api.model
    def _search_label(self, operator, value):
        if operator not in ("ilike", "like") or not isinstance(value, str):
            return NotImplemented
        labels = self._labels(slot_table.SLOTS)
        slots = [slot for slot, label in labels.items() if value.casefold() in label.casefold()]
        own = Domain("slot", "=", False) & Domain("path", "ilike", value)
        return Domain("slot", "in", slots) | own

    @api.depends(
        *("slot", "value_type", "value_text", "value_number", "value_date", "value_boolean"),
        "own_text",
    )
    @api.depends_context("lang")
    def _compute_display_value(self):
        kinds = self._kind_names()
        for detail in self:
            show = getattr(detail, f"_show_{detail.value_type}", None)
            text = detail.value_text or ""
            detail.delivered_value = show(text, kinds) if show else text
            detail.display_value = detail.own_text or detail.delivered_value

    @api.model
    def _search_display_value(self, operator, value):
        """Find what was delivered, and what is shown of it: words, numbers and dates."""
        if operator not in ("ilike", "like") or not isinstance(value, str):
            return NotImplemented
        words = [
            Domain("slot", "=", row.path) & Domain("value_text", "=ilike", word)
            for row in slot_table.SLOTS.values()
            for word, label in row.choices.items()
            if value.casefold() in self.env._(label).casefold()
        ]
        plain = [Domain(name, "ilike", value) for name in ("own_text", "value_text")]
        return Domain.OR([*plain, *words, *self._shown_numbers(value), *self._shown_days(value)])

    @api.model
    def _shown_numbers(self, text):
        """Return domains for a number as the user's language writes it, with or without a unit."""
        typed = TYPED.fullmatch(text.strip())
        number = self._read_number(typed[2]) if typed else None
        if number is None:
            return []
        unit = (typed[1] or typed[3]).strip()
        shown = Domain("value_number", "=", number)
        if not unit:
            return [shown & Domain("value_type", "in", ("number", "money"))]
        rows = [row for row in slot_table.SLOTS.values() if row.unit]
        slots = [row.path for row in rows if self.env._(row.unit).casefold() == unit.casefold()]
        is_money = Domain("value_type", "=", "money")
        money = is_money & Domain("property_id.currency_id.symbol", "=", unit)
        return [shown & (Domain("slot", "in", slots) | money)]

    @api.model
    def _read_number(self, text):
        """Return a number that is written in the user's language, else nothing."""
        lang = get_lang(self.env)
        text = "".join(text.split())
        plain = text.replace(lang.thousands_sep.strip() or " ", "")
        try:
            number = float(plain.replace(lang.decimal_point, "."))
        except ValueError:
            return None
        decimals = len(plain.partition(lang.decimal_point)[2])
        grouped = "".join(formatLang(self.env, number, digits=decimals).split())
        return number if text in (plain, grouped) else None

    @api.model
    def _shown_days(self, text):
        """Return domains for a date as the user's language writes it, with or without a time."""
        try:
            day = time.strptime(CLOCK.sub("", text).strip(), get_lang(self.env).date_format)
        except ValueError:
            return []
        return [Domain("value_date", "=", date(*day[:3]))]

    def _vals(self):
        """Return the stored values, in a form that JSON keeps and `create` takes."""
        self.ensure_one()
        values = {
            name: self[name]
            for name, field in self._fields.items()
            if field.store and name not in models.MAGIC_COLUMNS
        }
        return {
            **values,
            "property_id": self.property_id.id,
            "company_id": self.company_id.id,
            "value_date": fields.Date.to_string(self.value_date) if self.value_date else False,
        }

    @api.model
    def _labels(self, slots):
        """Return the names of slots: their own, or those of the field or feature they belong to."""
        features = self.env["agency.property.feature"].search_fetch([], ["code", "name"])
        names = {f"feature:{feature.code}": feature.name for feature in features}
        known = self.env["agency.property"]._fields
        for name in {slot_table.SLOTS[slot].target for slot in slots if slot in slot_table.SLOTS}:
            if name in known:
                names[name] = known[name]._description_string(self.env)
        kind_label = self.env._("Further kind of property")
        labels = {}
        for slot in slots:
            row = slot_table.SLOTS.get(slot)
            if row:
                own = row.label and self.env._(row.label)
                of_target = kind_label if row.target == "kind" else names.get(row.target)
                labels[slot] = own or of_target or slot
        return labels

    @api.model
    def _kind_names(self):
        records = self.env["agency.property.kind"].search_fetch([], ["code", "name"])
        return {record.code: record.name for record in records}

    def _show_boolean(self, _text, _kinds):
        return self.env._("Yes") if self.value_boolean else self.env._("No")

    def _show_choice(self, text, kinds):
        row = slot_table.SLOTS.get(self.slot)
        word = row.choices.get(text.upper()) if row else None
        if word:
            return self.env._(word)
        if row and row.target == "kind":
            name = row.path.rpartition("/@")[0].rpartition("/")[2]
            return kinds.get(mapping_kinds.KINDS[name].details.get(text.upper()), text)
        return text

    def _show_number(self, _text, _kinds):
        decimals = len(f"{self.value_number:.{DECIMALS}f}".rstrip("0").partition(".")[2])
        number = formatLang(self.env, self.value_number, digits=decimals)
        row = slot_table.SLOTS.get(self.slot)
        unit = self.env._(row.unit) if row and row.unit else ""
        return f"{number} {unit}".strip()

    def _show_money(self, _text, _kinds):
        currency = self.property_id.currency_id
        return formatLang(self.env, self.value_number, currency_obj=currency)

    def _show_date(self, text, _kinds):
        day = format_date(self.env, self.value_date)
        clock = CLOCK.search(text)
        return f"{day} {clock[1]}" if clock and clock[1] not in ("00:00", "0:00") else day
