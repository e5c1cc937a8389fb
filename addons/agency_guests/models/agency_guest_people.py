from odoo import api, fields, models


class AgencyGuestPeople(models.AbstractModel):
    """Shows the people of a record: names or pseudonyms, as the level of the reader allows."""

    _name = "agency.guest.people"
    _description = "People as Guests See Them"
    _inherit = ["agency.guest.readable"]

    guest_people = fields.Char(
        string="People",
        compute="_compute_guest_people",
        help="Names for whoever may know them, otherwise pseudonyms that stay the same.",
    )

    @api.depends_context("uid")
    def _compute_guest_people(self):
        """Own clients are named; third parties only at the high level.

        The user decides, not sudo: a page that reads with more rights still shows pseudonyms.
        """
        user = self.env.user
        masks = user._is_agency_guest() and self._guest_level() < 2
        for record in self:
            partners_sudo = record.sudo()._guest_people_partners()
            hidden = partners_sudo - partners_sudo.filtered("is_guest_client") if masks else ()
            labels = user._guest_pseudonyms(hidden) if hidden else {}
            record.guest_people = ", ".join(
                f"{record.sudo()._guest_people_word(partner)} {labels[partner.id]}"
                if partner.id in labels
                else partner.name or ""
                for partner in partners_sudo
            )

    def _guest_people_partners(self):
        """Return the people of one record, in sudo."""
        self.ensure_one()
        return self.partner_id

    def _guest_people_word(self, partner):
        """Return what to call one of these people instead of by name, in sudo."""
        self.ensure_one()
        party = self._guest_people_property().party_ids.filtered(
            lambda party: party.partner_id == partner and party.is_current
        )[:1]
        if not party:
            return self.env._("Applicant")
        return dict(party._fields["role"]._description_selection(self.env))[party.role]

    def _guest_people_property(self):
        """Return the property that one record is about, in sudo."""
        self.ensure_one()
        return self.property_id
