"""Pages about properties: the owner's own, and those an applicant is interested in."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.agency_base.models.agency_property_address_mixin import one_line_address

from ..presentation import STATE_TONES
from .portal_common import GuestPortal

PER_PAGE = 24
SEARCHED = ("name", "reference", "city")
LIST_FIELDS = (
    *("name", "reference", "kind_id", "state", "city", "rooms", "area_living"),
    *("for_sale", "for_rent", "for_ground_lease", "for_leasing", "currency_id"),
    *("headline_price", "price_public", "cover_media_id", "area_plot", "bathrooms"),
    *("public_address", "street", "street_number", "zip", "address_public"),
)
# What is asked for in place of a field that the guest may not read.
PUBLIC_FIELDS = {"headline_price": "public_price", "cover_media_id": "public_cover_media_id"}
FIGURES = (
    *(("area_living", "m²"), ("area_usable", "m²"), ("area_plot", "m²"), ("area_garden", "m²")),
    *(("area_balcony_terrace", "m²"), ("area_commercial", "m²"), ("area_office", "m²")),
    *(("rooms", ""), ("bedrooms", ""), ("bathrooms", ""), ("balconies", ""), ("terraces", "")),
    *(("parking_spaces", ""), ("floor_count", "")),
)
FACTS = (
    *("condition", "year_built", "year_modernised", "available_from", "available_text"),
    *("energy_certificate_kind", "energy_class", "energy_value", "energy_valid_until"),
    *("heating_kind", "firing", "commission_buyer"),
)
# What only the highest level shows; each field is asked for its access all the same.
RESERVED = (
    *("price_sale", "rent_net", "rent_gross", "service_charges", "heating_costs", "deposit"),
    *("ground_lease", "lease_price", "maintenance_fee", "commission_seller"),
    *("apartment_number", "cadastral_district", "cadastral_section", "cadastral_parcel"),
)
TEXTS = ("description", "description_location", "description_equipment", "description_other")


class PropertyPortal(GuestPortal):
    @http.route(
        ["/my/properties", "/my/properties/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def properties(self, page=1, sortby="newest", filterby="all", search="", **kw):
        presenter = self._present("listings")
        own = request.env["agency.property"]._guest_owned_ids()
        sortings = self._property_sortings()
        sortby = sortby if sortby in sortings else "newest"
        # The properties of a guest are few: read once, in their order, they answer what there is
        # to filter, how many there are, and which are on this page.
        records = request.env["agency.property"].search([], order=sortings[sortby]["order"])
        filters = self._property_filters(own, set(records.ids))
        filterby = filterby if filterby in filters else "all"
        domain = filters[filterby]["domain"] & self._property_search(presenter, search)
        if not domain.is_true():
            records = records.search(domain, order=sortings[sortby]["order"])
        paging = self._paged(
            "/my/properties",
            len(records),
            page,
            PER_PAGE,
            {"sortby": sortby, "filterby": filterby, "search": search},
        )
        offset = max(paging["offset"], 0)
        properties = records[offset : offset + PER_PAGE].read(
            self._list_fields(presenter), load=None
        )
        return self._render_page(
            "agency_guests.portal_properties",
            presenter,
            request.env._("Properties"),
            rows=self._property_rows(presenter, properties, own),
            pager=paging,
            searchbar_sortings=sortings,
            searchbar_filters=filters if len(filters) > 1 else {},
            searchbar_inputs={"all": {"input": "all", "label": request.env._("Search")}},
            sortby=sortby,
            filterby=filterby,
            search=search,
            search_in="all",
            default_url="/my/properties",
            narrowed=bool(search) or filterby != "all",
        )

    @http.route(
        "/my/properties/<int:property_id>", type="http", auth="user", website=True, sitemap=False
    )
    def property_page(self, property_id, **kw):
        presenter = self._present("listings")
        guest_sudo = self._guest_sudo()
        record = self._readable_record("agency.property", property_id)
        values = record.read(self._list_fields(presenter), load=None)
        [row] = self._property_rows(presenter, values, record._guest_owned_ids())
        return self._render_page(
            "agency_guests.portal_property",
            presenter,
            row["name"],
            crumbs=[("/my/properties", request.env._("Properties"))],
            row=row,
            media=self._property_media(presenter, record),
            figures=self._property_figures(presenter, record),
            facts=self._property_facts(presenter, record, FACTS),
            reserved=self._property_facts(presenter, record, RESERVED),
            features=self._property_features(presenter, record),
            texts=self._property_texts(presenter, record),
            note=presenter.value(record, "note"),
            interest=self._own_interest(guest_sudo, record),
            related=self._property_related(presenter, record),
        )

    def _list_fields(self, presenter):
        names = presenter.fields("agency.property", *LIST_FIELDS)
        public = [public for name, public in PUBLIC_FIELDS.items() if name not in names]
        return names + presenter.fields("agency.property", *public)

    def _property_sortings(self):
        return {
            "newest": {"label": request.env._("Newest"), "order": "id desc"},
            "name": {"label": request.env._("Title"), "order": "name, id"},
            "state": {"label": request.env._("State"), "order": "state, id desc"},
        }

    def _property_filters(self, own, readable):
        """Return the filters; owners who also look for something get one for each side.

        :param own: ids of the properties that a client of the guest owns
        :param readable: ids of all properties that the guest may read
        """
        filters = {"all": {"label": request.env._("All"), "domain": Domain.TRUE}}
        if own and readable - own:
            filters["own"] = {"label": request.env._("My own"), "domain": Domain("id", "in", own)}
            filters["interest"] = {
                "label": request.env._("Of interest"),
                "domain": Domain("id", "not in", own),
            }
        filters["market"] = {
            "label": request.env._("On the market"),
            "domain": Domain("state", "in", ("active", "reserved")),
        }
        filters["closed"] = {
            "label": request.env._("Closed"),
            "domain": Domain("state", "=", "closed"),
        }
        return filters

    def _property_search(self, presenter, search):
        if not search:
            return Domain.TRUE
        names = presenter.fields("agency.property", *SEARCHED)
        return Domain.OR(Domain(name, "ilike", search) for name in names)

    def _property_rows(self, presenter, properties, own):
        """Return what a list shows of each property.

        :param properties: for each one the values that the guest may read
        :param own: ids of the properties that a client of the guest owns
        """
        records = request.env["agency.property"].browse(values["id"] for values in properties)
        states = dict(records._fields["state"]._description_selection(request.env))
        offers = self._offer_labels()
        kind_ids = {values["kind_id"] for values in properties if values.get("kind_id")}
        kind_records = request.env["agency.property.kind"].browse(kind_ids)
        kind_records.fetch(["name"])
        kinds = {kind.id: kind.name for kind in kind_records}
        currency_ids = {values["currency_id"] for values in properties}
        currency_records = request.env["res.currency"].browse(currency_ids)
        currencies = {currency.id: currency for currency in currency_records}
        # Once for all rows: finding the reader's language for an address takes its time.
        url = request.env["ir.http"]._url_for("/my/properties")
        return [
            {
                "id": record.id,
                "url": f"{url}/{record.id}",
                "name": values.get("name") or record.display_name,
                "reference": values.get("reference"),
                "kicker": self._kicker(values, kinds, offers),
                "state": states.get(values.get("state"), ""),
                "tone": STATE_TONES.get(values.get("state"), "light"),
                "is_own": record.id in own,
                "place": self._place(values),
                "price": self._price(presenter, currencies, values),
                "cover": self._cover(values),
                "rooms": presenter.number(values.get("rooms")),
                "area": presenter.number(values.get("area_living"), "m²"),
                # What has no rooms is land; a house is not told by its plot.
                "plot": not values.get("rooms") and presenter.number(values.get("area_plot"), "m²"),
                "bathrooms": presenter.number(values.get("bathrooms")),
            }
            for record, values in zip(records, properties, strict=True)
        ]

    def _kicker(self, values, kinds, offers):
        """Return the line above the name: what it is, and what it is offered for."""
        kind = [kinds[values["kind_id"]]] if values.get("kind_id") else []
        return " · ".join([*kind, *(offers[name] for name in offers if values.get(name))])

    def _offer_labels(self):
        return {
            "for_sale": request.env._("For sale"),
            "for_rent": request.env._("For rent"),
            "for_ground_lease": request.env._("Ground lease"),
            "for_leasing": request.env._("Leasing"),
        }

    def _place(self, values):
        """Return the full address where the guest may read it, else what is public."""
        hidden = False
        text = values.get("public_address")
        if values.get("street"):
            text = one_line_address(values)
            hidden = not values.get("address_public")
        return {"text": text, "reserved": hidden}

    def _price(self, presenter, currencies, values):
        price = values.get("headline_price", values.get("public_price"))
        if not price:
            return {"text": request.env._("Price on request"), "reserved": False}
        return {
            "text": presenter.money(price, currencies[values["currency_id"]]),
            "reserved": "headline_price" in values and not values.get("price_public"),
        }

    def _cover(self, values):
        media = values.get("cover_media_id", values.get("public_cover_media_id"))
        return f"/web/image/agency.property.media/{media}/image_512" if media else False

    def _property_media(self, presenter, record):
        """Return what can be looked at: pictures, plans, and links to films and tours."""
        Media = request.env["agency.property.media"]
        names = presenter.fields(Media._name, "name", "kind", "url", "is_public", "mimetype")
        if not presenter.readable(Media._name, "kind"):
            return {"pictures": [], "links": []}
        media = Media.search_fetch(
            [("property_id", "=", record.id), ("kind", "!=", "document")], names
        )
        pictures, links = [], []
        for item in media:
            entry = {
                "name": presenter.value(item, "name") or presenter.label(item, "kind"),
                "kind": presenter.label(item, "kind"),
                "is_public": presenter.value(item, "is_public"),
            }
            if url := presenter.value(item, "url"):
                links.append({**entry, "url": url})
            elif (presenter.value(item, "mimetype") or "").startswith("image/"):
                base = f"/web/image/agency.property.media/{item.id}"
                pictures.append({**entry, "small": f"{base}/image_512", "large": f"{base}/file"})
        return {"pictures": pictures, "links": links}

    def _property_figures(self, presenter, record):
        return [
            {
                "label": record._fields[name]._description_string(request.env),
                "text": presenter.number(record[name], unit),
            }
            for name, unit in FIGURES
            if presenter.value(record, name)
        ]

    def _property_facts(self, presenter, record, names):
        return [
            {
                "label": record._fields[name]._description_string(request.env),
                "text": self._fact(presenter, record, name),
            }
            for name in names
            if presenter.value(record, name)
        ]

    def _fact(self, presenter, record, name):
        field, value = record._fields[name], record[name]
        if field.type == "selection":
            return presenter.label(record, name)
        if field.type == "monetary":
            return presenter.money(value, record.currency_id)
        if field.type == "date":
            return presenter.day(value)
        if field.type == "float":
            return presenter.number(value)
        return str(value)

    def _property_features(self, presenter, record):
        features = presenter.value(record, "feature_ids")
        return features.mapped("name") if features else []

    def _property_texts(self, presenter, record):
        return [
            {
                "label": record._fields[name]._description_string(request.env),
                "text": record[name],
            }
            for name in TEXTS
            if presenter.value(record, name)
        ]

    def _own_interest(self, guest_sudo, record):
        """Return how far the guest's own client has come with a property."""
        interest_sudo = guest_sudo._own_interests_sudo(record)[:1]
        if not interest_sudo:
            return False
        states = dict(interest_sudo._fields["state"]._description_selection(request.env))
        return {
            "state": states[interest_sudo.state],
            "entry": f"{interest_sudo._name},{interest_sudo.id}",
            "feedback_url": f"/my/feedback/{interest_sudo.id}",
            "feedback_given": bool(interest_sudo.feedback or interest_sudo.feedback_score),
            "visited": interest_sudo.state in ("visited", "offer"),
        }

    def _property_related(self, presenter, record):
        """Return links to what else the guest sees about a property."""
        return [
            {**page, "url": f"{page['url']}?property_id={record.id}"}
            for page in self._pages(presenter)
            if page["section"] in ("appointments", "actions", "advertising", "documents")
        ]
