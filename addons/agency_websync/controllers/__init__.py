from . import feed, portal_cases, portal_case, portal_case_files, portal_case_live
from . import portal_case_messages, portal_case_notices
