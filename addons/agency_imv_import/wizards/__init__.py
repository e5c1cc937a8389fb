from . import agency_import_authorise
from . import agency_import_lock
