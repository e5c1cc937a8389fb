from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..access_policy import parse_network


class AgencyGuestNetwork(models.Model):
    """An address, or a block of addresses, from which a guest may come in."""

    _name = "agency.guest.network"
    _description = "Guest Network"
    _order = "cidr, id"
    _rec_name = "cidr"

    guest_id = fields.Many2one("agency.guest", index="btree_not_null", ondelete="cascade")
    profile_id = fields.Many2one("agency.guest.profile", index="btree_not_null", ondelete="cascade")
    cidr = fields.Char(
        string="Address",
        required=True,
        help="One address (203.0.113.7, 2001:db8::7) or a block (203.0.113.0/24).",
    )
    note = fields.Char()

    _one_owner = models.Constraint(
        "CHECK((guest_id IS NULL) != (profile_id IS NULL))",
        "An address belongs to a guest or to a profile.",
    )

    @api.constrains("cidr")
    def _check_cidr(self):
        for network in self:
            try:
                parse_network(network.cidr)
            except ValueError:
                raise ValidationError(
                    self.env._(
                        "“%s” is neither an IP address nor a block of addresses.", network.cidr
                    )
                ) from None

    @api.model_create_multi
    def create(self, vals_list):
        networks = super().create([self._normalised(vals) for vals in vals_list])
        networks.guest_id._limits_changed(addresses=True)
        return networks

    def write(self, vals):
        guests = self.guest_id
        result = super().write(self._normalised(vals))
        (guests | self.guest_id)._limits_changed(addresses=True)
        return result

    def unlink(self):
        guests = self.guest_id
        result = super().unlink()
        guests.exists()._limits_changed(addresses=True)
        return result

    @api.model
    def _normalised(self, vals):
        """Return the values with the address as it is compared; a constraint names a wrong one."""
        try:
            network = parse_network(vals["cidr"])
        except (KeyError, AttributeError, ValueError):
            return vals
        text = str(network)
        if network.prefixlen == network.max_prefixlen:
            text = str(network.network_address)
        return {**vals, "cidr": text}
