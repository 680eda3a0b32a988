"""A file of older records, invented: any number of rows, always the same ones for the same seed."""

import csv
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

MAP = """
source = "buku-lama"

[file]
delimiter = ";"
time_zone = "Asia/Makassar"

[columns]
key = "nomor"
received_at = "masuk"
closed_at = "selesai"
status = "status"
channel = "saluran"
agency = "instansi"
kind = "jenis"
ended = "hasil"
text = "isi"
answer = "jawaban"

[constants]
mode = "anonymous"

[dates]
received_at = "%d/%m/%Y %H:%M"
closed_at = "%d/%m/%Y"

[values.status]
"Selesai" = "closed"
"Proses" = "open"

[values.channel]
"Loket" = "counter"
"Telepon" = "phone"
"Surat" = "letter"
"Situs" = "web"

[values.agency]
"Disdukcapil" = "disdukcapil"
"Samsat" = "samsat"
"Lainnya" = ""

[values.kind]
"Pengaduan" = "complaint"
"Saran" = "suggestion"
"Pertanyaan" = "question"

[values.ended]
"Beres" = "settled"
"Dijawab" = "answered"
"Diteruskan" = "forwarded"

[otherwise]
ended = "unknown"
"""
HEADING = ("nomor", "masuk", "selesai", "status", "saluran", "instansi", "jenis", "hasil", "isi", "jawaban")
BEGAN = datetime(2015, 1, 5, 8, 0, tzinfo=UTC)
AGENCIES = ("Disdukcapil", "Disdukcapil", "Disdukcapil", "Samsat", "Samsat", "Lainnya")
CHANNELS = ("Loket", "Loket", "Loket", "Telepon", "Surat", "Situs", "Situs")
KINDS = ("Pengaduan",) * 8 + ("Saran", "Pertanyaan")
RESULTS = ("Beres", "Beres", "Dijawab", "Diteruskan", "")
THINGS = ("akta kelahiran", "kartu keluarga", "KTP", "STNK", "balik nama", "surat pindah", "pajak motor")
TOLD = (
    "Saya mengurus {thing} sejak {days} hari lalu dan belum ada kabar.",
    "Syarat {thing} di loket berbeda dengan yang tertulis di papan.",
    "Petugas meminta saya kembali {days} hari lagi, padahal berkas {thing} sudah lengkap.",
    "Antrean untuk {thing} lebih dari {days} jam, kursi tidak cukup.",
    "Nama di {thing} saya salah tulis dan harus diulang dari awal.",
    "Saya diminta membayar lebih untuk {thing} tanpa kuitansi.",
    "Tidak ada yang menjawab telepon waktu saya menanyakan {thing}.",
)
ANSWERS = (
    "Sudah diserahkan kepada pemohon.",
    "Petugas menjelaskan syarat yang benar dan meminta maaf.",
    "Diteruskan ke instansi yang berwenang.",
    "Papan syarat sudah diganti.",
    "",
)


def write(path: Path, rows: int, *, seed: int = 2026, still_open: float = 0.0) -> None:
    """
    Write so many rows, as a mall's own book might hold them.

    :param still_open: the share of rows whose case has not ended, and so cannot come in.
    """
    chance = random.Random(seed)  # nosec B311
    with path.open("w", encoding="utf-8", newline="") as file:
        to = csv.writer(file, delimiter=";", lineterminator="\n")
        to.writerow(HEADING)
        to.writerows(_row(number, chance, still_open) for number in range(1, rows + 1))


def _row(number: int, chance: random.Random, still_open: float) -> tuple[str, ...]:
    came = BEGAN + timedelta(minutes=chance.randrange(60 * 24 * 365 * 10))
    ended = came + timedelta(days=chance.randrange(60))
    going = chance.random() < still_open
    thing, days = chance.choice(THINGS), chance.randrange(2, 30)
    told = " ".join(line.format(thing=thing, days=days) for line in chance.sample(TOLD, chance.randrange(1, 5)))
    return (
        f"{came:%Y}/{number:07d}",
        f"{came:%d/%m/%Y %H:%M}",
        "" if going else f"{ended:%d/%m/%Y}",
        "Proses" if going else "Selesai",
        chance.choice(CHANNELS),
        chance.choice(AGENCIES),
        chance.choice(KINDS),
        chance.choice(RESULTS),
        told,
        chance.choice(ANSWERS),
    )


if __name__ == "__main__":
    target, count = Path(sys.argv[1]), int(sys.argv[2])
    write(target, count)
    target.with_suffix(".toml").write_text(MAP)
