"""What can happen to one complaint. The subject of these entries is the complaint's own thread."""

from dengar.ledger.declarations import event, move

KIND = "complaint|suggestion|compliment|question"
MODE = "open|confidential|anonymous"
SIDE = "complainant|agency|desk|respondent"
CLOCK = "clock:code bearer?:code clock_id?:id reason?:code due?:moment old_due?:moment"
PROMISE = "promise:id bearer?:code due?:moment old_due?:moment words?:mac reason?:code"

MOVES = (
    move(
        "settle",
        "intake",
        "An officer noted that something was settled on the spot.",
        f"kind?:{KIND} channel?:code mode?:{MODE} agency?:id service?:id counter?:id call_back?:flag",
    ),
    move("ask", "verify", "Something is missing; the person is asked for it."),
    move("complete", "verify", "The person sent what was missing."),
    move("expire", "verify", "What was missing did not come in time."),
    move("open_dialogue", "verify", "The guided conversation begins."),
    move("examine", "verify", "The formal route begins.", "flag?:code second?:flag"),
    move("answer", "verify", "A question was answered."),
    move("thank", "verify", "A suggestion or a compliment was thanked for.", "used?:flag"),
    move("forward", "verify", "Another body has accepted it and goes on with it.", "body?:code"),
    move("dismiss", "verify", "It was closed for a reason of the closed list.", "merged_into?:subject"),
    move("propose", "agree", "A way out was proposed.", f"agreement?:id side?:{SIDE}"),
    move("agree", "agree", "Both sides have accepted; from here on it binds.", f"agreement?:id side?:{SIDE}"),
    move("decline", "agree", "The proposal was declined, or taken back.", f"agreement?:id side?:{SIDE}"),
    move(
        "decide",
        "decide",
        "A reasoned decision was made.",
        "decision?:id outcome?:code points?:count remedy?:flag unheard?:count found?:code",
    ),
    move("stand", "decide", "The decision stands after a second examination; the dispute is shown.", "decision?:id"),
    move("report_done", "act", "The agency says that it has done what was promised.", "proof?:count"),
    move("confirm", "close", "The person says that it is settled."),
    move("object", "close", "The person says that it is not settled.", "route?:code says?:code"),
    move("reopen", "close", "It was opened again, with something new.", "route?:code says?:code"),
    move("lapse", "close", "Closed without certainty: nobody answered. It never counts as settled.", "attempts?:count"),
    move(
        "withdraw",
        "close",
        "The person's withdrawal took effect; who has asked before whether it was free.",
        "asked?:officer|page|nobody",
    ),
)

INTAKE = (
    event(
        "file",
        "intake",
        "A report arrived; from here on the person holds a receipt.",
        f"kind:{KIND} channel:code mode:{MODE} secret:flag agency?:id service?:id counter?:id reach?:code"
        " around_desk?:flag check_in?:flag proxy?:flag words?:mac",
    ),
    event(
        "story_written",
        "intake",
        "An officer wrote down what was told, read it back, and was told yes.",
        "words:mac proxy?:flag",
    ),
    event(
        "import_case",
        "complaints",
        "A case that had ended was brought in from older records; the moment is when it came in there.",
        f"kind:{KIND} channel:code mode:{MODE} agency?:id service?:id about_desk?:flag ended:code closed_at:moment"
        " file:digest row:mac",
    ),
    event("words_added", "intake", "The person added to their story.", "words:mac"),
    event("attachment_added", "intake", "A file was added. Its name and content are sealed.", f"side?:{SIDE} mac?:mac"),
    event("mode_changed", "complaints", "The person changed who may know them.", f"old?:{MODE} new:{MODE}"),
    event("secrecy_changed", "complaints", "The person chose whether anything may ever be published.", "secret:flag"),
    event("words_reset", "complaints", "Receipt words were lost; a handler started new ones.", "how?:code"),
    event("words_rotated", "complaints", "The person made new receipt words."),
    event("on_behalf_recorded", "complaints", "A handler recorded a move of the person.", "move:code how?:code"),
    event("called_back", "complaints", "Another officer asked whether that was their wish.", "move:code upheld:flag"),
)

IDENTITY = (
    event(
        "identity_opened",
        "complaints",
        "Somebody looked at who the person is; the person reads who, when and why.",
        "role:code until:moment reason:mac",
    ),
    event("identity_kept", "complaints", "The person told us who they are, or told us anew."),
    event("release_asked", "complaints", "An agency asked for a name, to help.", "release:id agency:id words:mac"),
    event(
        "release_answered",
        "complaints",
        "The custodian put it to the person, or not.",
        "release:id answer:code reason:mac",
    ),
    event("release_approved", "complaints", "A second officer approved a legal order.", "release:id"),
    event("release_chosen", "complaints", "The person chose whether a name is given.", "release:id choice:code"),
    event("identity_released", "complaints", "The person let one officer know them, for one purpose.", "officer:ref"),
    event("identity_destroyed", "complaints", "The key of the identity was destroyed.", "reason?:code second?:ref"),
    event("words_destroyed", "complaints", "The key of all words was destroyed.", "reason?:code second?:ref"),
)

