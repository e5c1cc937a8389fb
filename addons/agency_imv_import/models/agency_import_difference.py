from odoo import api, models

# What a row of `agency.import.correction` is about, besides the fields of a property.
CONTACT, MEDIA, DETAIL = "contact", "media", "detail"
PARTS = (CONTACT, MEDIA, DETAIL)


class AgencyImportDifference(models.AbstractModel):
    """Tells where imported properties differ from what their senders delivered last.

    The one place that says what the office keeps. A place is (property id, field, place inside
    it); a value is a list of one, so that "nothing" can be told from "not delivered" (empty list).
    """

    _name = "agency.import.difference"
    _description = "Import: differences"
    _inherit = ["agency.import.values.mixin"]

    @api.model
    def _between(self, properties, names=None, always=()):
        """Return {place: (sender's value, ours)}.

        :param names: look only at these fields and parts
        :param always: places of fields to return even where both agree
        """
        properties = properties.with_context(lang=None)
        identities = self._identities(properties)
        records = {record.id: record for record in properties}
        found = {}
        for place in always:
            record, name = records[place[0]], place[1]
            if name in record._fields:
                identity = identities.get(record.id)
                memory = (identity and identity.imported_values) or {}
                sender = [memory[name]] if name in memory else []
                found[place] = sender, [self._plain(name, record[name])]
        wanted = set(names or (*self._imported_names(), *PARTS))
        for property_id, identity in identities.items():
            for name, values in self._of_fields(records[property_id], identity, wanted):
                found[property_id, name, ""] = values
        for part in wanted.intersection(PARTS):
            for (property_id, place), values in getattr(self, f"_of_{part}s")(identities).items():
                found[property_id, part, place] = values
        return found

    @api.model
    def _identities(self, properties):
        """Return the identity of each imported property, by property."""
        identities = self.env["agency.import.identity"].search(
            [("property_id", "in", properties.ids)], order="id"
        )
        return {identity.property_id.id: identity for identity in identities}

    @api.model
    def _of_fields(self, record, identity, wanted):
        for name, sender in (identity.imported_values or {}).items():
            if name not in wanted or name not in record._fields:
                continue
            ours = self._plain(name, record[name])
            if sender == ours:
                ours = self._translated_here(record, name)
                if ours is None:
                    continue
            yield name, ([sender], [ours])

    @api.model
    def _of_contacts(self, identities):
        """Return the contacts that the office replaced, ended or removed, by their partner."""
        replaced = {}
        remembered = {
            property_id: [item for item in identity.imported_contacts or [] if item.get("partner")]
            for property_id, identity in identities.items()
        }
        linked = self.env["agency.import.contacts"]._linked(
            [item["party"] for items in remembered.values() for item in items if item.get("party")]
        )
        for property_id, items in remembered.items():
            for item in items:
                if linked.get(item.get("party")) != item["partner"]:
                    place = property_id, str(item["partner"])
                    came = item.get("came", item["values"])
                    replaced[place] = [came.get("name", "")], []
        today = self._contacts_today({property_id for property_id, _place in replaced})
        return {
            place: (sender, [today.get(place[0], [])]) for place, (sender, _) in replaced.items()
        }

    @api.model
    def _contacts_today(self, property_ids):
        parties = self.env["agency.property.party"].search(
            [
                ("property_id", "in", list(property_ids)),
                ("role", "=", "contact"),
                ("is_current", "=", True),
            ]
        )
        return {
            record.id: own.partner_id.ids for record, own in parties.grouped("property_id").items()
        }

    @api.model
    def _of_medias(self, identities):
        """Return the media that the office removed, archived or replaced, by their key."""
        media = self.env["agency.property.media"].with_context(active_test=False)
        existing = media.search([("property_id", "in", list(identities))])
        records = {record.id: record for record in existing}
        found = {}
        for property_id, identity in identities.items():
            remembered = identity.imported_media or {}
            stored = {memo["checksum"] for memo in remembered.values() if memo["media"] in records}
            for key, memo in remembered.items():
                # What was refused or came twice has no record of its own.
                is_twin = memo["media"] not in records and memo["checksum"] in stored
                if memo.get("gone") or is_twin or not memo["checksum"]:
                    continue
                fate = self._fate(records.get(memo["media"]), memo)
                if fate:
                    name = memo["values"]["name"] or key.partition(":")[2]
                    found[property_id, key] = [name], [fate]
        return found

    @api.model
    def _fate(self, record, memo):
        """Return what the office did to a medium: a word, and the name of what stands there."""
        if not record:
            return {"state": "removed"}
        if not record.active:
            return {"state": "archived"}
        if (record.checksum or record.url) not in (memo["checksum"], memo.get("stored")):
            return {"state": "replaced", "name": record.filename or record.url or ""}
        return None

    @api.model
    def _of_details(self, identities):
        """Return the further details for which the office has a value of its own."""
        details = self.env["agency.property.detail"].search(
            [("property_id", "in", list(identities)), ("own_text", "!=", False)]
        )
        return {
            (detail.property_id.id, detail.path): ([detail.value_text], [detail.own_text])
            for detail in details
        }
