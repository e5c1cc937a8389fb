import logging

from psycopg2 import Error as DatabaseError

from odoo import api, models
from odoo.exceptions import UserError

from .. import bulk, plan
from ..passing_errors import is_passing

_logger = logging.getLogger(__name__)

# Nobody is told about the thousand small changes of a delivery: its protocol tells them.
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "no_reset_password": True,
}


class AgencyImportWriter(models.AbstractModel):
    """Carries out what the planner decided: a batch at once, or listing by listing if that fails.

    Properties, contacts, media and identities of a batch are each written in one go.
    """

    _name = "agency.import.writer"
    _description = "Import: writing"

    @api.model
    def _write_batch(self, batch, run):
        """Import a batch of entries; return the values of their protocol lines."""
        seen, user_id = dict(run.seen), run.user_id
        try:
            with self.env.cr.savepoint():
                return self._write_together(batch, run)
        except Exception as error:
            if is_passing(error):
                raise
            _logger.info("A batch of %s listings is written one by one: %s", len(batch), error)
        run.seen, run.user_id = seen, user_id
        self.env.invalidate_all()
        return [row for entry in batch for row in self._write_alone(entry, run)]

    @api.model
    def _write_alone(self, entry, run):
        try:
            with self.env.cr.savepoint():
                return self._write_together([entry], run)
        except Exception as error:
            if is_passing(error):
                raise
            self.env.invalidate_all()
            sentence = self._sentence(error)
        return self._protocol([plan.Step(entry, plan.FAILED, messages=[sentence])], run)

    @api.model
    def _write_together(self, batch, run):
        self = self.with_context(agency_importing=True)
        steps = self.env["agency.import.planner"]._plan(batch, run)
        self._leave_out(steps, run)
        self._create_properties(steps, run)
        self._update_properties(steps, run)
        self._archive_properties(steps, run)
        alive = [step for step in steps if step.action in (plan.CREATED, plan.UPDATED)]
        identities = self._identities(steps)
        self.env["agency.import.contacts"]._link(alive, identities, run)
        self.env["agency.import.details"]._store(alive, run)
        self.env["agency.import.media"]._store(alive, identities, run.picture_width)
        self._remember(steps, identities, run)
        self.env["agency.import.correction"]._meet(alive, run)
        self._unchanged_after_all(alive)
        self.env.flush_all()
        return self._protocol(steps, run)

    @api.model
    def _leave_out(self, steps, run):
        """Pass over what somebody left out; nothing is remembered, so it comes again."""
        for step in steps:
            if step.entry.index in run.left_out and step.action in plan.WRITING:
                step.leave_out(self.env._("Left out after the preview; it was not imported."))

    @api.model
    def _properties(self, run):
        company = self.env["res.company"].browse(run.company_id)
        properties = self.env["agency.property"].with_company(company)
        return properties.with_context(**QUIET, lang=None)

    @api.model
    def _create_properties(self, steps, run):
        new = [step for step in steps if step.action == plan.CREATED]
        vals_list = [step.vals for step in new]
        if run.is_dry:
            # A reference of its own is drawn for good, so it is not drawn for a preview.
            vals_list = [
                {**step.vals, "reference": f"{run.delivery_id}/{step.entry.index}"} for step in new
            ]
        records = self._properties(run).create(vals_list)
        for step, record in zip(new, records, strict=True):
            step.property_id = record.id
            if run.is_dry:
                step.changes += [
                    plan.Change("field", name, after={name: value})
                    for name, value in step.delivered.items()
                    if value
                ]

    @api.model
    def _update_properties(self, steps, run):
        for step in steps:
            if step.action == plan.UPDATED and step.vals:
                record = self._properties(run).browse(step.property_id)
                before = self._values(record, step.vals)
                record.write(step.vals)
                after = self._values(record, step.vals)
                step.changes += [
                    plan.Change("field", name, False, {name: before[name]}, {name: after[name]})
                    for name in step.vals
                    if before[name] != after[name]
                ]

    @api.model
    def _archive_properties(self, steps, run):
        gone = [step for step in steps if step.action == plan.ARCHIVED]
        for step in gone:
            step.changes.append(
                plan.Change("field", "active", False, {"active": True}, {"active": False})
            )
        if gone:
            ids = [step.property_id for step in gone]
            self._properties(run).browse(ids).write({"active": False})

    @api.model
    def _values(self, record, names):
        planner = self.env["agency.import.planner"]
        return {name: planner._plain(name, record[name]) for name in names}

    @api.model
    def _identities(self, steps):
        """Return the identities of the steps by property."""
        identities = self.env["agency.import.identity"].browse(
            [step.identity_id for step in steps if step.identity_id]
        )
        return {identity.property_id.id: identity for identity in identities}

    @api.model
    def _remember(self, steps, identities, run):
        """Keep what was delivered: the next delivery is compared with it."""
        new = []
        for step in steps:
            if step.action == plan.CREATED:
                new.append(
                    {
                        "company_id": run.company_id,
                        "property_id": step.property_id,
                        "provider_key": step.provider_key,
                        **self._memory(step, run),
                    }
                )
            elif step.action == plan.UPDATED:
                self._overwrite(identities[step.property_id], self._memory(step, run), step)
            elif step.action == plan.ARCHIVED:
                self._overwrite(identities[step.property_id], {"is_withdrawn": True}, step)
        ids = bulk.insert(self.env["agency.import.identity"], new)
        run.seen.update(
            (identity_id, vals["intern"] or "") for identity_id, vals in zip(ids, new, strict=True)
        )

    @api.model
    def _overwrite(self, identity, memory, step):
        before = {name: self._plain(identity[name]) for name in memory}
        identity.write(memory)
        step.changes.append(plan.Change("memory", record_id=identity.id, before=before))

    @api.model
    def _plain(self, value):
        return (value.id or False) if isinstance(value, models.BaseModel) else value

    @api.model
    def _memory(self, step, run):
        identity = step.draft.identity
        return {
            "source_id": run.source_id,
            "intern": identity.intern or False,
            "obid": identity.obid or False,
            "extern": identity.extern or False,
            "content_hash": step.draft.content_hash,
            "is_withdrawn": False,
            "imported_values": {**step.delivered, **step.lapsed},
            "imported_contacts": step.contacts,
            "imported_media": step.media,
            "imported_forms": {
                "denied": step.draft.denied,
                "forms": self.env["agency.import.details"]._forms(step),
            },
        }

    @api.model
    def _unchanged_after_all(self, steps):
        """A listing may differ from the last one, and yet leave nothing to write."""
        for step in steps:
            if step.action == plan.UPDATED and not step.is_changed:
                step.action = plan.UNCHANGED

    @api.model
    def _sentence(self, error):
        """Say in one sentence why a listing was not imported."""
        if isinstance(error, UserError):
            return " ".join(str(error).split())
        if isinstance(error, DatabaseError):
            table = getattr(error.diag, "table_name", None)
            models_ = [m for m in self.env.values() if m._table == table and not m._abstract]
            return (models_[0] if models_ else self)._sql_error_to_message(error)
        if isinstance(error, ValueError):
            return self.env._("A value does not fit: %s", " ".join(str(error).split()))
        _logger.error("A listing could not be imported", exc_info=error)
        return self.env._("An unexpected error occurred; see the server's log.")
