from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.fields import Domain

CHART_MONTHS = 12


class AgencyGuest(models.Model):
    """Figures about what the agency did for a guest."""

    _inherit = "agency.guest"

    def _action_chart(self, presenter, domain, months=CHART_MONTHS):
        """Return how many actions each of the last months saw, the oldest first.

        :param domain: of actions, as far as the user of `presenter` may read them
        :return: dicts with label, title, count and share (percent of the busiest month)
        """
        today = presenter.local(fields.Datetime.now()).date()
        first = today.replace(day=1) - relativedelta(months=months - 1)
        groups = presenter.env["agency.interaction"]._read_group(
            domain & Domain("date", ">=", fields.Datetime.to_datetime(first)),
            ["date:month"],
            ["__count"],
        )
        counts = {month.strftime("%Y-%m"): count for month, count in groups if month}
        busiest = max(counts.values(), default=0) or 1
        chart = []
        for offset in range(months):
            month = first + relativedelta(months=offset)
            count = counts.get(month.strftime("%Y-%m"), 0)
            chart.append(
                {
                    "label": presenter.day(month, "MMM"),
                    "title": presenter.day(month, "MMMM y"),
                    "count": count,
                    "share": round(100 * count / busiest),
                }
            )
        return chart
