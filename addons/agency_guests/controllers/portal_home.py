"""The first page of a guest, and what is new since the last visit."""

from odoo import http
from odoo.http import request

from .portal_common import GuestPortal


class HomePortal(GuestPortal):
    """Home. The frame comes at once, the news a moment later from their own address."""

    @http.route()
    def home(self, **kw):
        if not self._is_guest():
            return super().home(**kw)
        presenter = self._present()
        guest_sudo = self._guest_sudo()
        return self._render_page(
            "agency_guests.portal_home",
            presenter,
            request.env._("Home"),
            first_name=guest_sudo.first_name or guest_sudo.name,
            company=request.env.company,
        )

    @http.route("/my/news", type="http", auth="user", website=True, sitemap=False)
    def news(self, **kw):
        presenter = self._present()
        guest_sudo = self._guest_sudo()
        if request.session.uid == request.env.uid:
            guest_sudo._mark_visit()
        since = guest_sudo.previous_visit
        items = guest_sudo._news(since)
        counts = guest_sudo._section_counts()
        return request.render(
            "agency_guests.portal_news",
            {
                "in_preview": request.env.context.get("agency_preview"),
                "items": items,
                "since": since and presenter.moment(since, "d MMMM y, HH:mm"),
                "next_appointment": guest_sudo._next_appointment(),
                "feedback_wanted": guest_sudo._feedback_wanted(),
                "pages": [
                    {**page, **counts.get(page["url"], {})} for page in self._pages(presenter)
                ],
            },
        )
