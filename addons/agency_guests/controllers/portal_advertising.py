"""Where the guest's properties are advertised, with link and period."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from .portal_common import GuestPortal

PER_PAGE = 30
FIELDS = ("property_id", "channel_id", "channel_kind", "date_from", "date_to", "url", "state")
CHANNEL_ICONS = {
    "portal": "fa-globe",
    "website": "fa-laptop",
    "social": "fa-share-alt",
    "print": "fa-newspaper-o",
    "window": "fa-building-o",
    "flyer": "fa-file-image-o",
    "other": "fa-bullhorn",
}
TONES = {"published": "success", "ended": "secondary", "draft": "light"}


class AdvertisingPortal(GuestPortal):
    @http.route(
        ["/my/advertising", "/my/advertising/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def advertising(self, page=1, filterby="running", property_id=None, **kw):
        presenter = self._present("advertising")
        filters = self._advertising_filters()
        filterby = filterby if filterby in filters else "running"
        about = self._asked_property(presenter, property_id)
        domain = filters[filterby]["domain"] & self._about_domain("property_id", about)
        Publication = request.env["agency.publication"]
        args = {"filterby": filterby, "property_id": about["id"] if about else ""}
        total = Publication.search_count(domain)
        paging = self._paged("/my/advertising", total, page, PER_PAGE, args)
        publications = Publication.search_fetch(
            domain,
            presenter.fields("agency.publication", *FIELDS, "note"),
            limit=PER_PAGE,
            offset=max(paging["offset"], 0),
        )
        return self._render_page(
            "agency_guests.portal_advertising",
            presenter,
            request.env._("Advertising"),
            rows=self._advertising_rows(presenter, publications),
            pager=paging,
            filters=filters,
            filterby=filterby,
            about=about,
        )

    def _advertising_filters(self):
        return {
            "running": {
                "label": request.env._("Running"),
                "domain": Domain("state", "=", "published"),
            },
            "ended": {"label": request.env._("Ended"), "domain": Domain("state", "=", "ended")},
        }

    def _advertising_rows(self, presenter, publications):
        properties = presenter.about(publications, "property_id")
        return [
            {
                "entry": f"{publication._name},{publication.id}",
                "channel": publication.channel_id.name or "",
                "icon": CHANNEL_ICONS.get(publication.channel_id.kind, "fa-bullhorn"),
                "kind": presenter.label(publication.channel_id, "kind"),
                "period": self._period(presenter, publication),
                "url": self._web_address(publication.url),
                "state": presenter.label(publication, "state"),
                "tone": TONES.get(publication.state, "light"),
                "note": presenter.value(publication, "note"),
                "property": properties.get(publication.id),
            }
            for publication in publications
        ]

    def _period(self, presenter, publication):
        start, end = publication.date_from, publication.date_to
        if start and end:
            return f"{presenter.day(start)} – {presenter.day(end)}"
        if start:
            return request.env._("since %(day)s", day=presenter.day(start))
        return request.env._("until %(day)s", day=presenter.day(end)) if end else ""

    def _web_address(self, url):
        """Return a link only if it leads to the web: nothing else is opened from here."""
        return url if (url or "").lower().startswith(("https://", "http://")) else False
