from odoo import fields, models
from odoo.exceptions import UserError

from .agency_import_delivery_routing import REMINDER

MOST_NAMES = 20


class AgencyImportDelivery(models.Model):
    """What a full delivery lacks: listed, or archived when somebody says so. Never by itself."""

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
        missing.write({"active": False})
        # When the sender offers them again, they come back.
        identities_sudo = self.env["agency.import.identity"].sudo()
        identities_sudo.search([("property_id", "in", missing.ids)]).is_withdrawn = True
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

    def _missing_sentence(self):
        """Name what a full delivery lacks, and ask when the source wants it so."""
        if self.scope != "full" or self.source_id.full_delivery == "nothing":
            return ""
        missing = self._missing_properties()
        self.missing_count = len(missing)
        if not missing:
            return ""
        self._ask_about_missing()
        names = missing[:MOST_NAMES].mapped(lambda record: record.external_number or record.name)
        return self.env._(
            "This full delivery lacks %(count)s properties that came before; they stay as they "
            "are: %(names)s.",
            count=len(missing),
            names=", ".join(names) + (" ..." if len(missing) > MOST_NAMES else ""),
        )

    def _ask_about_missing(self):
        # A delivery of which a part could not be read proves nothing about the rest.
        if self.source_id.full_delivery != "ask" or self.failed_count:
            return
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
