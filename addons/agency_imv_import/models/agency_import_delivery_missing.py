from odoo import api, fields, models
from odoo.exceptions import UserError

from .agency_import_delivery_routing import REMINDER

MOST_NAMES = 20
# Actions that show that the sender still offers a listing.
OFFERED = ("created", "updated", "unchanged")
# What becomes of a missing property.
ARCHIVE, ASK, KEEP = "archive", "ask", "keep"


class AgencyImportDelivery(models.Model):
    """What a full delivery lacks: listed, asked about, or archived as long as it is little."""

    _inherit = "agency.import.delivery"

    missing_count = fields.Integer(
        string="Missing",
        readonly=True,
        copy=False,
        help="Properties that came before and that this full delivery lacks.",
    )
    asks_to_archive = fields.Boolean(readonly=True, copy=False)

    def action_archive_missing(self):
        """Archive what the full delivery lacks and what has not come again since."""
        self.ensure_one()
        self.check_access("write")
        if not self.asks_to_archive:
            raise UserError(self.env._("This delivery does not ask for that any more."))
        delivery = self._in_own_language()
        missing = delivery._missing_now()
        delivery._archive(missing)
        return delivery._decide_missing(missing, delivery._archived_sentence(missing))

    def action_keep_missing(self):
        """Leave the properties as they are."""
        self.ensure_one()
        self.check_access("write")
        delivery = self._in_own_language()
        missing = delivery._missing_now()
        return delivery._decide_missing(missing, delivery._kept_sentence(missing))

    def _missing_now(self):
        came = self.listing_ids.property_id
        return self._missing_properties(came, self._provider_keys(came))

    def _decide_missing(self, missing, answer):
        """Put the answer where the question stood."""
        delivery_sudo = self.sudo()
        delivery_sudo.activity_unlink([REMINDER])
        rest = (self.message or "").replace(self._question(missing), "").strip()
        delivery_sudo.write({"asks_to_archive": False, "message": f"{rest} {answer}".strip()})
        return True

    def _archive(self, properties):
        self._keep_missing(properties)
        properties.write({"active": False})
        # When the sender offers them again, they come back.
        identities_sudo = self.env["agency.import.identity"].sudo()
        identities_sudo.search([("property_id", "in", properties.ids)]).is_withdrawn = True

    def _missing_sentence(self, is_whole):
        """Name what a full delivery lacks, and do with it what the source wants.

        :param is_whole: nothing ended the work before the last listing
        """
        if not self._looks_for_missing():
            return ""
        missing = self._missing_now()
        missing -= self._spare(missing)
        self.missing_count = len(missing)
        return self._treat_missing(missing, is_whole) if missing else ""

    def _treat_missing(self, missing, is_whole):
        """Archive what is missing, ask about it, or leave it; return a sentence about it."""
        fate = self._fate_of_missing(missing, self.listing_ids, self._offers_something())
        if fate == ARCHIVE and is_whole:
            self._archive(missing)
            return self._archived_sentence(missing)
        if fate == ASK and is_whole:
            self._ask_about_missing()
            return self._question(missing)
        return self._kept_sentence(missing)

    def _question(self, missing):
        template = self.env._(
            "This full delivery lacks %(count)s of the properties that came before; shall "
            "they be archived? They are: %(names)s."
        )
        return self._missing_named(template, missing)

    def _archived_sentence(self, missing):
        template = self.env._(
            "This full delivery lacks %(count)s of the properties that came before; they "
            "were archived: %(names)s."
        )
        return self._missing_named(template, missing)

    def _kept_sentence(self, missing):
        template = self.env._(
            "This full delivery lacks %(count)s of the properties that came before; they stay "
            "as they are: %(names)s."
        )
        return self._missing_named(template, missing)

    def _missing_named(self, template, missing):
        if not missing:
            return self.env._("Nothing is missing any more.")
        names = missing[:MOST_NAMES].mapped(lambda record: record.external_number or record.name)
        more = " ..." if len(missing) > MOST_NAMES else ""
        return template % {"count": len(missing), "names": ", ".join(names) + more}

    def _looks_for_missing(self):
        return self.scope == "full" and self.source_id.full_delivery != "nothing"

    def _fate_of_missing(self, missing, lines, offers_something):
        """Return what becomes of missing properties: archived, asked about, or kept.

        :param lines: of the protocol, or of the preview
        :param offers_something: the delivery has a listing that is on the market
        """
        source = self.source_id
        # A delivery of which a part could not be read proves nothing about the rest.
        if source.full_delivery == "list" or "failed" in lines.mapped("action"):
            return KEEP
        if source.full_delivery == "ask" or not offers_something:
            return ASK
        created = lines.filtered(lambda line: line.action == "created")
        known = len(lines.property_id - created.property_id) + len(missing)
        is_little = len(missing) * 100 <= source.shrink_percent * known
        return ARCHIVE if is_little else ASK

    def _offers_something(self):
        offered = self.listing_ids.filtered(lambda line: line.action in OFFERED)
        return bool(offered.property_id.filtered("active"))

    def _missing_row(self, record, action, message, changes=()):
        """Return the values of a line about a property for which there is no listing."""
        return {
            "delivery_id": self.id,
            "company_id": self.company_id.id,
            "index": 0,
            "line": 0,
            "action": action,
            "is_missing": True,
            "property_id": record.id,
            "external_number": record.external_number,
            "message": message,
            "changes": list(changes),
        }

    def _archived_change(self):
        """Return the values of the change that archiving is."""
        return {
            "kind": "field",
            "name": "active",
            "label": self.env["agency.property"]._fields["active"]._description_string(self.env),
            "old_text": self.env._("yes"),
            "new_text": self.env._("no"),
            "record_id": 0,
            "before": {"active": True},
            "after": {"active": False},
            "file_id": False,
        }

    def _ask_about_missing(self):
        self.asks_to_archive = True
        if user := self.source_id._decider():
            self.activity_schedule(
                REMINDER,
                user_id=user.id,
                summary=self.env._("Archive %s missing properties?", self.missing_count),
            )

    @api.model
    def _provider_keys(self, properties):
        """Return the keys of the senders of these properties."""
        identities = self.env["agency.import.identity"]
        found = identities.search([("property_id", "in", properties.ids)])
        return set(found.mapped("provider_key"))

    def _missing_properties(self, came, keys):
        """Return the properties of some senders that neither this delivery nor a later one has.

        :param came: the properties that the delivery has
        :param keys: of the senders
        """
        missing = (
            self.env["agency.import.identity"]
            .search(
                [
                    ("source_id", "=", self.source_id.id),
                    ("provider_key", "in", list(keys)),
                    ("is_withdrawn", "=", False),
                    ("property_id", "not in", came.ids),
                    ("property_id.active", "=", True),
                ]
            )
            .property_id
        )
        later = self.env["agency.import.listing"].search(
            [("property_id", "in", missing.ids), ("delivery_id", ">", self.id)]
        )
        return (missing - later.property_id).sorted(lambda record: record.external_number or "")
