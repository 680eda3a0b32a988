"""
Every kind of notice that the house sends: a closed list.

Outside the house all kinds sound alike. A shared mailbox, a phone on the table or a colleague's
look must not learn that somebody complained, so a message carries no number, no agency and no
reason (protection.md, "Messages"). What happened is said on the person's own page (`news`), behind the
receipt words, or on the officer's desk, behind the sign-in. One kind says more: the summary of the day tells
those whose daily work complaints are how many wait (dengar.work.daily).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Audience(StrEnum):
    """Whose words a notice speaks."""

    PERSON = "person"
    DESK = "desk"


SUBJECT: dict[Audience, Words] = {
    Audience.PERSON: _("There is news for you"),
    Audience.DESK: _("Something is waiting at your desk"),
}
BODY: dict[Audience, Words] = {
    Audience.PERSON: _(
        "There is news for you. Please open the page that you kept, whenever it suits you.\n\n"
        "You need not answer this message."
    ),
    Audience.DESK: _(
        "Something is waiting at your desk. Please sign in to see it.\n\nYou need not answer this message."
    ),
}


@dataclass(frozen=True)
class Kind:
    """One kind of notice: its name, who it is for, and the words on the page behind the door."""

    name: str
    audience: Audience
    news: Words
    worth_a_call: bool = True  # to somebody without e-mail; the rest waits on their page
    at_once: bool = False  # mailed even where the desk was mailed a moment ago

    @property
    def subject(self) -> Words:
        return SUBJECT[self.audience]

    @property
    def body(self) -> Words:
        return BODY[self.audience]


def _person(name: str, news: Words, *, call: bool = True) -> Kind:
    return Kind(name, Audience.PERSON, news, worth_a_call=call)


def _desk(name: str, news: Words, *, at_once: bool = False) -> Kind:
    return Kind(name, Audience.DESK, news, at_once=at_once)


_LIST = (
    # to the person
    _person("received", _("Your report has arrived."), call=False),
    _person("asked", _("We need something more from you.")),
    _person("message", _("There is a new message for you.")),
    _person("talk_opened", _("The conversation about your report has begun."), call=False),
    _person("summary_ready", _("There is a summary. Does it say what you meant?")),
    _person("joint_asked", _("We ask whether you want to talk together with the agency. You decide.")),
    _person("joint_settled", _("There is news about the talk together with the agency.")),
    _person("joint_soon", _("The talk to which you said yes is near.")),
    _person("proposed", _("There is a proposal. It holds only if both sides agree.")),
    _person("declined", _("The proposal was not accepted. We go on looking for a way out with you."), call=False),
    _person("agreed", _("Both sides have agreed. The promise is now being carried out.")),
    _person("examining", _("Your report is being examined.")),
    _person("decided", _("There is a decision, with its reasons.")),
    _person("extension_asked", _("More time is asked for, for a promise to you. You decide.")),
    _person("extension_answered", _("Your wish for more time has been answered."), call=False),
    _person("promise_overdue", _("The day of a promise has passed. You choose how it goes on.")),
    _person("done_reported", _("The agency says that it is done. Is that right?")),
    _person("closed", _("Your report has been closed, with its reason. You can still object.")),
    _person("merged_ended", _("The report with which yours goes on has ended. You can still object.")),
    _person("reopened", _("Your report is open again.")),
    _person("forwarded", _("Your report has been offered to another body. We are waiting for its answer.")),
    _person(
        "withdrawal_noted",
        _("We have noted that you wish to withdraw. You have three days to change your mind."),
        call=False,
    ),
    # A call about it is made by somebody else than the officer of the case, from their own list.
    _person("withdrawal_question", _("Before we close your report, we ask: was it your free wish?"), call=False),
    _person("silence", _("We have not heard from you yet. Is it settled?")),
    _person("date_moved", _("A date in your report has moved. The reason is written beside it.")),
    _person("identity_opened", _("Your name or contact was opened. See who did it, and why."), call=False),
    _person("remedy_name", _("To put this right for you, your name may be needed. You decide.")),
    _person("name_ordered", _("A written legal order asks for your name. See which, and for whom.")),
    _person("conduct", _("There is word about how we speak with each other. You may object.")),
    _person("words_reset", _("Your receipt words have been changed."), call=False),
    _person("check_in", _("How are you? Please tell us whether anybody has made things hard for you.")),
    _person(
        "publication_question", _("May others read how this was settled? You see the exact text first."), call=False
    ),
    # to the desk
    _desk("desk_new", _("A report has arrived.")),
    _desk("desk_message", _("A message has arrived.")),
    _desk("desk_moved", _("A report has moved on.")),
    _desk("desk_due", _("A date is near.")),
    _desk("desk_late", _("A date has passed.")),
    _desk("desk_joint", _("There is news about a talk together.")),
    _desk("desk_contradiction", _("A person says that nobody called, although a call is recorded.")),
    _desk("desk_offer", _("A report is offered to you.")),
    _desk("desk_grant", _("A summary is ready for your agency.")),
    _desk("desk_hearing", _("A hearing is open for you.")),
    _desk("desk_promise", _("A promise is to be carried out.")),
    _desk("desk_call_back", _("Somebody is waiting for a call back.")),
    _desk("desk_withdrawal", _("Somebody wishes to withdraw. Please ask whether it is their free wish.")),
    _desk("desk_identity", _("A question about an identity is waiting for you.")),
    _desk("desk_urgent", _("A report cannot wait."), at_once=True),
    _desk("desk_conduct", _("A plan on how people speak with each other is waiting for you.")),
    _desk("desk_daily", _("The summary of your day."), at_once=True),
    _desk("desk_trouble", _("Somebody says that things were made hard for them.")),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _LIST}
