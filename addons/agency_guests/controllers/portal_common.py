"""What all pages of guests share: who asks, which sections they have, and the page around."""

from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from ..presentation import Presenter

# section, address, icon; a page without section belongs to every guest
PAGES = (
    ("listings", "/my/properties", "fa-home"),
    ("appointments", "/my/appointments", "fa-calendar"),
    ("actions", "/my/actions", "fa-tasks"),
    ("advertising", "/my/advertising", "fa-bullhorn"),
    ("requests", "/my/requests", "fa-search"),
    ("mandates", "/my/mandates", "fa-handshake-o"),
    ("documents", "/my/documents", "fa-folder-open-o"),
    ("contacts", "/my/contacts", "fa-users"),
    (None, "/my/messages", "fa-comments-o"),
)


class GuestPortal(CustomerPortal):
    """Helpers of the guests' pages; the pages themselves are in portal_<group>.py."""

    def _is_guest(self):
        return request.env.user.has_group("agency_guests.group_guest")

    def _guest_sudo(self):
        """Return the card of the guest who asks. What it tells stays with its owner."""
        guest_sudo = (
            request.env["agency.guest"]
            .sudo()
            .with_context(active_test=False)
            .search([("user_id", "=", request.env.uid)], limit=1)
        )
        if not guest_sudo:
            raise NotFound()
        return guest_sudo.with_context(active_test=True)

    def _present(self, section=None):
        """Return what shows values to the guest who asks; without the section there is no page."""
        if not self._is_guest():
            raise NotFound()
        presenter = Presenter(request.env)
        if section and presenter.level(section) == "none":
            raise NotFound()
        return presenter

    def _readable_record(self, model_name, record_id, domain=()):
        """Return the record that an address or a form names, if the guest may read it."""
        record = request.env[model_name].search([("id", "=", record_id), *domain], limit=1)
        if not record:
            raise NotFound()
        return record

    def _guest_pages(self):
        """Return section, address and icon of the pages, in the order of the menu."""
        return PAGES

    def _page_labels(self):
        return {
            "/my/properties": request.env._("Properties"),
            "/my/appointments": request.env._("Appointments"),
            "/my/actions": request.env._("Actions"),
            "/my/advertising": request.env._("Advertising"),
            "/my/requests": request.env._("Requests"),
            "/my/mandates": request.env._("Mandates"),
            "/my/documents": request.env._("Documents"),
            "/my/contacts": request.env._("Contacts"),
            "/my/messages": request.env._("Messages"),
        }

    def _pages(self, presenter):
        """Return the pages that this guest has, in the order of the menu."""
        labels = self._page_labels()
        return [
            {"section": section, "url": url, "icon": icon, "label": labels[url]}
            for section, url, icon in self._guest_pages()
            if not section or presenter.level(section) != "none"
        ]

    def _render_page(self, template, presenter, title, crumbs=(), **values):
        """Render a page of a guest.

        :param crumbs: pairs of address and text of the pages above this one
        """
        # The office's preview shows the same pages below an address of its own.
        path = f"/my{request.httprequest.path.partition('/my')[2]}"
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "agency_guest",
            "additional_title": title,
            "page_title": title,
            "crumbs": crumbs,
            "pages": self._pages(presenter),
            "current_path": path,
            "in_preview": request.env.context.get("agency_preview"),
            "no_footer": True,
            # They stand below the menu of the guest, not above the page.
            "breadcrumbs_searchbar": True,
            **values,
        }
        return request.render(template, values)

    def _paged(self, url, total, page, step, url_args=None):
        return pager(url, total, page=page, step=step, url_args=url_args or {})

    def _asked_property(self, presenter, property_id):
        """Return the property to which a page is narrowed, if the guest may read it."""
        if not str(property_id or "").isdigit():
            return None
        return presenter.properties([int(property_id)]).get(int(property_id))

    def _about_domain(self, field_name, about):
        return Domain(field_name, "=", about["id"]) if about else Domain.TRUE

    def _notice(self, notices):
        """Return the sentence that a redirect after a form asks for by its code."""
        return notices.get(request.httprequest.args.get("done"))
