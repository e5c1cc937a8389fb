from odoo import models


class IrWebsocket(models.AbstractModel):
    """A guest's live connection: it has to be there, for the office to be able to end it."""

    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        # Groups, chats and what goes to everybody are not for guests, who may not even ask for
        # chats: their own account is all there is.
        if self.env.user._is_agency_guest():
            return [self.env.user.partner_id]
        return super()._build_bus_channel_list(channels)
