"""
The gallery, /kit/: every part in every state.

It walks the folder of parts; each part has a specimen of the same name that calls it as a page would.
"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dengar.deadlines.calendar import Calendar, TermRule, Unit, derive
from dengar.figures.honest import Share
from dengar.files.models import Attachment
from dengar.files.queries import About, File
from dengar.web.audiences import everyone
from dengar.web.kit import lines, marking
from dengar.web.kit.forms import KitForm, LineField, PhoneField, PickField, PickSeveralField, TickField, WordsField
from dengar.web.kit.icons import ICONS

TEMPLATES = Path(__file__).parent / "templates"
NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
STATES = ("good", "soon", "late")
SHARES = [Share(21, 29), Share(3, 7), Share(18, 24, 20)]
SAID = [
    lines.Said(NOW, "Rina", "petugas pengaduan", "Orang lain."),
    lines.Said(NOW, text="Saya sendiri.", by="me", files=(lines.Link("#", "lampiran-1"),)),
    lines.Said(NOW, text="Yang dicatat sistem", by="log"),
]


def parts() -> list[str]:
    """Return the name of every part, from its file."""
    return sorted(file.stem for file in (TEMPLATES / "kit" / "parts").glob("*.html"))


class SpecimenForm(KitForm):
    """Fields for the gallery; nothing is sent anywhere."""

    name = LineField(label="Nama panggilan", help_text="Boleh nama samaran.", required=False)
    story = WordsField(label="Apa yang terjadi?", help_text="Ceritakan dengan kata Anda sendiri.", max_length=40)
    phone = PhoneField(label="Nomor telepon", required=False)
    way = PickField(
        label="Bagaimana kami menghubungi Anda?",
        choices=[("phone", "Telepon"), ("page", "Lewat halaman ini saja")],
        notes={"phone": "Cara tercepat untuk saling paham"},
    )
    called = PickField(label="Benar ada yang menelepon?", choices=[("yes", "Ya"), ("no", "Tidak")], required=False)
    ease = PickField(label="Seberapa mudah?", choices=[(str(n), str(n)) for n in range(1, 5)], required=False)
    wish = PickSeveralField(
        label="Apa yang membuatnya beres?",
        choices=[("done", "Urusan saya diselesaikan"), ("why", "Penjelasan yang jelas")],
        required=False,
    )
    quiet = TickField(label="Jangan terbitkan apa pun", note="Juga tidak sebagai ringkasan tanpa nama", required=False)


class Unsure(SpecimenForm):
    """Words that somebody else will read, and that still tell."""

    sure = TickField(label="Sudah saya periksa", note="Yang bisa menunjukkan orangnya ditandai di atas", required=False)

    def telling(self) -> list[marking.Piece]:
        return marking.telling(self.data["story"])


def specimens() -> dict[str, object]:
    """Return what the specimens show; everyone and everything in it is invented."""
    open_ = Calendar("Asia/Makassar", {weekday: (time(8), time(15, 30)) for weekday in range(5)})
    rule = TermRule("class", 14, Unit.WORKING_DAYS, "ordinary", basis="standar pelayanan (contoh)")
    return {
        "icons": ICONS,
        "form": SpecimenForm(),
        "unsure": Unsure({"story": "Kata Pak Budi, hubungi 0812 0000 4321."}),
        "pieces": marking.hidden("Saya datang [tanggal] dan dilayani [nama]."),
        "refused": SpecimenForm(
            {"story": "Saya sudah tiga kali datang, dan setiap kali diminta syarat lain.", "phone": "0812 000"},
            auto_id="refused_%s",
        ),
        "now": NOW,
        "shares": SHARES,
        "dues": [NOW + timedelta(days=n) for n in (-3, 0, 1, 9)],
        "steps": [
            lines.Step("Diterima", "done", "Kamis 19 Nov"),
            lines.Step("Ada usul", "now", "Sekarang di sini."),
            lines.Step("Janji dijalankan", "later"),
        ],
        "clocks": [
            lines.ClockLine("Telepon pertama", NOW - timedelta(days=3), "done", "ditepati"),
            lines.ClockLine("Janji", NOW + timedelta(days=1), "soon", "besok"),
            lines.ClockLine("Jawaban instansi", NOW - timedelta(days=5), "late", "terlambat 3 hari kerja"),
            lines.ClockLine(
                "Target", NOW + timedelta(days=16), "calm", "12 hari lagi", moved="Sebelumnya Senin, 7 Des."
            ),
        ],
        "derivation": derive(NOW - timedelta(days=4), rule, open_),
        "other": derive(NOW - timedelta(days=4), replace(rule, length=1), open_),
        "said": SAID,
        "facts": [lines.Fact("Layanan", "Akta kelahiran", "#"), lines.Fact("Instansi", "Disdukcapil")],
        "files": [File(Attachment(ordinal=1, kind="picture"), About("", "image/jpeg", ".jpg", 240_000))],
        "words": ["sungai", "rotan", "teduh", "jukung", "padi"],
        "spelled": ["tujuh", "Kuda", "dua", "Mata"],
        "tabs": [("1. Siapa yang tahu", "done"), ("2. Ceritanya", "now"), ("3. Dibacakan", "later")],
    }


@everyone
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    shown = [(name, f"kit/specimens/{name}.html") for name in parts()]
    return render(request, "kit/gallery.html", {"parts": shown, **specimens()})
