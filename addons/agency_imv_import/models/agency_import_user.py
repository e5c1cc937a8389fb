from odoo import api, fields, models


class AgencyImportUser(models.Model):
    """Somebody who may send to a source, by the user name that the sender's tool gives."""

    _name = "agency.import.user"
    _description = "Authorised Import User"
    _order = "source_id, name, id"
    _check_company_auto = True

    source_id = fields.Many2one(
        "agency.import.source", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="source_id.company_id", store=True, index=True, precompute=True
    )
    name = fields.Char(
        string="User Name",
        required=True,
        help="As the sender's tool transmits it; give the same name to IMV.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Receives",
        required=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        check_company=True,
        ondelete="cascade",
        help="Becomes responsible for the properties that this user name sends.",
    )
    folder = fields.Char(
        string="Sub-folder",
        help="Folder of the drop box whose files belong to this user; usually the user name.",
    )

    _name_once = models.UniqueIndex(
        "(source_id, lower(name))", "This user name is in the list of the source already."
    )

    @api.model
    def _by_name(self, source):
        """Return who receives what a name sends: {name in small letters: user id}.

        A listed person is also known by folder, login and e-mail address; where the source takes
        deliveries of anybody, so is every other internal user.
        """
        internal = self.env["res.users"].search(
            [("share", "=", False), ("company_ids", "in", source.company_id.ids)], order="id desc"
        )
        rows = source.import_user_ids.filtered(lambda row: row.user_id in internal)
        users = internal if source.accepted_users == "any" else rows.user_id
        names = {user.email: user.id for user in users if user.email}
        names |= {user.login: user.id for user in users}
        names |= {row.folder: row.user_id.id for row in rows if row.folder}
        names |= {row.name: row.user_id.id for row in rows}
        return {name.strip().lower(): user_id for name, user_id in names.items()}

    @api.model
    def _authorise(self, source, name, user):
        """Let a user name send to a source on behalf of a user."""
        rows = source.import_user_ids.filtered(lambda row: row.name.lower() == name.lower())
        if rows:
            rows.user_id = user
            return rows
        return self.create({"source_id": source.id, "name": name, "user_id": user.id})
