from odoo import models


class AgencyGuest(models.Model):
    """What guests take out and bring in is in the access log."""

    _inherit = "agency.guest"

    def _log_download(self, name):
        self.env["agency.guest.log"]._record("download", self, note=name)

    def _log_upload(self, names):
        self.env["agency.guest.log"]._record("upload", self, note=names)
