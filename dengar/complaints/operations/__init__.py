"""The only writer of Complaint and its rows. Steps call these; pages never do."""

from dengar.complaints.operations.behalf import call_back, speak_for
from dengar.complaints.operations.calling import tell_by_phone
from dengar.complaints.operations.contact import record_contact, say_whether_heard
from dengar.complaints.operations.escalating import escalate, escalate_due, escalate_once
from dengar.complaints.operations.evidence import (
    attach_for_person,
    keep_files,
    note_files,
    release_file,
    send,
    take_back_file,
)
from dengar.complaints.operations.filing import Filing, receive
from dengar.complaints.operations.granting import end_grant, grant
from dengar.complaints.operations.identity import (
    change_mode,
    change_secrecy,
    may_be_reached,
    open_identity,
    read_open_identity,
)
from dengar.complaints.operations.leaving import in_hand, leave, successors
from dengar.complaints.operations.linking import NotTogether, link, tell_ends_due
from dengar.complaints.operations.lost import ask_new_words, refuse_words, reset_words, take_new_words
from dengar.complaints.operations.moving import (
    Gone,
    NotNow,
    NotYours,
    advance,
    check_handler,
    check_seen,
    check_sight,
    note,
)
from dengar.complaints.operations.recounting import announce_holiday
from dengar.complaints.operations.referring import prepare_referral
from dengar.complaints.operations.releasing import (
    approve_order,
    ask_release,
    choose_release,
    order_release,
    put_release,
    refuse_release,
)
from dengar.complaints.operations.sight import (
    approve_brief,
    hand_to_coordinator,
    hands_mark,
    let_in,
    name_handler,
    name_respondents,
    recuse,
    sight_mark,
    take_in_hand,
    turn_away,
)
from dengar.complaints.operations.timing import classify, extend_clock, start_clock, stop_clock
from dengar.complaints.operations.urgent import end_urgency, mark_urgent
from dengar.complaints.operations.words import NoWords, fits, rotate_words, say

__all__ = [
    "Filing",
    "Gone",
    "NoWords",
    "NotNow",
    "NotTogether",
    "NotYours",
    "advance",
    "announce_holiday",
    "approve_brief",
    "approve_order",
    "ask_new_words",
    "ask_release",
    "attach_for_person",
    "call_back",
    "change_mode",
    "change_secrecy",
    "check_handler",
    "check_seen",
    "check_sight",
    "choose_release",
    "classify",
    "end_grant",
    "end_urgency",
    "escalate",
    "escalate_due",
    "escalate_once",
    "extend_clock",
    "fits",
    "grant",
    "hand_to_coordinator",
    "hands_mark",
    "in_hand",
    "keep_files",
    "leave",
    "let_in",
    "link",
    "mark_urgent",
    "may_be_reached",
    "name_handler",
    "name_respondents",
    "note",
    "note_files",
    "open_identity",
    "order_release",
    "prepare_referral",
    "put_release",
    "read_open_identity",
    "receive",
    "record_contact",
    "recuse",
    "refuse_release",
    "refuse_words",
    "release_file",
    "reset_words",
    "rotate_words",
    "say",
    "say_whether_heard",
    "send",
    "sight_mark",
    "speak_for",
    "start_clock",
    "stop_clock",
    "successors",
    "take_back_file",
    "take_in_hand",
    "take_new_words",
    "tell_by_phone",
    "tell_ends_due",
    "turn_away",
]