CONTACT = (
    event(
        "contact_attempt",
        "verify",
        "Somebody tried to reach the person. Only a personal one that reached them stops the clock.",
        "channel:code outcome:code personal:flag contact?:id words?:mac",
    ),
    event("contact_confirmed", "complaints", "The person says whether somebody called.", "called:flag contact?:id"),
    event("message_sent", "complaints", "A message was written.", f"thread:code side:{SIDE} mac:mac"),
    event("notice_given_up", "notices", "A notice could not be delivered by any attempt.", "kind:code attempts?:count"),
    event("told_by_phone", "notices", "Somebody told the person by telephone instead.", "kind:code outcome?:code"),
)

VERIFICATION = (
    event(
        "verified", "verify", "Formal and material verification was recorded.", "outcome?:code flag?:code words?:mac"
    ),
    event("classified", "verify", "The class was set, and with it the terms.", "class:code old?:code"),
    event(
        "categorised",
        "verify",
        "Which kinds of maladministration are alleged, and which component of the service standard.",
        "kinds:code version:count component?:code",
    ),
    event("urgency_marked", "complaints", "It cannot wait; coordinator and overseer were told.", "why:code"),
    event("urgency_ended", "complaints", "It can wait again.", "words:mac"),
    event("concerned", "verify", "Whom it concerns was recorded.", "agency?:id unknown?:flag concern?:code"),
    event("service_named", "verify", "The service or the counter was recorded.", "service?:id counter?:id"),
    event("respondent_named", "verify", "An officer or a unit is complained of.", "officer?:ref agency?:id part?:code"),
    event("recused", "complaints", "An officer keeps out of this complaint.", "officer:ref reason?:code"),
    event("handler_named", "complaints", "A handler took it, or it was given to one.", "officer:ref old?:ref"),
    event("marked_junk", "verify", "It was marked as junk, to be reviewed.", "reason?:code"),
    event("junk_reviewed", "verify", "Somebody else looked at the mark.", "upheld:flag"),
    event("linked", "complaints", "It was joined with another complaint.", "kind:code other:subject"),
)

SIGHT = (
    event("brief_approved", "complaints", "The neutral summary that agencies see was approved.", "mac:mac brief?:id"),
    event(
        "grant_begun",
        "complaints",
        "A speaker of an agency may see it; with words, why another than the one whose turn it was.",
        "officer:ref agency?:id until?:moment words?:mac",
    ),
    event(
        "grant_ended",
        "complaints",
        "An officer of an agency may no longer see it.",
        "officer:ref agency?:id reason?:code",
    ),
    event(
        "attachment_released",
        "complaints",
        "The handler let an agency open a file; the person reads why.",
        "agency:id mac:mac words:mac",
    ),
    event("attachment_withheld", "complaints", "A file was closed to an agency again.", "agency:id mac:mac"),
    event("escalated", "complaints", "It rose to the overseer.", "why:code"),
    event(
        "referral_prepared", "complaints", "The file for the Ombudsman was prepared, by the person's wish.", "to?:code"
    ),
    event("audit_viewed", "complaints", "Somebody of the overseer's looked at this complaint.", "role?:code"),
)

CLOCKS = (
    event("clock_started", "complaints", "A term began to run.", f"{CLOCK}"),
    event("clock_paused", "complaints", "A term stands still, as its rule says.", f"{CLOCK}"),
    event("clock_resumed", "complaints", "A term runs on.", f"{CLOCK}"),
    event("clock_extended", "complaints", "A term was lengthened, with a reason.", f"{CLOCK}"),
    event("clock_moved", "complaints", "A holiday or a changed rule moved a due moment.", f"{CLOCK}"),
    event(
        "clock_stopped",
        "complaints",
        "A term ended: kept, late, or no longer needed.",
        f"{CLOCK} outcome?:kept|late|void",
    ),
    event("late", "complaints", "A due moment passed. Nothing clears it.", f"{CLOCK}"),
)

DIALOGUE = (
    event("phase_entered", "talk", "The conversation entered a phase, forward or back.", "phase:code conversation?:id"),
    event("talk_held", "talk", "A talk took place.", "form:code conversation?:id at?:moment words?:mac"),
    event("appointment_made", "talk", "A talk was agreed for a moment.", "at:moment form?:code"),
    event("joint_talk_asked", "talk", "Both sides were asked to talk together, if they want.", "talk?:id at:moment"),
    event("joint_talk_answered", "talk", "A side said yes or no to it.", f"side:{SIDE} given:flag talk?:id"),
    event("joint_talk_off", "talk", "It was called off.", "talk?:id"),
    event("joint_talk_reminded", "talk", "Both sides were reminded of it.", "talk?:id"),
    event("kept_apart", "talk", "Each side is talked with alone.", "reason:code"),
    event("apart_ended", "talk", "Both sides may be brought together again."),
    event("summary_written", "talk", "A summary was written, to be confirmed.", f"side:{SIDE} mac:mac"),
    event(
        "summary_confirmed",
        "talk",
        "A side said: this is what I meant.",
        f"side:{SIDE} mac:mac how:code on_behalf?:flag",
    ),
    event("summary_corrected", "talk", "A side changed the summary.", f"side:{SIDE} mac:mac how?:code on_behalf?:flag"),
    event("needs_recorded", "talk", "What a side needs was recorded.", f"side:{SIDE} mac:mac"),
    event("option_added", "talk", "A possible way out, with its author.", f"side:{SIDE} option?:id mac?:mac"),
    event("option_removed", "talk", "An author took a possible way out back.", f"side:{SIDE} option?:id"),
    event(
        "hearing_opened", "talk", "Whoever is complained of is heard.", "hearing?:id officer?:ref agency?:id mac?:mac"
    ),
    event("hearing_answered", "talk", "Whoever is complained of gave a statement.", "hearing?:id mac:mac"),
    event("hearing_summary_confirmed", "talk", "They confirmed its summary.", "hearing?:id mac:mac how?:code"),
    event("hearing_closed", "talk", "The hearing ended.", "hearing?:id reason?:code"),
)

