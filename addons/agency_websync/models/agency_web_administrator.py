from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import NO_ACCESS
from odoo.tools import SQL, hmac

# Wrong keys in a row before the next try has to wait, and for how long at most.
FREE_TRIES = 3
MAX_WAIT_SECONDS = 900


class AgencyWebAdministrator(models.Model):
    """A code and a key that tie registrations together: whoever holds them sees all of these.

    The code is kept as a keyed digest, to be found again; the key as a password hash. Neither can
    be read back.
    """

    _name = "agency.web.administrator"
    _description = "Administrator of Web Registrations"
    _order = "id"

    name = fields.Char(required=True, help="How the office calls it. Not the code.")
    company_id = fields.Many2one("res.company", required=True, index=True, ondelete="restrict")
    code_digest = fields.Char(required=True, groups=NO_ACCESS, copy=False)
    key_hash = fields.Char(required=True, groups=NO_ACCESS, copy=False)
    failed_tries = fields.Integer(groups=NO_ACCESS, copy=False)
    closed_until = fields.Datetime(groups=NO_ACCESS, copy=False)
    access_ids = fields.One2many("agency.web.access", "administrator_id", string="Registrations")
    guest_ids = fields.Many2many(
        "agency.guest",
        "agency_web_administrator_guest_rel",
        "administrator_id",
        "guest_id",
        string="Accounts",
        help="These guests see every registration of this administrator.",
    )

    _code_unique = models.Constraint(
        "UNIQUE(company_id, code_digest)", "This administrator code is in use."
    )

    @api.model
    def _find_or_create(self, company, code, key):
        """Return the administrator of a code: the first use sets its key, later ones must match.

        :raises ValidationError: for a wrong key, and while tries have to wait
        """
        code, key = (code or "").strip(), key or ""
        if not code or not key:
            raise ValidationError(self.env._("An administrator needs a code and a key."))
        admins_sudo = self.sudo()
        digest = hmac(admins_sudo.env, "agency_websync.administrator", code)
        domain = [("company_id", "=", company.id), ("code_digest", "=", digest)]
        admin_sudo = admins_sudo.search(domain, limit=1)
        if not admin_sudo:
            count = admins_sudo.search_count([("company_id", "=", company.id)])
            return admins_sudo.create(
                {
                    "name": self.env._("Administrator %s", count + 1),
                    "company_id": company.id,
                    "code_digest": digest,
                    "key_hash": self.env["res.users"]._crypt_context().hash(key),
                }
            ).with_env(self.env)
        admin_sudo._check_key(key)
        return admin_sudo.with_env(self.env)

    def _check_key(self, key):
        self.ensure_one()
        now = fields.Datetime.now()
        if self.closed_until and self.closed_until > now:
            raise ValidationError(
                self.env._(
                    "Too many wrong keys. Try again in %s seconds.",
                    int((self.closed_until - now).total_seconds()) + 1,
                )
            )
        if not self.env["res.users"]._crypt_context().verify(key, self.key_hash):
            self._note_wrong_key(now)
            raise ValidationError(self.env._("The key does not fit this administrator code."))
        if self.failed_tries:
            self.write({"failed_tries": 0, "closed_until": False})

    def _note_wrong_key(self, now):
        """Count a wrong key; it stays counted although the change is refused."""
        tries = self.failed_tries + 1
        wait = min(MAX_WAIT_SECONDS, 2 ** (tries - FREE_TRIES)) if tries >= FREE_TRIES else 0
        with self.env.registry.cursor() as cr:
            cr.execute(
                SQL(
                    """UPDATE agency_web_administrator
                          SET failed_tries = %s, closed_until = %s WHERE id = %s""",
                    tries,
                    now + timedelta(seconds=wait),
                    self.id,
                )
            )
