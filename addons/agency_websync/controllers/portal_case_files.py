"""The case list taken away, as it is shown: spreadsheet and PDF."""

import base64

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.misc import file_path

from odoo.addons.agency_guests.activity_pdf import register_fonts
from odoo.addons.agency_guests.models.agency_guest_report import FONTS

from .. import case_list_pdf, case_list_xlsx
from ..case_rows import CaseRows
from .portal_cases import CaseListPortal
from .portal_common import COPY

MOST_ROWS = {"xlsx": 10_000, "pdf": 2_000}
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Width of a column of the PDF beside the other ones.
SHARES = {
    **{"number": 14, "name": 26, "modality": 12, "country": 11, "classes": 10},
    **{"state": 10, "filed": 9, "expiry": 9},
}
# Only what the office ticked for the client is filled in at all.
EXTRA = (*("reference_1", "reference_2", "reference_3", "key", "client_name", "intermediary_name"),)


class CaseFilesPortal(CaseListPortal):
    @http.route("/my/cases/list.xlsx", type="http", auth="user", website=True, sitemap=False)
    def cases_xlsx(self, **params):
        presenter = self._present("cases")
        asked, rows = self._file_rows(presenter, params, "xlsx")
        if rows is None:
            return self._too_many(presenter, params, "xlsx")
        columns = {**self._file_columns(), **self._extra_columns(presenter, rows)}
        lang = request.env["res.lang"]._get_data(code=request.env.lang)
        table = {
            "title": request.env._("Cases"),
            "author": self._guest_sudo().company_id.name,
            "date_format": lang.date_format,
            "headers": list(columns.values()),
            "rows": [[row[name] for name in columns] for row in rows],
        }
        return self._file_response(case_list_xlsx.render(table), XLSX_TYPE, "xlsx")

    @http.route("/my/cases/list.pdf", type="http", auth="user", website=True, sitemap=False)
    def cases_pdf(self, **params):
        presenter = self._present("cases")
        asked, rows = self._file_rows(presenter, params, "pdf")
        if rows is None:
            return self._too_many(presenter, params, "pdf")
        columns = self._file_columns()
        company_sudo = self._guest_sudo().company_id
        dates = {"filed", "expiry"}
        table = {
            "title": request.env._("Cases"),
            "lead": self._file_lead(asked, rows),
            "author": company_sudo.name,
            "printed": request.env._(
                "Made on %(day)s", day=presenter.day(CaseRows(presenter).today)
            ),
            "page": request.env._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            "lang": (request.env.lang or "en").replace("_", "-"),
            "headers": list(columns.values()),
            "shares": [SHARES[name] for name in columns],
            "rows": [
                [presenter.day(row[name]) if name in dates else row[name] for name in columns]
                for row in rows
            ],
            "nothing": request.env._("No case fits these filters."),
        }
        fonts = register_fonts(*(file_path(font) for font in FONTS))
        logo = base64.b64decode(company_sudo.logo) if company_sudo.logo else None
        content = case_list_pdf.render(table, fonts, logo)
        return self._file_response(content, "application/pdf", "pdf")

    def _file_rows(self, presenter, params, kind):
        """Return what was asked, and its cases as plain values; None if these are too many."""
        asked = self._case_list(presenter, params)
        most = MOST_ROWS[kind]
        names = presenter.fields(
            COPY,
            *("number", "name", "modality_id", "country_id", "classes", "state"),
            *("filing_date", "expiry_date"),
            *(EXTRA if kind == "xlsx" else ()),
        )
        copies = request.env[COPY].search_read(
            asked["domain"], names, order=asked["query"].sql_order(), limit=most + 1, load=None
        )
        if len(copies) > most:
            return asked, None
        maker = CaseRows(presenter)
        choices = asked["choices"]
        return asked, [
            {
                **copy,
                "modality": choices["modality"].get(copy["modality_id"], ""),
                "country": choices["country"].get(copy["country_id"], ""),
                "state": maker.states.get(copy["state"], ""),
                "filed": copy["filing_date"],
                "expiry": copy["expiry_date"],
            }
            for copy in copies
        ]

    def _file_columns(self):
        labels = self._column_labels()
        order = ("number", "name", "modality", "country", "classes", "state")
        columns = {name: labels[name] for name in order}
        columns["filed"] = request.env._("Filed on")
        columns["expiry"] = labels["expiry"]
        return columns

    def _extra_columns(self, presenter, rows):
        """Return the references and people that the customer may read and that are there."""
        fields = request.env[COPY]._fields
        return {
            name: fields[name]._description_string(request.env)
            for name in presenter.fields(COPY, *EXTRA)
            if any(row[name] for row in rows)
        }

    def _file_lead(self, asked, rows):
        client = asked["client"]
        count = request.env._("1 case") if len(rows) == 1 else request.env._("%s cases", len(rows))
        parts = [client and client["name"], count]
        if asked["query"].is_narrowed():
            parts.append(request.env._("with the filters of the page"))
        return " · ".join(filter(None, parts))

    def _too_many(self, presenter, params, kind):
        error = request.env._(
            "At most %s cases fit into this file. Narrow the list with the filters first.",
            MOST_ROWS[kind],
        )
        response = self._cases_page(presenter, 1, params, error=error)
        response.status_code = 422
        return response

    def _file_response(self, content, mimetype, kind):
        name = f"{request.env._('cases')}.{kind}"
        self._guest_sudo()._log_download(name)
        headers = [
            ("Content-Type", mimetype),
            ("Content-Disposition", content_disposition(name)),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(content, headers)
