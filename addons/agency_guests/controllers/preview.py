"""The guest's own pages for the office: seen as the guest, never as somebody who can act."""

from contextlib import contextmanager

from werkzeug.exceptions import HTTPException, NotFound

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import Response, request

from ..guest_page import leads_on, mark

# Nothing on the page may send anything: no form, no live connection. Reading on is allowed.
POLICY = (
    "connect-src {root}agency/guest/ {root}web/bundle/ {root}web/assets/ "
    "{root}website/translations {root}web/webclient/; "
    "worker-src 'none'; form-action 'self'; frame-ancestors 'none'"
)


class GuestPreview(http.Controller):
    """See a page as one guest.

    The session stays the employee's own: there is no sign-in as the guest, no token that could
    be kept or passed on, and no address that works for anybody but an agent of the agency. For
    the time of one GET the environment is the guest's, so records, fields and levels are decided
    as for the guest. Whatever the page writes is undone before it is sent.
    """

    @http.route(
        "/agency/guest/<int:guest_id>/preview/<path:path>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        multilang=False,
        sitemap=False,
    )
    def preview(self, guest_id, path, **params):
        guest = self._guest(guest_id)
        path = f"/{path}"
        if not leads_on(path):
            raise NotFound()
        prefix = f"/agency/guest/{guest.id}/preview"
        band = request.env["ir.qweb"]._render("agency_guests.preview_band", {"guest": guest})
        status, mimetype, body, disposition = self._as_guest(guest, path, params)
        # The pictures of a page are no views of their own.
        if disposition or not mimetype.startswith("image/"):
            request.env["agency.guest.log"]._record(
                "preview", guest, user_id=request.env.uid, note=path[:200]
            )
        if mimetype == "text/html":
            body = mark(body.decode(), prefix, str(band), guest._reasons_to_see)
        return self._response(status, mimetype, body, disposition)

    def _guest(self, guest_id):
        """Return the guest, if the one who asks works for the agency it belongs to.

        That need not be the agency of the website, which pages of a website are limited to.
        """
        companies = request.env.user.company_ids.ids
        guests = request.env["agency.guest"].with_context(allowed_company_ids=companies)
        guest = guests.browse(guest_id).exists()
        if not request.env.user.has_group("agency_base.group_agent") or not guest.has_access(
            "read"
        ):
            raise NotFound()
        return guest

    def _as_guest(self, guest, path, params):
        """Return status, type, content and file name of a page or file as the guest gets it."""
        rule, arguments = self._match(path)
        with self._environment(guest):
            try:
                response = self._call(rule, arguments, params)
            except (AccessError, MissingError):
                raise NotFound() from None
            except HTTPException as error:
                response = error.get_response() if error.code else error.response
            if not isinstance(response, Response):
                response = Response.load(response)
            response.flatten()
            if response.status_code in (301, 302, 303):
                return self._redirect(guest, response)
            response.direct_passthrough = False
            disposition = response.headers.get("Content-Disposition")
            return response.status_code, response.mimetype, response.get_data(), disposition

    def _match(self, path):
        """Return the route behind an address, if it is one that only reads."""
        adapter = request.env["ir.http"].routing_map().bind_to_environ(request.httprequest.environ)
        try:
            rule, arguments = adapter.match(path_info=path, method="GET", return_rule=True)
        except HTTPException:
            raise NotFound() from None
        if rule.endpoint.routing["type"] != "http":
            raise NotFound()
        return rule, arguments

    def _call(self, rule, arguments, params):
        for name, value in arguments.items():
            if hasattr(value, "_name"):
                arguments[name] = value.with_env(request.env)
                arguments[name].check_access("read")
        return rule.endpoint(**{**params, **arguments})

    @contextmanager
    def _environment(self, guest):
        """Be the guest inside, and leave nothing behind: neither rows nor session values."""
        office, website, session = request.env, request.website, dict(request.session)
        env = guest.sudo()._guest_env()
        savepoint = office.cr.savepoint(flush=True)
        try:
            with savepoint:
                context = {
                    **env.context,
                    "lang": env.lang or request.lang.code,
                    "agency_preview": True,
                }
                request.update_env(user=env.uid, su=False, context=context)
                request.website = website.with_env(request.env)
                try:
                    yield
                finally:
                    savepoint.rollback()
        finally:
            request.update_env(user=office.uid, su=office.su, context=office.context)
            request.env.invalidate_all(flush=False)
            request.website = website
            for name in set(request.session) - set(session):
                request.session.pop(name)
            request.session.update(session)

    def _redirect(self, guest, response):
        target = response.headers.get("Location", "")
        path = "/" + target.split("://")[-1].partition("/")[2] if "://" in target else target
        if not leads_on(path):
            raise NotFound()
        body = f'<meta http-equiv="refresh" content="0; url={path}"/>'
        return 200, "text/html", body.encode(), None

    def _response(self, status, mimetype, body, disposition):
        root = request.httprequest.host_url
        headers = {
            "Content-Security-Policy": POLICY.format(root=root),
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
        }
        if disposition:
            headers["Content-Disposition"] = disposition
        is_text = mimetype.startswith("text/")
        headers["Content-Type"] = f"{mimetype}; charset=utf-8" if is_text else mimetype
        return request.make_response(body, headers=list(headers.items()), status=status)
