"""The statements that write documents into the outbox: one per change set, never row by row.

A document is the web copy as it stands, with the names that a website needs beside the ids.
"""

from odoo.tools import SQL

DOCUMENT = """
    jsonb_build_object(
        'id', w.id, 'version', w.version,
        'changed_at', to_char(w.changed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'case', w.case_id, 'registration', a.id,
        'client', jsonb_build_object('role', a.role, 'code', a.code, 'name', a.name),
        'company', jsonb_build_object('id', w.company_id, 'name', company.name),
        'number', w.number, 'name', w.name, 'state', w.state, 'classes', w.classes,
        'modality', jsonb_build_object('id', m.id, 'code', m.code, 'name', m.name),
        'country', CASE WHEN country.id IS NOT NULL THEN
            jsonb_build_object('code', country.code, 'name', country.name) END,
        'filing_date', w.filing_date, 'expiry_date', w.expiry_date,
        'reference_1', w.reference_1, 'reference_2', w.reference_2,
        'reference_3', w.reference_3, 'key', w.key,
        'client_name', w.client_name, 'intermediary_name', w.intermediary_name,
        'picture', CASE WHEN w.picture_id IS NOT NULL THEN
            jsonb_build_object('checksum', w.picture_checksum,
                               'thumbnail', w.thumbnail_id IS NOT NULL) END,
        'entries', w.entries)
"""

COPIES = """
      FROM agency_web_case w
      JOIN agency_web_access a ON a.id = w.access_id
      JOIN res_company company ON company.id = w.company_id
      JOIN agency_case_modality m ON m.id = w.modality_id
      LEFT JOIN res_country country ON country.id = w.country_id
      JOIN agency_web_endpoint e ON e.active AND e.company_id = w.company_id
"""

# What an endpoint was told last of a copy; it knows the copy when that was no deletion.
LAST = """
    SELECT DISTINCT ON (o.endpoint_id, o.copy_ref) o.*
      FROM agency_web_outbox o
      JOIN agency_web_endpoint e ON e.id = o.endpoint_id AND e.active
     WHERE %(scope)s
     ORDER BY o.endpoint_id, o.copy_ref, o.id DESC
"""

INSERT = """
    INSERT INTO agency_web_outbox (
           endpoint_id, company_id, kind, access_ref, case_ref, copy_ref, name, document,
           state, attempts, create_uid, write_uid, create_date, write_date)
    SELECT endpoint_id, company_id, kind, access_ref, case_ref, copy_ref, name, document,
           'pending', 0, 1, 1, %(now)s, %(now)s
      FROM (%(rows)s) found
     ORDER BY copy_ref
    RETURNING endpoint_id
"""

PUTS = """
    SELECT e.id AS endpoint_id, w.company_id, 'put' AS kind, a.id AS access_ref,
           w.case_id AS case_ref, w.id AS copy_ref, concat_ws(' · ', w.number, a.name) AS name,
           %(document)s AS document
    %(copies)s
     WHERE %(scope)s
"""

DELETES = """
    SELECT endpoint_id, company_id, 'delete', access_ref, case_ref, copy_ref, name,
           jsonb_build_object('id', copy_ref, 'case', case_ref, 'registration', access_ref)
      FROM (%(last)s) last
     WHERE kind = 'put'
       AND NOT EXISTS (SELECT FROM agency_web_case w WHERE w.id = last.copy_ref)
"""


def enqueue(changed, gone, now):
    """Write the documents of copies that changed, and deletions of those that went."""
    puts = _puts(SQL("w.id = ANY(%s)", changed))
    return _insert(puts, SQL("o.copy_ref = ANY(%s)", gone), now)


def replay(endpoint, now):
    """Write every copy that an endpoint should have, and deletions of what it should not."""
    puts = _puts(SQL("e.id = %s", endpoint))
    return _insert(puts, SQL("o.endpoint_id = %s", endpoint), now)


def again(endpoint, copies, now):
    """Write what an endpoint should have now of these copies."""
    puts = _puts(SQL("e.id = %s AND w.id = ANY(%s)", endpoint, copies))
    return _insert(puts, SQL("o.endpoint_id = %s AND o.copy_ref = ANY(%s)", endpoint, copies), now)


def next_documents(endpoint, now, limit):
    """Return the ids to send next: the first waiting one of each case, if its time has come."""
    return SQL(
        """
        SELECT o.id FROM agency_web_outbox o
         WHERE o.endpoint_id = %(endpoint)s AND o.state = 'pending'
           AND (o.next_try IS NULL OR o.next_try <= %(now)s)
           AND NOT EXISTS (
               SELECT FROM agency_web_outbox before
                WHERE before.endpoint_id = %(endpoint)s AND before.state = 'pending'
                  AND before.case_ref = o.case_ref AND before.id < o.id)
         ORDER BY o.id LIMIT %(limit)s
        """,
        endpoint=endpoint,
        now=now,
        limit=limit,
    )


def next_moment(endpoint):
    """Return (whether anything waits, when it is due; NULL for at once)."""
    return SQL(
        """
        SELECT count(*) > 0,
               CASE WHEN count(*) = count(next_try) THEN min(next_try) END
          FROM (
            SELECT DISTINCT ON (case_ref) next_try FROM agency_web_outbox
             WHERE endpoint_id = %s AND state = 'pending'
             ORDER BY case_ref, id) heads
        """,
        endpoint,
    )


def lock_registrations(scope):
    """Keep other transactions from changing copies of these registrations until this one ends."""
    return SQL(
        "SELECT a.id FROM agency_web_access a WHERE %s ORDER BY a.id FOR NO KEY UPDATE", scope
    )


def _puts(scope):
    return SQL(PUTS, document=SQL(DOCUMENT), copies=SQL(COPIES), scope=scope)


def _insert(puts, known, now):
    deletes = SQL(DELETES, last=SQL(LAST, scope=known))
    return SQL(INSERT, rows=SQL("%s UNION ALL %s", puts, deletes), now=now)
