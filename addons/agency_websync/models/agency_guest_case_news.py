from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.agency_guests.models.agency_guest_news import FIRST_VISIT_DAYS
from odoo.addons.agency_guests.presentation import Presenter

# A first sync brings hundreds of cases: they leave room for the other news.
MOST = 4


class AgencyGuest(models.Model):
    """Case files on the guest's first page: how many there are, and which ones changed."""

    _inherit = "agency.guest"

    def _news(self, since, limit=8):
        items = super()._news(since, limit)
        presenter = Presenter(self._guest_env())
        if presenter.level("cases") == "none":
            return items
        start = since or fields.Datetime.now() - timedelta(days=FIRST_VISIT_DAYS)
        items += self._news_of_cases(presenter, start, min(limit, MOST))
        return sorted(items, key=lambda item: item["date"], reverse=True)[:limit]

    def _news_of_cases(self, presenter, since, limit):
        copies = presenter.env["agency.web.case"].search_fetch(
            [("changed_at", ">", since)],
            presenter.fields("agency.web.case", "number", "name", "version", "changed_at"),
            order="changed_at desc, id desc",
            limit=limit,
        )
        return [
            {
                "entry": f"{copy._name},{copy.id}",
                "date": copy.changed_at,
                "when": presenter.moment(copy.changed_at, "EEE d MMM, HH:mm"),
                "icon": "fa-folder-o",
                "text": self.env._("New case: %s", copy.name or copy.number)
                if copy.version == 1
                else self.env._("Case updated: %s", copy.name or copy.number),
                "detail": copy.number or "",
                "url": f"/my/cases/{copy.id}",
                "kind": "cases",
            }
            for copy in copies
        ]

    def _section_counts(self):
        counts = super()._section_counts()
        presenter = Presenter(self._guest_env())
        if presenter.level("cases") != "none":
            count = presenter.env["agency.web.case"].search_count(Domain.TRUE)
            counts["/my/cases"] = {"count": count}
        return counts
