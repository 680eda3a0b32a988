"""The ledger's events in words for officers. An event without words here is shown by its name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Contact
from dengar.ledger.models import Entry

EVENTS: dict[str, str | Promise] = {
    "file": _("the report arrived"),
    "import_case": _("it came in, as the older records say"),
    "story_written": _("wrote down what the person told, and read it back"),
    "mode_changed": _("the person chose anew who may know"),
    "words_reset": _("lost words were replaced"),
    "words_rotated": _("the person made new words"),
    "on_behalf_recorded": _("a step was recorded for the person"),
    "called_back": _("the person was called back about it"),
    "identity_opened": _("opened the name"),
    "referral_prepared": _("the person prepared a file for the Ombudsman"),
    "release_asked": _("an agency asked for the name"),
    "release_answered": _("the custodian of names decided on it"),
    "release_approved": _("a second officer approved a legal order"),
    "release_chosen": _("the person chose whether the name is given"),
    "identity_released": _("the person let one officer know the name"),
    "identity_kept": _("the person told us who they are"),
    "identity_destroyed": _("the name was destroyed"),
    "contact_confirmed": _("the person said whether somebody called"),
    "told_by_phone": _("called to tell the news"),
    "notice_given_up": _("a message could not be delivered"),
    "message_sent": _("wrote a message"),
    "verified": _("verification recorded"),
    "classified": _("class set"),
    "categorised": _("recorded what is alleged"),
    "urgency_marked": _("marked it as something that cannot wait"),
    "urgency_ended": _("recorded that it can wait now"),
    "linked": _("linked it with another report"),
    "concerned": _("recorded whom it concerns"),
    "recused": _("keeps out of this report"),
    "handler_named": _("takes care of this report"),
    "brief_approved": _("neutral summary approved"),
    "grant_begun": _("an agency's speaker was let in"),
    "grant_ended": _("an agency's speaker may no longer see it"),
    "attachment_added": _("a file was added"),
    "attachment_released": _("let an agency open a file"),
    "attachment_withheld": _("closed a file to an agency again"),
    "escalated": _("the overseer was let in"),
    "phase_entered": _("another phase of the conversation"),
    "joint_talk_asked": _("both sides were asked to talk together"),
    "joint_talk_answered": _("a side answered whether to talk together"),
    "joint_talk_off": _("the talk together was called off"),
    "joint_talk_reminded": _("both sides were reminded of the talk together"),
    "appointment_made": _("a talk together was agreed"),
    "talk_held": _("a talk together was held"),
    "kept_apart": _("each side is talked with alone"),
    "apart_ended": _("both sides may be brought together again"),
    "summary_written": _("a summary was written"),
    "summary_confirmed": _("a summary was confirmed"),
    "summary_corrected": _("a summary was corrected by its side"),
    "needs_recorded": _("a need was recorded"),
    "option_added": _("an option was added"),
    "hearing_opened": _("a hearing was opened"),
    "hearing_answered": _("the hearing was answered"),
    "hearing_summary_confirmed": _("the hearing's summary was confirmed"),
    "accepted": _("a side accepted the proposal"),
    "promise_made": _("a promise began to run"),
    "extension_asked": _("more time was asked for"),
    "extension_answered": _("more time was answered with yes or no"),
    "promise_extended": _("a promise got another day, with consent"),
    "promise_kept": _("a promise was kept"),
    "reminded": _("reminded the other side of a promise"),
    "promise_broken": _("a promise was not kept"),
    "withdrawal_requested": _("the person asked to withdraw"),
    "withdrawal_taken_back": _("the person goes on after all"),
    "withdrawal_checked": _("asked whether the withdrawal was free"),
    "forward_asked": _("another body was asked to take it"),
    "forward_accepted": _("the other body accepted it"),
    "forward_refused": _("the other body did not take it"),
    "fairness_answered": _("a side said how fair it was"),
    "decision_told": _("the decision was told"),
    "conduct_proposed": _("proposed how people speak with each other"),
    "conduct_decided": _("approved the plan on conduct, or did not"),
    "conduct_objected": _("the person objected to the plan on conduct"),
    "conduct_renewed": _("let the plan on conduct go on"),
    "conduct_ended": _("ended the plan on conduct"),
}

MOVES: dict[str, str | Promise] = {
    "ask": _("asked for what is missing"),
    "complete": _("what was missing has come"),
    "expire": _("closed: what was missing did not come"),
    "open_dialogue": _("the conversation began"),
    "examine": _("the formal examination began"),
    "answer": _("gave the answer"),
    "thank": _("thanked for the compliment"),
    "forward": _("closed here: another body goes on with it"),
    "dismiss": _("closed, with a reason"),
    "propose": _("proposed a way out"),
    "agree": _("both sides agreed"),
    "decline": _("the proposal did not hold; the conversation goes on"),
    "decide": _("the decision was recorded"),
    "stand": _("the decision stands"),
    "report_done": _("reported that it is done"),
    "confirm": _("the person said that it is settled"),
    "object": _("the person objected"),
    "reopen": _("opened again"),
    "lapse": _("closed without certainty"),
    "withdraw": _("the report was withdrawn"),
    "settle": _("settled on the spot, says the officer"),
}


def words_of(entry: Entry) -> str:
    """Return one entry in words: "Rina: contact attempt, reached"."""
    if entry.event == "contact_attempt":
        return _contact(entry)
    return str((EVENTS | MOVES).get(entry.event, entry.event))


def _contact(entry: Entry) -> str:
    way, outcome = entry.facts.get("channel"), entry.facts.get("outcome")
    if way in Contact.Way.values and outcome in Contact.Outcome.values:
        return f"{Contact.Way(way).label}: {Contact.Outcome(outcome).label}"
    return str(entry.event)
