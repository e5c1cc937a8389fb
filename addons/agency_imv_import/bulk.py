"""Many rows at once, for our own tables that nobody computes on."""

import json

from odoo.tools import SQL, json_default


def insert(model, vals_list: list[dict]) -> list[int]:
    """Insert rows of stored columns in one statement and return their ids.

    For models without computed columns, constraints in Python or `create` of their own: the
    protocol of an import is larger than what it writes, and should cost less. All rows travel as
    one JSON text, which PostgreSQL takes apart by the types of the columns. Who did it is told by
    the delivery or by a column of the row: `create_uid` would be looked up for each row.
    """
    if not vals_list:
        return []
    audit = {}
    if model._log_access:
        now = model.env.cr.now().isoformat()
        audit = {"create_date": now, "write_date": now}
    fields = [model._fields[name] for name in vals_list[0]]
    rows = [
        {**{field.name: _column(field, vals[field.name]) for field in fields}, **audit}
        for vals in vals_list
    ]
    table = SQL.identifier(model._table)
    columns = SQL(", ").join(map(SQL.identifier, rows[0]))
    ids = model.env.execute_query(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM json_populate_recordset(NULL::%s, %s) RETURNING id",
            table,
            columns,
            columns,
            table,
            json.dumps(rows, default=json_default),
        )
    )
    model.invalidate_model()
    return [row_id for (row_id,) in ids]


def _column(field, value):
    if field.type in ("boolean", "integer", "float", "json"):
        return value
    return value or None
