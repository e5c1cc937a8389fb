from . import agency_import_authorise
from . import agency_import_lock
from . import agency_property_activate
from . import agency_export_openimmo
