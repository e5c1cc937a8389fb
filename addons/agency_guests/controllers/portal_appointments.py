"""Pages about appointments, their files for calendars, and the personal feed."""

from odoo import fields, http
from odoo.fields import Domain
from odoo.http import content_disposition, request

from .portal_common import GuestPortal

PER_PAGE = 20
TONES = {"planned": "primary", "done": "success", "cancelled": "secondary", "no_show": "warning"}
FIELDS = (
    *("start", "stop", "start_date", "stop_date", "allday", "agency_property_id"),
    *("agency_kind", "agency_outcome", "name", "location", "description", "guest_people"),
)


class AppointmentPortal(GuestPortal):
    @http.route(
        ["/my/appointments", "/my/appointments/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def appointments(self, page=1, filterby="upcoming", property_id=None, **kw):
        presenter = self._present("appointments")
        guest_sudo = self._guest_sudo()
        filters = self._appointment_filters()
        filterby = filterby if filterby in filters else "upcoming"
        about = self._asked_property(presenter, property_id)
        domain = filters[filterby]["domain"] & self._about_domain("agency_property_id", about)
        Event = request.env["calendar.event"]
        args = {"filterby": filterby, "property_id": about["id"] if about else ""}
        total = Event.search_count(domain)
        paging = self._paged("/my/appointments", total, page, PER_PAGE, args)
        events = Event.search_fetch(
            domain,
            presenter.fields("calendar.event", *FIELDS),
            order="start, id" if filterby == "upcoming" else "start desc, id desc",
            limit=PER_PAGE,
            offset=max(paging["offset"], 0),
        )
        return self._render_page(
            "agency_guests.portal_appointments",
            presenter,
            request.env._("Appointments"),
            rows=self._appointment_rows(presenter, events),
            pager=paging,
            filters=filters,
            filterby=filterby,
            about=about,
            feed_offered=self._feed_offered(guest_sudo),
            has_feed=bool(guest_sudo.calendar_token),
            feed_url=request.session.pop("agency_feed_url", None),
            tz_name=presenter.tz_name,
        )

    @http.route(
        "/my/appointments/<int:event_id>/ics",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def appointment_file(self, event_id, **kw):
        self._present("appointments")
        event = self._readable_record("calendar.event", event_id)
        guest_sudo = self._guest_sudo()
        content = guest_sudo._icalendar(event)
        guest_sudo._log_download(f"appointment-{event.id}.ics")
        return self._calendar_response(content, f"appointment-{event.id}.ics", attach=True)

    @http.route("/my/appointments/feed", type="http", auth="user", website=True, methods=["POST"])
    def feed_switch(self, revoke=None, **kw):
        self._present("appointments")
        guest_sudo = self._guest_sudo()
        if revoke:
            guest_sudo._revoke_calendar_token()
        elif self._feed_offered(guest_sudo):
            token = guest_sudo._new_calendar_token()
            # Shown once: only its hash is kept.
            request.session["agency_feed_url"] = (
                f"{guest_sudo.get_base_url()}/my/calendar/{token}.ics"
            )
        return request.redirect("/my/appointments#feed")

    @http.route(
        "/my/calendar/<string:token>.ics",
        type="http",
        auth="public",
        sitemap=False,
        save_session=False,
    )
    def feed(self, token, **kw):
        guest_sudo = request.env["agency.guest"]._by_calendar_token_sudo(token)
        if not guest_sudo or not self._feed_offered(guest_sudo):
            raise request.not_found()
        return self._calendar_response(guest_sudo._feed(), "appointments.ics", attach=False)

    def _feed_offered(self, guest_sudo):
        return guest_sudo.company_id.agency_calendar_feed

    def _calendar_response(self, content, filename, attach):
        headers = [("Content-Type", "text/calendar; charset=utf-8"), ("Cache-Control", "no-store")]
        if attach:
            headers.append(("Content-Disposition", content_disposition(filename)))
        return request.make_response(content, headers)

    def _appointment_filters(self):
        now = fields.Datetime.now()
        return {
            "upcoming": {"label": request.env._("Next"), "domain": Domain("stop", ">=", now)},
            "past": {"label": request.env._("Past"), "domain": Domain("stop", "<", now)},
        }

    def _appointment_rows(self, presenter, events):
        properties = presenter.about(events, "agency_property_id")
        return [
            {
                "entry": f"{event._name},{event.id}",
                "kind": presenter.label(event, "agency_kind") or request.env._("Appointment"),
                "title": presenter.value(event, "name"),
                "outcome": presenter.label(event, "agency_outcome"),
                "tone": TONES.get(presenter.value(event, "agency_outcome"), "light"),
                "people": presenter.value(event, "guest_people"),
                "location": presenter.value(event, "location"),
                "description": presenter.value(event, "description"),
                "property": properties.get(event.id),
                "ics": f"/my/appointments/{event.id}/ics",
                **self._appointment_times(presenter, event),
            }
            for event in events
        ]

    def _appointment_times(self, presenter, event):
        if event.allday:
            return {
                "weekday": presenter.day(event.start_date, "EEEE"),
                "day": presenter.day(event.start_date, "d"),
                "month": presenter.day(event.start_date, "MMM y"),
                "time": request.env._("All day"),
            }
        start, stop = (presenter.moment(event[name], "HH:mm") for name in ("start", "stop"))
        return {
            "weekday": presenter.moment(event.start, "EEEE"),
            "day": presenter.moment(event.start, "d"),
            "month": presenter.moment(event.start, "MMM y"),
            "time": f"{start} – {stop}",
        }
