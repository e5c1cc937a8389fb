from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ..contact_keys import RULES, Facts, keys_of

# What the keys of a contact are made of.
KEY_FIELDS = frozenset(
    {
        *("name", "lastname", "firstname", "street", "city", "country_id", "email", "phone"),
        *("company_name", "parent_id", "is_company"),
    }
)


class AgencyPartnerKey(models.Model):
    """One normalised key by which a contact is recognised in a delivery."""

    _name = "agency.partner.key"
    _description = "Contact Key"
    _rec_name = "value"
    # Written in bulk next to every contact; nobody asks who did.
    _log_access = False

    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("sender_number", "Number at the sender"),
            ("name_address", "Name and address"),
            ("email_surname", "E-mail and surname"),
            ("email_company", "E-mail and company"),
            ("phone", "Telephone number"),
        ],
        required=True,
    )
    value = fields.Char(required=True)

    _once = models.UniqueIndex("(partner_id, kind, value)")
    _by_value = models.Index("(value, kind)")

    @api.model
    def _refresh(self, partners, *, is_new=False):
        """Make the keys of `partners` again; the senders' numbers stay."""
        if partners and not is_new:
            self.env.cr.execute(
                SQL(
                    "DELETE FROM agency_partner_key"
                    " WHERE partner_id IN %s AND kind <> 'sender_number'",
                    tuple(partners.ids),
                )
            )
        self._store(
            (partner.id, kind, value)
            for partner in partners
            for kind, value in keys_of(self._facts(partner))
        )

    @api.model
    def _remember_numbers(self, numbers):
        """Store the senders' numbers of contacts: pairs (contact id, key value)."""
        self._store((partner_id, "sender_number", value) for partner_id, value in numbers)

    @api.model
    def _store(self, rows):
        rows = list(dict.fromkeys(rows))
        if rows:
            self.env.cr.execute_values(
                "INSERT INTO agency_partner_key (partner_id, kind, value) VALUES %s"
                " ON CONFLICT DO NOTHING",
                rows,
                page_size=1000,
            )
            self.invalidate_model()

    @api.model
    def _facts(self, partner):
        """Return what the rules compare."""
        split = "lastname" in partner._fields and "firstname" in partner._fields
        return Facts(
            surname=(split and partner.lastname) or "",
            first_name=(split and partner.firstname) or "",
            name=partner.name or "",
            street=partner.street or "",
            city=partner.city or "",
            emails=partner.email or "",
            company=self._company_of(partner),
            phones=(partner.phone,) if partner.phone else (),
            region=(partner.country_id or self.env.company.country_id).code or None,
        )

    @api.model
    def _company_of(self, partner):
        if partner.is_company:
            return partner.name or ""
        return partner.commercial_company_name or partner.company_name or ""

    @api.model
    def _match(self, wanted, company):
        """Recognise contacts: one query for all of them.

        The values are joined as rows: for a long list in a condition PostgreSQL would read the
        whole table, which takes longer with every contact there is.

        :param wanted: for each contact its keys, the strongest rule first
        :return: for each contact a pair (contact id, rule), or None. Only active contacts of the
            company, or of no company, are recognised, none that stands for a sign-in only, and
            archived ones only where an undo archived them; of several the oldest.
        """
        values = list({value for keys in wanted for _kind, value in keys})
        if not values:
            return [None] * len(wanted)
        self.env["res.partner"].flush_model(
            ["active", "company_id", "is_agency_account", "is_import_undone"]
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT k.kind, k.value,
                       coalesce(min(partner.id) FILTER (WHERE partner.active), min(partner.id))
                  FROM unnest(%s) AS wanted (value)
                  JOIN agency_partner_key AS k ON k.value = wanted.value
                  JOIN res_partner AS partner ON partner.id = k.partner_id
                 WHERE (partner.active OR partner.is_import_undone)
                   AND partner.is_agency_account IS NOT TRUE
                   AND (partner.company_id IS NULL OR partner.company_id = %s)
              GROUP BY k.kind, k.value
                """,
                values,
                company.id,
            )
        )
        known = defaultdict(dict)
        for kind, value, partner_id in rows:
            known[kind][value] = partner_id
        return [self._first_match(keys, known) for keys in wanted]

    @api.model
    def _first_match(self, keys, known):
        for kind, value in sorted(keys, key=lambda key: RULES.index(key[0])):
            if partner_id := known[kind].get(value):
                return partner_id, kind
        return None
