from odoo.tests import TransactionCase


class WebSyncCase(TransactionCase):
    """Two clients with a case each, registered for the web but not synced."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"].create([{"name": "Alpha"}, {"name": "Beta"}])
        cls.modality = cls.env["agency.case.modality"].create({"name": "Sale", "code": "TSALE"})
        cls.cases = cls.env["agency.case"].create(
            [cls._case_values(partner, f"House of {partner.name}") for partner in cls.partners]
        )
        cls.accesses = cls.env["agency.web.access"].create(
            [{"partner_id": partner.id} for partner in cls.partners]
        )
        cls.copies = cls.env["agency.web.case"]
        cls.env.cr.flush()

    @classmethod
    def _case_values(cls, partner, name):
        return {"name": name, "client_id": partner.id, "modality_id": cls.modality.id}

    def commit(self):
        """Do what the end of a transaction does."""
        self.env.cr.flush()

    def copies_of(self, accesses):
        return self.copies.search([("access_id", "in", accesses.ids)])
