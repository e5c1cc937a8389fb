from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import float_compare
from odoo.tools.misc import format_date


class AgencyPropertyParty(models.Model):
    """One person's role on a property, from one day until another."""

    _name = "agency.property.party"
    _description = "Person of a Property"
    _order = "sequence, id"
    _rec_name = "partner_id"
    _check_company_auto = True

    # Who owns or rents what is nobody else's business.
    _public_field_names = ()

    property_id = fields.Many2one("agency.property", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(
        related="property_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        domain="[('is_agency_account', '=', False)]",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    role = fields.Selection(
        [
            ("owner", "Owner"),
            ("contact", "Contact person"),
            ("tenant", "Tenant"),
            ("buyer", "Buyer"),
            ("notary", "Notary"),
            ("property_manager", "Property manager"),
            ("caretaker", "Caretaker"),
            ("lawyer", "Lawyer"),
            ("bank", "Bank"),
            ("other", "Other"),
        ],
        required=True,
        default="owner",
        index=True,
    )
    share = fields.Float(
        string="Share (%)",
        digits=(6, 3),
        help="Share of an owner in percent. All owners of a day together have at most 100 %.",
    )
    date_from = fields.Date(string="From", help="Empty: always was.")
    date_to = fields.Date(string="Until", help="The last day. Empty: still is.")
    is_current = fields.Boolean(
        string="Current",
        compute="_compute_is_current",
        search="_search_is_current",
        help="The role is held today.",
    )
    phone = fields.Char(related="partner_id.phone", string="Phone Number")
    email = fields.Char(related="partner_id.email", string="E-mail")
    note = fields.Char()

    _owner_index = models.Index("(partner_id, property_id) WHERE role = 'owner'")

    @api.constrains("date_from", "date_to")
    def _check_period(self):
        for party in self:
            if party.date_from and party.date_to and party.date_to < party.date_from:
                raise ValidationError(
                    self.env._(
                        "%(name)s: the role cannot end (%(end)s) before it starts (%(start)s).",
                        name=party.partner_id.display_name,
                        start=format_date(self.env, party.date_from),
                        end=format_date(self.env, party.date_to),
                    )
                )

    @api.constrains("share")
    def _check_share(self):
        for party in self:
            if party.share < 0:
                raise ValidationError(
                    self.env._(
                        "%(name)s: a share cannot be negative.", name=party.partner_id.display_name
                    )
                )

    @api.constrains("property_id", "role", "share", "date_from", "date_to")
    def _check_owner_shares(self):
        touched = self.filtered(lambda p: p.role == "owner" and p.share).property_id
        if not touched:
            return
        touched._lock_rows()
        owners = self.sudo().search(
            [("property_id", "in", touched.ids), ("role", "=", "owner"), ("share", ">", 0)]
        )
        for record, parties in owners.grouped("property_id").items():
            total, day = parties._largest_total()
            if float_compare(total, 100, precision_digits=2) > 0:
                raise ValidationError(parties._shares_message(record, total, day))

    @api.depends("date_from", "date_to")
    def _compute_is_current(self):
        today = fields.Date.context_today(self)
        for party in self:
            party.is_current = party._holds_on(today)

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        current = Domain.AND(
            Domain(name, "=", False) | Domain(name, bound, "today")
            for name, bound in (("date_from", "<="), ("date_to", ">="))
        )
        wanted = [current if flag else ~current for flag in value]
        return Domain.OR(wanted)

    def _holds_on(self, day):
        """Tell whether the role is held on a day; `None` stands for the beginning of time."""
        self.ensure_one()
        if day is None:
            return not self.date_from
        started = not self.date_from or self.date_from <= day
        return started and (not self.date_to or self.date_to >= day)

    def _largest_total(self):
        """Return the largest sum of shares and its day: a sum only grows where a role starts."""
        starts = {party.date_from or None for party in self}
        totals = [
            (sum(party.share for party in self if party._holds_on(day)), day) for day in starts
        ]
        return max(totals, key=lambda pair: pair[0])

    def _shares_message(self, record, total, day):
        details = {
            "property": record.display_name,
            "total": f"{total:.2f}".rstrip("0").rstrip("."),
            "day": format_date(self.env, day) if day else "",
        }
        if day:
            return self.env._(
                "The owners of %(property)s would hold %(total)s %% from %(day)s on."
                " All shares together cannot exceed 100 %%.",
                **details,
            )
        return self.env._(
            "The owners of %(property)s would hold %(total)s %%."
            " All shares together cannot exceed 100 %%.",
            **details,
        )
