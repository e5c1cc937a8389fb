from odoo import api, fields, models

# What may be processed once more.
AGAIN = ("done", "partial", "failed", "discarded")
# States whose file lies in the folder `failed` of the drop box.
UNUSED = ("failed", "set_aside", "discarded")
COUNTED = ("created", "updated", "unchanged", "archived", "skipped", "failed")


class AgencyImportDelivery(models.Model):
    """One file that a sender put into a drop box: its content, and what became of it."""

    _name = "agency.import.delivery"
    _description = "Import Delivery"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "agency.import.filing.mixin",
        "agency.import.processor.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File", required=True, readonly=True)
    source_id = fields.Many2one(
        "agency.import.source",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    run_id = fields.Many2one(
        "agency.import.run",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The look into the drop box that found the file.",
    )
    active = fields.Boolean(default=True, readonly=True, copy=False)
    company_id = fields.Many2one(
        related="source_id.company_id", store=True, index=True, precompute=True
    )
    content = fields.Binary(
        attachment=True, readonly=True, copy=False, groups="agency_base.group_manager"
    )
    sha256 = fields.Char(string="SHA-256", readonly=True, copy=False)
    size = fields.Integer(readonly=True, help="In bytes.")
    state = fields.Selection(
        [
            ("new", "New"),
            ("processing", "Processing"),
            ("done", "Done"),
            ("partial", "Partly done"),
            ("failed", "Failed"),
            ("set_aside", "Set aside"),
            ("duplicate", "Duplicate"),
            ("discarded", "Discarded"),
        ],
        default="new",
        required=True,
        readonly=True,
        index=True,
        copy=False,
    )
    received_on = fields.Datetime(string="Received", readonly=True, default=fields.Datetime.now)
    started_on = fields.Datetime(string="Started", readonly=True, copy=False)
    finished_on = fields.Datetime(string="Finished", readonly=True, copy=False)
    message = fields.Text(readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        readonly=True,
        index=True,
        ondelete="set null",
        help="Who receives the properties of this delivery.",
    )
    user_folder = fields.Char(
        string="Folder", readonly=True, help="The sub-folder of the drop box the file lay in."
    )
    scope = fields.Selection(
        [("full", "Full"), ("partial", "Partial")], readonly=True, help="As the sender called it."
    )
    software = fields.Char(string="Sent by", readonly=True)
    facts = fields.Json(
        readonly=True,
        copy=False,
        groups="agency_base.group_manager",
        help="What stands around the listings: about the transfer and the provider.",
    )
    facts_text = fields.Text(
        string="About the Sender", compute="_compute_facts_text", groups="agency_base.group_manager"
    )
    duplicate_of_id = fields.Many2one(
        "agency.import.delivery", string="Same Content as", readonly=True, ondelete="set null"
    )

    listing_ids = fields.One2many("agency.import.listing", "delivery_id", string="Listings")
    created_count = fields.Integer(string="Created", readonly=True)
    updated_count = fields.Integer(string="Updated", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged", readonly=True)
    archived_count = fields.Integer(string="Archived", readonly=True)
    skipped_count = fields.Integer(string="Skipped", readonly=True)
    failed_count = fields.Integer(string="Not Imported", readonly=True)
    listing_count = fields.Integer(
        string="Number of Listings", compute="_compute_listing_count", store=True
    )

    # How far the work got: what is committed is not done again after a crash.
    position = fields.Integer(readonly=True, copy=False)
    attempts = fields.Integer(readonly=True, copy=False)

    # Where the files lie: pairs [path where they arrived, path where they are].
    remote_files = fields.Json(readonly=True, copy=False)
    remote_mark = fields.Char(readonly=True, copy=False)
    place = fields.Selection(
        [("inbox", "Drop box"), ("done", "done"), ("failed", "failed"), ("gone", "Gone")],
        string="Lies in",
        default="inbox",
        readonly=True,
        copy=False,
    )
    is_misplaced = fields.Boolean(compute="_compute_is_misplaced", search="_search_is_misplaced")

    _content_once = models.UniqueIndex(
        "(source_id, sha256) WHERE state != 'duplicate'",
        "This content has been delivered before.",
    )
    _pending = models.Index("(id) WHERE state IN ('new', 'processing')")

    @api.depends(*(f"{action}_count" for action in COUNTED))
    def _compute_listing_count(self):
        for delivery in self:
            delivery.listing_count = sum(delivery[f"{action}_count"] for action in COUNTED)

    @api.depends("facts")
    def _compute_facts_text(self):
        for delivery in self:
            pairs = (delivery.facts or {}).items()
            delivery.facts_text = "\n".join(f"{name}: {text}" for name, text in pairs if text)

    @api.depends("place", "state")
    def _compute_is_misplaced(self):
        for delivery in self:
            delivery.is_misplaced = delivery.place not in ("gone", delivery._wanted_place())

    def _search_is_misplaced(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [
            "|",
            ("place", "=", "inbox"),
            "|",
            "&",
            ("place", "=", "done"),
            ("state", "in", UNUSED),
            "&",
            ("place", "=", "failed"),
            ("state", "not in", UNUSED),
        ]

    def action_process_again(self):
        """Start over with the stored content; the protocol of the first time is replaced."""
        self.check_access("write")
        again_sudo = self.sudo().filtered(lambda delivery: delivery.state in AGAIN)
        again_sudo._reset()
        return again_sudo._process_now()

    def _process_now(self):
        for company, deliveries in self.grouped("company_id").items():
            with self.env["agency.import.source"]._exclusive(company) as is_mine:
                # When another run is at work it also takes these.
                if is_mine:
                    deliveries._process_pending([("id", "in", deliveries.ids)])
                    deliveries.source_id._put_away()
        return True

    def action_view_listings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_listing"
        )
        return {**action, "domain": [("delivery_id", "=", self.id)], "context": {}}

    def action_view_properties(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("agency_base.action_agency_property")
        return {
            **action,
            "domain": [("id", "in", self.listing_ids.property_id.ids)],
            "context": {"active_test": False},
        }

    def _reset(self):
        self.listing_ids.unlink()
        self.write(
            {
                "state": "new",
                "position": 0,
                "attempts": 0,
                "message": False,
                "active": True,
                "missing_count": 0,
                "asks_to_archive": False,
                "started_on": False,
                "finished_on": False,
                **{f"{action}_count": 0 for action in COUNTED},
            }
        )

    def _wanted_place(self):
        return "failed" if self.state in UNUSED else "done"
