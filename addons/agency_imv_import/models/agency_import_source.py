from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import transport
from ..openimmo.limits import DEFAULT_LIMITS


class AgencyImportSource(models.Model):
    """A drop box from which deliveries are collected, and what becomes of them."""

    _name = "agency.import.source"
    _description = "Import Source"
    _inherit = ["agency.drop.box.mixin", "agency.import.collector.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, help="For instance: IMV online.")
    directory = fields.Char(help="Folder of the drop box in which senders put their files.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    has_user_folders = fields.Boolean(
        string="A Folder per User",
        help="Files may lie in sub-folders; a folder is named after the user who receives them.",
    )
    quiet_seconds = fields.Integer(
        string="Wait",
        default=5,
        help="Seconds between two looks at the drop box. A file is taken when its size and time "
        "stood still.",
    )
    max_megabytes = fields.Integer(
        string="Largest File", default=512, help="In MB. Larger files are set aside."
    )
    max_picture_width = fields.Integer(
        string="Maximum Picture Width",
        default=1920,
        help="In pixels. Wider pictures are made smaller when they are stored; 0 keeps them as "
        "they were sent.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Default Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        check_company=True,
        ondelete="set null",
        help="Receives the properties whose sender names no user of ours.",
    )
    origin_id = fields.Many2one(
        "agency.contact.origin",
        string="Contact Origin",
        required=True,
        ondelete="restrict",
        default=lambda self: self._default_origin(),
        help="Origin of the contacts that arrive here.",
    )
    full_delivery = fields.Selection(
        [
            ("nothing", "Do nothing"),
            ("list", "List what is missing"),
            ("ask", "Ask whether to archive it"),
            ("archive", "Archive it, and ask when much is missing"),
        ],
        string="After a Full Delivery",
        required=True,
        default="list",
        help="A full delivery holds everything that the sender offers. One that offers nothing, or "
        "of which a part could not be read, never archives anything.",
    )
    shrink_percent = fields.Integer(
        string="Ask Above",
        default=20,
        help="Ask when more than this share of the known listings would go, in per cent.",
    )
    asks_first = fields.Boolean(
        string="Ask before Importing",
        help="Deliveries stop at a preview of what they would change, until somebody imports all "
        "of it or some.",
    )
    last_result = fields.Selection(
        [("ok", "Working"), ("error", "Failing")], readonly=True, copy=False
    )
    message = fields.Char(string="Last Message", readonly=True, copy=False)
    delivery_ids = fields.One2many("agency.import.delivery", "source_id", string="Deliveries")
    delivery_count = fields.Integer(compute="_compute_delivery_counts")
    problem_count = fields.Integer(string="Problems", compute="_compute_delivery_counts")

    _check_wait = models.Constraint(
        "CHECK(quiet_seconds BETWEEN 0 AND 300)", "Wait between 0 and 300 seconds."
    )
    _check_size = models.Constraint(
        "CHECK(max_megabytes > 0)", "The largest file has at least 1 MB."
    )
    _check_shrink = models.Constraint(
        "CHECK(shrink_percent BETWEEN 0 AND 100)", "The share lies between 0 and 100 %."
    )
    _check_picture_width = models.Constraint(
        "CHECK(max_picture_width = 0 OR max_picture_width >= 320)",
        "The maximum picture width is at least 320 pixels, or 0 to keep pictures as they are.",
    )

    @api.depends("delivery_ids.state")
    def _compute_delivery_counts(self):
        groups = self.env["agency.import.delivery"]._read_group(
            [("source_id", "in", self.ids)], ["source_id", "state"], ["__count"]
        )
        for source in self:
            own = [(state, count) for record, state, count in groups if record == source]
            source.delivery_count = sum(count for _state, count in own)
            source.problem_count = sum(
                count for state, count in own if state in ("failed", "partial", "set_aside")
            )

    def action_test_connection(self):
        """Sign in, look, try to move, and answer in one sentence per source."""
        self.check_access("write")
        answers = []
        success = True
        for source_sudo in self.sudo():
            try:
                count = source_sudo._try_box()
            except (transport.TransportError, UserError) as error:
                success = False
                source_sudo._note_host_key(error)
                answers.append(source_sudo._sentence(error))
            else:
                answers.append(
                    self.env._(
                        "Connected to %(name)s. Files waiting: %(count)s.",
                        name=source_sudo.name,
                        count=count,
                    )
                )
        return self._notification(" ".join(answers), success)

    def action_import_now(self):
        """Collect and process at once what lies in the drop box."""
        self.check_access("write")
        sources_sudo = self.sudo()
        last = self.env["agency.import.delivery"].sudo().search([], order="id desc", limit=1)
        sources_sudo.with_context(agency_import_by_hand=True)._run()
        arrived = last.search([("source_id", "in", self.ids), ("id", ">", last.id or 0)])
        success = "error" not in sources_sudo.mapped("last_result")
        success = success and not {"failed", "partial", "set_aside"} & set(arrived.mapped("state"))
        messages = [
            *sources_sudo.filtered("message").mapped("message"),
            *(f"{one.name}: {one.message}" for one in arrived.sorted("id") if one.message),
        ]
        return self._notification(" ".join(messages), success)

    def action_view_deliveries(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_delivery"
        )
        return {
            **action,
            "domain": [("source_id", "=", self.id)],
            "context": {"default_source_id": self.id},
        }

    def _box_options(self):
        return {"subfolders": self.has_user_folders}

    def _limits(self):
        """Return the bounds within which a delivery is opened."""
        return DEFAULT_LIMITS

    @api.model
    def _default_origin(self):
        return self.env["agency.contact.origin"].search([("code", "=", "imv")], limit=1)
