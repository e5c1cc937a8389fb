"""The customer's list of case files."""

from functools import partial
from urllib.parse import urlencode

from odoo import http
from odoo.http import request

from ..case_query import PERIODS, SORTS, STEPS
from .portal_common import CLIENT_KEY, COPY, MOST_TABS, CaseGuestPortal

URL = "/my/cases"


class CaseListPortal(CaseGuestPortal):
    @http.route(
        [URL, f"{URL}/page/<int:page>"], type="http", auth="user", website=True, sitemap=False
    )
    def cases(self, page=1, **params):
        return self._cases_page(self._present("cases"), page, params)

    @http.route(f"{URL}/part", type="http", auth="user", website=True, sitemap=False)
    def cases_part(self, page="1", **params):
        """Return the list alone: an open page puts it in the place of its own."""
        presenter = self._present("cases")
        page = int(page) if page.isdigit() and len(page) < 10 else 1
        values = self._cases_values(presenter, page, params)
        return request.render("agency_websync.portal_case_list", values)

    @http.route(f"{URL}/client", type="http", auth="user", website=True, methods=["POST"])
    def switch_client(self, client="", **kw):
        presenter = self._present("cases")
        if client not in {str(own["id"]) for own in self._clients(presenter, client)}:
            raise request.not_found()
        request.session[CLIENT_KEY] = int(client)
        return request.redirect(f"{URL}?client={client}")

    def _cases_page(self, presenter, page, params, error=None):
        return self._render_page(
            "agency_websync.portal_cases",
            presenter,
            request.env._("Cases"),
            error=error,
            **self._cases_values(presenter, page, params),
        )

    def _cases_values(self, presenter, page, params):
        asked = self._case_list(presenter, params)
        query, client_args = asked["query"], asked["client_args"]
        args = {**client_args, **query.args()}
        total = asked["choices"]["total"]
        if query.is_narrowed():
            total = request.env[COPY].search_count(asked["domain"])
        paging = self._paged(URL, total, page, query.step, args)
        # The address in the reader's language is found once; the page has dozens of links.
        link = partial(self._link, request.env["ir.http"]._url_for(URL))
        copies = self._read_copies(
            presenter,
            asked["domain"],
            order=query.sql_order(),
            limit=query.step,
            offset=max(paging["offset"], 0),
        )
        return {
            **asked,
            "rows": self._case_rows(presenter, copies),
            "total": total,
            "pager": paging,
            "columns": self._columns(link, query, client_args),
            "periods": self._case_periods(link, query, client_args),
            "steps": [(step, link(client_args, query.args(step=step))) for step in STEPS],
            **self._list_urls(link, client_args, args, paging["page"]["num"]),
            "most_tabs": MOST_TABS,
            "tz_name": presenter.tz_name,
            "in_preview": request.env.context.get("agency_preview"),
        }

    def _list_urls(self, link, client_args, args, page):
        """Return where the list leads to as it is shown, and without its filters."""
        return {
            "reset_url": link(client_args),
            "xlsx_url": link(args, path="/list.xlsx"),
            "pdf_url": link(args, path="/list.pdf"),
            "clients_url": link(client_args, path="/clients"),
            "part_url": link({**args, "page": page}, path="/part"),
        }

    def _columns(self, link, query, client_args):
        """Return the headings: each leads to the list sorted by it, then the other way round."""
        labels = self._column_labels()
        columns = []
        for name in SORTS:
            is_sorted = name == query.sort
            turned = "desc" if is_sorted and query.order == "asc" else "asc"
            columns.append(
                {
                    "name": name,
                    "label": labels[name],
                    "url": link(client_args, query.args(sort=name, order=turned)),
                    "aria": {"asc": "ascending", "desc": "descending"}[query.order]
                    if is_sorted
                    else None,
                }
            )
        return columns

    def _column_labels(self):
        return {
            "modality": request.env._("Modality"),
            "number": request.env._("Number"),
            "country": request.env._("Country"),
            "name": request.env._("Name"),
            "expiry": request.env._("Expires on"),
            "classes": request.env._("Classes"),
            "state": request.env._("State"),
        }

    def _case_periods(self, link, query, client_args):
        """Return the periods of expiry to choose from; an own period takes their place."""
        labels = {
            "": request.env._("All"),
            "expired": request.env._("Expired"),
            "days30": request.env._("Next 30 days"),
            "days90": request.env._("Next 90 days"),
            "year": request.env._("This year"),
        }
        return [
            {
                "label": labels[code],
                "url": link(client_args, query.args(period=code, date_from=None, date_to=None)),
                "is_chosen": code == query.period and not (query.date_from or query.date_to),
            }
            for code in ("", *PERIODS)
        ]

    def _link(self, url, *args, path=""):
        merged = {name: value for part in args for name, value in part.items()}
        return f"{url}{path}?{urlencode(merged)}" if merged else f"{url}{path}"
