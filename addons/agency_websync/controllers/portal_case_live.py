"""What an open page asks when it was told that something changed."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from ..case_query import STEPS, read_ids
from .portal_common import COPY, MOST_TABS, CaseGuestPortal

MOST = max(STEPS) * 2


class CaseLivePortal(CaseGuestPortal):
    @http.route("/my/cases/rows", type="http", auth="user", website=True, sitemap=False)
    def case_rows(self, ids="", **params):
        """Return the rows of these copies as they are now; who is missing is gone."""
        presenter = self._present("cases")
        asked = self._case_list(presenter, params)
        wanted = Domain("id", "in", read_ids(ids, MOST))
        copies = self._read_copies(presenter, asked["base"] & wanted)
        fitting = request.env[COPY].search(asked["domain"] & wanted)
        values = {
            "rows": self._case_rows(presenter, copies),
            "fitting": set(fitting.ids),
            "columns": [],
            "in_preview": request.env.context.get("agency_preview"),
        }
        return request.render("agency_websync.portal_case_new_rows", values)

    @http.route("/my/cases/clients", type="http", auth="user", website=True, sitemap=False)
    def case_clients(self, client="", **kw):
        """Return the switch between clients as it is now: registrations come and go."""
        clients = self._clients(self._present("cases"), client)
        values = {
            "clients": clients if len(clients) > 1 else [],
            "client": next((each for each in clients if each["is_open"]), None),
            "most_tabs": MOST_TABS,
            "in_preview": request.env.context.get("agency_preview"),
        }
        return request.render("agency_websync.portal_case_clients", values)

    @http.route("/my/cases/versions", type="http", auth="user", website=True, sitemap=False)
    def case_versions(self, ids="", **kw):
        """Return the version of each copy that is still there, for pages that missed a message."""
        self._present("cases")
        wanted = [("id", "in", read_ids(ids, MOST))]
        copies = request.env[COPY].search_read(wanted, ["version"], load=None)
        versions = {str(copy["id"]): copy["version"] for copy in copies}
        return request.make_json_response(versions, headers=[("Cache-Control", "no-store")])
