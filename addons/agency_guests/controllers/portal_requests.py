"""The applicant's own search: what it says, changing it, and pausing it."""

from odoo import Command, http
from odoo.exceptions import ValidationError
from odoo.http import request

from .portal_common import GuestPortal

RANGES = (
    ("price", ""),
    ("rooms", ""),
    ("area_living", "m²"),
    ("area_plot", "m²"),
)
FIELDS = (
    *("name", "state", "offer", "usage", "kind_ids", "feature_ids", "currency_id", "place_ids"),
    *(f"{name}_{end}" for name, _unit in RANGES for end in ("min", "max")),
)
TONES = {"open": "success", "paused": "warning", "done": "secondary"}
MAX_FIGURE = 10**10
MAX_PLACES = 20


class RequestPortal(GuestPortal):
    @http.route("/my/requests", type="http", auth="user", website=True, sitemap=False)
    def requests(self, **kw):
        presenter = self._present("requests")
        records = request.env["agency.request"].search_fetch(
            [], presenter.fields("agency.request", *FIELDS), limit=80
        )
        return self._render_page(
            "agency_guests.portal_requests",
            presenter,
            request.env._("Requests"),
            rows=[self._request_row(presenter, record) for record in records],
            done=self._notice(
                {
                    "saved": request.env._(
                        "Your search has been changed. The agency has been told."
                    ),
                    "paused": request.env._(
                        "Your search is paused: nothing will be proposed to you."
                    ),
                    "open": request.env._("Your search runs again."),
                }
            ),
        )

    @http.route(
        "/my/requests/<int:request_id>", type="http", auth="user", website=True, sitemap=False
    )
    def request_page(self, request_id, **kw):
        presenter = self._present("requests")
        return self._request_form(presenter, self._own_request(request_id))

    @http.route(
        "/my/requests/<int:request_id>/save",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def save_request(self, request_id, **form):
        presenter = self._present("requests")
        record = self._own_request(request_id)
        try:
            values = self._request_values(record, form)
            # A refused form leaves nothing behind, not even half of it.
            with request.env.cr.savepoint():
                record.sudo().write(values)
        except ValidationError as error:
            response = self._request_form(presenter, record, error=str(error), form=form)
            response.status_code = 422
            return response
        self._tell_about_request(record, request.env._("The applicant changed the search."))
        return request.redirect("/my/requests?done=saved")

    @http.route(
        "/my/requests/<int:request_id>/state",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def switch_request(self, request_id, state="", **kw):
        self._present("requests")
        record = self._own_request(request_id)
        if state not in ("open", "paused") or record.state == "done":
            raise request.not_found()
        record.sudo().state = state
        text = {
            "open": request.env._("The applicant takes the search up again."),
            "paused": request.env._("The applicant paused the search."),
        }[state]
        self._tell_about_request(record, text)
        return request.redirect(f"/my/requests?done={state}")

    def _own_request(self, request_id):
        return self._readable_record("agency.request", request_id)

    def _tell_about_request(self, record, text):
        request_sudo = record.sudo()
        request_sudo.message_post(
            body=text,
            author_id=request.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
            partner_ids=request_sudo.user_id.partner_id.ids,
        )

    def _request_row(self, presenter, record):
        kinds = record.kind_ids.mapped("name")
        places = record.place_ids.mapped("display_name")
        return {
            "entry": f"{record._name},{record.id}",
            "name": record.name,
            "state": presenter.label(record, "state"),
            "code": record.state,
            "tone": TONES.get(record.state, "light"),
            "offer": presenter.label(record, "offer"),
            "usage": presenter.label(record, "usage"),
            "kinds": ", ".join(kinds),
            "places": ", ".join(filter(None, places)),
            "features": record.feature_ids.mapped("name"),
            "ranges": self._request_ranges(presenter, record),
            "url": f"/my/requests/{record.id}",
        }

    def _request_ranges(self, presenter, record):
        labels = self._range_labels()
        rows = []
        for name, unit in RANGES:
            low, high = (
                self._range_text(presenter, record, name, end, unit) for end in ("min", "max")
            )
            if low and high:
                text = f"{low} – {high}"
            elif low or high:
                text = request.env._("from %s", low) if low else request.env._("up to %s", high)
            else:
                continue
            rows.append({"label": labels[name], "text": text})
        return rows

    def _range_text(self, presenter, record, name, end, unit):
        value = record[f"{name}_{end}"]
        if name == "price" and value:
            return presenter.money(value, record.currency_id)
        return presenter.number(value, unit)

    def _range_labels(self):
        return {
            "price": request.env._("Price"),
            "rooms": request.env._("Rooms"),
            "area_living": request.env._("Living area"),
            "area_plot": request.env._("Plot"),
        }

    def _request_form(self, presenter, record, error=None, form=None):
        chosen = record.kind_ids.ids
        labels = self._range_labels()
        places = record.place_ids.filtered(lambda place: place.kind != "distance")
        circles = (record.place_ids - places).mapped("display_name")
        return self._render_page(
            "agency_guests.portal_request_form",
            presenter,
            record.name,
            crumbs=[("/my/requests", request.env._("Requests"))],
            row=self._request_row(presenter, record),
            error=error,
            ranges=[
                {
                    "name": name,
                    "label": labels[name],
                    "label_min": request.env._("%s, from", labels[name]),
                    "label_max": request.env._("%s, up to", labels[name]),
                    "unit": record.currency_id.symbol if name == "price" else unit,
                    "min": self._input(record, f"{name}_min", form),
                    "max": self._input(record, f"{name}_max", form),
                }
                for name, unit in RANGES
            ],
            kinds=[
                {"id": kind.id, "name": kind.name, "chosen": kind.id in chosen}
                for kind in self._offered_kinds(record)
            ],
            places=(form or {}).get("places", ", ".join(places.mapped("value"))),
            circles=", ".join(circles),
        )

    def _input(self, record, name, form):
        """Return what stands in a field: what was typed, or the figure as it can be typed."""
        if form is not None:
            return form.get(name, "")
        return f"{record[name]:.2f}".rstrip("0").rstrip(".")

    def _offered_kinds(self, record):
        """Return the main kinds, and those of which the search already speaks."""
        main = request.env["agency.property.kind"].sudo().search([("parent_id", "=", False)])
        return main | record.sudo().kind_ids

    def _request_values(self, record, form):
        names = [f"{name}_{end}" for name, _unit in RANGES for end in ("min", "max")]
        values = {name: self._figure(form.get(name, "")) for name in names}
        offered = self._offered_kinds(record).ids
        picked = request.httprequest.form.getlist("kind_ids")
        if any(not item.isdigit() or int(item) not in offered for item in picked):
            raise ValidationError(request.env._("One of the kinds cannot be chosen."))
        values["kind_ids"] = [Command.set([int(item) for item in picked])]
        values["place_ids"] = self._place_commands(record, form.get("places", ""))
        return values

    def _figure(self, text):
        """Read a figure as people type it: 350.000, 350,000, 2.5 and 2,5."""
        plain = text.strip().replace(" ", "").replace("\u00a0", "").replace("'", "")
        if not plain:
            return 0.0
        head, mark, tail = max(
            (plain.rpartition(sign) for sign in ".,"), key=lambda parts: len(parts[0])
        )
        if mark and len(tail) != 3:
            plain = f"{head.replace('.', '').replace(',', '')}.{tail}"
        else:
            plain = plain.replace(".", "").replace(",", "")
        if not plain.replace(".", "", 1).isascii() or not plain.replace(".", "", 1).isdigit():
            raise ValidationError(request.env._("“%s” is not a number.", text[:40]))
        if float(plain) > MAX_FIGURE:
            raise ValidationError(request.env._("“%s” is too large.", text[:40]))
        return float(plain)

    def _place_commands(self, record, text):
        """Return how the towns and ZIP areas become those of the form; circles stay."""
        wanted = list(dict.fromkeys(part.strip()[:80] for part in text.split(",") if part.strip()))
        if len(wanted) > MAX_PLACES:
            raise ValidationError(request.env._("At most %s places fit.", MAX_PLACES))
        known = record.sudo().place_ids.filtered(lambda place: place.kind != "distance")
        gone = known.filtered(lambda place: place.value not in wanted)
        new = [value for value in wanted if value not in known.mapped("value")]
        return [
            *(Command.delete(place.id) for place in gone),
            *(
                Command.create({"kind": "zip" if value.isdigit() else "city", "value": value})
                for value in new
            ),
        ]
