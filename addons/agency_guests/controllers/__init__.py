from . import dataset
from . import main
from . import preview

from . import portal_home
from . import portal_properties
from . import portal_appointments
from . import portal_actions
from . import portal_advertising
from . import portal_requests
from . import portal_mandates
from . import portal_documents
from . import portal_feedback
from . import portal_messages
from . import portal_report
