"""
The parts that wrap what a page writes inside them. Loaded with {% load kit %}.

{% note tone="soon" title=_("Watch out") %}<p>...</p>{% endnote %}
{% fieldset form.way heading=True %}{% choice form.way "phone" %}{% under %}...{% endunder %}{% endfieldset %}
{% box %}...{% endbox %}
{% more _("Why this date?") %}...{% endmore %}
"""

from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

NOTE_ICONS = {"": "eye", "good": "check", "soon": "clock", "late": "alert"}


def note(content: str, *, tone: str = "", title: str = "", icon: str = "", role: str = "", id: str = "") -> SafeString:
    """
    Something to notice, with an icon and words.

    :param tone: "", "good", "soon" or "late".
    :param role: "status" when the page says what has just been done.
    """
    shown = {"content": content, "tone": tone, "title": title, "role": role, "id": id}
    return render_to_string("kit/parts/note.html", {**shown, "icon": icon or NOTE_ICONS[tone]})


def fieldset(content: str, bound: forms.BoundField, *, heading: bool = False) -> SafeString:
    """A question with choices that the page places itself. Use `heading` when the question is the page's h1."""
    return render_to_string("kit/parts/fieldset.html", {"content": content, "field": bound, "heading": heading})


def under(content: str) -> SafeString:
    """What belongs to the choice just before it; shown only while that one is chosen (always, without :has)."""
    return render_to_string("kit/parts/under.html", {"content": content})


def box(content: str, *, label: str = "") -> SafeString:
    """Something that one can act on or has confirmed. :param label: id of its heading."""
    return render_to_string("kit/parts/box.html", {"content": content, "label": label})


def more(content: str, words: str, *, id: str = "", opt: bool = False, open: bool = False) -> SafeString:
    """Something that opens on demand. :param opt: a closed fact in a side column of the desk."""
    shown: dict[str, Any] = {"content": content, "words": words, "id": id, "opt": opt, "open": open}
    return render_to_string("kit/parts/more.html", shown)


def quote(content: str) -> SafeString:
    """A person's own words, or a summary that they confirmed."""
    return render_to_string("kit/parts/quote.html", {"content": content})


def scroll(content: str, label: str) -> SafeString:
    """A wide table that may scroll sideways: a focusable region with a name."""
    return render_to_string("kit/parts/scroll.html", {"content": content, "label": label})


def add_blocks(register: template.Library) -> None:
    for part in (note, fieldset, under, box, more, quote, scroll):
        register.simple_block_tag(part)
