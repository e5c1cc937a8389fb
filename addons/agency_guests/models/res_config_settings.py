import ipaddress

from odoo import api, fields, models
from odoo.http import request


class ResConfigSettings(models.TransientModel):
    """The guests' part of the Real Estate settings."""

    _inherit = "res.config.settings"

    agency_code = fields.Char(related="company_id.agency_code", readonly=False)
    agency_three_codes = fields.Boolean(related="company_id.agency_three_codes", readonly=False)
    agency_owner_profile_id = fields.Many2one(
        related="company_id.agency_owner_profile_id", readonly=False
    )
    agency_applicant_profile_id = fields.Many2one(
        related="company_id.agency_applicant_profile_id", readonly=False
    )
    agency_section_ids = fields.Many2many(related="company_id.agency_section_ids", readonly=False)
    agency_blocked_message = fields.Text(
        related="company_id.agency_blocked_message", readonly=False
    )
    agency_calendar_feed = fields.Boolean(related="company_id.agency_calendar_feed", readonly=False)
    agency_upload_limit = fields.Integer(related="company_id.agency_upload_limit", readonly=False)
    agency_upload_types = fields.Char(related="company_id.agency_upload_types", readonly=False)
    agency_report_frequency = fields.Selection(
        related="company_id.agency_report_frequency", readonly=False
    )
    agency_seen_address = fields.Char(
        string="Your Address as We See It", compute="_compute_agency_seen_address"
    )
    agency_address_warning = fields.Char(compute="_compute_agency_seen_address")

    @api.depends_context("uid")
    def _compute_agency_seen_address(self):
        for settings in self:
            settings.agency_seen_address = self.env["res.users"]._agency_address()
            settings.agency_address_warning = self._agency_address_warning()

    @api.model
    def _agency_address_warning(self):
        """Return why the addresses of guests may be wrong; False when nothing looks so."""
        if not request:
            return False
        headers = request.httprequest.headers
        forwarded = headers.get("X-Forwarded-For") or headers.get("Forwarded")
        seen = _readable(request.httprequest.remote_addr)
        client = _readable((forwarded or "").rpartition(",")[2])
        if seen is None:
            return self.env._(
                "Odoo cannot tell where requests come from: addresses refuse everybody."
            )
        if forwarded and client != seen:
            return self.env._(
                "A proxy passes the visitors' addresses on, but Odoo does not use them: set "
                "proxy_mode, and have the proxy send X-Forwarded-Host."
            )
        if not forwarded and headers.get("Via"):
            return self.env._("A proxy is in between and does not pass the visitors' addresses on.")
        return False


def _readable(text):
    try:
        return ipaddress.ip_address((text or "").strip())
    except ValueError:
        return None
