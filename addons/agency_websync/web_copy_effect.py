"""What would change on the web if a change were saved: asked with the copies' own statement.

Drafts stand in common table expressions that are named like the tables they cover. So the question
who may see what keeps its one home, web_copy_sql, and nothing is written or locked.
"""

import json
from dataclasses import dataclass, field

from odoo.tools import SQL

from .web_copy_sql import Scope, wanted

# What a registration may be allowed to see besides the case, column by column.
EXTRAS = ("reference_1", "reference_2", "reference_3", "key")
# Cases that are named before only their number is told.
NAMED = 5

TABLES = """
    agency_web_access AS NOT MATERIALIZED (
        SELECT * FROM agency_web_access WHERE id <> ALL(%(accesses)s)
         UNION ALL
        SELECT * FROM jsonb_populate_recordset(NULL::agency_web_access, %(rows)s::jsonb)
    ),
    agency_web_access_modality_rel AS NOT MATERIALIZED (
        SELECT access_id, modality_id FROM agency_web_access_modality_rel
         WHERE access_id <> ALL(%(accesses)s)
         UNION ALL
        SELECT * FROM unnest(%(excluding)s::int[], %(excluded)s::int[])
    ),
    res_partner AS NOT MATERIALIZED (
        SELECT id, name, client_group_id FROM res_partner WHERE id <> ALL(%(partners)s)
         UNION ALL
        SELECT p.id, p.name, m.client_group_id
          FROM unnest(%(partners)s::int[], %(groups)s::int[]) m (id, client_group_id)
          JOIN res_partner p USING (id)
    )
"""


@dataclass
class Drafts:
    """Changes that are not saved: of registrations, and of the groups of contacts."""

    # One dictionary per registration, by column names; id 0 is a new one.
    accesses: list = field(default_factory=list)
    # Ids of excluded modalities by id of the registration.
    excluded: dict = field(default_factory=dict)
    # Id of the group, or None, by id of the contact.
    groups: dict = field(default_factory=dict)

    def tables(self):
        """Return the common table expressions that lay the drafts over what is stored."""
        pairs = [(a, m) for a, modalities in self.excluded.items() for m in modalities]
        return SQL(
            TABLES,
            accesses=[row["id"] for row in self.accesses],
            rows=json.dumps(self.accesses),
            excluding=[access for access, _modality in pairs],
            excluded=[modality for _access, modality in pairs],
            partners=list(self.groups),
            groups=list(self.groups.values()),
        )


def effect(drafts, access_ids):
    """Return a row per registration whose copies would change.

    A row is (access id, cases shown, their first names, cases hidden, their first names), then
    for each of EXTRAS how many followed cases would show it newly, and how many no longer.
    """
    return SQL(
        """
        WITH %(tables)s, %(wanted)s
        SELECT coalesce(x.access_id, w.access_id), %(new)s, %(gone)s, %(extras)s
          FROM wanted x
          FULL JOIN (SELECT * FROM agency_web_case w WHERE w.access_id = ANY(%(ids)s)) w
            ON w.access_id = x.access_id AND w.case_id = x.case_id
         WHERE w.id IS NULL OR x.case_id IS NULL OR (%(theirs)s) IS DISTINCT FROM (%(ours)s)
         GROUP BY 1
        """,
        tables=drafts.tables(),
        wanted=wanted(Scope(accesses=access_ids)),
        ids=sorted(access_ids),
        new=_named(SQL("x"), SQL("w.id IS NULL")),
        gone=_named(SQL("w"), SQL("x.case_id IS NULL")),
        extras=SQL(", ").join(_extra(name) for name in EXTRAS),
        theirs=_columns("x"),
        ours=_columns("w"),
    )


def _named(table, condition):
    return SQL(
        """count(*) FILTER (WHERE %(condition)s),
           (array_agg(coalesce(%(table)s.number, %(table)s.name)
                      ORDER BY %(table)s.number, %(table)s.case_id)
            FILTER (WHERE %(condition)s))[1:%(named)s]""",
        condition=condition,
        table=table,
        named=NAMED,
    )


def _extra(name):
    new, old = SQL.identifier("x", name), SQL.identifier("w", name)
    both = SQL("x.case_id IS NOT NULL AND w.id IS NOT NULL")
    return SQL(
        """count(*) FILTER (WHERE %(both)s AND %(new)s IS NOT NULL AND %(old)s IS NULL),
           count(*) FILTER (WHERE %(both)s AND %(new)s IS NULL AND %(old)s IS NOT NULL)""",
        both=both,
        new=new,
        old=old,
    )


def _columns(table):
    return SQL(", ").join(SQL.identifier(table, name) for name in EXTRAS)
