from odoo import api, fields, models
from odoo.exceptions import ValidationError


class AgencyGuestProfile(models.Model):
    """A named template of state, limits and levels for guests."""

    _name = "agency.guest.profile"
    _description = "Guest Profile"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, index=True, ondelete="cascade"
    )
    for_owners = fields.Boolean(default=True)
    for_applicants = fields.Boolean(default=True)
    suspended = fields.Boolean(help="Guests start suspended.")
    valid_days = fields.Integer(
        string="Days of Access", help="Counted from the day the profile is applied; 0 is no limit."
    )
    window_ids = fields.One2many("agency.guest.window", "profile_id", string="Hours", copy=True)
    network_ids = fields.One2many(
        "agency.guest.network", "profile_id", string="Addresses", copy=True
    )
    permission_ids = fields.One2many(
        "agency.guest.permission", "profile_id", string="Levels", copy=True
    )
    guest_ids = fields.One2many("agency.guest", "profile_id", string="Guests")
    guest_count = fields.Integer(compute="_compute_guest_count")

    @api.constrains("valid_days")
    def _check_valid_days(self):
        if any(profile.valid_days < 0 for profile in self):
            raise ValidationError(self.env._("Days of access cannot be negative."))

    @api.depends("guest_ids")
    def _compute_guest_count(self):
        counts = dict(
            self.env["agency.guest"]._read_group(
                [("profile_id", "in", self.ids)], ["profile_id"], ["__count"]
            )
        )
        for profile in self:
            profile.guest_count = counts.get(profile, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        guests = self.env["agency.guest"].with_context(active_test=False)
        for profile in self:
            if count := guests.search_count([("profile_id", "=", profile.id)]):
                raise ValidationError(
                    self.env._(
                        "Guests with the profile %(name)s: %(count)s. Archive it instead.",
                        count=count,
                        name=profile.name,
                    )
                )
