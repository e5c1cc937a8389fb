from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.matching import fit_condition, new_condition, unproposed_condition


class AgencyRequest(models.Model):
    """Matching: which properties a request finds, and which of them are new."""

    _inherit = "agency.request"

    match_count = fields.Integer(string="Matches", compute="_compute_match_count")
    new_match_count = fields.Integer(
        string="New Matches",
        compute="_compute_match_count",
        help="Became active since the last review and were not proposed yet.",
    )

    def _compute_match_count(self):
        counts = {}
        if self.ids:
            select = SQL(
                "request.id, COUNT(*), COUNT(*) FILTER (WHERE %s)", new_condition(self.env)
            )
            query = self._match_query(select, Domain("state", "=", "active"))
            rows = self.env.execute_query(SQL("%s GROUP BY request.id", query))
            counts = {request_id: (matches, new) for request_id, matches, new in rows}
        for request in self:
            request.match_count, request.new_match_count = counts.get(request.id, (0, 0))

    def action_view_matches(self):
        self.ensure_one()
        return self._match_action(Domain.TRUE)

    def action_view_new_matches(self):
        self.ensure_one()
        domain = Domain("interest_ids", "not any", [("partner_id", "=", self.partner_id.id)])
        if self.last_reviewed:
            domain &= Domain("activated_on", ">", self.last_reviewed)
        return self._match_action(domain)

    def _match_action(self, domain):
        domain &= Domain("state", "=", "active") & Domain("fitting_request_ids", "in", self.ids)
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_base.action_agency_match")
        return {
            **action,
            "display_name": self.env._("Matches: %(request)s", request=self.display_name),
            "domain": list(domain),
            "context": {"agency_request_id": self.id, "create": False},
        }

    def _match_domain(self):
        """Return the domain of the active properties that fit one of these requests."""
        return Domain("state", "=", "active") & self._fit_domain()

    def _matches(self):
        """Return the active properties that fit one of these requests. One query."""
        return self.env["agency.property"].search(self._match_domain())

    def _fit_domain(self):
        """Return the domain of the properties, in any state, that fit one of these requests."""

        def to_sql(_model, alias, _query):
            return SQL(
                "EXISTS (SELECT FROM agency_request request JOIN agency_property property"
                " ON property.id = %s WHERE request.id IN %s AND %s)",
                SQL.identifier(alias, "id"),
                self._search([("id", "in", self.ids)]).subselect(),
                fit_condition(self.env),
            )

        return Domain.custom(to_sql=to_sql)

    def _match_query(self, select, properties=Domain.TRUE):
        """Return the query of the pairs of these requests and the properties of a domain.

        Both sides obey the record rules of the user.
        """
        return SQL(
            "SELECT %s FROM agency_request request JOIN agency_property property ON %s"
            " WHERE request.id IN %s AND property.id IN %s",
            select,
            fit_condition(self.env),
            self._search([("id", "in", self.ids)]).subselect(),
            self.env["agency.property"]._search(properties).subselect(),
        )

    def _match_pairs(self, properties, unproposed=False):
        """Return the pairs (request id, property id) that fit. One query.

        :param properties: the properties to look at, in any state
        :param unproposed: leave out what the applicant already has an interest in
        """
        if not self or not properties:
            return []
        query = self._match_query(
            SQL("request.id, property.id"), Domain("id", "in", properties.ids)
        )
        if unproposed:
            query = SQL("%s AND %s", query, unproposed_condition(self.env))
        return self.env.execute_query(query)

    @api.model
    def _tell_agents(self, properties):
        """Schedule one activity on each open request that one of these new properties fits.

        Only in companies that want it, and not where the last such activity is still open: the
        request itself shows how many matches are new.
        """
        properties = properties.sudo().filtered("company_id.agency_match_activity")
        companies = properties.company_id
        open_requests = Domain("state", "=", "open") & Domain("company_id", "in", companies.ids)
        requests = self.sudo().search(open_requests) if properties else self
        fitting = {}
        for request_id, property_id in requests._match_pairs(properties, unproposed=True):
            fitting.setdefault(request_id, []).append(property_id)
        kind = self.env.ref("mail.mail_activity_data_todo")
        for request_id in requests.browse(fitting)._told_by(kind):
            del fitting[request_id]
        activities = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        activities.create(
            [
                requests.browse(request_id)._match_activity(kind, properties.browse(property_ids))
                for request_id, property_ids in fitting.items()
            ]
        )

    def _told_by(self, kind):
        """Return the ids of the requests on which such an activity is still open."""
        activities = self.env["mail.activity"].search_fetch(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", kind.id),
                ("automated", "=", True),
            ],
            ["res_id"],
        )
        return set(activities.mapped("res_id"))

    def _match_activity(self, kind, properties):
        items = [
            Markup("<li>%s</li>") % record._get_html_link(title=record.display_name)
            for record in properties
        ]
        return {
            "activity_type_id": kind.id,
            "automated": True,
            "date_deadline": fields.Date.context_today(self),
            "note": Markup("<ul>%s</ul>") % Markup().join(items),
            "res_id": self.id,
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "summary": self.env._("New matching properties"),
            "user_id": (self.user_id or properties.user_id[:1]).id or self.env.uid,
        }
