from odoo import api, fields, models

KINDS = [
    ("note", "Note"),
    ("letter", "Letter"),
    ("email", "E-mail"),
    ("filing", "Filing"),
    ("other", "Other"),
]


class AgencyCaseNote(models.Model):
    """One entry of a case's annotation book; what is released goes to the web with its files."""

    _name = "agency.case.note"
    _description = "Annotation"
    _order = "date desc, id desc"

    case_id = fields.Many2one("agency.case", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="case_id.company_id", store=True, index=True)
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    kind = fields.Selection(KINDS, required=True, default="note")
    name = fields.Char(string="Subject", required=True)
    body = fields.Text(string="Text")
    user_id = fields.Many2one("res.users", string="By", default=lambda self: self.env.user)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "agency_case_note_attachment_rel",
        "note_id",
        "attachment_id",
        string="Files",
    )
    released = fields.Boolean(
        string="On the Web",
        copy=False,
        help="Customers who follow this case see the entry and its files.",
    )
    released_on = fields.Datetime(readonly=True, copy=False)
    message_id = fields.Many2one(
        "mail.message",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The e-mail or the letter that made this entry.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        now = fields.Datetime.now()
        for vals in vals_list:
            if vals.get("released"):
                vals.setdefault("released_on", now)
        notes = super().create(vals_list)
        notes._adopt_files()
        notes._mark()
        return notes

    def write(self, vals):
        if "released" in vals:
            vals = {**vals, "released_on": fields.Datetime.now() if vals["released"] else False}
        if "case_id" in vals:
            self._mark(moved=True)
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._adopt_files()
        self._mark(moved="case_id" in vals)
        return result

    def unlink(self):
        self._mark()
        return super().unlink()

    def action_release(self):
        return self.write({"released": True})

    def action_withdraw(self):
        return self.write({"released": False})

    def _mark(self, moved=False):
        self.env["agency.web.case"]._mark_cases(self.case_id, moved=moved)

    def _adopt_files(self):
        """Bind files that were uploaded before their entry was saved: colleagues read them too."""
        for note in self:
            loose = note.attachment_ids.sudo().filtered(
                lambda a: not a.res_id and a.res_model in (False, self._name)
            )
            loose.write({"res_model": self._name, "res_id": note.id})
