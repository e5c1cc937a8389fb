from odoo import fields, models
from odoo.exceptions import UserError

from .agency_import_delivery_routing import REMINDER

MOST_NAMES = 20
# Actions that show that the sender still offers a listing.
OFFERED = ("created", "updated", "unchanged")


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
        missing = self._missing_properties()
        self._archive(missing)
        message = self.env._("Archived because the full delivery lacks them: %s.", len(missing))
        return self._decide_missing(message)

    def action_keep_missing(self):
        """Leave the properties as they are."""
        self.ensure_one()
        self.check_access("write")
        return self._decide_missing(self.env._("The missing properties stay as they are."))

    def _decide_missing(self, message):
        delivery_sudo = self.sudo()
        delivery_sudo.activity_unlink([REMINDER])
        delivery_sudo.write(
            {"asks_to_archive": False, "message": f"{self.message or ''} {message}".strip()}
        )
        return True

    def _archive(self, properties):
        properties.write({"active": False})
        # When the sender offers them again, they come back.
        identities_sudo = self.env["agency.import.identity"].sudo()
        identities_sudo.search([("property_id", "in", properties.ids)]).is_withdrawn = True

    def _missing_sentence(self, is_whole):
        """Name what a full delivery lacks, and do with it what the source wants.

        :param is_whole: nothing ended the work before the last listing
        """
        if self.scope != "full" or self.source_id.full_delivery == "nothing":
            return ""
        missing = self._missing_properties()
        self.missing_count = len(missing)
        if not missing:
            return ""
        # A delivery of which a part could not be read proves nothing about the rest.
        is_proof = is_whole and not self.failed_count
        if is_proof and self._may_archive(missing):
            self._archive(missing)
            return self._missing_named(
                self.env._(
                    "This full delivery lacks %(count)s properties that came before; they were "
                    "archived: %(names)s."
                ),
                missing,
            )
        if is_proof and self.source_id.full_delivery in ("ask", "archive"):
            self._ask_about_missing()
        return self._missing_named(
            self.env._(
                "This full delivery lacks %(count)s properties that came before; they stay as "
                "they are: %(names)s."
            ),
            missing,
        )

    def _missing_named(self, template, missing):
        names = missing[:MOST_NAMES].mapped(lambda record: record.external_number or record.name)
        more = " ..." if len(missing) > MOST_NAMES else ""
        return template % {"count": len(missing), "names": ", ".join(names) + more}

    def _may_archive(self, missing):
        """Tell whether so little is missing that nobody needs to be asked."""
        source = self.source_id
        offered = self.listing_ids.filtered(lambda line: line.action in OFFERED)
        if source.full_delivery != "archive" or not offered.property_id.filtered("active"):
            return False
        came = self.listing_ids.filtered(lambda line: line.action != "created").property_id
        known = len(came) + len(missing)
        return len(missing) * 100 <= source.shrink_percent * known

    def _ask_about_missing(self):
        self.asks_to_archive = True
        if user := self.source_id._decider():
            self.activity_schedule(
                REMINDER,
                user_id=user.id,
                summary=self.env._("Archive %s missing properties?", self.missing_count),
            )

    def _missing_properties(self):
        """Return the properties of these senders that neither this delivery nor a later one has."""
        identities = self.env["agency.import.identity"]
        came = self.listing_ids.property_id
        keys = set(identities.search([("property_id", "in", came.ids)]).mapped("provider_key"))
        missing = identities.search(
            [
                ("source_id", "=", self.source_id.id),
                ("provider_key", "in", list(keys)),
                ("is_withdrawn", "=", False),
                ("property_id", "not in", came.ids),
                ("property_id.active", "=", True),
            ]
        ).property_id
        later = self.env["agency.import.listing"].search(
            [("property_id", "in", missing.ids), ("delivery_id", ">", self.id)]
        )
        return missing - later.property_id
