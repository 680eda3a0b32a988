"""Longer texts of the public pages that a template would only loop over."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dengar.web.kit.lines import Step, Words

AFRAID = _("Afraid of trouble after complaining?")
DANGER = _("Is someone in danger right now?")


def afterwards(days: int | None) -> list[Step]:
    """
    Return what happens after a complaint, for whoever has not written one yet.

    :param days: the mall's own term of the first contact, in working days; None: it has set none.
    """
    contact = (
        ngettext_lazy("Within %(n)d working day: we contact you", "Within %(n)d working days: we contact you", "n")
        % {"n": days}
        if days
        else _("Soon after: we contact you")
    )
    steps: list[tuple[Words, Words]] = [
        (
            _("At that very moment: a number and a written promise"),
            _("A random number, five key words, and the date of the next step."),
        ),
        (contact, _("No calls, please? We write, and you read it with your key words.")),
        (_("We hear both sides"), _("It may go through us alone, without meeting.")),
        (
            _("A way out that both agree to"),
            _("Who does what, and by when. You are the one who says that it is settled."),
        ),
        (
            _("No agreement? It is examined and decided"),
            _("With reasons, point by point. The time does not stop while we talk."),
        ),
    ]
    return [Step(title, "later", text) for title, text in steps]


ANSWERS: tuple[tuple[Words, Words], ...] = (
    (
        _("Does it cost anything?"),
        _("No. Should anyone ask you for money, please tell us: that is a complaint of its own."),
    ),
    (
        _("Must I give my name?"),
        _("No. You choose before you tell anything. Without a name we work on it too, but cannot look up your file."),
    ),
    (
        _("I do not know which agency is in charge."),
        _("That does not matter. Write what happened; we find out who is in charge."),
    ),
    (
        _("I have lost my key words."),
        _(
            "Ask for new ones on your own phone: open “See my report” and choose “I have lost my key words”. We call"
            " the number you gave us. The new words show on your phone alone; no officer sees them."
        ),
    ),
    (
        _("May someone else complain for me?"),
        _("Yes. Someone you trust may write for you or come with you."),
    ),
)
