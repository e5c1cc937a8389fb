from . import agency_contact_mixin
from . import agency_call_log
from . import agency_whatsapp
