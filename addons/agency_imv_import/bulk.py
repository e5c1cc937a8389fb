"""Many rows at once, for our own tables that nobody computes on."""

import json
from functools import partial

from psycopg2.extras import Json

from odoo.tools import SQL, json_default

DUMPS = partial(json.dumps, default=json_default)


def insert(model, vals_list: list[dict]) -> list[int]:
    """Insert rows of stored columns in one statement and return their ids.

    For models without computed columns, constraints in Python or `create` of their own: the
    protocol of an import is larger than what it writes, and should cost less.
    """
    if not vals_list:
        return []
    names = list(vals_list[0])
    audit = []
    if model._log_access:
        names += ["create_uid", "write_uid", "create_date", "write_date"]
        now = model.env.cr.now()
        audit = [model.env.uid, model.env.uid, now, now]
    fields = [model._fields[name] for name in vals_list[0]]
    rows = [[*(_column(field, vals[field.name]) for field in fields), *audit] for vals in vals_list]
    ids = model.env.execute_query(
        SQL(
            "INSERT INTO %s (%s) VALUES %s RETURNING id",
            SQL.identifier(model._table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(tuple(row) for row in rows),
        )
    )
    model.invalidate_model()
    return [row_id for (row_id,) in ids]


def _column(field, value):
    if field.type == "json":
        return Json(value, dumps=DUMPS)
    if field.type in ("boolean", "integer", "float"):
        return value
    return value or None
