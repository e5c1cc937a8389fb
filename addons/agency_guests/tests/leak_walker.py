"""Walks every model and every field as one guest, and notes whatever could be read."""

from contextlib import contextmanager, nullcontext
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import mute_logger

from . import leak_table as table

SORTABLE = ("binary", "many2many", "one2many", "properties", "properties_definition", "json")
# Records of others that are tried, the latest first: those of the test, and some more.
MOST = 100
SUMMABLE = ("integer", "float", "monetary")


def _cheap_error(*_args, **_kwargs):
    return AccessError("refused")


@contextmanager
def cheap_errors(env):
    """Refusals are what the walk is made of: do not spend time on their wording."""
    access, rule = type(env["ir.model.access"]), type(env["ir.rule"])
    with (
        patch.object(access, "_make_access_error", _cheap_error),
        patch.object(rule, "_make_access_error", _cheap_error),
        mute_logger("odoo.orm.models", "odoo.models", "odoo.fields", "odoo.orm.fields"),
        mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule"),
        mute_logger("odoo.orm.domains", "odoo.domains"),
    ):
        yield


class Walker:
    """One guest's walk. `leaks` holds (model, what, how); `probes` counts the attempts."""

    def __init__(self, env, levels, expected, forbidden):
        """Take the guest's environment and what is right for it.

        :param env: environment of the guest
        :param levels: level per section
        :param expected: ids that may be seen, per model of the sections and of the account
        :param forbidden: function (model, level) -> texts that may never be read there
        """
        self.env = env
        self.levels = levels
        self.expected = expected
        self.forbidden = forbidden
        self.probes = 0
        self.leaks = []

    def walk(self):
        for name in sorted(self.env.registry):
            model = self.env[name]
            if model._abstract or not model._auto and not model._table_query:
                continue
            self.env.invalidate_all()
            if name in table.REFERENCE or name in table.OWN_TOOLS:
                self._walk_open(name)
            elif name in table.ACCOUNT or (
                name in table.SECTIONS and table.allowed_fields(name, self.levels)
            ):
                self._walk_listed(name)
            else:
                self._walk_closed(name)
        return self

    def _try(self, name, what, how, call, allowed=False):
        """Run one probe; what succeeds without being allowed is a leak."""
        self.probes += 1
        try:
            # A query that fails would end the transaction; what is refused never gets so far.
            with self.env.cr.savepoint(flush=False) if name in self.expected else nullcontext():
                result = call()
        except Exception as refusal:
            return self._refused(name, what, how, refusal, allowed)
        nothing = not result or (isinstance(result, dict) and not result["length"])
        if not allowed and not (name not in self.expected and nothing):
            self.leaks.append((name, what, how))
        return result

    def _refused(self, name, what, how, refusal, allowed):
        if not allowed or not isinstance(refusal, AccessError):
            return
        reads = how in ("search", "read", "web_read", "search_read", "value", "group", "order")
        if reads and (how != "search" or what == "*" or self._is_searchable(name, what)):
            self.leaks.append((name, what, f"{how}: refused, though the table allows it"))

    def _is_searchable(self, name, fname):
        """A computed field may be shown without a way to search for it, or by hidden records."""
        field = self.env[name]._fields[fname]
        return field.store or bool(field.search) and not field.related

    def _walk_closed(self, name):
        """Nothing opens, whatever is asked."""
        model = self.env[name]
        calls = {
            "search": lambda: model.search([], limit=1),
            "search_count": lambda: model.search_count([]),
            "search_read": lambda: model.search_read([], ["id"], limit=1),
            "name_search": lambda: model.name_search("a"),
            "formatted_read_group": lambda: model.formatted_read_group([], [], ["__count"]),
            "web_search_read": lambda: model.web_search_read([], {"id": {}}),
            "export": lambda: model.browse(1).export_data(["id"]),
        }
        for how, call in calls.items():
            self._try(name, "*", how, call)
        record = model.browse(1)
        for field in model._fields:
            self._try(name, field, "read", lambda field=field: record.read([field]))

    def _walk_open(self, name):
        """Reference data: readable; the guest's tools: only what is the guest's own."""
        model = self.env[name]
        self._try(name, "*", "search", lambda: model.search([], limit=1), allowed=True)
        if name in table.OWN_TOOLS:
            found = model.sudo().search([("create_uid", "!=", self.env.uid)])
            for record in found.sudo(False):
                self._try(name, record.id, "read", lambda record=record: record.read(["id"]))

    def _walk_listed(self, name):
        """The right records and the right fields, by every way in."""
        model = self.env[name]
        mine = self.expected[name]
        found = self._try(name, "*", "search", lambda: model.search([]), allowed=True)
        self._compare(name, "search", set(found.ids), mine)
        archived = model.with_context(active_test=False).search([])
        self._compare(name, "search archived", set(archived.ids), mine)
        count = model.search_count([])
        if count != len(found):
            self.leaks.append((name, "*", f"counts {count} for {len(found)}"))
        foreign_sudo = (
            model.sudo()
            .with_context(active_test=False)
            .search([("id", "not in", list(mine))], order="id desc", limit=MOST)
        )
        others = foreign_sudo.sudo(False)
        allowed = table.allowed_fields(name, self.levels)
        for field in model._fields.values():
            self._walk_field(found, others[:3], field, field.name in allowed)
            if field.type == "many2one" and field.comodel_name in table.SECTIONS:
                self._walk_path(model, field)
        for record in others:
            self._try(name, record.id, "read", lambda record=record: record.read(["id"]))
        shown = set(model.fields_get())
        if shown - allowed:
            self.leaks.append((name, sorted(shown - allowed), "fields_get"))

    def _compare(self, name, how, ids, expected):
        self.probes += 1
        if ids != set(expected):
            more, less = sorted(ids - set(expected)), sorted(set(expected) - ids)
            self.leaks.append((name, "*", f"{how}: too many {more}, too few {less}"))

    def _walk_field(self, found, others, field, allowed):
        name, fname = found._name, field.name
        model = found.browse()
        opened = allowed and bool(found)
        calls = {
            "read": (lambda: found.read([fname]), found),
            "web_read": (lambda: found.web_read({fname: {}}), found),
            "value": (lambda: [record[fname] for record in found], found),
            "search_read": (lambda: model.search_read([], [fname]), found),
            "export": (lambda: found.export_data([fname]), found),
        }
        for how, (call, needed) in calls.items():
            if needed:
                result = self._try(name, fname, how, call, allowed or fname == "id")
                if opened and how in ("read", "web_read"):
                    self._scan(name, fname, result)
        for how, call in self._questions(model, field).items():
            self._try(name, fname, how, call, allowed or fname == "id")
        for record in others:
            self._try(name, fname, f"read {record.id}", lambda record=record: record.read([fname]))

    def _walk_path(self, model, field):
        """Ask for the hidden fields of a record by way of another one that leads to it."""
        target = self.env[field.comodel_name]
        hidden = target._fields.keys() - table.allowed_fields(target._name, self.levels)
        for fname in sorted(hidden):
            path = f"{field.name}.{fname}"
            terms = [(path, "!=", False)]
            self._try(model._name, path, "search", lambda terms=terms: model.search(terms))
            if target._fields[fname].store:
                self._try(
                    model._name,
                    path,
                    "group",
                    lambda path=path: model.formatted_read_group([], [path], ["__count"]),
                )

    def _questions(self, model, field):
        """Return the ways to learn about a field without reading it."""
        fname = field.name
        term = (fname, "!=", False)
        if field.type == "selection" and not callable(field.selection):
            term = (fname, "in", field.get_values(self.env)[:2])
        calls = {"search": lambda: model.search([term], limit=1)}
        if field.type not in SORTABLE and field.store:
            calls["order"] = lambda: model.search([], order=f"{fname} desc", limit=1)
        if field.store and field._description_groupable(self.env):
            calls["group"] = lambda: model.formatted_read_group([], [fname], ["__count"])
        if field.store and field.type in SUMMABLE:
            calls["sum"] = lambda: model.formatted_read_group([], [], [f"{fname}:sum"])
            calls["having"] = lambda: model._read_group([], ["id"], [f"{fname}:max"])
        return calls

    def _scan(self, name, fname, result):
        """No readable value may hold a secret, or the name of somebody else."""
        level = table.level_of(name, self.levels) if name in table.SECTIONS else 1
        shown = repr(result)
        for text in self.forbidden(name, level):
            if text in shown:
                self.leaks.append((name, fname, f"shows “{text}”"))
