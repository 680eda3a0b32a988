"""
What a guide of the conversation must be like, so that nobody is hurt by a sentence that was changed in haste.

Both languages complete and alike; sentences short enough to be said; nobody blamed; nothing promised that is not
true; nobody addressed as a man or a woman who may be the other. Pure: no database, no Django.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from dengar.talk.method import (
    FIELDS,
    KNOWN,
    LABELLED,
    LANGUAGES,
    OPTION,
    PLACEHOLDERS,
    TO,
    BadGuide,
    Guide,
    Method,
    Prompt,
    read,
)

LONGEST = {"name": 20, "title": 80, "aim": 60, "says": 240, "label": 90}  # characters
WORDS_IN_A_SENTENCE = 18
LONG_WORDS_IN_A_SENTENCE = 2  # of five syllables or more; Indonesian only
FEWEST_REFRAMES = 4
SHORTEST_CUE = 4  # letters; a shorter one stands in too many sentences
# Never a cue: what is examined must not be put in kinder words (domain.md 1.7).
GRAVE = {
    "id": r"\b(uang|pungli|suap|sogok|bayar)|pukul|tampar|ancam|leceh|raba\b",
    "en": r"\b(money|bribe|pay|hit|slap|threat|harass|touch)",
}
# Never in a sentence of the guide: language -> pattern -> what to say instead.
NEVER = {
    "id": {
        r"dijamin|menjamin|saya janji|kami janji|pasti (selesai|beres|dibantu|bisa)": "say who does what by when",
        r"kesalahan (Anda|Bapak|Ibu)|Anda (yang )?salah|salah sendiri|kelalaian": "blame nobody: say what is needed",
        r"terlapor|pelapor|disposisi|tindak lanjut": "everyday words",
        r"(?<!Bapak/)\bIbu\b|\bBapak\b(?!/Ibu)": "Bapak/Ibu: the guide does not know who is there",
        r"mohon maaf|ketidaknyamanan|\bmohon\b": "what is done about it, by when",
        r"[!<>]": "plain words and a full stop",
    },
    "en": {
        r"guarantee|\b(I|we) promise\b|will certainly": "say who does what by when",
        r"your (fault|mistake)|you should have": "blame nobody: say what is needed",
        r"\b(sir|madam)\b": "the guide does not know who is there",
        r"inconvenience": "what is done about it, by when",
        r"[!<>]": "plain words and a full stop",
    },
}


def faults(folder: Path) -> list[str]:
    """Return everything that is wrong with the guide in `folder`, one sentence each; empty: it can be used."""
    found: list[str] = []
    read_: dict[str, Method] = {}
    for language in LANGUAGES:
        try:
            read_[language] = read(folder / f"conversation.{language}.toml")
        except BadGuide as fault:
            found.append(str(fault))
    for language, method in read_.items():
        found += [f"conversation.{language}.toml: {line}" for line in _one(method, language)]
    return found + (list(_unlike(*read_.values())) if len(read_) == len(LANGUAGES) else [])


def _one(method: Method, language: str) -> Iterator[str]:
    """Yield what is wrong within one language."""
    for guide in method.phases:
        yield from _shape(guide)
    if len(method.reframes) < FEWEST_REFRAMES:
        yield f"[[reframe]]: {len(method.reframes)} are too few, at least {FEWEST_REFRAMES}"
    yield from (f"[[reframe]]: {fault}" for fault in _cues(method, language))
    for where, kind, text in texts(method):
        yield from (f"{where}: {fault}" for fault in _reads(text, kind, language))


def _shape(guide: Guide) -> Iterator[str]:
    if not guide.prompts:
        yield f"[{guide.phase}] has no prompt"
    if unknown := set(guide.labels) - set(LABELLED[guide.phase]):
        yield f"[{guide.phase}] has a label for {', '.join(sorted(unknown))}, which no page asks for"
    for prompt in guide.prompts:
        yield from (f"[{guide.phase}] {prompt.name}: {fault}" for fault in _of_prompt(prompt, guide.phase))


def _of_prompt(prompt: Prompt, phase: str) -> Iterator[str]:
    if prompt.to not in TO:
        yield f"to is one of {', '.join(TO)}"
    named = set(re.findall(r"\{(\w*)\}", f"{prompt.says}{prompt.plain}{prompt.written}"))
    if odd := named - set(PLACEHOLDERS):
        yield f"unknown placeholder {{{', '.join(sorted(odd))}}}; known are {', '.join(PLACEHOLDERS)}"
    if set(re.findall(r"\{(\w+)\}", prompt.says)) - set(KNOWN) and not prompt.plain:
        yield "needs plain: the sentence for a report in which that is not known"
    if set(re.findall(r"\{(\w+)\}", prompt.plain + prompt.written)) - set(KNOWN):
        yield "plain and written may name the officer and the mall alone"
    if "…" in prompt.written:
        yield "what is sent has no gap (…) to fill in"
    if prompt.written and prompt.to == "officer":
        yield "what is written goes to the person alone"
    places = {"options": (OPTION,)}.get(phase, FIELDS[phase])
    if bool(prompt.written) != bool(prompt.into) or (prompt.into and prompt.into not in places):
        yield f"what is written needs into, one of {', '.join(places)}"


def _cues(method: Method, language: str) -> Iterator[str]:
    """Yield what is wrong with the words by which blame is known, and with what is offered instead."""
    seen: set[str] = set()
    for one in method.reframes:
        for cue in one.cues:
            yield from (f"the cue “{cue}” {fault}" for fault in _of_cue(cue, language))
            if cue in seen:
                yield f"the cue “{cue}” stands in two places"
            seen.add(cue)
        if one.cues and not one.heard_in(one.hears):
            yield f"“{one.hears}” holds none of its cues"
    for one in method.reframes:
        if blame := next((other.heard_in(one.says) for other in method.reframes if other.heard_in(one.says)), ""):
            yield f"“{one.says}” has “{blame}”, which is a word of blame"


def _of_cue(cue: str, language: str) -> Iterator[str]:
    if cue != cue.strip().lower() or len(cue) < SHORTEST_CUE:
        yield f"needs small letters, at least {SHORTEST_CUE}"
    if match := re.search(GRAVE[language], cue):
        yield f"has “{match.group(0)}”: that is examined, not put in kinder words"


def texts(method: Method) -> Iterator[tuple[str, str, str]]:
    """Yield place, kind of text and text of everything that is read aloud or shown; not what others are quoted with."""
    for name, sheet in (("before", method.before), ("after", method.after)):
        yield f"[{name}]", "title", sheet.title
        yield from ((f"[{name}]", "says", line) for line in sheet.lines)
    for guide in method.phases:
        where = f"[{guide.phase}]"
        yield from ((where, "title", guide.title), (where, "aim", guide.aim))
        yield from ((where, "label", label) for label in guide.labels.values())
        yield from ((where, "says", line) for line in guide.stuck)
        for prompt in guide.prompts:
            yield f"{where} {prompt.name}", "name", prompt.name
            said = (prompt.says, prompt.plain or prompt.says, prompt.written or prompt.says)
            yield from ((f"{where} {prompt.name}", "says", text) for text in dict.fromkeys(said))
    yield from (("[[reframe]]", "says", one.says) for one in method.reframes)


def _reads(text: str, kind: str, language: str) -> Iterator[str]:
    """Yield what is wrong with how one text reads."""
    if not text.strip():
        yield "there is an empty text"
    if len(text) > LONGEST[kind]:
        yield f"{len(text)} characters, at most {LONGEST[kind]}: “{text}”"
    for words in sentences(text):
        if len(words) > WORDS_IN_A_SENTENCE:
            yield f"{len(words)} words in one sentence, at most {WORDS_IN_A_SENTENCE}: “{text}”"
        if language == "id" and sum(map(_is_long, words)) > LONG_WORDS_IN_A_SENTENCE:
            yield f"too many long words in one sentence: “{text}”"
    for pattern, better in NEVER[language].items():
        if match := re.search(pattern, text, re.IGNORECASE):
            yield f"has “{match.group(0)}”; better: {better}"


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence."""
    parts = re.split(r"[.?:;]+(?=[\s”]|$)|…|\n+", text)
    return [words for part in parts if (words := re.findall(r"[^\W_]+(?:[-’'/][^\W_]+)*", part))]


