from . import (
    agency_case_letter,
    agency_guest_create,
    agency_web_message_send,
    base_partner_merge,
)
