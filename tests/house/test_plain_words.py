"""
The Indonesian on the screens is plain, and promises no more than is true.

How easy a text is, in three numbers that need no list of words: how long its sentences are, how long the average
sentence is (of those with at least four words: a button is no sentence), and how many of its words have five
syllables or more ("menunjukkannya"). A sentence ends with a point, a question mark, a colon or a semicolon.
Measured in November 2026: 5.8 words a sentence and 1 long word in 100 for citizens, 6.1 words and 1 in 42 for
officers. The limits leave room for what is to be written, none for a text that a tired person has to read twice.
"""

import re
from functools import cache

import pytest
from django.utils import translation

from dengar.complaints.journey import IN_PUBLIC, State
from dengar.talk import method, proofreading
from tests.house.sources import ROOT
from tests.house.test_words import translated, used_words

# Rooms of which officers alone read the words. What stands elsewhere is held to be read by anyone.
OFFICERS = (
    "dengar/act/",
    "dengar/complaints/models/sight.py",
    "dengar/complaints/models/words.py",
    "dengar/complaints/operations/",
    "dengar/config/",
    "dengar/decide/",
    "dengar/ledger/",
    "dengar/malls/",
    "dengar/people/",
    "dengar/talk/",
    "dengar/verify/",
    "dengar/web/desk/",
    "dengar/web/mall/",
)

LONGEST = {"citizens": 15, "officers": 18}  # words in a sentence
AVERAGE = {"citizens": 7.0, "officers": 8.0}  # words in a sentence
LONG_WORDS = {"citizens": 0.02, "officers": 0.03}  # share of all words
LONG_WORDS_TOGETHER = 2  # in one sentence

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
    if readers == "officers":
        guide = method.read(ROOT / "content/method/conversation.id.toml")
        found |= {text: f"conversation.id.toml {where}: {text}" for where, _kind, text in proofreading.texts(guide)}
    return found


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence; markup is left out, a placeholder is one word."""
    plain = re.sub(r"%\(\w+\)[sd]|\{\w*\}", "X", re.sub(r"<[^>]+>", "", text))
    parts = re.split(r"[.?:;]+(?=[\s”]|$)|\n+", plain)
    return [words for part in parts if (words := re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", part))]


def is_long(word: str) -> bool:
    return len(re.findall(r"ai\b|au\b|oi\b|[aeiou]", word.lower())) >= 5


def all_sentences(readers: str) -> list[tuple[str, list[str]]]:
    return [(place, words) for text, place in texts(readers).items() for words in sentences(text)]


@pytest.mark.parametrize("readers", ["citizens", "officers"])
def test_no_sentence_is_long(readers):
    long = [f"{len(words)} words: {place}" for place, words in all_sentences(readers) if len(words) > LONGEST[readers]]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("readers", ["citizens", "officers"])
def test_sentences_and_words_are_short_on_average(readers):
    whole = [words for _, words in all_sentences(readers)]
    spoken = [words for words in whole if len(words) >= 4]
    assert sum(map(len, spoken)) / len(spoken) <= AVERAGE[readers]
    words = [word for sentence in whole for word in sentence]
    assert sum(map(is_long, words)) / len(words) <= LONG_WORDS[readers]


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
