import io

from odoo import api, fields, models

from .. import export_rules
from ..export_package import XML_NAME, write_package
from ..openimmo import mapper, slot_table
from ..openimmo.drafts import Detail, Identity, PropertyDraft, Transfer
from ..openimmo.mapping import DEFAULTS
from ..openimmo.mapping_features import CODES

PORTAL, FULL = "portal", "full"
SOFTWARE = "Odoo"
# Types of fields in which nothing is a value.
PLAIN = ("boolean", "integer", "float", "monetary")
# What a listing says besides the fields that the mapping names.
MORE_FIELDS = {"kind_id", "feature_ids", "country_id", "state_id", "currency_id", "user_id"}
# Sets of booleans: where one member is set, the others are no.
SETS = [list(members) for section, members in DEFAULTS.items() if section]


class AgencyExportDrafter(models.AbstractModel):
    """Turns properties into drafts of listings: what a portal may know, or everything.

    A full draft repeats the sender's own form where the office changed nothing, so that a listing
    that was imported is exported as it came.
    """

    _name = "agency.export.drafter"
    _description = "Export: drafts"

    @api.model
    def _drafts(self, properties, purpose, provider_id=""):
        """Return a pair for each property: its draft, and pairs (medium, record) of its media.

        The number of queries does not grow with the number of properties.

        :param purpose: `portal` or `full`
        :param provider_id: the agency's number at the portal; begins the ids of listings
        """
        properties.check_access("read")
        properties = properties.browse(properties.ids)  # whatever they were found by
        domain = [("property_id", "in", properties.ids)]
        # What a listing was like when it came is read by managers only, and only repeated here.
        identities = self.env["agency.import.identity"].sudo().search(domain, order="id")
        by_property = {identity.property_id.id: identity for identity in identities}
        people = self.env["agency.export.people"]._known(identities)
        names = {XML_NAME: ""}
        details = self.env["agency.property.detail"].search(domain).grouped("property_id")
        media = self.env["agency.property.media"].search(domain).grouped("property_id")
        result = []
        for record in properties:
            identity = by_property.get(record.id, identities.browse())
            draft = self._draft(record, identity, purpose, provider_id)
            rows = details.get(record, self.env["agency.property.detail"])
            own = media.get(record, self.env["agency.property.media"])
            kept = self._kept(record, identity, draft, rows, purpose)
            if purpose == FULL:
                draft = self._without_default_country(record, draft, kept["details"])
            if purpose == PORTAL:
                contacts = self.env["agency.export.people"]._agent(record)
                pairs = self.env["agency.export.media"]._public(own, names)
            else:
                contacts = self.env["agency.export.people"]._delivered(record, identity, people)
                pairs = self.env["agency.export.media"]._all(own, identity, names)
            shown = tuple(medium for medium, _file in pairs)
            draft = draft._replace(contacts=tuple(contacts), media=shown, **kept)
            result.append((draft, pairs))
        return result

    @api.model
    def _package(self, found, provider, removed=(), **transfer):
        """Return the bytes of a ZIP.

        :param found: what `_drafts` returned
        :param removed: drafts of listings that are to be deleted there
        :param transfer: facts of the transfer, such as its scope
        """
        shelf = self.env["agency.export.media"]
        files = [
            (medium.reference, shelf._reader(record))
            for _draft, pairs in found
            for medium, record in pairs
            if medium.location == "EXTERN"
        ]
        drafts = [*(draft for draft, _pairs in found), *removed]
        facts = {"software": SOFTWARE, "timestamp": fields.Datetime.now(), **transfer}
        output = io.BytesIO()
        write_package(output, Transfer(**facts), provider, drafts, files)
        return output.getvalue()

    @api.model
    def _is_exported(self, names):
        """Tell whether a listing may read differently when one of these fields changes."""
        return not (mapper.mapped_field_names() | MORE_FIELDS).isdisjoint(names)

    @api.model
    def _draft(self, record, identity, purpose, provider_id):
        return PropertyDraft(
            identity=self._identity(record, identity, purpose, provider_id),
            action="change",
            values=self._values(record, identity, purpose),
            kind_code=record.kind_id.code or "",
            feature_codes=tuple(sorted(filter(None, record.feature_ids.mapped("code")))),
            country_code=record.country_id.code or "",
            state_name=record.state_id.name or "",
            currency_code=self._currency_code(record, identity, purpose),
        )

    @api.model
    def _currency_code(self, record, identity, purpose):
        """Return the currency; a full export leaves out ours where the sender told none."""
        currency = record.currency_id
        is_ours = currency == record.company_id.currency_id
        if purpose == FULL and identity and is_ours:
            if "currency_id" not in (identity.imported_values or {}):
                return ""
        return currency.name or ""

    @api.model
    def _without_default_country(self, record, draft, details):
        """Leave out our own country where the sender named one that is unknown here."""
        named = {slot_table.LOOKUPS.get(detail.path) for detail in details}
        is_ours = record.country_id == record.company_id.country_id
        return draft._replace(country_code="") if "country_id" in named and is_ours else draft

    @api.model
    def _identity(self, record, identity, purpose, provider_id):
        """Our own number; a full export of what was imported keeps the sender's."""
        if purpose == FULL and identity:
            return Identity(identity.intern or "", identity.obid or "", identity.extern or "")
        number = record.reference or str(record.id)
        return Identity(number, f"{provider_id}_{number}" if provider_id else "", number)

    @api.model
    def _values(self, record, identity, purpose):
        """Return what is said: zero and no only where the sender said so or a set needs them."""
        imported = (identity.imported_values or {}) if purpose == FULL else {}
        said = {"address_public", *imported}
        for members in SETS:
            if any(record[name] for name in members):
                said.update(members)
        if not record.price_public:
            said.add("price_public")
        values = {}
        for name in mapper.mapped_field_names():
            value = record[name]
            is_told = value or (name in said and record._fields[name].type in PLAIN)
            if is_told and not (name == "price_public" and value):
                values[name] = value
        if record.name == self.env["agency.import.planner"]._title(identity.imported_values or {}):
            del values["name"]  # made of the number: the sender has no title
        if purpose == PORTAL:
            for name in export_rules.hidden_fields(record.address_public, record.price_public):
                values.pop(name, None)
        return values

    @api.model
    def _kept(self, record, identity, draft, details, purpose):
        """Return what stands beside the fields, as far as no change of the office outdates it."""
        changed = self._changed(record, identity, draft)
        kept = [
            Detail(row.path, row.slot or "", row.group, row.value_type, row.value_text or "")
            for row in details
            if self._target(row.slot) not in changed
            and (
                purpose == FULL
                or export_rules.may_leave(
                    row.group, row.slot or "", record.address_public, record.price_public
                )
            )
        ]
        remembered = identity.imported_forms or {}
        forms = {
            path: text
            for path, text in remembered.get("forms", {}).items()
            if self._target(path) not in changed
        }
        return {
            "details": tuple(kept),
            "denied": tuple(remembered.get("denied", ())),
            "forms": forms if purpose == FULL else {},
        }

    @api.model
    def _target(self, path):
        slot = slot_table.find(path) if path else None
        return slot.target if slot else ""

    @api.model
    def _changed(self, record, identity, draft):
        """Return the targets of slots whose field differs from what was delivered."""
        planner = self.env["agency.import.planner"]
        imported = identity.imported_values or {}
        changed = {
            name
            for name, value in imported.items()
            if name in record._fields and planner._plain(name, record[name]) != value
        }
        if "kind_id" in changed:
            changed.add("kind")
        if "feature_ids" in changed:
            changed |= {f"feature:{code}" for code in CODES - set(draft.feature_codes)}
        return changed
