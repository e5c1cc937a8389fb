from . import test_web_copies, test_web_copies_race, test_web_feed, test_web_feed_names
from . import test_web_sync
from . import (
    test_agency_web_message,
    test_agency_web_message_read,
    test_agency_case_mail,
    test_agency_case_letter,
    test_agency_case_note_files,
    test_portal_case_messages,
)
from . import (
    test_agency_case,
    test_agency_case_reminder,
    test_agency_guest_case_reasons,
    test_agency_web_access,
    test_agency_web_access_accounts,
    test_agency_web_access_effect,
    test_agency_web_access_open,
    test_agency_web_administrator,
)
from . import test_bus_bus, test_leak_part
from . import test_portal_case, test_portal_case_files, test_portal_case_property
from . import test_portal_cases