def _is_long(word: str) -> bool:
    return len(re.findall(r"ai\b|au\b|oi\b|[aeiou]", word.lower())) >= 5 and "/" not in word


def _unlike(one: Method, other: Method) -> Iterator[str]:
    """Yield where the languages do not say the same in the same places."""
    for mine, theirs in zip(one.phases, other.phases, strict=True):
        if [_key(prompt) for prompt in mine.prompts] != [_key(prompt) for prompt in theirs.prompts]:
            yield f"[{mine.phase}]: the languages differ in number, to, into, written or placeholders of the prompts"
        if len(mine.stuck) != len(theirs.stuck):
            yield f"[{mine.phase}]: stuck has {len(mine.stuck)} lines in one language, {len(theirs.stuck)} in the other"
    for name, lines, others in (
        ("[before]", one.before.lines, other.before.lines),
        ("[after]", one.after.lines, other.after.lines),
        ("[[reframe]]", one.reframes, other.reframes),
    ):
        if len(lines) != len(others):
            yield f"{name}: {len(lines)} in one language, {len(others)} in the other"


def _key(prompt: Prompt) -> tuple[object, ...]:
    named = tuple(sorted(re.findall(r"\{(\w+)\}", prompt.says)))
    return prompt.to, prompt.into, bool(prompt.written), bool(prompt.plain), named
