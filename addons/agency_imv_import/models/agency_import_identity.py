from odoo import api, fields, models


class AgencyImportIdentity(models.Model):
    """Which property a provider's listing became, and what was delivered last."""

    _name = "agency.import.identity"
    _description = "Imported Listing"
    _order = "id desc"
    _rec_name = "intern"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    source_id = fields.Many2one(
        "agency.import.source", readonly=True, index=True, ondelete="set null"
    )
    property_id = fields.Many2one(
        "agency.property",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    provider_key = fields.Char(string="Provider", required=True, readonly=True)
    intern = fields.Char(string="Internal Number", readonly=True)
    obid = fields.Char(string="OpenImmo Id", readonly=True)
    extern = fields.Char(string="External Number", readonly=True)
    content_hash = fields.Char(readonly=True, help="Equal hash, unchanged listing.")
    is_withdrawn = fields.Boolean(
        string="Deleted by the Sender",
        readonly=True,
        help="The sender deleted the listing; when it comes again, the property is restored.",
    )

    # What was delivered last. A field, contact or picture that differs from it was changed here.
    imported_values = fields.Json(readonly=True)
    imported_contacts = fields.Json(readonly=True)
    imported_media = fields.Json(readonly=True)
    # What only an export reads: features that the listing lacks, and the sender's form of texts.
    imported_forms = fields.Json(readonly=True)

    _intern_once = models.UniqueIndex(
        "(company_id, provider_key, intern) WHERE intern IS NOT NULL",
        "This provider's listing is known already.",
    )
    _by_obid = models.Index("(company_id, provider_key, obid) WHERE obid IS NOT NULL")
    _by_extern = models.Index("(company_id, provider_key, extern) WHERE extern IS NOT NULL")

    @api.depends("intern", "obid", "extern", "provider_key")
    def _compute_display_name(self):
        for identity in self:
            number = identity.intern or identity.extern or identity.obid
            identity.display_name = f"{identity.provider_key} / {number}"

    @api.model
    def _recognise(self, company_id, wanted, seen):
        """Find the listings that are known.

        Inside one provider the internal number decides, then the OpenImmo id, then the external
        number. A weaker number counts only for a listing that has not come under its own in the
        same delivery; the external one, which people give away again, only when one side lacks
        the internal number.

        :param wanted: pairs (provider key, `Identity`)
        :param seen: ids that came in this delivery, with the internal number they came with
        :return: for each pair a record, which may be empty
        """
        keys = list({key for key, _identity in wanted})
        numbers = {
            name: list({getattr(identity, name) for _key, identity in wanted} - {""})
            for name in ("intern", "obid", "extern")
        }
        # The values of the last delivery are large, and only needed of what changed.
        known = self.search_fetch(
            [
                ("company_id", "=", company_id),
                ("provider_key", "in", keys),
                "|",
                ("intern", "in", numbers["intern"]),
                "|",
                ("obid", "in", numbers["obid"]),
                ("extern", "in", numbers["extern"]),
            ],
            [
                *numbers,
                *("provider_key", "property_id", "content_hash", "is_withdrawn", "imported_media"),
            ],
        )
        by_number = {}
        for record in known:
            for name in numbers:
                if record[name]:
                    by_number.setdefault((record.provider_key, name, record[name]), record)
        return [self._choose(by_number, key, identity, seen) for key, identity in wanted]

    @api.model
    def _choose(self, by_number, key, identity, seen):
        nothing = self.browse()
        if record := by_number.get((key, "intern", identity.intern), nothing):
            return record
        record = by_number.get((key, "obid", identity.obid), nothing)
        if record and seen.get(record.id, identity.intern) == identity.intern:
            return record
        record = by_number.get((key, "extern", identity.extern), nothing)
        is_other = record.intern and identity.intern and record.intern != identity.intern
        return nothing if is_other else record
