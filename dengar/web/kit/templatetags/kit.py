"""
The parts of a page, as tags: {% load kit %}.

A part that computes is an inclusion tag here with its template in `kit/parts/`; a part that wraps
what the page writes inside it is a block tag in `kit_blocks.py`. Each stands in the gallery, /kit/.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from django import forms, template
from django.conf import settings
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info

from dengar.deadlines import words as terms
from dengar.deadlines.calendar import Derivation
from dengar.figures.honest import Share
from dengar.kit.now import now
from dengar.malls.models import Mall
from dengar.web.kit import lines, marking
from dengar.web.kit.doors import ACCOUNT, DESK, FOOT, SIGN_OUT, standing, stands
from dengar.web.kit.forms import in_summary
from dengar.web.kit.icons import ICONS
from dengar.web.kit.roles import ROLE_WORDS
from dengar.web.kit.templatetags.kit_blocks import add_blocks

register = template.Library()
add_blocks(register)

ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
TONE_ICONS = {"": "eye", "good": "check", "soon": "clock", "late": "alert"}


@register.inclusion_tag("kit/parts/icon.html")
def icon(name: str) -> dict[str, object]:
    """Draw one icon of the kit; a word stands beside it. {% icon "lock" %}"""
    return {"path": ICONS[name]}


@register.simple_tag
def door_to(path: str) -> str:
    """Return `path` when a page answers there, else nothing. {% door_to "/lapor/" as file %}"""
    return path if stands(path) else ""


@register.simple_tag(takes_context=True)
def mall_here(context: Context) -> Mall | None:
    """Return the mall of this page: the view's `mall`, else the first one. {% mall_here as here %}"""
    if "mall" in context:
        return cast("Mall | None", context["mall"])
    request = context.get("request")
    if request is not None and hasattr(request, "mall"):
        return cast("Mall | None", request.mall)
    return Mall.objects.order_by("pk").first()


@register.inclusion_tag("kit/parts/foot.html", takes_context=True)
def foot(context: Context, here: Mall | None, *, small: bool = False, wide: bool = False) -> dict[str, object]:
    """The foot of a page. {% foot here %}; small: of the desk; wide: under a wide page."""
    request = context.get("request")
    others = [(code, native_name(code)) for code, _name in settings.LANGUAGES if code != get_language()]
    next_path = request.get_full_path() if request and request.method == "GET" else "/"
    doors = standing(FOOT)
    return {"here": here, "small": small, "wide": wide, "others": others, "next": next_path, "doors": doors}


@register.inclusion_tag("kit/parts/desk_nav.html", takes_context=True)
def desk_nav(context: Context) -> dict[str, object]:
    """The doors of an officer's role, and who is signed in. {% desk_nav %}"""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"doors": [], "name": ""}
    here = request.path if request else ""
    return {
        "doors": standing(DESK, actor.role),
        "here": here,
        "name": getattr(getattr(request, "user", None), "name", ""),
        "role": ROLE_WORDS[actor.role],
        "account": ACCOUNT if stands(ACCOUNT) else "",
        "way_out": SIGN_OUT,
    }


@register.filter
def day(at: date | datetime) -> str:
    """A day in words, in the mall's time: "Friday, 20 November"; with the year when it is another one."""
    local = localtime(at).date() if isinstance(at, datetime) else at
    return date_format(local, "l, j F" if local.year == localtime(now()).year else "l, j F Y")


@register.filter
def hour(at: datetime) -> str:
    """A time of day with the name of its zone: "10.42 WITA"."""
    local = localtime(at)
    zone = ZONES.get(str(local.tzinfo), local.tzname() or "")
    return f"{local:%H.%M} {zone}" if get_language() == "id" else f"{local:%H:%M} {zone}"


@register.filter
def moment(at: datetime) -> str:
    """A day and a time of day: "Friday, 20 November, 10.42 WITA"."""
    return f"{day(at)}, {hour(at)}"


