"""
The Indonesian on the screens is plain, and promises no more than is true.

How easy a text is, in three numbers that need no list of words: how long its sentences are, how long the average
sentence is (of those with at least four words: a button is no sentence), and how many of its words have five
syllables or more ("menunjukkannya"). A sentence ends with a point, a question mark, a colon or a semicolon.
Measured in November 2026: 5.8 words a sentence and 1 long word in 100 for citizens, 6.1 words and 1 in 42 for
officers. The limits leave room for what is to be written, none for a text that a tired person has to read twice.

The class in which a child can read it is reckoned by the grade of Flesch and Kincaid, with the syllables of Indonesian
times 0.6, as Harjasujana and Mulyati (Membaca 2, 1996) do for Fry's graph: Indonesian says in five syllables what
English says in three. It is a measure of length, not a trial with children. docs/proof.md says what was measured.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from django.utils import translation

from dengar.complaints import ready
from dengar.complaints.journey import IN_PUBLIC, State
from dengar.malls.standard import components
from dengar.talk import method, proofreading
from dengar.verify import taxonomy
from tests.house.sources import ROOT
from tests.house.test_words import translated, used_words

# Places of which officers alone read the words. What stands elsewhere is held to be read by anyone.
OFFICERS = (
    "dengar/complaints/models/sight.py",
    "dengar/complaints/models/words.py",
    *(f"dengar/complaints/operations/{file}.py" for file in ("behalf", "conduct", "contact", "evidence", "identity")),
    "dengar/decide/operations/second.py",
    "dengar/talk/models.py",
    "dengar/talk/operations/preparing.py",
    "dengar/verify/operations/checking.py",
    "dengar/web/desk/",
    "dengar/web/mall/",
)

# Of content/: a list of single words, days of the calendar, an invented mall, and sources in the law's own words.
WITHOUT_SENTENCES = (
    "content/words/",
    "content/import/",
    "content/policies/calendar.toml",
    "content/policies/terms.toml",
    "content/example.toml",
)

LONGEST = {"citizens": 15, "officers": 18}  # words in a sentence
AVERAGE = {"citizens": 7.0, "officers": 8.0}  # words in a sentence
LONG_WORDS = {"citizens": 0.02, "officers": 0.03}  # share of all words
LONG_WORDS_TOGETHER = 2  # in one sentence
SPOKEN = 4  # words, from which it is a sentence and not a button
SYLLABLE = r"ai\b|au\b|oi\b|[aeiou]"
CLASS = 6  # of school, in which a page can be read
TOGETHER = 4  # the class of all pages together
PAGE = {"citizens": 20, "officers": 60}  # words, from which a source is long enough to be measured by itself

# Never, on any page: pattern -> what to say instead.
NEVER = {
    r"disposisi|didisposisikan": "diteruskan, ditawarkan",
    r"terlapor|pihak yang dilaporkan": "petugas atau pihak yang diadukan",
    r"pelapor": "Anda; on officers' pages: pengadu",
    r"ketidaknyamanan|mohon maaf": "who does what about it, by when",
    r"\bmohon\b|dimohon|diharap\b|\bharap\b|silahkan": "a plain request: Tulis …, Pilih …; at most Silakan",
    r"tidak valid|tidak sah|\binvalid|\berror\b": "what is there, and what is needed",
    r"submit|\bklik\b|\blogin\b|\buser\b|pengguna": "the verb: Kirim, Tekan, Masuk; the person",
    r"tidak (bisa|dapat) dihapus": "Penghapusan akan ketahuan",
    r"(aduan|laporan) selesai|telah selesai": "beres, and only when the complainant said so",
    r"dijamin|menjamin|pasti (selesai|beres|dibantu)": "who does what by when, and no more",
    r"tidak ada yang tahu": "Kami tidak menyimpan nama",
    r"berita acara|sertifikat Ombudsman": "catatan kesepakatan; berdasarkan uraian publik",
    r"kesalahan Anda|Anda salah|kelalaian Anda": "what can be done now: nobody is blamed",
    r"diam berarti|dianggap (setuju|selesai|beres)": "silence is not consent",
    r"dikarenakan|sehubungan|terkait|\bguna\b|berkenaan|tersebut di atas": "karena, tentang, untuk",
    r"tindak lanjut|ditindaklanjuti|penanganan lebih lanjut": "who does what",
    r"apresiasi|\bHP\b|handphone|e-mail|meja pengaduan": "one word for one thing: pujian, ponsel, email, loket",
    r"!": "a full stop",
}
# Never on a page for citizens.
NEVER_FOR_CITIZENS = {
    r"\bpengadu\b": "Anda",
    r"verifikasi|validasi": "dipastikan",
    r"klarifikasi|konfirmasi": "ditanyakan, dipastikan",
    r"eskalasi|pelimpahan": "naik ke pengawas, diteruskan",
    r"anonim": "tanpa nama",
    r"substansi|formil|materiil|mekanisme|prosedur|instrumen": "the thing itself, in everyday words",
    r"penjaga nama|narahubung|pejabat penghubung": "penjaga identitas, penghubung",
    r"\bkasus\b|\bperkara\b|\bdokumen\b": "aduan, hal, berkas",
}


@cache
def texts(readers: str) -> dict[str, str]:
    """Return Indonesian text -> where it is used, for "citizens" or "officers"."""
    said = translated()
    found = {}
    for word, places in used_words().items():
        theirs = all(place.startswith(OFFICERS) for place in places)
        if theirs == (readers == "officers"):
            found |= {text: f"{min(places)}: {text}" for text in said.get(word, ())}
    return found | {text: f"{place}: {text}" for text, place in of_content(readers)}


def of_content(readers: str) -> Iterator[tuple[str, str]]:
    """Yield text and place of what stands in content/: the guide, ready texts, the lists of which officers choose."""
    guide = method.read(ROOT / "content/method/conversation.id.toml")
    prompts = [prompt for phase in guide.phases for prompt in phase.prompts if prompt.to != "officer"]
    heard = {text for prompt in prompts for text in (prompt.says, prompt.plain, prompt.written)}
    for where, _kind, text in proofreading.texts(guide):
        if (text in heard) == (readers == "citizens"):
            yield text, f"content/method/conversation.id.toml {where}"
    for one in ready.read(ROOT / "content/answers/answers.id.toml"):
        yield (one.text if readers == "citizens" else one.title), f"content/answers/answers.id.toml [{one.name}]"
    if readers == "citizens":
        yield from ((one.asks["id"], "content/policies/service_standard.toml") for one in components().values())
    if readers == "officers":
        for kind in taxonomy.kinds().values():
            yield from (
                (named["id"], "content/policies/maladministration.toml") for named in (kind.names, kind.meanings)
            )
        yield from ((names["id"], "content/policies/service_standard.toml") for names in taxonomy.components().values())


def test_every_file_of_content_is_measured_or_holds_no_sentence_of_ours():
    measured = {place.split(" [")[0].split(": ")[0] for readers in LONGEST for _text, place in of_content(readers)}
    for path in sorted((ROOT / "content").rglob("*.*")):
        name = str(path.relative_to(ROOT))
        if not name.startswith(WITHOUT_SENTENCES) and not name.endswith((".en.toml", "README.md")):
            assert name in measured, name


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence; markup is left out, a placeholder is one word."""
    plain = re.sub(r"%\(\w+\)[sd]|\{[^{}]*\}", "X", re.sub(r"<[^>]+>", "", text))
    parts = re.split(r"[.?:;]+(?=[\s”]|$)|\n+", plain)
    return [words for part in parts if (words := re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", part))]


def is_long(word: str) -> bool:
    return len(re.findall(SYLLABLE, word.lower())) >= 5


def all_sentences(readers: str) -> list[tuple[str, list[str]]]:
    return [(place, words) for text, place in texts(readers).items() for words in sentences(text)]


@pytest.mark.parametrize("readers", ["citizens", "officers"])
def test_no_sentence_is_long(readers):
    long = [f"{len(words)} words: {place}" for place, words in all_sentences(readers) if len(words) > LONGEST[readers]]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("readers", ["citizens", "officers"])
def test_sentences_and_words_are_short_on_average(readers):
    whole = [words for _, words in all_sentences(readers)]
    spoken = [words for words in whole if len(words) >= SPOKEN]
    assert sum(map(len, spoken)) / len(spoken) <= AVERAGE[readers]
    words = [word for sentence in whole for word in sentence]
    assert sum(map(is_long, words)) / len(words) <= LONG_WORDS[readers]


def school_class(sentences: list[list[str]]) -> float:
    """Return the class in which a child reads it, of sentences that are more than a button."""
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(max(1, len(re.findall(SYLLABLE, word.lower()))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * 0.6 * syllables / len(words) - 15.59


def test_the_class_is_reckoned_by_sentences_and_syllables():
    plain = [["Kami", "baca", "cerita", "Anda", "hari", "ini"]]  # 6 words, 13 syllables
    assert school_class(plain) == pytest.approx(0.39 * 6 + 11.8 * 0.6 * 13 / 6 - 15.59)
    office = sentences("Pelaksanaan penanganan pengaduan masyarakat berdasarkan ketentuan peraturan perundang-undangan")
    assert school_class(office) > CLASS


@pytest.mark.parametrize("readers", ["citizens", "officers"])
def test_a_child_of_class_six_can_read_every_page(readers):
    pages: dict[str, list[list[str]]] = defaultdict(list)
    for place, words in all_sentences(readers):
        if len(words) >= SPOKEN:
            pages[place.split(": ")[0].split(" [")[0]].append(words)
    long = {place: school_class(said) for place, said in pages.items() if sum(map(len, said)) >= PAGE[readers]}
    assert len(long) >= 10
    assert not {place: round(found, 1) for place, found in long.items() if found > CLASS}
    assert school_class([words for said in pages.values() for words in said]) <= TOGETHER


@pytest.mark.parametrize("readers", ["citizens", "officers"])
def test_long_words_do_not_crowd(readers):
    crowded = [place for place, words in all_sentences(readers) if sum(map(is_long, words)) > LONG_WORDS_TOGETHER]
    assert not crowded, "\n".join(crowded)


@pytest.mark.parametrize("readers", ["citizens", "officers"])
def test_no_word_blames_overpromises_or_comes_from_the_file_room(readers):
    never = NEVER | (NEVER_FOR_CITIZENS if readers == "citizens" else {})
    found = [
        f"{place}\n  has “{match.group(0)}”; better: {better}"
        for text, place in texts(readers).items()
        for pattern, better in never.items()
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    assert not found, "\n".join(found)


def test_states_are_said_as_the_page_of_the_journey_says():
    page = (ROOT / "docs" / "journey.md").read_text(encoding="utf-8")
    rows = {row[1].strip(" `"): row for line in page.splitlines() if len(row := line.split("|")) == 5}
    with translation.override("id"):
        for state in State:
            _, _, officers, public, _ = (part.strip() for part in rows[state])
            assert state.label == officers
            if state is not State.CLOSED_OTHER:  # its public words are the reason
                assert IN_PUBLIC[state] == public
