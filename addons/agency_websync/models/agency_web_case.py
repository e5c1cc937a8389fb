from odoo import fields, models

from odoo.addons.agency_base.loose_many2one import LooseMany2one

from .agency_case import STATES


class AgencyWebCase(models.Model):
    """The web copy: what one registration may see of one case, and nothing else.

    Written by web_copy_sql only. Customers read this model, never the case itself.

    Its links are loose: what it shows is held by its case. The case and the registration take
    their copies away when they are deleted; copies that come at the same moment are found by the
    look after it.
    """

    _name = "agency.web.case"
    _description = "Web Copy of a Case"
    _inherit = ["agency.guest.readable"]
    _order = "expiry_date, number, id"
    # Who wrote a copy says nothing; `changed_at` tells when.
    _log_access = False
    _rec_names_search = ["number", "name"]

    _guest_section = "cases"
    _guest_low_fields = (
        *("access_id", "number", "name", "modality_id", "country_id", "state", "classes"),
        *("filing_date", "expiry_date", "picture_checksum", "version", "changed_at"),
    )
    # References and the key stand in the copy only where they are ticked for the customer.
    _guest_high_fields = (
        *("reference_1", "reference_2", "reference_3", "key"),
        *("client_name", "intermediary_name", "entries"),
    )

    access_id = LooseMany2one("agency.web.access", required=True, ondelete="cascade")
    case_id = LooseMany2one("agency.case", required=True, ondelete="cascade")
    company_id = LooseMany2one("res.company", required=True, ondelete="cascade")
    number = fields.Char()
    name = fields.Char()
    modality_id = LooseMany2one("agency.case.modality")
    country_id = LooseMany2one("res.country")
    state = fields.Selection(STATES)
    classes = fields.Char()
    filing_date = fields.Date(string="Filed on")
    expiry_date = fields.Date(string="Expires on")
    reference_1 = fields.Char()
    reference_2 = fields.Char()
    reference_3 = fields.Char()
    key = fields.Char()
    client_name = fields.Char(string="Client")
    intermediary_name = fields.Char(string="Intermediary")
    picture_id = LooseMany2one("ir.attachment")
    picture_checksum = fields.Char()
    thumbnail_id = LooseMany2one("ir.attachment")
    entries = fields.Json(help="Released entries of the annotation book with their files.")
    version = fields.Integer(help="Counts the changes of this copy.")
    changed_at = fields.Datetime()

    # Each index is kept right with every copy, so there are two. This one also finds the copies of
    # a case ...
    _pair_unique = models.UniqueIndex(
        "(case_id, access_id)", "There is one copy per registration and case."
    )
    # ... and this one those of a registration, in the order in which the customer's list opens;
    # other orders sort one registration's rows. The columns that come along are what the list can
    # be filtered by: counted without a look at the rows.
    _expiry_index = models.Index(
        "(access_id, expiry_date) INCLUDE (company_id, modality_id, country_id, classes)"
    )

    def _guest_label(self):
        self.ensure_one()
        return " · ".join(part for part in (self.number, self.name) if part)
