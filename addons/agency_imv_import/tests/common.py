import shutil
import tempfile
from pathlib import Path

from odoo.tests import TransactionCase, new_test_user

from .deliveries import document


class Killed(BaseException):
    """The worker is gone: nothing after this runs."""


class ImportCase(TransactionCase):
    """A source over a real folder, with people who may and may not use it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = Path(tempfile.mkdtemp(prefix="agency_import_"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        # What is in the database already must not be collected or recognised.
        cls.env["agency.import.source"].search([]).active = False
        cls.env["agency.partner.key"].search([]).unlink()
        cls.env["agency.import.identity"].search([]).unlink()
        cls.agent = new_test_user(
            cls.env, "imv_agent", "agency_base.group_agent", email="agent@example.com"
        )
        cls.manager = new_test_user(cls.env, "imv_manager", "agency_base.group_manager")
        cls.storage = cls.env["fs.storage"].create(
            {"name": "Folder", "code": "imv_test_folder", "protocol": "file"}
        )
        cls.source = cls.env["agency.import.source"].create(
            {
                "name": "IMV online",
                "storage_id": cls.storage.id,
                "directory": str(cls.folder),
                "quiet_seconds": 0,
                "user_id": cls.manager.id,
                "accepted_senders": "any",
                "accepted_users": "any",
            }
        )
        cls.deliveries = cls.env["agency.import.delivery"]
        cls.listings = cls.env["agency.import.listing"]
        cls.properties = cls.env["agency.property"].with_context(active_test=False)
        cls.identities = cls.env["agency.import.identity"]

    def setUp(self):
        super().setUp()
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def put(self, name, content):
        """Lay a file into the drop box."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def run_import(self, function=None):
        """Run the scheduled action, or something else, as it runs: with commits of its own."""
        with self.enter_registry_test_mode(), self.env.registry.cursor() as cr:
            sources = self.source.with_env(self.env(cr=cr))
            sources.search([]).last_run = False  # half an hour later
            function(sources) if function else sources._cron_import()

    def run_until_killed(self):
        """Run the scheduled action in a worker that dies; what it committed stays."""
        try:
            self.run_import()
        except Killed:
            return
        self.fail("The worker was to die.")

    def deliver(self, content, name="delivery.xml", **options):
        """Import bytes and return their delivery."""
        with self.enter_registry_test_mode(), self.env.registry.cursor() as cr:
            source = self.source.with_env(self.env(cr=cr))
            delivery = source.env["agency.import.delivery"]._receive(
                source, name, content, **options
            )
            source.env["agency.import.delivery"]._process_pending([("id", "=", delivery.id)])
            delivery_id = delivery.id
        return self.deliveries.browse(delivery_id)

    def import_listings(self, *listings, **options):
        return self.deliver(document(*listings, **options))

    def own_identities(self):
        return self.identities.search([("source_id", "=", self.source.id)])

    def property_of(self, delivery):
        self.assertEqual(
            delivery.listing_ids.mapped("action"),
            ["created"],
            delivery.listing_ids.mapped("message"),
        )
        return delivery.listing_ids.property_id

    def waiting(self):
        """Return the names of the files that lie in the drop box."""
        return sorted(path.name for path in self.folder.iterdir() if path.is_file())

    def put_away(self, folder):
        """Return the names of the files in `done` or `failed`, as they arrived."""
        directory = self.folder / folder
        names = [path.name for path in directory.iterdir()] if directory.exists() else []
        return sorted(name.split("-", 3)[-1] for name in names)