@register.filter
def dial(number: str) -> str:
    """A telephone number as a tel: link needs it: digits and a leading plus only."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def native_name(code: str) -> str:
    """Return a language's name in that language, with a capital."""
    return capfirst(str(get_language_info(code)["name_local"]))


@register.inclusion_tag("kit/parts/back.html")
def back(url: str, words: str = "") -> dict[str, object]:
    """The way back, on top of the page. {% back "/lapor/" %}, {% back url _("My desk") %}"""
    return {"url": url, "words": words}


@register.inclusion_tag("kit/parts/state.html")
def state(words: str, tone: str = "", icon: str = "") -> dict[str, object]:
    """
    Say a state by icon and word. {% state _("Kept") tone="good" %}

    :param tone: "", "good", "soon" or "late".
    :param icon: another icon than the tone's.
    """
    return {"words": words, "tone": tone, "icon": icon or TONE_ICONS[tone]}


@register.inclusion_tag("kit/parts/field.html")
def field(bound: forms.BoundField, *, heading: bool = False, aside: str = "") -> dict[str, object]:
    """
    One control with its label, hint and error, in that order. {% field form.story %}

    :param heading: the label is the page's h1.
    :param aside: id of something else on the page that describes the control.
    """
    if aside:
        described = " ".join(filter(None, [bound.aria_describedby, aside]))
        control = bound.as_widget(attrs={"aria-describedby": described})
    else:
        control = bound.as_widget()
    return {"field": bound, "control": control, "heading": heading}


@register.inclusion_tag("kit/parts/choices.html")
def choices(
    bound: forms.BoundField, *, heading: bool = False, across: bool = False, scale: bool = False
) -> dict[str, object]:
    """
    All choices of a PickField or PickSeveralField. {% choices form.wish %}

    :param heading: the question is the page's h1.
    :param across: two to four short choices side by side.
    :param scale: as across, and very short.
    """
    rows = [_choice(bound, part) for part in bound.subwidgets]
    frame = "yn scale" if scale else "yn" if across else ""
    return {"field": bound, "choices": rows, "heading": heading, "frame": frame}


@register.inclusion_tag("kit/parts/choice.html")
def choice(bound: forms.BoundField, value: str) -> dict[str, object]:
    """One choice, inside {% fieldset %}, before an {% under %}. {% choice form.way "phone" %}"""
    for part in bound.subwidgets:
        if str(part.data["value"]) == str(value):
            return _choice(bound, part)
    raise template.TemplateSyntaxError(f"{bound.name} offers no {value!r}")


@register.inclusion_tag("kit/parts/tickbox.html")
def tickbox(bound: forms.BoundField) -> dict[str, object]:
    """One check box with its words. {% tickbox form.publish_nothing %}"""
    return {"field": bound, "note": getattr(bound.field, "note", "")}


@register.inclusion_tag("kit/parts/errors.html")
def errors(*shown: forms.BaseForm) -> dict[str, object]:
    """What was refused on this page, with links to the controls. {% errors form %}, {% errors form other %}"""
    return {"rows": [row for form in shown if form.is_bound for row in in_summary(form)]}


@register.inclusion_tag("kit/parts/path.html")
def path(steps: Iterable[lines.Step]) -> dict[str, object]:
    """The way of a complaint: done, now, later. `steps` of dengar.web.kit.lines.Step. {% path steps %}"""
    return {"steps": steps}


@register.inclusion_tag("kit/parts/clocks.html")
def clocks(rows: Iterable[lines.ClockLine]) -> dict[str, object]:
    """The running terms. `rows` of dengar.web.kit.lines.ClockLine. {% clocks rows %}"""
    return {"rows": rows}


@register.inclusion_tag("kit/parts/calendar.html")
def calendar(derivation: Derivation) -> dict[str, object]:
    """Every day from the event to the due day, and whether it counts. {% calendar derivation %}"""
    return {"due": derivation.due_date, "headings": terms.headings(), "weeks": terms.weeks(derivation)}


