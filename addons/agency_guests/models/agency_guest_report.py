import base64
from datetime import UTC, datetime, time, timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.misc import file_path

from ..activity_pdf import register_fonts, render
from ..presentation import KIND_ICONS, Presenter

MAX_ROWS = 300
FONTS = ("web/static/fonts/lato/Lato-Reg-webfont.ttf", "web/static/fonts/lato/Lato-Bol-webfont.ttf")


class AgencyGuest(models.Model):
    """The activity report: what the agency did for a guest from one day until another."""

    _inherit = "agency.guest"

    def _activity_report(self, date_from, date_to):
        """Return the report of a period, both days included, with the guest's own rights.

        :return: dict as `activity_pdf.render` draws it and the page shows it
        """
        self.ensure_one()
        env = self._guest_env()
        guest_sudo, presenter = self.sudo().with_env(env(su=True)), Presenter(env)
        start, stop = self._moments(presenter, date_from, date_to)
        sections = [
            collect(presenter, start, stop)
            for section, collect in (
                ("actions", guest_sudo._report_actions),
                ("appointments", guest_sudo._report_appointments),
                ("advertising", guest_sudo._report_advertising),
            )
            if presenter.level(section) != "none"
        ]
        filled = [section for section in sections if section["rows"]]
        company = guest_sudo.company_id
        period = f"{presenter.day(date_from)} – {presenter.day(date_to)}"
        return {
            "title": env._("Activity report"),
            "company": company.name,
            "address": self._company_lines(company),
            "guest": guest_sudo.name,
            "period": period,
            "lang": (env.lang or "en").replace("_", "-"),
            "printed": env._(
                "Made on %(day)s", day=presenter.day(presenter.local(fields.Datetime.now()))
            ),
            "labels": {"chart": env._("Actions per month")},
            "figures": [figure for section in sections for figure in section["figures"]],
            "chart": guest_sudo._report_chart(presenter),
            "sections": filled,
            "nothing": False
            if filled
            else env._(
                "Between %(start)s and %(end)s there was nothing to report. Your agency keeps"
                " working for you: write to it whenever you have a question.",
                start=presenter.day(date_from),
                end=presenter.day(date_to),
            ),
        }

    def _moments(self, presenter, date_from, date_to):
        """Return the period as naive UTC, from the first midnight to the one after the last."""
        bounds = (date_from, date_to + timedelta(days=1))
        return [
            datetime.combine(day, time.min, presenter.tz).astimezone(UTC).replace(tzinfo=None)
            for day in bounds
        ]

    def _company_lines(self, company):
        town = " ".join(filter(None, (company.zip, company.city)))
        lines = (company.street, town, company.phone, company.email)
        return [line for line in lines if line]

    def _report_chart(self, presenter):
        if presenter.level("actions") == "none":
            return []
        return self._action_chart(presenter, Domain.TRUE)

    def _report_actions(self, presenter, start, stop):
        Interaction = presenter.env["agency.interaction"]
        domain = [("date", ">=", start), ("date", "<", stop)]
        names = presenter.fields(Interaction._name, "name", "kind", "date", "property_id")
        actions = Interaction.search_fetch(domain, names, limit=MAX_ROWS)
        total = len(actions) if len(actions) < MAX_ROWS else Interaction.search_count(domain)
        visits = Interaction.search_count([*domain, ("kind", "=", "visit")])
        properties = presenter.about(actions, "property_id")
        env = presenter.env
        return {
            "title": env._("What was done"),
            "figures": [
                {"label": env._("Actions"), "count": total},
                {"label": env._("Visits"), "count": visits},
            ],
            "rows": [
                {
                    "entry": f"{action._name},{action.id}",
                    "when": presenter.moment(action.date, "EEE d MMM y, HH:mm"),
                    "icon": KIND_ICONS[action.kind],
                    "text": " · ".join(
                        dict.fromkeys((presenter.label(action, "kind"), action.name))
                    ),
                    "detail": properties.get(action.id, {}).get("name", ""),
                }
                for action in actions
            ],
        }

    def _report_appointments(self, presenter, start, stop):
        events = presenter.env["calendar.event"].search_fetch(
            [("start", ">=", start), ("start", "<", stop)],
            presenter.fields("calendar.event", "start", "agency_kind", "agency_outcome"),
            order="start desc, id desc",
            limit=MAX_ROWS,
        )
        properties = presenter.about(events, "agency_property_id")
        env = presenter.env
        return {
            "title": env._("Appointments"),
            "figures": [{"label": env._("Appointments"), "count": len(events)}],
            "rows": [
                {
                    "entry": f"{event._name},{event.id}",
                    "when": presenter.moment(event.start, "EEE d MMM y, HH:mm"),
                    "icon": "fa-calendar",
                    "text": " · ".join(
                        filter(
                            None,
                            (
                                presenter.label(event, "agency_kind"),
                                presenter.label(event, "agency_outcome"),
                            ),
                        )
                    ),
                    "detail": properties.get(event.id, {}).get("name", ""),
                }
                for event in events
            ],
        }

    def _report_advertising(self, presenter, start, stop):
        """Return what ran on at least one day of the period."""
        env = presenter.env
        publications = env["agency.publication"].search_fetch(
            [
                ("state", "in", ("published", "ended")),
                ("date_from", "<", presenter.local(stop).date()),
                *("|", ("date_to", "=", False), ("date_to", ">=", presenter.local(start).date())),
            ],
            presenter.fields("agency.publication", "channel_id", "date_from", "property_id"),
            limit=MAX_ROWS,
        )
        properties = presenter.about(publications, "property_id")
        return {
            "title": env._("Advertising"),
            "figures": [{"label": env._("Advertisements"), "count": len(publications)}],
            "rows": [
                {
                    "entry": f"{publication._name},{publication.id}",
                    "when": env._("since %(day)s", day=presenter.day(publication.date_from)),
                    "icon": "fa-bullhorn",
                    "text": publication.channel_id.name or "",
                    "detail": properties.get(publication.id, {}).get("name", ""),
                }
                for publication in publications
            ],
        }

    def _activity_pdf(self, date_from, date_to):
        self.ensure_one()
        fonts = register_fonts(*(file_path(font) for font in FONTS))
        logo = self.sudo().company_id.logo
        report = self._activity_report(date_from, date_to)
        return render(report, fonts, base64.b64decode(logo) if logo else None)

    def _activity_filename(self, date_from, date_to):
        return f"activity-{date_from}-{date_to}.pdf"
