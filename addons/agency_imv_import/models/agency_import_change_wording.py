from odoo import api, models
from odoo.tools import html2plaintext

from ..openimmo import slot_table

TEXTS = ("char", "text", "html")
ADDRESS = ("street", "zip", "city", "email", "phone", "website")


class AgencyImportChangeWording(models.AbstractModel):
    """Says what an import changes in words that people read, in the company's language."""

    _name = "agency.import.change.wording"
    _description = "Import: changes in words"

    @api.model
    def _for_company(self, company_id):
        company = self.env["res.company"].browse(company_id)
        return self.with_context(lang=company.partner_id.lang or self.env.lang)

    @api.model
    def _detail_labels(self, steps):
        """Return the names of the further details that the steps change, by their slot."""
        slots = {
            (change.after or change.before)["slot"]
            for step in steps
            for change in step.changes
            if change.kind == "detail"
        }
        return self.env["agency.property.detail"]._labels(slots - {False}) if slots else {}

    @api.model
    def _words(self, change, labels):
        """Return label, text before and text after of a change.

        :param labels: of the further details, by slot
        """
        if change.kind == "detail":
            return self._words_detail(change, labels)
        words = {
            "field": self._words_field,
            "contact": self._words_contact,
            "media": self._words_media,
        }
        return words[change.kind](change) if change.kind in words else (False, False, False)

    @api.model
    def _words_field(self, change):
        field = self.env["agency.property"]._fields[change.name]
        return (
            field._description_string(self.env),
            self._value(field, change.before),
            self._value(field, change.after),
        )

    @api.model
    def _words_contact(self, change):
        partners = self.env["res.partner"]
        if change.name == "new":
            return self.env._("New contact"), "", self._contact(change.after)
        if change.name in ("link", "end"):
            values = change.before or change.after
            name = partners.browse(values["partner_id"]).display_name
            texts = ("", name) if change.name == "link" else (name, "")
            return self.env._("Contact person"), *texts
        field = partners._fields[change.name]
        label = self.env._(
            "%(contact)s: %(field)s",
            contact=partners.browse(change.record_id).display_name,
            field=field._description_string(self.env),
        )
        return label, self._value(field, change.before), self._value(field, change.after)

    @api.model
    def _words_media(self, change):
        field = self.env["agency.property.media"]._fields["kind"]
        kinds = dict(field._description_selection(self.env))
        before, after = change.before or {}, change.after or {}
        label = kinds.get(after.get("kind") or before.get("kind"), "")
        if before.get("active") and after.get("active"):
            return label, *self._media_difference(before, after, kinds)
        return label, self._medium(before), self._medium(after)

    @api.model
    def _words_detail(self, change, labels):
        values = change.after or change.before
        label = labels.get(values["slot"]) or slot_table.plain_label(values["path"])
        return label, self._detail(change.before), self._detail(change.after)

    @api.model
    def _value(self, field, values):
        """Return how a value of a field reads; texts are shown whole."""
        if values is None:
            return ""
        value = values[field.name]
        if field.type in TEXTS:
            return html2plaintext(value) if field.type == "html" else value or ""
        if field.model_name == "agency.property":
            shown = self.env["agency.import.planner"]._shown(field.name, value)
            return "" if shown == "-" else shown
        if field.type == "many2one":
            return self.env[field.comodel_name].browse(value).display_name if value else ""
        return "" if value is False else str(value)

    @api.model
    def _contact(self, values):
        return ", ".join(values[name] for name in ("name", *ADDRESS) if values.get(name))

    @api.model
    def _medium(self, values):
        if not values.get("active"):
            return ""
        name, file = values["name"], values["filename"] or values["url"]
        return f"{name} ({file})" if name and file else name or file or ""

    @api.model
    def _media_difference(self, before, after, kinds):
        """Return what differs between two images of a medium, named after the medium."""
        names = {
            "name": self.env._("title"),
            "sequence": self.env._("place"),
            "kind": self.env._("kind"),
            "checksum": self.env._("file"),
        }
        old, new = [self._medium(before)], []
        for name, label in names.items():
            if before[name] == after[name]:
                continue
            if name == "checksum":
                new.append(self.env._("another file"))
                continue
            was, now = before[name], after[name]
            if name == "kind":
                was, now = kinds[was], kinds[now]
            old.append(f"{label}: {was or '-'}")
            new.append(f"{label}: {now or '-'}")
        return "; ".join(old), "; ".join(new)

    @api.model
    def _detail(self, values):
        if values is None:
            return ""
        if values["value_type"] == "boolean":
            return self.env._("yes") if values["value_boolean"] else self.env._("no")
        return values["value_text"] or ""
