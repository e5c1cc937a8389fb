from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import transport
from ..openimmo.drafts import Provider


class AgencyExportTarget(models.Model):
    """Where the publications of a channel are delivered as OpenImmo, and how that goes."""

    _name = "agency.export.target"
    _description = "Portal Delivery"
    _inherit = ["agency.drop.box.mixin"]
    _order = "channel_id, id"
    _check_company_auto = True
    _rec_name = "channel_id"

    channel_id = fields.Many2one(
        "agency.channel",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="What is published here is delivered.",
    )
    name = fields.Char(related="channel_id.name")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)
    provider_number = fields.Char(help="The agency's customer number at the portal.")
    provider_anid = fields.Char(
        string="OpenImmo Number", help="The agency's openimmo_anid, if the portal asks for one."
    )
    sender_name = fields.Char(help="Empty: the name of the company.")
    technical_email = fields.Char(
        string="Reports to", help="E-mail address to which the portal reports problems."
    )
    item_ids = fields.One2many("agency.export.item", "target_id", string="Listings")
    parcel_ids = fields.One2many("agency.export.parcel", "target_id", string="Deliveries")
    waiting_count = fields.Integer(string="Waiting", compute="_compute_counts")
    shown_count = fields.Integer(string="At the Portal", compute="_compute_counts")
    last_sent = fields.Datetime(readonly=True, copy=False)
    last_result = fields.Selection(
        [("ok", "Working"), ("error", "Failing")], readonly=True, copy=False
    )
    message = fields.Char(string="Last Message", readonly=True, copy=False)
    failures = fields.Integer(readonly=True, copy=False, help="Attempts in vain since the last.")
    paused_until = fields.Datetime(string="Next Attempt", readonly=True, copy=False)

    _channel_once = models.UniqueIndex(
        "(channel_id, company_id)", "The publications of this channel are delivered already."
    )

    @api.depends("item_ids.state", "item_ids.is_at_portal")
    def _compute_counts(self):
        groups = self.env["agency.export.item"]._read_group(
            [("target_id", "in", self.ids)],
            ["target_id", "state", "is_at_portal"],
            ["__count"],
        )
        for target in self:
            own = [row[1:] for row in groups if row[0] == target]
            target.waiting_count = sum(count for state, _shown, count in own if state == "waiting")
            target.shown_count = sum(count for _state, is_shown, count in own if is_shown)

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets._mark_all()
        return targets

    def action_test_connection(self):
        """Sign in, look, and answer in one sentence per delivery."""
        self.check_access("write")
        answers, success = [], True
        for target_sudo in self.sudo():
            try:
                with target_sudo._inbox() as box:
                    box.look()
            except (transport.TransportError, UserError) as error:
                success = False
                target_sudo._note_host_key(error)
                answers.append(target_sudo._sentence(error))
            else:
                answers.append(self.env._("Connected to %s.", target_sudo.name))
        return self._notification(" ".join(answers), success)

    def action_send(self):
        """Have a job send at once what waits."""
        self.check_access("write")
        self.sudo().paused_until = False
        self._mark_all()
        return self._notification(self.env._("What is new is sent in a moment."), True)

    def action_send_all(self):
        """Have a job send everything that is published, as a full delivery."""
        self.check_access("write")
        for target_sudo in self.sudo():
            target_sudo.paused_until = False
            target_sudo._pack(is_full=True)
            target_sudo._schedule()
        return self._notification(self.env._("Everything is sent in a moment."), True)

    def _mark_all(self):
        """Look again at all that is published or shown at the portal."""
        publications = (
            self.env["agency.publication"]
            .sudo()
            .search(
                [
                    ("channel_id", "in", self.channel_id.ids),
                    ("company_id", "in", self.company_id.ids),
                    ("state", "=", "published"),
                ]
            )
        )
        items = self.env["agency.export.item"]
        items._mark_publications(publications)
        items._mark([("target_id", "in", self.ids), ("is_at_portal", "=", True)])
        self.filtered("waiting_count")._schedule()

    def _provider(self):
        """Return the agency as the portal knows it."""
        return Provider(
            anid=self.provider_anid or "",
            number=self.provider_number or "",
            company=self.sender_name or self.company_id.name,
        )
