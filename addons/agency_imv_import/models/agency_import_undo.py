import base64

from odoo import api, models

from .. import merge, plan
from ..passing_errors import is_passing
from .agency_import_writer import QUIET
from .agency_property_media_image import IMAGE, LINKED


class AgencyImportUndo(models.AbstractModel):
    """Sets a line of the protocol back to its before-image, where nobody changed it since."""

    _name = "agency.import.undo"
    _description = "Import: undoing"

    @api.model
    def _reasons(self, lines):
        """Return why lines are left alone: a sentence by line, for those that are."""
        later = self._touched_later(lines)
        reasons = {}
        for line in lines:
            record = line.property_id
            if not record:
                reasons[line] = self.env._("The property is gone.")
            elif later.get(record.id, 0) > line.id:
                reasons[line] = self.env._("A later delivery changed the property.")
            elif line.action == plan.CREATED and not record.active:
                reasons[line] = self.env._("The property is archived already.")
            elif line.action == plan.CREATED and record.state != "inactive":
                reasons[line] = self.env._("The office has activated the property.")
            elif line.action == plan.ARCHIVED and record.active:
                reasons[line] = self.env._("The property is active again already.")
        return reasons

    @api.model
    def _touched_later(self, lines):
        """Return the last line of another delivery that changed a property and still stands."""
        groups = lines._read_group(
            [
                ("property_id", "in", lines.property_id.ids),
                ("delivery_id", "not in", lines.delivery_id.ids),
                ("is_preview", "=", False),
                ("active", "in", (True, False)),
                ("action", "in", plan.WRITING),
                ("undo_state", "!=", "undone"),
            ],
            ["property_id"],
            ["id:max"],
        )
        return {record.id: line_id for record, line_id in groups}

    @api.model
    def _set_back(self, lines):
        """Set lines of one delivery back, in their order, and mark each of them."""
        # What is written here is no edit of the office.
        self = self.with_context(agency_importing=True)
        reasons = self._reasons(lines)
        for line in lines:
            if line in reasons:
                line.write({"undo_state": "left", "undo_message": reasons[line]})
            else:
                line.write(self._set_back_one(line))
        corrections = self.env["agency.import.correction"]
        for row, values in corrections._refresh((lines - lines.browse(reasons)).property_id):
            row.write(values)

    @api.model
    def _set_back_one(self, line):
        try:
            with self.env.cr.savepoint():
                is_new = line.action == plan.CREATED
                notes = self._undo_created(line) if is_new else self._undo_changed(line)
                self.env.flush_all()
        except Exception as error:
            if is_passing(error):
                raise
            self.env.invalidate_all()
            sentence = self.env["agency.import.writer"]._sentence(error)
            return {"undo_state": "left", "undo_message": sentence}
        return {"undo_state": "undone", "undo_message": "\n".join(notes) or False}

    @api.model
    def _undo_created(self, line):
        """Archive a property that arrived new; the sender's next delivery restores it."""
        notes = []
        identity = self._identity(line)
        for memo in identity.imported_contacts or []:
            notes += self._unlink_party(memo.get("party"), memo.get("partner"))
        identity.write({"is_withdrawn": True, "imported_contacts": False})
        self._property(line).write({"active": False})
        return notes

    @api.model
    def _undo_changed(self, line):
        changes = self.env["agency.import.change"].search([("listing_id", "=", line.id)])
        kinds = changes.grouped("kind")
        nothing = changes.browse()
        notes = self._undo_fields(line, kinds.get("field", nothing))
        notes += self._undo_contacts(kinds.get("contact", nothing))
        gone, media_notes = self._undo_media(kinds.get("media", nothing))
        self._undo_details(line, kinds.get("detail", nothing))
        self._undo_memory(kinds.get("memory", nothing), gone)
        return notes + media_notes

    @api.model
    def _undo_fields(self, line, changes):
        planner = self.env["agency.import.planner"]
        record = self._property(line)
        vals, notes = {}, []
        for change in changes:
            name = change.name
            if name not in record._fields:
                continue
            before, after = change.before[name], change.after[name]
            now = planner._plain(name, record[name])
            if isinstance(before, list):
                # What the office added or removed since stays as it is.
                vals[name] = planner._raw(name, merge.merge_sets(before, after, now))
            elif now == after:
                vals[name] = before
            elif now != before:
                notes.append(self._kept(change.label))
        if vals:
            record.write(vals)
        return notes

    @api.model
    def _undo_media(self, changes):
        """Return the ids of the media that go, and notes about those that stay."""
        gone, notes = set(), []
        for change in changes:
            medium = self.env["agency.property.media"].browse(change.record_id).exists()
            if not medium:
                continue
            now, after = medium._image(), change.after
            if change.before:
                vals = self._medium_vals(change, now)
                kept = any(now[name] not in (after[name], change.before[name]) for name in IMAGE)
            else:
                names = LINKED if after["remote_url"] else IMAGE
                kept = now["active"] and any(now[name] != after[name] for name in names)
                vals = {} if kept else {"active": False}
                gone |= set() if kept else {medium.id}
            if vals:
                medium.write(vals)
            if kept:
                notes.append(self._kept(medium.display_name))
        return gone, notes

    @api.model
    def _medium_vals(self, change, now):
        before, after = change.before, change.after
        vals = {
            name: before[name]
            for name in IMAGE
            if name != "checksum" and before[name] != after[name] and now[name] == after[name]
        }
        is_replaced = before["checksum"] != after["checksum"] == now["checksum"]
        if is_replaced and change.file_id:
            vals["file"] = base64.b64encode(change.file_id.raw or b"")
            vals["filename"] = before["filename"]
        return vals

    @api.model
    def _undo_details(self, line, changes):
        """Put back what the sender said; what the office says instead stays."""
        details = self.env["agency.property.detail"]
        known = details.search(
            [
                ("property_id", "=", line.property_id.id),
                ("path", "in", changes.mapped("name")),
            ]
        )
        by_path = {detail.path: detail for detail in known}
        for change in changes:
            detail = by_path.get(change.name, details)
            vals = {**change.before, "own_text": detail.own_text} if change.before else None
            if vals and detail:
                detail.write(vals)
            elif vals:
                details.create(change.before)
            elif detail.own_text:
                detail.write({"value_type": "text", "value_text": False})
            else:
                detail.unlink()

    @api.model
    def _undo_memory(self, changes, gone):
        """Remember what was delivered before, so that the next delivery applies again.

        :param gone: ids of media that come back when they are delivered again
        """
        for change in changes:
            identity = self.env["agency.import.identity"].browse(change.record_id).exists()
            vals = dict(change.before)
            if "imported_media" in vals:
                withdrawn = {
                    key: {**memo, "gone": True}
                    for key, memo in (identity.imported_media or {}).items()
                    if memo["media"] in gone
                }
                vals["imported_media"] = {**withdrawn, **(vals["imported_media"] or {})}
            identity.write(vals)

    @api.model
    def _identity(self, line):
        return self.env["agency.import.identity"].search(
            [("property_id", "=", line.property_id.id)], limit=1
        )

    @api.model
    def _property(self, line):
        records = self.env["agency.property"].with_company(line.company_id)
        return records.with_context(**QUIET, lang=None).browse(line.property_id.id)

    @api.model
    def _kept(self, what):
        return self.env._("%s was changed here since and stays.", what)
