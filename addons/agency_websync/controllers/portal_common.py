"""What the pages about case files share: whose cases they are, and how they are read."""

from odoo import fields
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.agency_guests.controllers.portal_common import GuestPortal

from ..case_query import SEARCHED, read_query
from ..case_rows import FIELDS, CaseRows

COPY = "agency.web.case"
CLIENT_KEY = "agency_websync_client"
# With more clients than that the switch is a list to choose from.
MOST_TABS = 6


class CaseGuestPortal(GuestPortal):
    """Helpers of the case pages; the pages themselves are in portal_case*.py."""

    def _guest_pages(self):
        pages = list(super()._guest_pages())
        documents = [section for section, _url, _icon in pages].index("documents")
        pages.insert(documents, ("cases", "/my/cases", "fa-folder-o"))
        return pages

    def _page_labels(self):
        return {**super()._page_labels(), "/my/cases": request.env._("Cases")}

    def _clients(self, presenter, wanted):
        """Return the registrations of the guest: who is followed, with the one that is open.

        :param wanted: id of a registration, as it stands in an address; else the session's
        """
        accesses = request.env["agency.web.access"].search_fetch([], ["name", "role"])
        known = {str(access.id): access for access in accesses}
        chosen = (
            known.get(str(wanted or ""))
            or known.get(str(request.session.get(CLIENT_KEY)))
            or accesses[:1]
        )
        counts = {}
        if len(accesses) > 1:
            groups = request.env[COPY]._read_group([], ["access_id"], ["__count"])
            counts = {access.id: count for access, count in groups}
        return [
            {
                "id": access.id,
                "name": access.name,
                "role": presenter.label(access, "role"),
                "count": counts.get(access.id, 0),
                "is_open": access == chosen,
            }
            for access in accesses
        ]

    def _case_list(self, presenter, params):
        """Return what the address asks for: client, choices, view and its condition."""
        clients = self._clients(presenter, params.get("client"))
        client = next((client for client in clients if client["is_open"]), None)
        base = Domain("access_id", "=", client["id"] if client else 0)
        choices = self._choices(base)
        query, strange = read_query(params, choices)
        readable = presenter.fields(COPY, *SEARCHED)
        today = presenter.local(fields.Datetime.now()).date()
        several = len(clients) > 1
        strange |= several and str(params.get("client") or client["id"]) != str(client["id"])
        return {
            "clients": clients if several else [],
            "client": client,
            "choices": choices,
            "query": query,
            "is_strange": strange,
            "base": base,
            "domain": base & query.domain(today, readable),
            # With several clients an address always says whose list it shows.
            "client_args": {"client": client["id"]} if several else {},
        }

    def _choices(self, base):
        """Return what the cases can be filtered by, text by value; and how many they are."""
        # Sorted below, by what is shown: here the order would cost joins.
        groups = request.env[COPY]._read_group(
            base, ["modality_id", "country_id", "classes"], ["__count"], order="classes"
        )
        modalities_sudo = request.env["agency.case.modality"].sudo()
        modalities_sudo = modalities_sudo.union(*(group[0].sudo() for group in groups))
        countries = request.env["res.country"].union(*(group[1] for group in groups))
        # Only what is shown: reading every column takes its time.
        modalities_sudo.fetch(["name"])
        countries.fetch(["name", "code"])
        codes = {code for group in groups for code in (group[2] or "").split(", ") if code}
        return {
            "modality": {m.id: m.name for m in modalities_sudo.sorted("name")},
            "country": {country.id: country.name for country in countries.sorted("name")},
            "case_class": {code: code for code in sorted(codes)},
            "total": sum(group[-1] for group in groups),
        }

    def _read_copies(self, presenter, domain, **options):
        names = presenter.fields(COPY, *FIELDS)
        return request.env[COPY].search_read(domain, names, load=None, **options)

    def _case_rows(self, presenter, values):
        return CaseRows(presenter).rows(values, self._unread(values))

    def _unread(self, values):
        copies = request.env[COPY].browse(copy["id"] for copy in values)
        return request.env["agency.web.message"]._unread_by_copy(copies)
