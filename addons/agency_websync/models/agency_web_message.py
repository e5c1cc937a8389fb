from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

DIRECTIONS = [("in", "From the customer"), ("out", "From the agency")]
UNREAD_BY_OFFICE = Domain("direction", "=", "in") & Domain("read_by_office_at", "=", False)
UNREAD_BY_COPY = """
    SELECT copy.id, count(*)
      FROM agency_web_case copy
      JOIN agency_web_message message
        ON message.access_id = copy.access_id AND message.case_id = copy.case_id
     WHERE copy.id = ANY(%s) AND message.direction = 'out' AND message.read_by_client_at IS NULL
     GROUP BY copy.id
"""


class AgencyWebMessage(models.Model):
    """What a customer and the agency wrote to each other about one case, as plain text.

    The office reads and answers in the case's chatter; the customer reads this model, one
    registration's messages apart from the other's.
    """

    _name = "agency.web.message"
    _description = "Message on the Web"
    _inherit = ["agency.guest.readable"]
    _order = "date desc, id desc"
    _rec_name = "author_name"

    _guest_section = "cases"
    _guest_high_fields = (
        *("web_case_id", "direction", "date", "author_name", "body"),
        *("read_by_client_at", "read_by_office_at"),
    )

    access_id = fields.Many2one(
        "agency.web.access", string="Registration", required=True, readonly=True, ondelete="cascade"
    )
    case_id = fields.Many2one(
        "agency.case", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True, index=True)
    web_case_id = fields.Many2one(
        "agency.web.case",
        string="On the Web",
        compute="_compute_web_case_id",
        search="_search_web_case_id",
        compute_sudo=True,
    )
    direction = fields.Selection(DIRECTIONS, required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    author_id = fields.Many2one(
        "res.partner", string="Author Contact", readonly=True, ondelete="set null"
    )
    author_name = fields.Char(string="Author", readonly=True)
    guest_id = fields.Many2one(
        "agency.guest", string="Account", readonly=True, index="btree_not_null", ondelete="set null"
    )
    body = fields.Text(string="Text", readonly=True)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "agency_web_message_attachment_rel",
        "message_id",
        "attachment_id",
        string="Files",
        readonly=True,
    )
    message_id = fields.Many2one(
        "mail.message",
        string="In the Chatter",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    submission = fields.Char(readonly=True, help="The form that was sent: twice is once.")
    read_by_client_at = fields.Datetime(string="Read by Customer", readonly=True)
    read_by_office_at = fields.Datetime(string="Read by Agency", readonly=True)
    read_at = fields.Datetime(
        string="Read", compute="_compute_read_at", help="When the one who got it read it first."
    )

    _thread_index = models.Index("(access_id, case_id, date)")
    _submission_unique = models.UniqueIndex(
        "(access_id, submission) WHERE submission IS NOT NULL", "This message was sent already."
    )

    @api.depends("direction", "read_by_client_at", "read_by_office_at")
    def _compute_read_at(self):
        for message in self:
            name = "read_by_office_at" if message.direction == "in" else "read_by_client_at"
            message.read_at = message[name]

    @api.depends("access_id", "case_id")
    def _compute_web_case_id(self):
        copies = {(copy.access_id, copy.case_id): copy for copy in self._copies_sudo()}
        for message in self:
            message.web_case_id = copies.get((message.access_id, message.case_id), False)

    @api.model
    def _search_web_case_id(self, operator, value):
        """Find the messages of copies; with False, those that are on the web no more."""
        if operator != "in":
            return NotImplemented
        ids = [copy_id for copy_id in value if copy_id]

        def to_sql(model, alias, query):
            held = SQL(
                """EXISTS (SELECT FROM agency_web_case w
                            WHERE w.access_id = %s AND w.case_id = %s AND %s)""",
                SQL.identifier(alias, "access_id"),
                SQL.identifier(alias, "case_id"),
                SQL("w.id = ANY(%s)", ids) if ids else SQL("TRUE"),
            )
            return held if ids else SQL("NOT %s", held)

        def matches(message):
            return message.sudo().web_case_id.id in value

        if ids and False in value:
            return NotImplemented
        return Domain.custom(to_sql=to_sql, predicate=matches)

    @api.model
    def _record(self, message, accesses, **values):
        """Keep a message of a case's chatter for registrations that see the case.

        :param message: the mail.message
        :param values: direction, body, and what else is known of it
        """
        messages_sudo = self.sudo().create(
            [
                {
                    "access_id": access.id,
                    "case_id": message.res_id,
                    "message_id": message.id,
                    "date": message.date,
                    "author_id": message.author_id.id,
                    "author_name": message.author_id.name or message.email_from,
                    "attachment_ids": message.attachment_ids.ids,
                    **values,
                }
                for access in accesses
            ]
        )
        messages_sudo._tell_pages()
        messages_sudo._tell_office()
        return messages_sudo

    def _follow(self, message, body):
        """Show what a colleague made of the message afterwards; pages that are open too."""
        if self:
            self.write({"body": body, "attachment_ids": [(6, 0, message.attachment_ids.ids)]})
            self._tell_pages()

    def _mark_read(self, name):
        """Note when messages were read first; `name` is the field of who read them."""
        unread_sudo = self.sudo().filtered(lambda message: not message[name])
        if unread_sudo:
            unread_sudo.write({name: fields.Datetime.now()})
            unread_sudo._tell_pages()
            unread_sudo._tell_office()

    @api.model
    def _unread_by_copy(self, copies):
        """Return how many messages of the agency the customer has not read, by copy id.

        Copies without any are left out; so is everything for who may not read messages.
        """
        if not copies or (self._is_guest() and self._guest_level() < 2):
            return {}
        names = ("access_id", "case_id", "direction", "read_by_client_at")
        flushed = [self._fields[name] for name in names]
        return dict(self.env.execute_query(SQL(UNREAD_BY_COPY, copies.ids, to_flush=flushed)))

    def _copies_sudo(self):
        """Return the web copies under which these messages stand."""
        return (
            self.env["agency.web.case"]
            .sudo()
            .search([("access_id", "in", self.access_id.ids), ("case_id", "in", self.case_id.ids)])
        )

    def _tell_pages(self):
        """Have open pages read their messages again; those that miss it see the new version."""
        pairs = {(message.access_id, message.case_id) for message in self}
        copies = self._copies_sudo().filtered(lambda c: (c.access_id, c.case_id) in pairs)
        self.env.execute_query(
            SQL(
                "UPDATE agency_web_case SET version = version + 1 WHERE id = ANY(%s) RETURNING id",
                copies.ids,
            )
        )
        copies.invalidate_recordset(["version"])
        copies._tell_pages()

    def _tell_office(self):
        """Have open forms of the cases count again what the office has not read: ids only."""
        if cases := self.case_id:
            colleagues = self.env.ref("agency_base.group_agent")
            colleagues._bus_send("agency_websync/unread", {"cases": cases.ids})

    def _guest_label(self):
        self.ensure_one()
        return self.author_name or ""
