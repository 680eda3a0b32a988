"""Steal all but the keys: database, its log of writes, temporary files, backups, logs: no name, contact or sentence."""

import argparse
import base64
import os
import random
import re
import socket
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.files import samples
from tests.proofs._house import House
from tests.proofs._phone import NoAnswer, Phone, file_report

BOTH_DATABASES = True
CHUNK = 1 << 24  # bytes read at once
KNOWN = b"Disdukcapil"  # is rightly there in plain: where it is not found, the search is worth nothing


class Mailbox:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.letters.append(envelope.content)
        return "250 OK"


def patterns(word: str) -> list[bytes]:
    """Return how a word may lie in bytes, in lower case: plain, UTF-16, hexadecimal, base64 at each of three places."""
    plain = word.encode()
    ways = {plain.lower(), plain.hex().encode()}
    ways |= {word.lower().encode(code) for code in ("utf-16-le", "utf-16-be")}
    for case in (word, word.lower(), word.upper(), word.title()):
        for before in range(3):
            coded = base64.b64encode(b"\0" * before + case.encode())
            ways.add(coded[(before * 8 + 5) // 6 : -4].lower())  # without the signs that the neighbours decide
    return sorted(ways)


def search(folders: list[Path], words: list[str]) -> Iterator[str]:
    """Yield where any of the words lies."""
    wanted = re.compile(b"|".join(re.escape(way) for word in words for way in patterns(word)))
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            for place, data in _chunks(path):
                for hit in wanted.finditer(data.lower()):
                    at = hit.start()
                    yield f"{path}, byte {place + at}: …{data[max(0, at - 40) : hit.end() + 40]!r}…"


def _chunks(path: Path) -> Iterator[tuple[int, bytes]]:
    place, tail = 0, b""
    try:
        with path.open("rb") as file:
            while data := file.read(CHUNK):
                yield place - len(tail), tail + data
                place, tail = place + len(data), data[-200:]
    except FileNotFoundError:
        return  # a temporary file that went while we looked


def holds(folders: list[Path], plain: bytes) -> bool:
    return any(
        plain in data
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
        for _place, data in _chunks(path)
    )


def use_the_pages(house: House, letters: str, digits: str) -> None:
    """File by the phone, open one's own page, write, make every mistake that might end in a log."""
    phone = Phone(house.port)
    story = f"Kata {letters}h1 begitu.\nDan {letters}h2.\x00 \u202e{letters}h3"
    contact = {"reach": "mail", "name": f"{letters}h4", "email": f"{letters}h5@example.org"}
    photo = (f"{letters}f1.jpg", samples.picture(mark=f"{letters}f2"))
    receipt = file_report(phone, story.replace("\x00", ""), attached=photo, **contact)
    page = phone.get("/pantau/")
    page = phone.send(page, number=receipt.number, words=" ".join(receipt.words))
    if "/kabar/" not in page.path:
        raise AssertionError(f"the page does not open: {page.path}")
    files = phone.get("/pantau/berkas/")
    if f"{letters}f1.jpg" not in files.text or "lampiran-1" not in files.text:
        raise AssertionError("the file was not kept: nothing is proved for it")
    large = samples.picture("PNG", (1500, 1500), f"{letters}f5")
    papers = samples.pdf(f"{letters}f3"), samples.m4a(f"{letters}f4"), large
    for number, data in enumerate(papers):
        phone.send(files, upload=("berkas-attached", f"{letters}n{number}", data), **{"berkas-words": f"{letters}w"})
    forgiving = Phone(house.port, forgiving=True)
    step = forgiving.get("/lapor/")
    forgiving.send(step, about="service", service_text=f"{letters}h6")
    forgiving.send(forgiving.get("/lapor/cerita/"), story=story)  # a NUL in it
    forgiving.send(forgiving.get("/lapor/cerita/"), story=f"{letters}h7 " * 3000)  # far too long
    for name, data in (("t1", b"MZ"), ("t2.pdf", samples.pdf(f"{letters}t3")[:900])):  # refused; and left behind
        bad = f"{letters}{name}"
        forgiving.send(forgiving.get("/lapor/bukti/"), upload=("attached", bad, bad.encode() + data))
    forgiving.send(forgiving.get("/lapor/bukti/"), upload=("attached", f"{letters}t4", samples.wav(f"{letters}t5")))
    forgiving.send(forgiving.get("/lapor/kontak/"), reach="phone", name=f"{letters}h8", phone=f"{digits}")
    forgiving.cookies.pop("csrftoken", None)
    forgiving.send(step, about="service", service_text=f"{letters}h9")  # a form of nobody
    for path in (f"/{letters}a/", f"/lapor/?cari={letters}b&telp=08{digits}99", f"/pantau/{letters}c/"):
        forgiving.get(path)
    forgiving.send(forgiving.get("/pantau/"), number=f"{letters}d", words=f"{letters}e " * 5)


def interrupted(house: House, letters: str) -> None:
    """The database goes in the middle of writing: failures with their traces."""
    phone = Phone(house.port)
    page = phone.get("/lapor/")
    if house.cluster:
        house.cluster.kill()
    for name in ("x1", "x2"):
        try:
            phone.send(page, about="service", service_text=f"{letters}{name}")
        except NoAnswer:
            continue
    if house.cluster:
        house.cluster.start()


def copies(house: House) -> list[Path]:
    """Make a backup, and unpack what a search in raw bytes could not read."""
    backup = house.folder / "backup"
    house.run("backup", backup)
    dump = backup / "database.dump"
    if dump.exists():
        text = house.folder / "unpacked"
        text.mkdir()
        subprocess.run(["pg_restore", f"--file={text / 'dump.sql'}", dump], check=True)
        return [backup, text]
    return [backup]


def main(seed: int | None) -> int:
    chance = random.Random(seed)
    letters = "q" + "".join(chance.choices(string.ascii_lowercase, k=11)) + "z"
    digits = "".join(chance.choices("0123456789", k=9))
    mailbox = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    post = Controller(mailbox, hostname="127.0.0.1", port=port)
    post.start()
    house = House(os.environ.get("DATABASE_URL", ""), DENGAR_MAIL_URL=f"smtp://127.0.0.1:{port}")
    try:
        return steal(house, mailbox, letters, digits)
    finally:
        post.stop()
        house.close()


def steal(house: House, mailbox: Mailbox, letters: str, digits: str) -> int:
    house.run("migrate", "-v0")
    house.ask("tests.proofs._journey", {"do": "found"})
    house.start()
    use_the_pages(house, letters, digits)
    said = house.ask("tests.proofs._journey", {"letters": letters, "digits": digits})["said"]
    interrupted(house, letters)
    if not house.is_well():
        house.stop()
        house.start()
    house.run("work", "--once")
    seen = house.ask("tests.proofs._journey", {"do": "look"})
    folders = [house.folder / "data", house.logs, house.temporary, *copies(house)]
    folders += [house.cluster.data.parent] if house.cluster else []  # with its log
    (house.folder / "letters").mkdir()
    for number, letter in enumerate(mailbox.letters):
        # the way to a reader is theirs alone; what stands under it must tell nothing
        (house.folder / "letters" / str(number)).write_bytes(re.sub(rb"(?im)^(to|x-rcptto):.*$", b"", letter))
    (house.folder / "letters" / "sessions").write_text("\n".join(seen["sessions"]))
    hits = list(search([*folders, house.folder / "letters"], [letters, digits]))
    wrong = [f"found: {hit}" for hit in hits[:20]]
    wrong += [f"{name} was never filled: nothing is proved for it" for name in seen["empty"]]
    if not holds(folders, KNOWN):
        wrong.append("the search finds not even what is there")
    if not mailbox.letters:
        wrong.append("no letter was sent")
    size = sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
    print(
        "\n".join(wrong) or f"{said} marked words, {size / 1e6:.0f} MB searched, {len(mailbox.letters)} letters: none"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tenth", action="store_true", help="the same: it is short")
    parser.add_argument("--seed", type=int)
    sys.exit(main(parser.parse_args().seed))
