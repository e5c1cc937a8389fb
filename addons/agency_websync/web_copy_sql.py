"""The statements that keep the web copies equal to their sources: whole sets, never row by row.

`wanted` is the one home of the question who may see what of a case. Everything else compares the
copies with it: `apply` makes them equal, `difference` only looks.
"""

from odoo.tools import SQL

# Columns that a copy holds besides the registration and the case, in the order of `wanted`.
COLUMNS = (
    *("company_id", "number", "name", "modality_id", "country_id", "state", "classes"),
    *("filing_date", "expiry_date", "reference_1", "reference_2", "reference_3", "key"),
    *("client_name", "intermediary_name", "picture_id", "picture_checksum", "thumbnail_id"),
    "entries",
)

# A registration that is not live has no copies at all.
LIVE = SQL("a.state = 'live' AND a.active")

# One line per registration and contact whose cases it follows: its own, or its whole group's.
# What the registration decides travels along, so that nothing has to be looked up again later.
MEMBERS = """
    SELECT a.id AS access_id, a.role = 'client' AS is_client, own.id AS partner_id, %(decisions)s
      FROM agency_web_access a
      JOIN res_partner own ON own.id = a.partner_id
     WHERE %(live)s AND %(scope)s
     UNION ALL
    SELECT a.id, a.role = 'client', other.id, %(decisions)s
      FROM agency_web_access a
      JOIN res_partner own ON own.id = a.partner_id
      JOIN res_partner other ON other.client_group_id = own.client_group_id AND other.id <> own.id
     WHERE %(live)s AND a.whole_group AND %(scope)s
"""

DECISIONS = """
    a.company_id AS own_company_id,
    a.show_reference_1, a.show_reference_2, a.show_reference_3, a.show_key,
    (SELECT array_agg(e.modality_id) FROM agency_web_access_modality_rel e
      WHERE e.access_id = a.id) AS excluded
"""

# The cases of these contacts in one role; of a contact that many registrations follow, once. What
# belongs to a case is put together here, before it is given to all who follow it.
FOLLOWED = """
    SELECT m.partner_id, m.is_client,
           c.id, c.company_id, c.number, c.name, c.modality_id, c.country_id, c.state,
           c.filing_date, c.expiry_date, c.reference_1, c.reference_2, c.reference_3, c.key,
           c.client_id, c.intermediary_id
      FROM (SELECT DISTINCT partner_id, is_client FROM members WHERE %(role)s) m
      JOIN agency_case c ON c.%(link)s = m.partner_id
     WHERE c.active AND %(cases)s
"""

CLASSES = """
    SELECT r.case_id, string_agg(k.code, ', ' ORDER BY k.sequence, k.code, k.id) AS classes
      FROM agency_case_class_rel r JOIN agency_case_class k ON k.id = r.class_id
     WHERE r.case_id IN (SELECT id FROM followed)
     GROUP BY r.case_id
"""

PICTURES = """
    SELECT f.res_id AS case_id,
           max(f.id) FILTER (WHERE f.res_field = 'image_1024') AS picture_id,
           max(f.checksum) FILTER (WHERE f.res_field = 'image_1024') AS picture_checksum,
           max(f.id) FILTER (WHERE f.res_field = 'image_128') AS thumbnail_id
      FROM ir_attachment f
     WHERE f.res_model = 'agency.case' AND f.res_id IN (SELECT id FROM followed)
       AND f.res_field IN ('image_1024', 'image_128')
     GROUP BY f.res_id
"""

# Released entries with their files, newest first; times in UTC.
ENTRIES = """
    SELECT n.case_id,
           jsonb_agg(
               jsonb_build_object(
                   'id', n.id,
                   'date', to_char(n.date, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                   'kind', n.kind,
                   'name', n.name,
                   'body', coalesce(n.body, ''),
                   'files', coalesce((
                       SELECT jsonb_agg(
                                  jsonb_build_object(
                                      'id', f.id,
                                      'name', f.name,
                                      'mimetype', f.mimetype,
                                      'size', f.file_size,
                                      'checksum', f.checksum
                                  ) ORDER BY f.id)
                         FROM agency_case_note_attachment_rel r
                         JOIN ir_attachment f ON f.id = r.attachment_id
                        WHERE r.note_id = n.id AND f.type = 'binary'), '[]'::jsonb)
               ) ORDER BY n.date DESC, n.id DESC) AS entries
      FROM agency_case_note n
     WHERE n.case_id IN (SELECT id FROM followed) AND n.released
     GROUP BY n.case_id
"""

