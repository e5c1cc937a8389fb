from odoo import api, models
from odoo.exceptions import UserError


class AgencyImportCorrection(models.Model):
    """What the office decides about kept values, with the rights of whoever decides."""

    _inherit = "agency.import.correction"

    def action_take(self):
        """Take the sender's values: they are written as the user, and the rows go."""
        self.property_id.check_access("write")
        later = []
        for record, rows in self.grouped("property_id").items():
            names = set(rows.mapped("field_name"))
            rows.sudo().is_locked = False
            parts = rows.filtered("is_part")
            (rows - parts)._take_fields(record)
            for row in parts.exists():
                if not getattr(row, f"_take_{row.field_name}")():
                    later.append(row.label)
            rows.sudo()._refresh(record.sudo(), names)
        return self._tell_later(later)

    def action_keep(self):
        """Settle conflicts: ours is right."""
        self.property_id.check_access("write")
        self.sudo().is_conflict = False

    def action_unlock(self):
        """Let the sender change the fields again; what differs stays as an edit of the office."""
        self.property_id.check_access("write")
        rows_sudo = self.sudo()
        rows_sudo.is_locked = False
        for record, rows in rows_sudo.grouped("property_id").items():
            rows._refresh(record, set(rows.mapped("field_name")))

    def action_open_property(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "agency.property",
            "res_id": self.property_id.id,
            "view_mode": "form",
        }

    @api.model
    def _lock(self, record, name):
        """Lock a field of an imported property, whether it was edited or not."""
        record.check_access("write")
        rows_sudo = self.sudo()
        row_sudo = rows_sudo.search([("property_id", "=", record.id), ("field_name", "=", name)])
        if not row_sudo:
            row_sudo = rows_sudo.create(
                {
                    "property_id": record.id,
                    "field_name": name,
                    "user_id": self.env.uid,
                    "changed_on": self.env.cr.now(),
                }
            )
        row_sudo.is_locked = True
        for row, values in rows_sudo._refresh(record.sudo(), {name}):
            row.write(values)
        return row_sudo.with_env(self.env)

    def _take_fields(self, record):
        """Write the sender's values to the fields of one property."""
        vals = {}
        for row in self.filtered("sender_value"):
            name, value = row.field_name, row.sender_value[0]
            if name not in record._fields:
                continue
            row._check_exists(value)
            vals[name] = self._raw(name, value)
            if record._fields[name].translate:
                codes = {code for code, _name in self.env["res.lang"].get_installed()} - {"en_US"}
                record.update_field_translations(name, dict.fromkeys(codes, False))
        record.with_context(lang=None).write(vals)

    def _check_exists(self, value):
        field = self.property_id._fields[self.field_name]
        if not field.relational:
            return
        ids = value if isinstance(value, list) else [value] if value else []
        records = self.env[field.comodel_name].browse(ids)
        if records != records.exists():
            raise UserError(
                self.env._(
                    "%s: what the sender delivered no longer exists here. The next delivery "
                    "brings it again.",
                    self.label,
                )
            )

    def _take_detail(self):
        details = self.env["agency.property.detail"].search(
            [("property_id", "=", self.property_id.id), ("path", "=", self.place)]
        )
        details.own_text = False
        return True

    def _take_contact(self):
        """Link the sender's contact again; one that changed meanwhile comes with a delivery."""
        identity_sudo = self._identity_sudo()
        contacts = list(identity_sudo.imported_contacts or [])
        index = next(
            (i for i, item in enumerate(contacts) if str(item.get("partner")) == self.place), None
        )
        if index is None:
            return True
        item = contacts[index]
        partner = self.env["res.partner"].browse(item["partner"]).exists()
        if not partner or item.get("came", item["values"]) != item["values"]:
            contacts[index] = {}
            identity_sudo.write({"imported_contacts": contacts, "content_hash": False})
            return False
        partner.filtered(lambda partner: not partner.active).action_unarchive()
        vals = {"property_id": self.property_id.id, "partner_id": partner.id, "role": "contact"}
        party = self.env["agency.property.party"].create(vals)
        contacts[index] = {**item, "party": party.id}
        identity_sudo.imported_contacts = contacts
        return True

    def _take_media(self):
        """Show an archived medium again; the bytes of another come with a delivery."""
        identity_sudo = self._identity_sudo()
        remembered = dict(identity_sudo.imported_media or {})
        memo = remembered.pop(self.place, None)
        if not memo:
            return True
        media = self.env["agency.property.media"].browse(memo["media"] or []).exists()
        if media and not media.active:
            media.active = True
            return True
        if media:
            # Looks as if it stood there as it was sent, so that the next one replaces it.
            remembered[self.place] = {**memo, "checksum": media.checksum or ""}
        identity_sudo.write({"imported_media": remembered, "content_hash": False})
        return False

    def _identity_sudo(self):
        differences = self.env["agency.import.difference"].sudo()
        return differences._identities(self.property_id)[self.property_id.id]

    def _tell_later(self, labels):
        if not labels:
            return None
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "%s: comes with the next delivery, or when the last one is processed again.",
                    ", ".join(dict.fromkeys(labels)),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
