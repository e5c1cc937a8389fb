import time
from urllib.parse import urlsplit

from odoo import fields, models

from .. import transport
from ..passing_errors import is_passing

# Seconds of a run for pictures, and when a person waits for it; the rest comes next time.
TIME, TIME_BY_HAND = 300, 10
MOST_TRIES = 5


class AgencyImportSource(models.Model):
    """Fetches the pictures to which deliveries only link, after all deliveries are worked off."""

    _inherit = "agency.import.source"

    fetches_pictures = fields.Boolean(
        string="Fetch Linked Pictures",
        default=True,
        help="Pictures that a delivery only links to are fetched from public addresses. Off: they "
        "stay links.",
    )

    def _run_alone(self, company):
        is_over = super()._run_alone(company)
        if is_over:
            by_hand = self.env.context.get("agency_import_by_hand")
            end = time.monotonic() + (TIME_BY_HAND if by_hand else TIME)
            for source in self.filtered("fetches_pictures"):
                source._in_own_language()._fetch_pictures(end)
        return is_over

    def _fetch_pictures(self, end):
        """Fetch what is still only linked, each picture committed, until `end` (monotonic)."""
        commit = self.env["ir.cron"]._commit_progress
        silent = set()  # hosts that did not answer in this run
        for picture in self._linked_pictures():
            host = urlsplit(picture.remote_url).hostname
            if time.monotonic() > end:
                return
            if host in silent:
                continue
            try:
                self._fetch_picture(picture)
            except transport.NotNow as error:
                silent.add(host)
                self._try_later(picture, error)
            commit()

    def _linked_pictures(self):
        return self.env["agency.property.media"].search(
            [
                ("remote_kind", "!=", False),
                ("remote_problem", "=", False),
                ("property_id.import_source_id", "=", self.id),
            ],
            order="remote_tries, id",
        )

    def _fetch_picture(self, picture):
        """Fetch one picture. :raises NotNow: it may work later"""
        try:
            content = transport.fetch(picture.remote_url)
        except transport.Refused as error:
            picture.remote_problem = self._refusal(error)
            return
        try:
            with self.env.cr.savepoint():
                picture._take_remote(content, self.max_picture_width)
        except Exception as error:
            if is_passing(error):
                raise
            picture.invalidate_recordset()
            picture.remote_problem = self.env["agency.import.writer"]._sentence(error)

    def _try_later(self, picture, error):
        picture.remote_tries += 1
        if picture.remote_tries >= MOST_TRIES:
            picture.remote_problem = self.env._("The server did not give it: %s", str(error)[:200])

    def _refusal(self, error):
        sentences = {
            "address": self.env._("The address is not one of the public internet."),
            "scheme": self.env._("The link is no address of the web."),
            "redirects": self.env._("The address leads on too often."),
            "size": self.env._("The picture is larger than allowed."),
            "kind": self.env._("What lies at the address is no picture."),
            "status": self.env._("The server does not give it (%s).", error.detail),
        }
        return sentences[error.code]
