from odoo import api, models
from odoo.fields import Command
from odoo.tools.misc import format_date, format_datetime, formatLang

from ..openimmo import mapper

# Field types whose values are compared as numbers with their own number of digits.
NUMBERS = ("float", "monetary")
# Fields of a property that a delivery fills besides those of the mapping table.
LOOKED_UP = ("external_number", "kind_id", "country_id", "currency_id", "state_id", "feature_ids")
LONGEST = 80


class AgencyImportValuesMixin(models.AbstractModel):
    """Values of a property as the import handles them: compared, written, and in words."""

    _name = "agency.import.values.mixin"
    _description = "Import: values"

    @api.model
    def _imported_names(self):
        """Return the fields of a property that a delivery can fill."""
        known = self.env["agency.property"]._fields
        return {name for name in (*mapper.mapped_field_names(), *LOOKED_UP) if name in known}

    @api.model
    def _plain(self, name, value):
        """Return a value in a form that JSON keeps and that can be compared."""
        field = self.env["agency.property"]._fields[name]
        if field.type == "many2one":
            return (value if isinstance(value, int) else value.id) or False
        if field.relational:
            return sorted(value if isinstance(value, list) else value.ids)
        if field.type in NUMBERS:
            return round(value or 0.0, self._digits(field))
        if field.type in ("date", "datetime"):
            return field.to_string(value) if not isinstance(value, str) else value
        return value if value or field.type in ("boolean", "integer") else False

    @api.model
    def _raw(self, name, value):
        """Return a value in the form that `create` and `write` take."""
        return [Command.set(value)] if isinstance(value, list) else value

    @api.model
    def _label(self, name):
        return self.env["agency.property"]._fields[name]._description_string(self.env)

    @api.model
    def _translated_here(self, record, name):
        """Return the text of the first language that has one of its own, else nothing.

        The sender's text stands in the source language; another language can only be the office's.
        """
        codes = [code for code, _name in self.env["res.lang"].get_installed() if code != "en_US"]
        if not codes or not record._fields[name].translate:
            return None
        source = record.with_context(lang=None)[name]
        texts = (record.with_context(lang=code)[name] for code in codes)
        return next((text for text in texts if text != source), None)

    @api.model
    def _shown(self, name, value, currency=None):
        """Return a plain value in words, in the language of the user."""
        field = self.env["agency.property"]._fields[name]
        if field.relational:
            return self._shown_records(field, value)
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value) or value or "-"
        if field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        if field.type == "monetary" and currency:
            return formatLang(self.env, value, currency_obj=currency)
        if field.type in ("integer", *NUMBERS):
            text = f"{value:.{self._digits(field)}f}" if value else "0"
            decimals = len(text.partition(".")[2].rstrip("0"))
            return formatLang(self.env, value, digits=decimals, grouping=field.type != "integer")
        if not value:
            return "-"
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "datetime":
            return format_datetime(self.env, value)
        text = str(value)
        return f"{text[:LONGEST].rstrip()}…" if len(text) > LONGEST else text

    @api.model
    def _shown_records(self, field, value):
        ids = value if isinstance(value, list) else [value] if value else []
        records = self.env[field.comodel_name].browse(ids)
        names = records.exists().mapped("display_name")
        if len(names) < len(ids):
            names.append(self.env._("(no longer exists)"))
        return ", ".join(names) or "-"

    @api.model
    def _digits(self, field):
        if field.type == "integer":
            return 0
        return ((field.type == "float" and field.get_digits(self.env)) or (16, 2))[1]
