from odoo import api, fields, models
from odoo.tools import SQL

# States in which a property is on the market; leaving them ends what advertises it.
MARKETED = ("active", "reserved")


class AgencyProperty(models.Model):
    """One property that the agency sells, lets, values or looks after."""

    _name = "agency.property"
    _description = "Property"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "agency.property.address.mixin",
        "agency.property.price.mixin",
        "agency.property.area.mixin",
        "agency.property.energy.mixin",
        "agency.property.facts.mixin",
        "agency.property.media.mixin",
        "agency.property.people.mixin",
        "agency.property.advertising.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["reference", "name", "external_number", "street", "city"]
    _check_company_auto = True

    # What an outsider may read of a property. Prices, street and position stand here only in their
    # `public_` form, which already respects `price_public` and `address_public`; figures that
    # would reveal a hidden price (deposit, gross rent ...) are left out altogether.
    _public_field_names = (
        *("name", "reference", "kind_id", "state"),
        *("is_residential", "is_commercial", "is_investment", "is_short_term"),
        *("for_sale", "for_rent", "for_ground_lease", "for_leasing"),
        *("public_address", "public_location", "public_latitude", "public_longitude"),
        *("zip", "city", "district", "state_id", "country_id", "floor", "floor_count"),
        *("currency_id", "public_price", "price_on_request", "commission_buyer"),
        *("heating_costs_included",),
        *("area_living", "area_usable", "area_total", "area_plot", "area_commercial"),
        *("area_office", "area_retail", "area_storage", "area_basement"),
        *("area_balcony_terrace", "area_garden"),
        *("rooms", "bedrooms", "living_rooms", "bathrooms", "toilets"),
        *("balconies", "terraces", "parking_spaces", "residential_units", "commercial_units"),
        *("energy_certificate_kind", "energy_value", "energy_value_electricity"),
        *("energy_value_heat", "energy_includes_hot_water", "energy_carrier", "energy_class"),
        *("energy_issued_on", "energy_valid_until", "energy_building_year"),
        *("heating_kind", "firing"),
        *("feature_ids", "condition", "year_built", "year_modernised"),
        *("available_from", "available_text"),
        *("description", "description_location", "description_equipment", "description_other"),
        *("public_media_ids", "public_cover_media_id"),
    )

    name = fields.Char(
        string="Title",
        required=True,
        translate=True,
        tracking=True,
        help="The headline of every advertisement.",
    )
    reference = fields.Char(readonly=True, copy=False, index="trigram")
    external_number = fields.Char(
        copy=False,
        index="btree_not_null",
        tracking=True,
        help="The number under which another system knows this property. Changing it needs the "
        "right “Change external numbers”.",
    )
    kind_id = fields.Many2one(
        "agency.property.kind", index=True, ondelete="restrict", tracking=True
    )
    state = fields.Selection(
        [
            ("inactive", "Inactive"),
            ("active", "Active"),
            ("reserved", "Reserved"),
            ("closed", "Closed"),
        ],
        default="inactive",
        required=True,
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
        help="Only an active property can be published. Closing or inactivating one ends its "
        "running publications.",
    )
    active = fields.Boolean(default=True, tracking=True)
    activated_on = fields.Datetime(readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        check_company=True,
        index=True,
        ondelete="set null",
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    warning = fields.Char(
        copy=False,
        tracking=True,
        help="Shown as a banner to every colleague who opens the property.",
    )
    note = fields.Html(string="Internal Notes", copy=False, help="Internal: not public.")

    price_per_area = fields.Monetary(
        string="Price per m²",
        compute="_compute_price_per_area",
        store=True,
        aggregator="avg",
        help="Price divided by the living area.",
    )

    _reference_unique = models.UniqueIndex(
        "(company_id, reference) WHERE reference IS NOT NULL",
        "There is already a property with this reference.",
    )
    _open_index = models.Index("(company_id, state) WHERE active")

    @api.depends("name", "reference")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for record in self:
            name = record.name or ""
            record.display_name = f"[{record.reference}] {name}" if record.reference else name

    @api.depends("headline_price", "area_living")
    def _compute_price_per_area(self):
        for record in self:
            area = record.area_living
            record.price_per_area = record.headline_price / area if area else 0.0

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        self._fill_references(vals_list)
        self._fill_company_defaults(vals_list)
        records = super().create(vals_list)
        if activated := records.filtered(lambda p: p.state == "active"):
            activated.filtered(lambda p: not p.activated_on).activated_on = fields.Datetime.now()
            activated._on_activated()
        return records

    def write(self, vals):
        state = vals.get("state")
        changing = self.filtered(lambda p: p.state != state) if state else self.browse()
        leaving = changing.filtered(lambda p: p.state in MARKETED and state not in MARKETED)
        if not vals.get("active", True):
            leaving = self
        result = super().write(vals)
        leaving._end_publications()
        if state == "active" and changing:
            if "activated_on" not in vals:
                super(AgencyProperty, changing).write({"activated_on": fields.Datetime.now()})
            changing._on_activated()
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        if "name" in (default or {}):
            return vals_list
        for record, vals in zip(self, vals_list, strict=True):
            vals["name"] = self.env._("%(name)s (copy)", name=record.name)
        return vals_list

    @api.model
    def _has_field_access(self, field, operation):
        # An external number ties the property to its origin: few may change it.
        if (
            field.name == "external_number"
            and operation == "write"
            and not self.env.su
            and not self.env.user.has_group("agency_base.group_external_number")
        ):
            return False
        return super()._has_field_access(field, operation)

    def action_activate(self):
        return self.write({"state": "active"})

    def action_deactivate(self):
        return self.write({"state": "inactive"})

    def action_reserve(self):
        return self.write({"state": "reserved"})

    def action_close(self):
        return self.write({"state": "closed"})

    def action_reopen(self):
        return self.write({"state": "inactive"})

    def action_dismiss_warning(self):
        return self.write({"warning": False})

    def _on_activated(self):
        """Called with the properties that have just become active, for extensions."""

    def _lock_rows(self):
        """Let others who check what hangs on these properties wait, then start over.

        A plain row lock is not enough: who waited for it would go on with an old view of the
        data. A touched row makes the database refuse, and Odoo tries the request again.
        """
        if self.ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE agency_property SET write_uid = write_uid WHERE id IN %s",
                    tuple(self.ids),
                )
            )

    @api.model
    def _fill_references(self, vals_list):
        """Draw the missing references of each company in one go."""
        missing = {}
        for vals in vals_list:
            if not vals.get("reference"):
                company_id = vals.get("company_id") or self.env.company.id
                missing.setdefault(company_id, []).append(vals)
        for company_id, rows in missing.items():
            company = self.env["res.company"].browse(company_id)
            numbers = self.env["ir.sequence"]._agency_next(self._name, company, len(rows))
            for vals, number in zip(rows, numbers, strict=True):
                vals["reference"] = number

    @api.model
    def _fill_company_defaults(self, vals_list):
        """Take defaults of the property's own company, when that is not the current one."""
        for vals in vals_list:
            company = self.env["res.company"].browse(vals.get("company_id"))
            if not company or company == self.env.company:
                continue
            vals.setdefault("address_public", company.agency_address_public_default)
            vals.setdefault("price_public", company.agency_price_public_default)
            vals.setdefault("currency_id", company.currency_id.id)
