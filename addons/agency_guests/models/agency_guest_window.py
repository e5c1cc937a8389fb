from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..access_policy import DAY_MINUTES, Window

DAYS = [
    ("all", "Every day"),
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class AgencyGuestWindow(models.Model):
    """Hours in which a guest, or the guests of a profile, may come in."""

    _name = "agency.guest.window"
    _description = "Guest Hours"
    _order = "weekday, hour_from, id"
    _rec_name = "weekday"

    guest_id = fields.Many2one("agency.guest", index="btree_not_null", ondelete="cascade")
    profile_id = fields.Many2one("agency.guest.profile", index="btree_not_null", ondelete="cascade")
    weekday = fields.Selection(DAYS, required=True, default="all")
    hour_from = fields.Float(string="From", help="Both hours empty: the whole day.")
    hour_to = fields.Float(
        string="To", help="Not after the first: until that hour of the next day."
    )

    _one_owner = models.Constraint(
        "CHECK((guest_id IS NULL) != (profile_id IS NULL))",
        "Hours belong to a guest or to a profile.",
    )

    @api.constrains("hour_from", "hour_to")
    def _check_hours(self):
        for window in self:
            if not (0 <= window.hour_from < 24 and 0 <= window.hour_to <= 24):
                hours = f"{_clock(window.hour_from)}–{_clock(window.hour_to)}"
                raise ValidationError(
                    self.env._("Hours go from 0:00 to 24:00: %s is no such time.", hours)
                )

    @api.model_create_multi
    def create(self, vals_list):
        windows = super().create(vals_list)
        windows.guest_id._limits_changed()
        return windows

    def write(self, vals):
        guests = self.guest_id
        result = super().write(vals)
        (guests | self.guest_id)._limits_changed()
        return result

    def unlink(self):
        guests = self.guest_id
        result = super().unlink()
        guests.exists()._limits_changed()
        return result

    @api.model
    def _window_of(self, weekday, hour_from, hour_to):
        """Return the pure window of three stored values."""
        day = None if weekday == "all" else int(weekday)
        if not hour_from and not hour_to:
            return Window(day)
        start, end = (round(hour * 60) for hour in (hour_from or 0, hour_to or 0))
        return Window(day, min(start, DAY_MINUTES - 1), end)


def _clock(hours):
    minutes = round(hours * 60)
    return f"{minutes // 60}:{minutes % 60:02}"
