from odoo import models
from odoo.tools import SQL

from .agency_case import STATES


class AgencyWebCase(models.Model):
    """Lists sort as they read: modalities by the name that is shown, states as work goes on."""

    _inherit = "agency.web.case"

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if field_name == "modality_id":
            modalities, joined = self._fields[field_name].join(self, alias, query)
            name = modalities._field_to_sql(joined, "name", query)
            # Who groups by modality groups by what it is sorted by, too.
            query._order_groupby.append(name)
            return SQL("%s %s %s", name, direction, nulls)
        if field_name == "state":
            codes = [code for code, _label in STATES]
            state = self._field_to_sql(alias, field_name, query)
            return SQL("array_position(%s::text[], %s::text) %s %s", codes, state, direction, nulls)
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