PROMISES = (
    event(
        "accepted",
        "agree",
        "A side accepted the proposal as it stands.",
        f"side:{SIDE} agreement?:id mac?:mac on_behalf?:flag",
    ),
    event("promise_made", "agree", "Somebody promised something by a day.", PROMISE),
    event("promise_kept", "act", "A promise was kept.", PROMISE),
    event("reminded", "act", "One side reminded the other of a promise whose day has passed.", "side:agency|mall"),
    event("promise_broken", "act", "A promise was not kept. It stays.", PROMISE),
    event("extension_asked", "agree", "A side asked for more time for a promise.", f"{PROMISE} side?:{SIDE}"),
    event("extension_answered", "agree", "The other side said yes or no to more time.", "promise:id given:flag"),
    event("promise_extended", "agree", "A promise got another day, as both agreed.", PROMISE),
    event("done_disputed", "act", "The person says that it has not been done.", "promise?:id words?:mac"),
    event("decision_told", "decide", "The decision was told to a side.", f"side:{SIDE} how?:code decision?:id"),
)

CLOSING = (
    event(
        "withdrawal_requested",
        "close",
        "The person asked to withdraw; it can be taken back.",
        "until?:moment words?:mac on_behalf?:flag",
    ),
    event("withdrawal_taken_back", "close", "The person goes on after all."),
    event(
        "withdrawal_checked",
        "close",
        "The person said whether it was free, on their page or to who asked.",
        "free:flag words?:mac",
    ),
    event("forward_asked", "verify", "Another body was asked to take it.", "body?:code words?:mac"),
    event("forward_accepted", "verify", "The other body accepted it.", "body?:code reference?:flag"),
    event("forward_refused", "verify", "The other body did not take it.", "body?:code words?:mac"),
    event(
        "fairness_answered",
        "aftercare",
        "A side said how fair it was, from 1 to 4.",
        f"side:{SIDE} voice?:score respect?:score neutrality?:score motive?:score favour?:code",
    ),
    event("harassed", "aftercare", "The person says: saya dipersulit.", "tell?:code words?:mac complaint?:subject"),
    event("check_in_sent", "aftercare", "The person was asked how they are.", "day:count"),
    event("check_in_answered", "aftercare", "The person answered.", "day:count trouble:flag words?:mac"),
    event("publication_offered", "publish", "The person was asked whether a text may be published.", "mac:mac"),
    event("publication_refused", "publish", "Something was not published.", "reason:code what?:code"),
    event("publication_consented", "publish", "The person let a text be published.", "mac?:mac"),
    event("published", "publish", "It stands on a public page, with or without its text.", "outcome:code text:flag"),
    event("text_removed", "publish", "A text was taken from publication; its place stays.", "reason:code"),
)

PLAN = "plan:id until?:day words?:mac upheld?:flag"
CONDUCT = (
    event("conduct_proposed", "complaints", "How people speak with each other was proposed; it holds nothing.", PLAN),
    event("conduct_decided", "complaints", "Somebody else approved the plan on conduct, or did not.", PLAN),
    event("conduct_objected", "complaints", "The person says that the plan on conduct is not right.", PLAN),
    event("conduct_renewed", "complaints", "The plan on conduct goes on until another day.", PLAN),
    event("conduct_ended", "complaints", "The plan on conduct has ended.", PLAN),
)

HANDOVER = (
    event(
        "handover_offered",
        "handover",
        "It was offered to an agency, in one neutral sentence.",
        "agency:id handover?:id mac?:mac",
    ),
    event("handover_taken", "handover", "The agency took it.", "agency:id handover?:id"),
    event("handed_back", "handover", "The agency handed it back.", "agency:id handover?:id reason?:code words?:mac"),
    event("handover_decided", "handover", "The coordinator decided whose it is.", "agency:id handover?:id"),
)

COMPLAINT_EVENTS = (
    *MOVES,
    *INTAKE,
    *IDENTITY,
    *CONTACT,
    *VERIFICATION,
    *SIGHT,
    *CLOCKS,
    *DIALOGUE,
    *PROMISES,
    *CLOSING,
    *CONDUCT,
    *HANDOVER,
)
