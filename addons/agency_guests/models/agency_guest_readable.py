from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

# Readable on every record that a guest may see; `active` only decides what a list contains.
TECHNICAL_FIELDS = frozenset({"id", "display_name", "active", "create_date"})
LEVELS = ("none", "low", "high")
# Columns with one value for everybody. Binary is none (it may mean a size), nor are references.
# A many2one is: its name is shown by Odoo to whoever may read the link itself.
PLAIN_TYPES = frozenset(
    {
        *("boolean", "integer", "float", "monetary", "selection", "date", "datetime"),
        *("char", "text", "html", "many2one"),
    }
)


class AgencyGuestReadable(models.AbstractModel):
    """A model that guests may read: field by field what is listed, and nothing else.

    Who may read which record is told by the record rules; who may read which field is told
    here, by the level that the guest has in the section of the model. The check sits in the ORM,
    so reading, searching, sorting, grouping and exporting obey alike.
    """

    _name = "agency.guest.readable"
    _description = "Readable by Guests"

    # Code of the section; None: part of every guest's own account.
    _guest_section = None
    _guest_low_fields = ()
    # What the high level adds.
    _guest_high_fields = ()

    @api.model
    def _is_guest(self):
        """Tell whether this is a guest at work, whom levels bind; code with sudo is free."""
        return not self.env.su and self.env.user._is_agency_guest()

    @api.model
    def _guest_level(self):
        """Return 0 (none), 1 (low) or 2 (high): the level of the user in this section."""
        if self._guest_section is None:
            return 1
        return self._guest_section_level(self._guest_section)

    @api.model
    def _guest_section_level(self, code):
        return LEVELS.index(self.env.user._agency_level(code))

    @api.model
    def _guest_fields(self, level):
        """Return the names of the fields that are readable at a level."""
        if not level:
            return frozenset()
        names = TECHNICAL_FIELDS.union(self._guest_low_fields)
        return names.union(self._guest_high_fields) if level > 1 else names

    @api.model
    def _has_field_access(self, field, operation):
        if not super()._has_field_access(field, operation):
            return False
        readable = None if self.env.su else self._guest_readable_fields()
        if readable is None:
            return True
        if self._guest_section is not None and operation == "write":
            return False
        return field.name in readable

    def _read_format(self, fnames, load="_classic_read"):
        """Ask for the right on a plain value once, not for each record again.

        Callers have checked the records; lists and computed values still go the whole way.
        """
        if not self._is_guest():
            return super()._read_format(fnames, load)
        for name in fnames:
            self._check_field_access(self._fields[name], "read")
        plain = [name for name in fnames if self._is_plain(name)]
        rows = super(AgencyGuestReadable, self.sudo())._read_format(plain, load)
        if len(plain) == len(fnames):
            return rows
        others = super()._read_format([name for name in fnames if name not in plain], load)
        others = {row["id"]: row for row in others}
        return [{**row, **others[row["id"]]} for row in rows if row["id"] in others]

    @api.model
    def _is_plain(self, name):
        """Tell whether a value is what the column holds, the same for whoever may read it."""
        field = self._fields[name]
        return field.store and field.type in PLAIN_TYPES and not field.company_dependent

    @api.model
    @ormcache("self.env.uid")
    def _guest_readable_fields(self):
        """Return the names that the user may read, or None for who is not a guest.

        Asked for every field of every record: kept, and forgotten when groups change.
        """
        if not self.env.user._is_agency_guest():
            return None
        names = self._guest_fields(self._guest_level())
        return frozenset(
            name
            for name in names
            if name in self._fields and self._leads_into_the_open(self._fields[name])
        )

    @api.model
    def _leads_into_the_open(self, field):
        """Refuse a link into a section that the guest does not have.

        A link shows the name of what it leads to without asking for the right to read it.
        """
        comodel = self.env[field.comodel_name] if field.relational else None
        return not hasattr(comodel, "_guest_level") or bool(comodel._guest_level())

    @api.model
    def _search(self, domain, *args, **kwargs):
        # Odoo asks for the right on a field when it is read; one that only translates its
        # condition into another one would answer questions about what is hidden.
        if self._is_guest():
            domain = Domain(domain)
            self._check_guest_domain(domain)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _read_group_groupby(self, alias, groupby_spec, query):
        # Odoo does not ask for the right on a many2many that records are grouped by.
        if self._is_guest():
            self._check_guest_field(groupby_spec.split(":")[0])
        return super()._read_group_groupby(alias, groupby_spec, query)

    @api.model
    def _check_guest_domain(self, domain):
        for condition in domain.iter_conditions():
            inner = condition.value if condition.operator in ("any", "not any") else None
            self._check_guest_field(condition.field_expr, inner)

    @api.model
    def _check_guest_field(self, path, inner=None):
        """Refuse a hidden field, also one at the end of a path or inside a condition on it."""
        name, _dot, rest = path.partition(".")
        field = self._fields.get(name)
        if field is None:
            return
        self._check_field_access(field, "read")
        comodel = self.env[field.comodel_name] if field.relational else None
        if not hasattr(comodel, "_check_guest_field"):
            return
        if rest:
            comodel._check_guest_field(rest, inner)
        elif isinstance(inner, Domain | list | tuple):
            comodel._check_guest_domain(Domain(inner))

    @api.depends_context("uid")
    def _compute_display_name(self):
        if not self._is_guest():
            return super()._compute_display_name()
        for record in self:
            record.display_name = record._guest_label()
        return None

    def _guest_label(self):
        """Return the name of one record as a guest may read it."""
        self.ensure_one()
        name = self._rec_name
        return self[name] or "" if name in self._guest_fields(self._guest_level()) else ""

    @api.model
    def _search_display_name(self, operator, value):
        if not self._is_guest():
            return super()._search_display_name(operator, value)
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        allowed = self._guest_fields(self._guest_level())
        names = allowed.intersection(self._rec_names_search or [self._rec_name])
        # A name that leads to other records would be searched in their names.
        plain = sorted(name for name in names if not self._fields[name].relational)
        return Domain.OR(Domain(name, operator, value) for name in plain)
