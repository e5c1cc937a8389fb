from odoo import api, fields, models

# A request that nobody could handle for so long is not answered any more.
MAX_AGE_HOURS = 1
MOST_AT_ONCE = 500


class AgencyGuestReset(models.TransientModel):  # pylint: disable=no-wizard-in-models
    """A forgotten password, noted at once and answered later.

    The page writes one line for every name and says the same: neither the text nor the time tells
    whether the account exists.
    """

    _name = "agency.guest.reset"
    _description = "Asked Password Reset"

    login = fields.Char(required=True)
    agency_code = fields.Char()
    company_id = fields.Many2one("res.company", ondelete="cascade")
    address = fields.Char()

    @api.model
    def _ask(self, login, agency_code=None):
        """Note a request and have it answered soon."""
        self.sudo().create(
            {
                "login": login[:128],
                "agency_code": (agency_code or "")[:64],
                "company_id": self.env["res.users"]._agency_company().id,
                "address": self.env["res.users"]._agency_address(),
            }
        )
        self.env.ref("agency_guests.ir_cron_agency_guest_reset").sudo()._trigger()

    @api.model
    def _cron_answer(self):
        """Send the links to those who may have one."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), hours=MAX_AGE_HOURS)
        requests = self.search([], limit=MOST_AT_ONCE)
        self.env["ir.cron"]._commit_progress(remaining=len(requests))
        for request in requests:
            if request.create_date >= limit:
                request._answer()
            request.unlink()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _answer(self):
        """Send a link to every account that is meant and may still come in one day."""
        users = self.env["res.users"].sudo()
        login = users._agency_login(self.login, self.agency_code, self.company_id)
        found = users.search([("login", "=", login)]) if login else users
        if not found and not self.agency_code:
            found = users.search([("email", "=ilike", self._escaped())])
        for user in found.filtered("email"):
            if user._agency_may_reset():
                user.with_context(create_user=False)._agency_send_reset()

    def _escaped(self):
        return self.login.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
