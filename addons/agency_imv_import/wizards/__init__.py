from . import agency_import_authorise
