import logging
import time
from contextlib import contextmanager

import requests

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from odoo.addons.queue_job.exception import RetryableJobError

from .. import web_feed, web_feed_sql

_logger = logging.getLogger(__name__)
BATCH = 100
# A job ends after that long, another one goes on: servers limit how long a request may take.
JOB_SECONDS = 45
# That many different cases refused in a row: it is the endpoint, not the documents.
FAILURES_IN_A_ROW = 3
BUSY_SECONDS = 2
# Screens hear of a long delivery that often.
TELL_SECONDS = 2
# Names the advisory lock: one delivery at a time for each endpoint.
LOCK = 4711_1904


class AgencyWebEndpoint(models.Model):
    """Delivery: in order for each case, one job at a time, each answer written down at once."""

    _inherit = "agency.web.endpoint"

    def action_test(self):
        """Post a ping and say what came back."""
        self.ensure_one()
        self.check_access("write")
        delivery = f"ping-{time.time_ns()}"
        content = web_feed.ping(delivery)
        verdict, error = self.sudo()._post(content, delivery)
        if verdict == "sent":
            self.sudo()._resume()
            return self._notify(self.env._("%s answers.", self.name))
        return self._notify(f"{self.name}: {error}", "danger")

    def _resume(self):
        """Go on at once with what waits: the website answers, or somebody does not want to wait."""
        self.paused_until = False
        waiting = [("endpoint_id", "in", self.ids), ("state", "=", "pending")]
        delayed = self.env["agency.web.outbox"].search([*waiting, ("next_try", "!=", False)])
        delayed.next_try = False
        self._schedule()

    def _schedule(self, moment=None):
        """Have a job deliver what waits, now or at a moment; asking twice makes one job."""
        for endpoint in self.with_user(SUPERUSER_ID):
            when = f"{moment:%Y%m%d%H%M}" if moment else "now"
            endpoint.with_delay(
                identity_key=f"agency_websync.deliver.{endpoint.id}.{when}",
                description=self.env._("Web feed: deliver to %s", endpoint.name or endpoint.id),
                eta=moment,
                max_retries=0,
            )._deliver_in_job()

    @api.model
    def _cron_schedule(self):
        """Every hour: deliver what waits although its job was lost."""
        waiting = self.env["agency.web.outbox"]._read_group(
            [("state", "=", "pending")], ["endpoint_id"]
        )
        for (endpoint,) in waiting:
            endpoint.filtered("active")._schedule()

    def _deliver_in_job(self):
        endpoint = self.exists()
        if not endpoint.active or not endpoint.sudo().secret:
            return
        with endpoint._alone() as alone:
            if not alone:
                raise RetryableJobError("busy", seconds=BUSY_SECONDS, ignore_retry=True)
            # Begin after the lock: see what the delivery before this one has written.
            self.env.cr.commit()  # pylint: disable=invalid-commit
            self.env.invalidate_all()
            endpoint._deliver()

    @contextmanager
    def _alone(self):
        """Hold the endpoint's lock on a connection of its own: it goes when the process dies."""
        with self.env.registry.cursor() as cr:
            cr.execute(SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", LOCK, self.id))
            yield cr.fetchone()[0]

    def _deliver(self):
        """Send what is due until nothing is left, time is over or the endpoint seems to be ill."""
        now = fields.Datetime.now()
        if self.paused_until and self.paused_until > now:
            return self._schedule(self.paused_until)
        end = time.monotonic() + JOB_SECONDS
        told = time.monotonic()
        failures = 0
        while time.monotonic() < end and failures < FAILURES_IN_A_ROW:
            documents = self._next_documents()
            if not documents:
                break
            for document in documents:
                failures = 0 if document._send() == "sent" else failures + 1
                if time.monotonic() > told + TELL_SECONDS:
                    self._tell_progress()
                    told = time.monotonic()
                # What was sent must not be sent again because a later document fails.
                self.env.cr.commit()  # pylint: disable=invalid-commit
                if failures >= FAILURES_IN_A_ROW or time.monotonic() >= end:
                    break
        return self._after(failures)

    def _tell_progress(self):
        """Have open screens of managers show how far the delivery is."""
        managers = self.env.ref("agency_base.group_manager")
        managers._bus_send("agency_websync/sync", {"endpoint": self.id})

    def _next_documents(self):
        rows = self.env.execute_query(
            web_feed_sql.next_documents(self.id, fields.Datetime.now(), BATCH)
        )
        return self.env["agency.web.outbox"].browse(row[0] for row in rows)

    def _after(self, failures):
        """Write how it went, and come back when the next document is due."""
        self._tell_progress()
        if failures >= FAILURES_IN_A_ROW:
            self.pauses += 1
            self.paused_until = fields.Datetime.now() + web_feed.back_off(self.pauses)
            return self._schedule(self.paused_until)
        rows = self.env.execute_query(web_feed_sql.next_moment(self.id))
        if rows[0][0]:
            self._schedule(rows[0][1])
        return None

    def _post(self, content, delivery):
        """Post once. Return (sent | retry | dead, what was wrong)."""
        secret = self._checked_secret()
        headers = web_feed.headers(secret, int(time.time()), content, delivery)
        try:
            with requests.post(
                self.url,
                data=content,
                headers=headers,
                timeout=web_feed.TIMEOUT_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                status = answer.status_code
        except requests.Timeout:
            return "retry", self.env._("No answer within %s seconds.", web_feed.TIMEOUT_SECONDS)
        except requests.RequestException as error:
            _logger.info("Feed to %s: %s", self.url, error)
            return "retry", self.env._("It cannot be reached: %s", type(error).__name__)
        return web_feed.verdict(status), self.env._("It answered %s.", status)
