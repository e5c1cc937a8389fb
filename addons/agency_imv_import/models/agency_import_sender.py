from odoo import api, fields, models


class AgencyImportSender(models.Model):
    """A provider or program that may, or may not, deliver to a source."""

    _name = "agency.import.sender"
    _description = "Import Sender"
    _order = "source_id, name, id"
    _check_company_auto = True

    source_id = fields.Many2one(
        "agency.import.source", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="source_id.company_id", store=True, index=True, precompute=True
    )
    name = fields.Char(help="For instance the sender's company.")
    key = fields.Char(
        string="Sender's Id",
        required=True,
        help="As it stands in the delivery: openimmo_anid, anbieternr, company or the name of the "
        "program.",
    )
    is_allowed = fields.Boolean(
        string="Allowed", default=True, help="Off: what this sender delivers is set aside."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Default Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        check_company=True,
        ondelete="set null",
        help="Receives the properties of this sender that name no user of ours.",
    )
    last_seen = fields.Datetime(string="Last Delivery", readonly=True, copy=False)

    _key_once = models.UniqueIndex(
        "(source_id, lower(key))", "This sender is in the list of the source already."
    )

    @api.depends("name", "key")
    def _compute_display_name(self):
        for sender in self:
            parts = dict.fromkeys(filter(None, (sender.name, sender.key)))
            sender.display_name = " / ".join(parts)

    @api.model
    def _of(self, entry):
        """Return the names under which the sender of an entry may be listed, surest first."""
        provider = entry.provider
        names = (provider.anid, provider.number, provider.company, entry.transfer.software)
        return tuple(dict.fromkeys(filter(None, (name.strip() for name in names))))

    @api.model
    def _find(self, source, names):
        """Return the row of the source for the first of the names that is listed."""
        rows = {row.key.strip().lower(): row for row in source.sender_ids}
        return next((rows[name.lower()] for name in names if name.lower() in rows), self.browse())

    @api.model
    def _allow(self, source, key, name):
        """Let a sender deliver to a source."""
        if row := self._find(source, (key,)):
            row.is_allowed = True
            return row
        return self.create({"source_id": source.id, "key": key, "name": name or key})
