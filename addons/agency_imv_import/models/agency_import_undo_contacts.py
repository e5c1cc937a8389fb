from odoo import api, fields, models
from odoo.tools import SQL

from .agency_import_writer import QUIET

# Where a contact is named without being used.
NO_USE = {
    ("agency_partner_key", "partner_id"),
    ("agency_import_listing", "partner_id"),
    ("res_partner", "commercial_partner_id"),
}


class AgencyImportUndo(models.AbstractModel):
    """Takes links to contacts back, and puts away the contacts that nothing uses any more."""

    _inherit = "agency.import.undo"

    @api.model
    def _undo_contacts(self, changes):
        notes = []
        for change in changes.sorted("id", reverse=True):
            if change.name == "link":
                notes += self._unlink_party(change.record_id, change.after["partner_id"])
            elif change.name == "end":
                party = self._parties(change.record_id)
                if fields.Date.to_string(party.date_to) == change.after["date_to"]:
                    party.date_to = change.before["date_to"]
            elif change.name != "new":
                notes += self._undo_partner(change)
        return notes

    @api.model
    def _undo_partner(self, change):
        contacts, name = self.env["agency.import.contacts"], change.name
        partner = self.env["res.partner"].with_context(**QUIET, lang=None)
        partner = partner.browse(change.record_id).exists()
        if not partner or name not in partner._fields:
            return []
        now = contacts._plain(partner[name])
        if now == change.after[name]:
            partner[name] = change.before[name]
            return []
        return [] if now == change.before[name] else [self._kept(change.label)]

    @api.model
    def _unlink_party(self, party_id, partner_id):
        """Take a link away that nobody touched since."""
        party = self._parties(party_id)
        if not party:
            return []
        is_untouched = (
            party.role == "contact"
            and party.partner_id.id == partner_id
            and not (party.date_to or party.note or party.share)
        )
        if is_untouched:
            party.unlink()
            return []
        return [self._kept(party.partner_id.display_name)]

    @api.model
    def _archive_contacts(self, lines):
        """Archive the contacts that these lines made and that nothing uses any more."""
        ids = {partner_id for line in lines for partner_id in line.new_contacts or []}
        partners = self.env["res.partner"].with_context(**QUIET).browse(ids).exists()
        unused = partners.filtered("active") - self._used(partners)
        unused.write({"active": False, "is_import_undone": True})

    @api.model
    def _used(self, partners):
        """Return those that any other record names, or about which somebody wrote something."""
        if not partners:
            return partners
        self.env.flush_all()
        merging = self.env["base.partner.merge.automatic.wizard"].sudo()
        used = set()
        for table, column in merging._get_fk_on("res_partner"):
            if (table, column) in NO_USE:
                continue
            rows = self.env.execute_query(
                SQL(
                    "SELECT DISTINCT %(column)s FROM %(table)s WHERE %(column)s IN %(ids)s",
                    column=SQL.identifier(column),
                    table=SQL.identifier(table),
                    ids=tuple(partners.ids),
                )
            )
            used |= {partner_id for (partner_id,) in rows}
        about = [("model", "=", "res.partner"), ("res_id", "in", partners.ids)]
        written = [*about, ("message_type", "!=", "notification")]
        messages = self.env["mail.message"].sudo().search(written)
        used |= set(messages.mapped("res_id"))
        used |= set(partners.filtered("activity_ids").ids)
        return partners.browse(used)

    @api.model
    def _parties(self, party_id):
        parties = self.env["agency.property.party"].with_context(**QUIET)
        return parties.browse(party_id or []).exists()