# A case has one client and one intermediary, so a registration meets it at most once.
#
# The planner knows nothing of a common table expression but how many rows it expects, and chooses
# a loop in a loop where it expects few: minutes on thousands of cases. So nothing here is filtered
# by a comparison before it is joined (one row in 200 would be expected to pass), and FULL JOIN,
# which is always hashed or merged, adds what has no row of its own for every case.
WANTED = """
    members AS MATERIALIZED (%(members)s),
    followed AS MATERIALIZED (%(as_client)s UNION ALL %(as_intermediary)s),
    classes AS MATERIALIZED (%(classes)s),
    pictures AS MATERIALIZED (%(pictures)s),
    entries AS MATERIALIZED (%(entries)s),
    contents AS MATERIALIZED (
        SELECT c.*, client.name AS client_name, intermediary.name AS intermediary_name,
               classes.classes, picture_id, picture_checksum, thumbnail_id,
               coalesce(entries.entries, '[]'::jsonb) AS entries
          FROM followed c
          FULL JOIN classes ON classes.case_id = c.id
          FULL JOIN pictures ON pictures.case_id = c.id
          FULL JOIN entries ON entries.case_id = c.id
          LEFT JOIN res_partner client ON client.id = c.client_id
          LEFT JOIN res_partner intermediary ON intermediary.id = c.intermediary_id
    ),
    wanted AS (
        SELECT m.access_id, c.id AS case_id,
               c.company_id, c.number, c.name, c.modality_id, c.country_id, c.state, c.classes,
               c.filing_date, c.expiry_date,
               CASE WHEN m.show_reference_1 THEN c.reference_1 END AS reference_1,
               CASE WHEN m.show_reference_2 THEN c.reference_2 END AS reference_2,
               CASE WHEN m.show_reference_3 THEN c.reference_3 END AS reference_3,
               CASE WHEN m.show_key THEN c.key END AS key,
               c.client_name, c.intermediary_name,
               c.picture_id, c.picture_checksum, c.thumbnail_id, c.entries
          FROM members m
          JOIN contents c ON c.partner_id = m.partner_id AND c.is_client = m.is_client
         WHERE c.company_id = m.own_company_id
           AND (m.excluded IS NULL OR c.modality_id <> ALL (m.excluded))
    )
"""


class Scope:
    """Which part of all copies a statement is about: some registrations, or some cases."""

    def __init__(self, accesses=None, cases=None, company=None):
        """:param accesses: ids, or None for all; :param cases: ids, or None for all
        :param company: an id, to look at one company's registrations and copies only
        """
        self.accesses = accesses
        self.cases = cases
        self.company = company

    def of_access(self):
        """Restrict the table `a`."""
        if self.accesses is not None:
            return SQL("a.id = ANY(%s)", sorted(self.accesses))
        if self.company is not None:
            return SQL("a.company_id = %s", self.company)
        if self.cases is None:
            return SQL("TRUE")
        # Only registrations that can follow one of the cases: looked up, not scanned.
        return SQL(
            """a.partner_id IN (
                WITH people AS (
                    SELECT client_id AS id FROM agency_case WHERE id = ANY(%(cases)s)
                     UNION
                    SELECT intermediary_id FROM agency_case
                     WHERE id = ANY(%(cases)s) AND intermediary_id IS NOT NULL)
                SELECT id FROM people
                 UNION
                SELECT p.id FROM res_partner p
                 WHERE p.client_group_id IN (
                       SELECT q.client_group_id FROM res_partner q JOIN people USING (id)))""",
            cases=sorted(self.cases),
        )

    def of_case(self):
        """Restrict the table `c`."""
        return SQL("TRUE") if self.cases is None else SQL("c.id = ANY(%s)", sorted(self.cases))

    def of_copy(self):
        """Restrict the table `w`."""
        parts = [SQL("TRUE")]
        if self.company is not None:
            parts.append(SQL("w.company_id = %s", self.company))
        if self.accesses is not None:
            parts.append(SQL("w.access_id = ANY(%s)", sorted(self.accesses)))
        if self.cases is not None:
            parts.append(SQL("w.case_id = ANY(%s)", sorted(self.cases)))
        return SQL(" AND ").join(parts)


