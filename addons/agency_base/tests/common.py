import base64
import contextlib
import io

from PIL import Image

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import SQL

# What a delivery and the tests do not need: mails about assignments, and the log of creations.
QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class AgencyCase(TransactionCase):
    """An agent, a manager and an agent of another company; one house of the first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **QUIET})
        cls.company = cls.env["res.company"].create({"name": "Harbour Homes"})
        cls.other_company = cls.env["res.company"].create({"name": "Hillside Homes"})
        cls.agent = cls._user("h_agent", "agency_base.group_agent")
        cls.manager = cls._user("h_manager", "agency_base.group_manager")
        cls.stranger = cls._user("h_stranger", "agency_base.group_manager", cls.other_company)
        cls.kind = cls.env["agency.property.kind"].create({"name": "Cottage", "code": "h.cottage"})
        cls.house = cls._property(name="House by the harbour")
        cls.anna, cls.bert, cls.clara = cls.env["res.partner"].create(
            [{"name": name} for name in ("Anna Anker", "Bert Boje", "Clara Kai")]
        )

    @classmethod
    def _user(cls, login, groups, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=login,
            groups=groups,
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    @classmethod
    def _property(cls, **values):
        return cls.env["agency.property"].create(
            {
                "name": "A property",
                "company_id": cls.company.id,
                "user_id": cls.agent.id,
                "kind_id": cls.kind.id,
                **values,
            }
        )

    def _row_version(self, record):
        """Return what changes whenever the row of a record is touched."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL("SELECT ctid FROM %s WHERE id = %s", SQL.identifier(record._table), record.id)
        )
        return self.env.cr.fetchone()[0]

    @contextlib.contextmanager
    def refused(self, pattern):
        """What happens inside is refused, undone, and the message says `pattern`."""
        with self.assertRaises(ValidationError) as caught:
            yield
        self.assertRegex(str(caught.exception), pattern)

    @staticmethod
    def _picture(color="red", size=(64, 48), file_format="PNG"):
        """Return a one-coloured picture as the ORM wants it."""
        output = io.BytesIO()
        Image.new("RGB", size, color).save(output, file_format)
        return base64.b64encode(output.getvalue())

    def _media(self, record=None, **values):
        return self.env["agency.property.media"].create(
            {
                "property_id": (record or self.house).id,
                "filename": "picture.png",
                "file": self._picture(),
                **values,
            }
        )
