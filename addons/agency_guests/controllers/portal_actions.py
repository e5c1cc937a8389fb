"""The timeline of what the agency did, with a small chart of the last twelve months."""

from odoo import fields, http
from odoo.fields import Domain
from odoo.http import request

from ..presentation import KIND_ICONS
from .portal_common import GuestPortal

PER_PAGE = 40
FIELDS = ("name", "kind", "direction", "date", "property_id", "note", "duration", "guest_people")


class ActionPortal(GuestPortal):
    @http.route(
        ["/my/actions", "/my/actions/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def actions(self, page=1, kind="", property_id=None, **kw):
        presenter = self._present("actions")
        guest_sudo = self._guest_sudo()
        about = self._asked_property(presenter, property_id)
        base = self._about_domain("property_id", about)
        kinds = self._action_kinds(presenter, base)
        kind = kind if kind in {entry["code"] for entry in kinds} else ""
        domain = base & Domain("kind", "=", kind) if kind else base
        Interaction = request.env["agency.interaction"]
        args = {"kind": kind, "property_id": about["id"] if about else ""}
        total = sum(entry["count"] for entry in kinds if kind in ("", entry["code"]))
        paging = self._paged("/my/actions", total, page, PER_PAGE, args)
        actions = Interaction.search_fetch(
            domain,
            presenter.fields("agency.interaction", *FIELDS),
            limit=PER_PAGE,
            offset=max(paging["offset"], 0),
        )
        return self._render_page(
            "agency_guests.portal_actions",
            presenter,
            request.env._("Actions"),
            months=self._action_months(presenter, actions),
            chart=guest_sudo._action_chart(presenter, domain),
            kinds=kinds,
            kind=kind,
            total=total,
            about=about,
            pager=paging,
        )

    def _action_kinds(self, presenter, domain):
        """Return how often each kind occurs, the most frequent first."""
        Interaction = request.env["agency.interaction"]
        labels = dict(Interaction._fields["kind"]._description_selection(request.env))
        groups = Interaction._read_group(domain, ["kind"], ["__count"])
        return [
            {"code": code, "label": labels[code], "icon": KIND_ICONS[code], "count": count}
            for code, count in sorted(groups, key=lambda group: -group[1])
        ]

    def _action_months(self, presenter, actions):
        """Return the rows of the timeline, month by month."""
        properties = presenter.about(actions, "property_id")
        today = presenter.local(fields.Datetime.now()).date()
        months = {}
        for action in actions:
            title = presenter.moment(action.date, "MMMM y")
            months.setdefault(title, []).append(
                self._action_row(presenter, action, properties, today)
            )
        return list(months.items())

    def _action_row(self, presenter, action, properties, today):
        return {
            "entry": f"{action._name},{action.id}",
            "name": action.name,
            "kind": presenter.label(action, "kind"),
            "icon": KIND_ICONS[action.kind],
            "incoming": action.direction == "in",
            "day": presenter.moment(action.date, "EEE d MMM"),
            "time": presenter.moment(action.date, "HH:mm"),
            "is_today": presenter.local(action.date).date() == today,
            "people": presenter.value(action, "guest_people"),
            "minutes": presenter.number(presenter.value(action, "duration")),
            "note": presenter.value(action, "note"),
            "property": properties.get(action.id),
        }
