import hashlib
import secrets
from datetime import timedelta

import pytz
import vobject

from odoo import fields, models

from ..presentation import Presenter

FEED_PAST = timedelta(days=90)


def hash_token(token):
    """Return what is stored of a feed's token. It is long and random: no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


class AgencyGuest(models.Model):
    """A guest's appointments as files for calendars, and the private address of a feed."""

    _inherit = "agency.guest"

    def _new_calendar_token(self):
        """Return a new token for the feed; the one before stops working."""
        self.ensure_one()
        token = secrets.token_urlsafe(32)
        self.sudo().calendar_token = hash_token(token)
        return token

    def _revoke_calendar_token(self):
        self.sudo().calendar_token = False

    def _by_calendar_token_sudo(self, token):
        """Return the guest whose feed this is, if the feed and its limits allow it now."""
        guest_sudo = self.sudo().search([("calendar_token", "=", hash_token(token))], limit=1)
        user = guest_sudo.user_id
        if not user.active or user._agency_access_refusal():
            return guest_sudo.browse()
        if Presenter(guest_sudo._guest_env()).level("appointments") == "none":
            return guest_sudo.browse()
        return guest_sudo

    def _feed(self):
        """Return the guest's appointments, from three months ago on, as an iCalendar file."""
        events = self._guest_env()["calendar.event"].search(
            [("start", ">=", fields.Datetime.now() - FEED_PAST)],
            order="start, id",
        )
        return self._icalendar(events)

    def _icalendar(self, events):
        """Return events, read with the rights of their environment, as an iCalendar file."""
        presenter = Presenter(events.env)
        properties = presenter.about(events, "agency_property_id")
        calendar = vobject.iCalendar()
        calendar.add("x-wr-calname").value = self.sudo().company_id.name
        for event in events:
            about = properties.get(event.id, {})
            self._add_event(calendar, presenter, event, about)
        return calendar.serialize().encode()

    def _add_event(self, calendar, presenter, event, about):
        kind = presenter.label(event, "agency_kind") or self.env._("Appointment")
        entry = calendar.add("vevent")
        entry.add("uid").value = f"agency-event-{event.id}@{self.sudo().company_id.id}"
        entry.add("summary").value = ": ".join(filter(None, (kind, about.get("name"))))
        if event.allday:
            entry.add("dtstart").value = event.start_date
            entry.add("dtend").value = event.stop_date + timedelta(days=1)
        else:
            entry.add("dtstart").value = pytz.utc.localize(event.start)
            entry.add("dtend").value = pytz.utc.localize(event.stop)
        place = presenter.value(event, "location") or about.get("city")
        if place:
            entry.add("location").value = place
        if about:
            entry.add("url").value = f"{self.get_base_url()}{about['url']}"
        cancelled = presenter.value(event, "agency_outcome") == "cancelled"
        entry.add("status").value = "CANCELLED" if cancelled else "CONFIRMED"
