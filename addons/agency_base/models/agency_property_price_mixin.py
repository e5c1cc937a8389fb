from odoo import api, fields, models


class AgencyPropertyPriceMixin(models.AbstractModel):
    """What a property is offered for, what it costs, and whether the public may know."""

    _name = "agency.property.price.mixin"
    _description = "Property offer and prices"

    for_sale = fields.Boolean(tracking=True)
    for_rent = fields.Boolean(tracking=True)
    for_ground_lease = fields.Boolean(
        help="The ground is let for a long term, the building on it is owned.",
        tracking=True,
    )
    for_leasing = fields.Boolean(tracking=True)

    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    price_sale = fields.Monetary(string="Purchase Price", tracking=True)
    rent_net = fields.Monetary(
        string="Net Rent",
        tracking=True,
        help="Monthly, without service charges and heating.",
    )
    rent_gross = fields.Monetary(
        string="Gross Rent",
        tracking=True,
        help="Monthly, with service charges and, where included, heating.",
    )
    service_charges = fields.Monetary(help="Monthly running costs that the tenant pays.")
    heating_costs = fields.Monetary(help="Monthly.")
    heating_costs_included = fields.Boolean(
        string="Heating Included",
        help="The heating costs are part of the service charges.",
    )
    maintenance_fee = fields.Monetary(
        help="Monthly contribution of an owner to the running of the building.",
    )
    deposit = fields.Monetary()
    deposit_text = fields.Char(
        string="Deposit in Words",
        help="For instance: three net rents.",
    )
    ground_lease = fields.Monetary(string="Ground Rent", help="Yearly.", tracking=True)
    lease_price = fields.Monetary(string="Leasing Rate", help="Monthly.", tracking=True)
    price_parking = fields.Monetary(string="Parking Price")
    price_text = fields.Char(string="Price in Words", help="What else is to say about the price.")
    plus_vat = fields.Boolean(string="Plus VAT", help="VAT is added to the prices.")
    vat_rate = fields.Float(string="VAT Rate", digits=(5, 2), help="In per cent.")
    transfer_payment = fields.Monetary(
        help="What the former tenant asks for things that stay in the property.",
    )
    cooperative_share = fields.Monetary(
        help="What a member of the housing cooperative pays in.",
    )
    commission_due = fields.Boolean(help="Whoever buys or rents owes the agency a commission.")
    commission_buyer = fields.Char(
        string="Buyer's Commission",
        help="As it is published, for instance: 3.57 % incl. VAT.",
    )
    commission_seller = fields.Char(
        string="Seller's Commission",
        help="Internal: never shown outside the agency.",
    )
    rental_income_actual = fields.Monetary(
        string="Actual Rental Income",
        help="Yearly net rent that tenants pay today.",
    )
    rental_income_target = fields.Monetary(
        string="Target Rental Income",
        help="Yearly net rent when everything is let.",
    )
    net_yield = fields.Float(digits=(6, 2), help="In per cent a year.")
    rent_multiple = fields.Float(
        digits=(6, 2), help="The purchase price in yearly rents: 25 is 25 times the rent."
    )

    headline_price = fields.Monetary(
        string="Price",
        compute="_compute_headline_price",
        store=True,
        help="The one figure this property is quoted with: the purchase price when it is for "
        "sale, else the rent, the ground rent or the leasing rate.",
    )
    price_public = fields.Boolean(
        string="Price Is Public",
        default=lambda self: self.env.company.agency_price_public_default,
        tracking=True,
        help="Off: guests, portals and the website read “price on request”.",
    )
    public_price = fields.Monetary(
        compute="_compute_public_price",
        store=True,
        help="What the public sees; zero while the price is not public.",
    )
    price_on_request = fields.Boolean(
        compute="_compute_public_price",
        store=True,
        help="The price is not public, or there is none yet.",
    )

    @api.depends(
        "for_sale",
        "for_rent",
        "for_ground_lease",
        "for_leasing",
        "price_sale",
        "rent_net",
        "rent_gross",
        "ground_lease",
        "lease_price",
    )
    def _compute_headline_price(self):
        for record in self:
            offers = (
                record.for_sale and record.price_sale,
                record.for_rent and (record.rent_net or record.rent_gross),
                record.for_ground_lease and record.ground_lease,
                record.for_leasing and record.lease_price,
            )
            record.headline_price = next(filter(None, offers), 0.0)

    @api.depends("price_public", "headline_price")
    def _compute_public_price(self):
        for record in self:
            record.public_price = record.headline_price if record.price_public else 0.0
            record.price_on_request = not record.public_price
