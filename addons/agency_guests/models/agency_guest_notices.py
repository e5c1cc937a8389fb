import base64
import logging
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

_logger = logging.getLogger(__name__)

STEPS = {"weekly": relativedelta(weeks=1), "monthly": relativedelta(months=1)}
# Messages go out when they are written; these wait for the next round.
COLLECTED = ("appointments", "actions", "documents")
PAUSE = timedelta(hours=20)
MAX_ITEMS = 12


class AgencyGuest(models.Model):
    """Mails that a guest asked for: what is new, and the activity report."""

    _inherit = "agency.guest"

    notice_sent = fields.Datetime(
        string="Last Notice",
        readonly=True,
        copy=False,
        default=fields.Datetime.now,
    )
    report_sent = fields.Date(
        string="Last Report",
        readonly=True,
        copy=False,
        default=fields.Date.context_today,
    )

    @api.model
    def _cron_send_notices(self):
        """Tell guests, at most once a day, what is new in the sections they chose."""
        due = self.search(
            [
                ("email", "!=", False),
                ("state", "=", "active"),
                "|",
                ("notice_sent", "=", False),
                ("notice_sent", "<=", fields.Datetime.now() - PAUSE),
            ]
        )
        due._send_each("_send_notice")

    @api.model
    def _cron_send_reports(self):
        """Send the reports that are due, also when nothing happened."""
        today = fields.Date.context_today(self)
        due = self.search(
            [
                ("email", "!=", False),
                ("state", "=", "active"),
                ("report_frequency", "in", list(STEPS)),
            ]
        ).filtered(
            lambda guest: (
                not guest.report_sent or guest.report_sent + STEPS[guest.report_frequency] <= today
            )
        )
        due._send_each("_send_report")

    def _send_each(self, method_name):
        """Call a method per guest, each in a transaction; a failure stops nobody else."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(self))
        for guest in self:
            try:
                with self.env.cr.savepoint():
                    getattr(guest, method_name)()
            except (ValueError, OSError):
                _logger.exception("%s failed for guest %s", method_name, guest.id)
            if not cron._commit_progress(1):
                break

    def _send_notice(self):
        """Send what is new since the last notice, in the kinds that are switched on."""
        self.ensure_one()
        kinds = {kind for kind in COLLECTED if self[f"notice_{kind}"]}
        since = self.notice_sent or fields.Datetime.now() - PAUSE
        items = [item for item in self._news(since, MAX_ITEMS) if item["kind"] in kinds]
        self.notice_sent = fields.Datetime.now()
        if items:
            template = self.env.ref("agency_guests.mail_template_notice")
            template.with_context(agency_items=items).send_mail(self.id)

    def _send_report(self):
        self.ensure_one()
        last = fields.Date.context_today(self) - timedelta(days=1)
        first = last + timedelta(days=1) - STEPS[self.report_frequency]
        attachment = self.env["ir.attachment"].create(
            {
                "name": self._activity_filename(first, last),
                "datas": base64.b64encode(self._activity_pdf(first, last)),
                "mimetype": "application/pdf",
            }
        )
        report = self._activity_report(first, last)
        template = self.env.ref("agency_guests.mail_template_report")
        template.with_context(agency_report=report).send_mail(
            self.id, email_values={"attachment_ids": attachment.ids}
        )
        self.report_sent = fields.Date.context_today(self)