def wanted(scope):
    """Return the common table expressions that end in `wanted`: what the copies should be."""
    return SQL(
        WANTED,
        members=SQL(MEMBERS, live=LIVE, scope=scope.of_access(), decisions=SQL(DECISIONS)),
        as_client=_followed("client_id", SQL("is_client"), scope),
        as_intermediary=_followed("intermediary_id", SQL("NOT is_client"), scope),
        classes=SQL(CLASSES),
        pictures=SQL(PICTURES),
        entries=SQL(ENTRIES),
    )


def _followed(link, role, scope):
    return SQL(FOLLOWED, link=SQL.identifier(link), role=role, cases=scope.of_case())


def apply(scope, now):
    """Make the copies equal to their sources.

    Returns rows (access_id, ids of copies that changed, ids of copies that went); NULL is none.
    """
    return SQL(
        """
        WITH %(wanted)s,
        gone AS (
            DELETE FROM agency_web_case w
             WHERE %(of_copy)s
               AND (w.access_id, w.case_id) NOT IN (SELECT access_id, case_id FROM wanted)
            RETURNING w.access_id, w.id
        ),
        changed AS (
            INSERT INTO agency_web_case AS w (
                   access_id, case_id, %(columns)s, version, changed_at)
            SELECT access_id, case_id, %(columns)s, 1, %(now)s
              FROM wanted
             ORDER BY access_id, case_id
                ON CONFLICT (access_id, case_id) DO UPDATE
               SET %(assignments)s, version = w.version + 1, changed_at = %(now)s
             WHERE (%(ours)s) IS DISTINCT FROM (%(theirs)s)
            RETURNING w.access_id, w.id
        )
        SELECT access_id, array_agg(id) FILTER (WHERE here), array_agg(id) FILTER (WHERE NOT here)
          FROM (SELECT access_id, id, FALSE AS here FROM gone
                 UNION ALL
                SELECT access_id, id, TRUE FROM changed) touched
         GROUP BY access_id
        """,
        wanted=wanted(scope),
        of_copy=scope.of_copy(),
        columns=_columns(),
        assignments=SQL(", ").join(
            SQL("%s = EXCLUDED.%s", SQL.identifier(name), SQL.identifier(name)) for name in COLUMNS
        ),
        ours=_columns("w"),
        theirs=SQL(", ").join(SQL("EXCLUDED.%s", SQL.identifier(name)) for name in COLUMNS),
        now=now,
    )


def renew(renamed, done, now):
    """Count a change of the copies that point to something with a new name.

    :param renamed: ids by column of the copy
    :param done: ids of copies to leave alone
    Returns rows as `apply` does.
    """
    pointing = SQL(" OR ").join(
        SQL("w.%s = ANY(%s)", SQL.identifier(column), sorted(ids))
        for column, ids in renamed.items()
    )
    return SQL(
        """
        WITH renewed AS (
            UPDATE agency_web_case w SET version = w.version + 1, changed_at = %(now)s
             WHERE (%(pointing)s) AND w.id <> ALL(%(done)s)
            RETURNING w.access_id, w.id)
        SELECT access_id, array_agg(id), NULL::int[] FROM renewed GROUP BY access_id
        """,
        pointing=pointing,
        done=sorted(done),
        now=now,
    )


def difference(scope):
    """Return rows (access_id, case_id, kind) of copies that are missing, surplus or different."""
    return SQL(
        """
        WITH %(wanted)s
        SELECT coalesce(x.access_id, w.access_id), coalesce(x.case_id, w.case_id),
               CASE WHEN w.id IS NULL THEN 'missing'
                    WHEN x.case_id IS NULL THEN 'surplus' ELSE 'different' END
          FROM wanted x
          FULL JOIN (SELECT * FROM agency_web_case w WHERE %(of_copy)s) w
            ON w.access_id = x.access_id AND w.case_id = x.case_id
         WHERE w.id IS NULL OR x.case_id IS NULL OR (%(ours)s) IS DISTINCT FROM (%(theirs)s)
         ORDER BY 1, 2
        """,
        wanted=wanted(scope),
        of_copy=scope.of_copy(),
        ours=_columns("w"),
        theirs=_columns("x"),
    )


def _columns(table=None):
    return SQL(", ").join(
        SQL.identifier(table, name) if table else SQL.identifier(name) for name in COLUMNS
    )
