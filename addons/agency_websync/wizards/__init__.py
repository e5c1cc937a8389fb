from . import agency_case_letter, agency_web_message_send, agency_guest_create
