"""The account itself: what the office keeps of a guest, and the way out for good."""

from urllib.parse import urlencode

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .portal_common import GuestPortal


class AccountPortal(GuestPortal):
    """Odoo lets portal users write their own contact: the office writes that of a guest.

    The address decides whose mails are whose, so nobody sets it alone.
    """

    @http.route()
    def account(self, **kwargs):
        return self._account_page() if self._is_guest() else super().account(**kwargs)

    @http.route()
    def my_addresses(self, **query_params):
        return self._account_page() if self._is_guest() else super().my_addresses(**query_params)

    @http.route()
    def portal_address(self, *args, **query_params):
        self._refuse_guests()
        return super().portal_address(*args, **query_params)

    @http.route()
    def portal_address_submit(self, *args, **form_data):
        self._refuse_guests()
        return super().portal_address_submit(*args, **form_data)

    @http.route()
    def address_archive(self, *args, **kw):
        self._refuse_guests()
        return super().address_archive(*args, **kw)

    @http.route()
    def deactivate_account(self, *args, **post):
        is_guest = self._is_guest()
        message = request.env._("Your account is closed. The agency has been told.")
        response = super().deactivate_account(*args, **post)
        if is_guest and not request.session.uid:
            return request.redirect(f"/web/login?{urlencode({'message': message})}")
        return response

    def _refuse_guests(self):
        if self._is_guest():
            raise NotFound()

    def _account_page(self):
        presenter = self._present()
        guest_sudo = self._guest_sudo()
        return self._render_page(
            "agency_guests.portal_account",
            presenter,
            request.env._("My details"),
            facts=[
                (request.env._("Name"), guest_sudo.name),
                (request.env._("User ID"), guest_sudo.user_code),
                (request.env._("E-mail"), guest_sudo.email),
                (request.env._("Phone"), guest_sudo.phone),
            ],
            company_name=guest_sudo.company_id.name,
        )
