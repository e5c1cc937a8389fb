"""The activity report, on a page and as PDF, and which mails a guest wants."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields, http
from odoo.http import content_disposition, request

from .portal_common import GuestPortal

NOTICES = ("appointments", "actions", "messages", "documents")
# Notices that belong to a section; messages belong to everybody.
SECTION_NOTICES = ("appointments", "actions", "documents")
LONGEST = relativedelta(years=2)


class ReportPortal(GuestPortal):
    @http.route("/my/report", type="http", auth="user", website=True, sitemap=False)
    def report(self, date_from="", date_to="", **kw):
        presenter = self._present()
        period, error = self._period_asked(presenter, date_from, date_to)
        guest_sudo = self._guest_sudo()
        return self._render_page(
            "agency_guests.portal_report",
            presenter,
            request.env._("Activity report"),
            report=guest_sudo._activity_report(*period),
            date_from=fields.Date.to_string(period[0]),
            date_to=fields.Date.to_string(period[1]),
            periods=self._periods(presenter),
            error=error,
        )

    @http.route("/my/report/pdf", type="http", auth="user", website=True, sitemap=False)
    def report_file(self, date_from="", date_to="", **kw):
        presenter = self._present()
        period, _error = self._period_asked(presenter, date_from, date_to)
        guest_sudo = self._guest_sudo()
        content = guest_sudo._activity_pdf(*period)
        filename = guest_sudo._activity_filename(*period)
        guest_sudo._log_download(filename)
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Disposition", content_disposition(filename)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(content, headers)

    @http.route("/my/notices", type="http", auth="user", website=True, sitemap=False)
    def notices(self, **kw):
        presenter = self._present()
        guest_sudo = self._guest_sudo()
        frequency = guest_sudo._fields["report_frequency"]
        return self._render_page(
            "agency_guests.portal_notices",
            presenter,
            request.env._("Notices by e-mail"),
            notices=[
                {**notice, "chosen": guest_sudo[f"notice_{notice['code']}"]}
                for notice in self._notices_offered(presenter)
            ],
            frequencies=frequency._description_selection(request.env),
            frequency=guest_sudo.report_frequency,
            email=guest_sudo.email,
            done=self._notice({"saved": request.env._("Saved.")}),
        )

    @http.route("/my/notices/save", type="http", auth="user", website=True, methods=["POST"])
    def save_notices(self, frequency="", **form):
        presenter = self._present()
        guest_sudo = self._guest_sudo()
        values = {
            f"notice_{notice['code']}": bool(form.get(f"notice_{notice['code']}"))
            for notice in self._notices_offered(presenter)
        }
        if frequency not in dict(guest_sudo._fields["report_frequency"].selection):
            raise request.not_found()
        guest_sudo.write({**values, "report_frequency": frequency})
        return request.redirect("/my/notices?done=saved")

    def _notices_offered(self, presenter):
        texts = {
            "appointments": (
                request.env._("Appointments"),
                request.env._("A new viewing or another appointment."),
            ),
            "actions": (
                request.env._("Actions"),
                request.env._("What the agency did, once a day at most."),
            ),
            "messages": (
                request.env._("Messages"),
                request.env._("An answer of the agency, at once."),
            ),
            "documents": (
                request.env._("Documents"),
                request.env._("A document that the agency shares with you."),
            ),
        }
        return [
            {"code": code, "label": texts[code][0], "help": texts[code][1]}
            for code in NOTICES
            if code not in SECTION_NOTICES or presenter.level(code) != "none"
        ]

    def _today(self, presenter):
        return presenter.local(fields.Datetime.now()).date()

    def _period_asked(self, presenter, date_from, date_to):
        """Return first and last day, the last month by default, and what is wrong with them."""
        today = self._today(presenter)
        usual = (today - timedelta(days=30), today)
        if not date_from and not date_to:
            return usual, None
        try:
            first = fields.Date.to_date(date_from) or usual[0]
            last = fields.Date.to_date(date_to) or today
        except ValueError:
            return usual, request.env._("A date looks like 2026-01-31.")
        if first > last:
            return usual, request.env._("The first day must not be after the last one.")
        if first < last - LONGEST:
            return usual, request.env._("A report covers at most two years.")
        return (first, last), None

    def _periods(self, presenter):
        """Return the periods to choose from, with their addresses."""
        today = self._today(presenter)
        month = today.replace(day=1)
        periods = (
            (request.env._("Last 7 days"), today - timedelta(days=7), today),
            (request.env._("Last 30 days"), today - timedelta(days=30), today),
            (
                request.env._("Last month"),
                month - relativedelta(months=1),
                month - timedelta(days=1),
            ),
            (request.env._("Last 12 months"), today - relativedelta(years=1), today),
        )
        return [
            {"label": label, "url": f"/my/report?date_from={first}&date_to={last}"}
            for label, first, last in periods
        ]
