from odoo import api, fields, models
from odoo.exceptions import UserError

OFFERS = ("for_sale", "for_rent", "for_ground_lease", "for_leasing")
# What has to be filled in: any of the fields, the name of the fact is the label of the first.
REQUIRED_FACTS = (
    ("kind_id",),
    OFFERS,
    ("street",),
    ("zip",),
    ("city",),
    ("headline_price", "price_text"),
)
MANAGER = "agency_base.group_manager"
# Set by the import and by the buttons alone.
KEPT_FIELDS = ("import_source_id", "import_warning_read_on", "import_warning_read_by_id")


class AgencyProperty(models.Model):
    """Says what an imported property lacks before it may go on the market.

    Other properties are left alone.
    """

    _inherit = "agency.property"

    import_warning_read_on = fields.Datetime(
        string="Import Warning Read", readonly=True, copy=False, tracking=True
    )
    import_warning_read_by_id = fields.Many2one(
        "res.users", string="Import Warning Read by", readonly=True, copy=False, ondelete="set null"
    )
    has_checklist = fields.Boolean(
        compute="_compute_has_checklist",
        help="The property was imported and is still to be activated.",
    )
    is_owner_linked = fields.Boolean(compute="_compute_checklist", compute_sudo=True)
    is_mandate_running = fields.Boolean(compute="_compute_checklist", compute_sudo=True)
    is_mandate_waiting = fields.Boolean(
        compute="_compute_checklist", compute_sudo=True, help="One is not signed, or not begun."
    )
    is_import_warning_read = fields.Boolean(compute="_compute_checklist", compute_sudo=True)
    is_checklist_done = fields.Boolean(compute="_compute_is_checklist_done", compute_sudo=True)
    missing_facts = fields.Char(compute="_compute_missing_facts", compute_sudo=True)

    @api.depends("import_source_id", "state")
    def _compute_has_checklist(self):
        for record in self:
            record.has_checklist = bool(record.import_source_id) and record.state == "inactive"

    @api.depends("owner_ids", "current_mandate_id", "mandate_ids.state", "import_warning_read_on")
    def _compute_checklist(self):
        for record in self:
            record.is_owner_linked = bool(record.owner_ids)
            record.is_mandate_running = bool(record.current_mandate_id)
            record.is_mandate_waiting = bool(record._waiting_mandates())
            record.is_import_warning_read = bool(record.import_warning_read_on)

    @api.depends("is_owner_linked", "is_mandate_running", "is_import_warning_read", "missing_facts")
    def _compute_is_checklist_done(self):
        for record in self:
            record.is_checklist_done = not record._open_points()

    @api.depends(*(name for names in REQUIRED_FACTS for name in names))
    @api.depends_context("lang")
    def _compute_missing_facts(self):
        offered_as = self.env._("Offered for sale, rent, ground lease or leasing")
        for record in self:
            record.missing_facts = ", ".join(
                offered_as if names == OFFERS else self._label_of(names[0])
                for names in REQUIRED_FACTS
                if not any(record[name] for name in names)
            )

    @api.model
    def _has_field_access(self, field, operation):
        if operation == "write" and field.name in KEPT_FIELDS and not self.env.su:
            return False
        return super()._has_field_access(field, operation)

    def write(self, vals):
        if vals.get("state") in ("active", "reserved"):
            # What the same write fills in counts.
            waiting = self.filtered("has_checklist")
            result = super().write(vals)
            waiting._check_checklist()
            return result
        return super().write(vals)

    def action_activate(self):
        """Activate; what is still open is shown first, and managers may go on."""
        is_open = any(record._open_points() for record in self if record.has_checklist)
        if self.env.su or not is_open:
            return super().action_activate()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Before It Is Activated"),
            "res_model": "agency.property.activate",
            "view_mode": "form",
            "target": "new",
            "context": {"default_property_ids": self.ids},
        }

    def action_read_import_warning(self):
        """Note who has read the warning of the import, and when."""
        self.check_access("write")
        unread_sudo = self.sudo().filtered(lambda record: not record.import_warning_read_on)
        unread_sudo.write(
            {
                "import_warning_read_on": fields.Datetime.now(),
                "import_warning_read_by_id": self.env.uid,
            }
        )
        return True

    def action_dismiss_warning(self):
        self.filtered("import_source_id").action_read_import_warning()
        return super().action_dismiss_warning()

    def action_add_owner(self):
        """Ask for the owner; who came as the only contact person is proposed."""
        contacts = self.party_ids.filtered(lambda link: link.role == "contact" and link.is_current)
        context = {"default_role": "owner"}
        if len(contacts.partner_id) == 1:
            context["default_partner_id"] = contacts.partner_id.id
        return self._new_in_dialog("agency.property.party", self.env._("Link the Owner"), context)

    def action_add_mandate(self):
        """Ask for a mandate, or open the one that is still to be signed or to begin."""
        mandate = self._waiting_mandates()[:1]
        title = self.env._("The Mandate") if mandate else self.env._("Enter the Mandate")
        return {**self._new_in_dialog("agency.mandate", title, {}), "res_id": mandate.id}

    def _waiting_mandates(self):
        return self.mandate_ids.filtered(lambda mandate: mandate.state in ("draft", "upcoming"))

    def _new_in_dialog(self, model, title, context):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_property_id": self.id, **context},
        }

    def _open_points(self):
        """Return what is still missing, one sentence each."""
        self.ensure_one()
        points = []
        if not self.is_owner_linked:
            points.append(self.env._("No owner is linked."))
        if not self.is_mandate_running:
            points.append(self.env._("No mandate is running."))
        if not self.is_import_warning_read:
            points.append(self.env._("Nobody has confirmed the import warning."))
        if self.missing_facts:
            points.append(self.env._("Facts are missing: %s.", self.missing_facts))
        return points

    def _check_checklist(self):
        """Refuse agents what managers may do: going on although points are open."""
        if self.env.su or self.env.user.has_group(MANAGER):
            return
        for record in self:
            if points := record._open_points():
                raise UserError(
                    self.env._(
                        "%(property)s cannot be activated yet. %(points)s A manager may activate "
                        "it all the same.",
                        property=record.display_name,
                        points=" ".join(points),
                    )
                )

    @api.model
    def _label_of(self, name):
        return self._fields[name]._description_string(self.env)
