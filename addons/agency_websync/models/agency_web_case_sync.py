import logging
from collections import defaultdict, namedtuple

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ..web_copy_sql import Scope, apply, difference, renew

_logger = logging.getLogger(__name__)
# What has to be looked at before the transaction ends.
MARKS = "agency_websync.marks"
# Of one registration: lists of ids of copies.
Change = namedtuple("Change", "access_id changed gone")
# More changes than that on one page: it reads its list again instead.
MANY = 100

# Read with SQL: every save of a case comes by.
LISTENERS = """
    SELECT r.access_id, array_agg(DISTINCT u.partner_id)
      FROM agency_web_access_user_rel r JOIN res_users u ON u.id = r.user_id
     WHERE r.access_id = ANY(%(ids)s) GROUP BY r.access_id
"""


class Marks:
    """Registrations and cases whose copies may have changed in this transaction."""

    def __init__(self):
        self.accesses = set()
        self.cases = set()
        # What copies only point to, but pages and documents show: ids by column of the copy.
        self.renamed = defaultdict(set)
        # Whether it may have changed who sees what: then look again after the commit.
        self.moved = False


class AgencyWebCase(models.Model):
    """Keeping the copies right: changes mark what they touch, the end of the transaction copies.

    Two transactions that touch the same registration cannot both commit on old data, because each
    one writes to the registration's row: PostgreSQL refuses the second, and Odoo tries it again.
    Where no row is shared (a case comes to a client while the client is being registered), the
    look after the commit finds what the other one could not see.
    """

    _inherit = "agency.web.case"

    @api.model
    def _mark_cases(self, cases, moved=False):
        """Have the copies of these cases made again before the transaction ends."""
        if cases:
            marks = self._marks()
            marks.cases.update(cases.ids)
            marks.moved |= moved

    @api.model
    def _mark_accesses(self, accesses):
        """Have all copies of these registrations made again before the transaction ends."""
        if accesses:
            marks = self._marks()
            marks.accesses.update(accesses.ids)
            marks.moved = True

    @api.model
    def _mark_partners(self, partners, moved=False):
        """Mark the cases of these clients and intermediaries."""
        cases = (
            self.env["agency.case"]
            .sudo()
            .with_context(active_test=False)
            .search(
                ["|", ("client_id", "in", partners.ids), ("intermediary_id", "in", partners.ids)]
            )
        )
        self._mark_cases(cases, moved=moved)

    @api.model
    def _mark_renamed(self, column, records):
        """Have everybody told of the copies that show these records by another name now.

        :param column: the copies' link to them: access_id, company_id, country_id or modality_id
        """
        if records:
            self._marks().renamed[column].update(records.ids)

    @api.model
    def _marks(self):
        data = self.env.cr.precommit.data
        if MARKS not in data:
            data[MARKS] = Marks()
            self.env.cr.precommit.add(self._copy_marked)
        return data[MARKS]

    @api.model
    def _copy_marked(self, look_again=True):
        """Make the copies of everything that was marked, in the transaction that marked it.

        :param look_again: False where a check of its own follows
        """
        marks = self.env.cr.precommit.data.pop(MARKS, None)
        if marks is None:
            # Done before the end, by somebody who had to see the result.
            return
        changes = []
        if marks.accesses:
            changes += self._make_copies(Scope(accesses=marks.accesses))
        if marks.cases:
            changes += self._make_copies(Scope(cases=marks.cases))
        if marks.renamed:
            done = {copy_id for change in changes for copy_id in change.changed}
            changes += self._renew_copies(marks.renamed, done)
        touched = marks.accesses | {change.access_id for change in changes}
        listeners = self._touch_accesses(touched)
        # The registrations are locked by now: documents get their numbers in the order of commits.
        self.env["agency.web.endpoint"]._enqueue(changes)
        self._tell(changes, listeners)
        if marks.moved and look_again:
            self._look_again_later(marks.accesses, marks.cases)

    @api.model
    def _make_copies(self, scope):
        """Make the copies of a scope equal to their sources; return what changed."""
        self.env.flush_all()
        rows = self.env.execute_query(apply(scope, fields.Datetime.now()))
        self.invalidate_model()
        return self._changes(rows)

    @api.model
    def _renew_copies(self, renamed, done):
        """Count a change of the copies that show what was renamed; return them.

        :param done: ids of copies that changed in this transaction anyway
        """
        self.env.flush_all()
        rows = self.env.execute_query(renew(renamed, done, fields.Datetime.now()))
        self.invalidate_model(["version", "changed_at"])
        return self._changes(rows)

    @api.model
    def _changes(self, rows):
        return [Change(access_id, changed or [], gone or []) for access_id, changed, gone in rows]

    @api.model
    def _differences(self, scope):
        """Return (access id, case id, missing | surplus | different); nothing if all is right."""
        self.env.flush_all()
        return self.env.execute_query(difference(scope))

    @api.model
    def _touch_accesses(self, access_ids):
        """Write when the registrations were last in step; it also keeps out old data.

        Return who listens to them, as `_listeners` does: every save of a case comes by, and one
        statement is faster than two.
        """
        if not access_ids:
            return []
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                WITH locked AS (
                    SELECT id FROM agency_web_access WHERE id = ANY(%(ids)s)
                     ORDER BY id FOR NO KEY UPDATE),
                touched AS (
                    UPDATE agency_web_access a SET last_sync = %(now)s
                      FROM locked WHERE a.id = locked.id AND a.state = 'live')
                %(listeners)s
                """,
                ids=sorted(access_ids),
                now=fields.Datetime.now(),
                listeners=SQL(LISTENERS, ids=sorted(access_ids)),
            )
        )
        self.env["agency.web.access"].invalidate_model(["last_sync"])
        return rows

    @api.model
    def _tell(self, changes, listeners=None):
        """Tell open pages after the commit: ids only, they read again what they may.

        :param listeners: who listens to the registrations, if that has been asked already
        """
        if not changes:
            return
        by_access = defaultdict(lambda: Change(None, [], []))
        for change in changes:
            by_access[change.access_id].changed.extend(change.changed)
            by_access[change.access_id].gone.extend(change.gone)
        if listeners is None:
            listeners = self._listeners(by_access)
        for access_id, partner_ids in listeners:
            if access_id not in by_access:
                continue
            own = by_access[access_id]
            message = {"access": access_id, "all": False, "changed": own.changed, "gone": own.gone}
            if len(own.changed) + len(own.gone) > MANY:
                message |= {"all": True, "changed": [], "gone": []}
            self.env["res.partner"].browse(partner_ids)._bus_send("agency_websync/cases", message)

    def _tell_pages(self):
        """Have the open pages of these copies read again what they show beside the copy."""
        by_access = self.grouped("access_id")
        self._tell([Change(access.id, list(own.ids), []) for access, own in by_access.items()])

    @api.model
    def _listeners(self, access_ids):
        """Return (registration id, ids of the contacts whose accounts may have its pages open)."""
        self.env.flush_all()
        return self.env.execute_query(SQL(LISTENERS, ids=sorted(access_ids)))

    @api.model
    def _look_again_later(self, accesses, cases):
        registry = self.env.registry

        def look_again():
            try:
                with registry.cursor() as cr:
                    env = api.Environment(cr, SUPERUSER_ID, {})
                    env["agency.web.case"]._settle(accesses, cases)
            except Exception:
                # The nightly check finds what is left, and tells the manager.
                _logger.warning("Looking again at web copies failed", exc_info=True)

        self.env.cr.postcommit.add(look_again)

    @api.model
    def _settle(self, accesses, cases):
        """Compare with what everybody has committed meanwhile, and mend what differs."""
        found = []
        if accesses:
            found += self._differences(Scope(accesses=accesses))
        if cases:
            found += self._differences(Scope(cases=cases))
        self._mend(found)

    @api.model
    def _mend(self, differences):
        """Have the copies that differ made again before the transaction ends."""
        cases = {case for _access, case, _kind in differences}
        self._mark_cases(self.env["agency.case"].browse(cases))