@register.inclusion_tag("kit/parts/why.html")
def why(*derivations: Derivation) -> dict[str, object]:
    """Why a date is what it is: opens on demand. {% why derivation %}, {% why contact decision %}"""
    rows = [(terms.why(derivation), derivation) for derivation in derivations]
    return {"rows": rows}


@register.inclusion_tag("kit/parts/deadline.html")
def deadline(due_at: datetime | None, now: datetime) -> dict[str, object]:
    """
    How much of a term is left, in days and words. {% deadline complaint.due_at now %}

    :param due_at: when it is late; None shows nothing.
    :param now: handed in by the view, so that one page has one clock.
    """
    if due_at is None:
        return {"due_at": None}
    days = lines.days_between(now, due_at)
    return {"due_at": due_at, "days": abs(days), "urgency": lines.urgency(due_at, now)}


@register.inclusion_tag("kit/parts/keys.html")
def keys(words: Iterable[str]) -> dict[str, object]:
    """The five receipt words, numbered. {% keys words %}"""
    return {"words": words}


@register.inclusion_tag("kit/parts/number.html")
def number(number: str, spelled: Iterable[str] = ()) -> dict[str, object]:
    """A receipt number, and how it is read aloud. {% number complaint.number spelled %}"""
    return {"number": number, "spelled": ", ".join(spelled)}


@register.inclusion_tag("kit/parts/talk.html")
def talk(rows: Iterable[lines.Said]) -> dict[str, object]:
    """A whole conversation with the system's notes. `rows` of dengar.web.kit.lines.Said. {% talk rows %}"""
    return {"rows": rows}


@register.inclusion_tag("kit/parts/summary.html")
def summary(rows: Iterable[lines.Fact]) -> dict[str, object]:
    """Facts, or answers to check. `rows` of dengar.web.kit.lines.Fact. {% summary rows %}"""
    return {"rows": rows}


@register.inclusion_tag("kit/parts/marked.html")
def marked(pieces: Iterable[marking.Piece]) -> dict[str, object]:
    """A text in which some places are marked. `pieces` of dengar.web.kit.marking. {% marked pieces %}"""
    return {"pieces": pieces}


@register.inclusion_tag("kit/parts/share.html")
def share(words: str, share: Share, *, only_n: bool = False) -> dict[str, object]:
    """
    A share as a range of 100, with its n; never a point, and nothing where there is too little. {% share words one %}

    :param only_n: say from how many it is, not how many of them: single answers are nobody's to guess.
    """
    width = 0 if share.missing else share.high - share.low
    return {"words": words, "share": share, "width": width, "only_n": only_n}


@register.inclusion_tag("kit/parts/sure.html")
def sure(form: Any) -> dict[str, object]:
    """A second look at words that tell who somebody is. `form` of dengar.web.desk.telling. {% sure form %}"""
    return {"pieces": form.telling(), "field": form["sure"]}


@register.inclusion_tag("kit/parts/tells.html")
def tells(bound: forms.BoundField | str, *, agency: bool = False) -> dict[str, object]:
    """
    What a text may tell about who writes it, said while they write. {% tells form.story %}

    :param bound: the field, or the id of its control.
    :param agency: an agency reads these very words.
    """
    control = bound if isinstance(bound, str) else bound.id_for_label
    kinds = [(kind.value, words) for kind, words in marking.KIND_WORDS.items()]
    return {"control": control, "kinds": kinds, "agency": agency}


@register.inclusion_tag("kit/parts/steps.html")
def steps(rows: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Steps of a set-up: pairs of words and "done", "now" or "later". {% steps rows %}"""
    return {"rows": rows}


def _choice(bound: forms.BoundField, part: Any) -> dict[str, object]:
    notes = getattr(bound.field, "notes", {})
    return {"control": part.tag(), "words": part.choice_label, "note": notes.get(str(part.data["value"]), "")}
