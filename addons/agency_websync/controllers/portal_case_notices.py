"""The notice of messages about cases, among the other notices that a guest chooses."""

from odoo.http import request

from odoo.addons.agency_guests.controllers.portal_report import ReportPortal


class CaseNoticePortal(ReportPortal):
    def _notices_offered(self, presenter):
        """Offer the notice of messages about cases to who reads them."""
        notices = super()._notices_offered(presenter)
        if presenter.level("cases") == "high":
            notices.append(
                {
                    "code": "cases",
                    "label": request.env._("Messages about cases"),
                    "help": request.env._("The agency writes to you about a case, at once."),
                }
            )
        return notices
