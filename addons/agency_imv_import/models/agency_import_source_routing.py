from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize

from ..openimmo.mapper import USER_FIELD_NAMES


class AgencyImportSource(models.Model):
    """Who may deliver to a source, for whom, and whom it asks when it does not know."""

    _inherit = "agency.import.source"

    accepted_senders = fields.Selection(
        [("listed", "Only listed senders"), ("any", "Every sender")],
        string="Senders",
        required=True,
        default="listed",
        help="What others deliver is set aside until somebody decides.",
    )
    accepted_users = fields.Selection(
        [
            ("listed", "Only listed user names"),
            ("any", "Everybody; unknown names go to the default responsible"),
        ],
        string="User Names",
        required=True,
        default="listed",
        help="What is sent under another name is set aside until somebody decides. A delivery "
        "without any name goes to the default responsible.",
    )
    sender_ids = fields.One2many("agency.import.sender", "source_id", string="Listed Senders")
    import_user_ids = fields.One2many("agency.import.user", "source_id", string="Authorised Users")
    manager_id = fields.Many2one(
        "res.users",
        string="Who Decides",
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref("agency_base.group_manager").ids),
            ("share", "=", False),
        ],
        check_company=True,
        ondelete="set null",
        help="Is asked about deliveries that were set aside. Empty: the first manager.",
    )
    report_email = fields.Char(
        string="Reports to",
        help="Address that receives a report of a delivery; several with commas.",
    )
    report_when = fields.Selection(
        [("errors", "Only when something went wrong"), ("always", "After every delivery")],
        string="Report",
        required=True,
        default="errors",
    )

    @api.model
    def _user_fields(self):
        """Return the names of the fields in which senders leave the name of their user."""
        names = self.env["ir.config_parameter"].sudo().get_param("agency_imv_import.user_fields")
        return tuple(filter(None, (name.strip() for name in (names or "").split(",")))) or (
            USER_FIELD_NAMES
        )

    @api.constrains("report_email")
    def _check_report_email(self):
        for source in self:
            for address in (source.report_email or "").split(","):
                if source.report_email and not email_normalize(address):
                    raise ValidationError(
                        self.env._(
                            "Reports cannot be sent to “%(address)s”: enter e-mail addresses, with "
                            "commas between them.",
                            address=address.strip(),
                        )
                    )

    def _decider(self):
        """Return who is asked: the manager of the source, else the first one of the company."""
        self.ensure_one()
        group = self.env.ref("agency_base.group_manager")
        managers = self.env["res.users"].search(
            [
                ("all_group_ids", "in", group.ids),
                ("share", "=", False),
                ("company_ids", "in", self.company_id.ids),
            ],
            order="id",
        )
        return (self.manager_id & managers) or (self.user_id & managers) or managers[:1]
