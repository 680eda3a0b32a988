"""How the browser comes to the complainant's own page, in each state of the journey."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from dengar.act.operations import keep, report_done
from dengar.agree.models import Commitment
from dengar.close.operations import confirm, request_withdrawal
from dengar.complaints.models import Complaint, Kind, Mode, Thread
from dengar.complaints.operations import classify, open_identity, release_file, say, send
from dengar.complaints.operations.conduct import decide_plan, propose_plan
from dengar.files.operations import Upload
from dengar.intake.operations import SOMEBODY, file_note, settle
from dengar.kit.now import now
from dengar.talk.models import Side
from dengar.talk.operations import write_summary
from dengar.vault.receipts import receipt_words
from dengar.verify import operations as verify
from tests import carry, trips
from tests.cast import WORDS, Cast, file_one, make_cast
from tests.files import samples
from tests.trips import LATER

Come = Callable[[Page], None]


def enter(page: Page, cast: Cast, path: str = "/pantau/kabar/", words: str = " ".join(WORDS)) -> None:
    """Type number and words, as Sari does, and go on to `path`."""
    unlock(page, cast.complaint, words)
    if path and not page.url.endswith(path):
        page.goto(path)


def unlock(page: Page, complaint: Complaint, words: str = " ".join(WORDS)) -> None:
    page.goto("/pantau/")
    page.fill("#id_number", complaint.number)
    page.fill("#id_words", words)
    page.locator("main form .btn").first.click()


def opening_refused(page: Page) -> None:
    enter(page, make_cast(), path="", words="bukan kata yang benar ini")


def received(page: Page) -> None:
    cast = make_cast()
    open_identity(cast.complaint, reason="Menelepon", by=cast.rina, at=now())
    enter(page, cast)


def received_refused(page: Page) -> None:
    received(page)
    page.get_by_role("button", name="Kirim").last.click()


def incomplete(page: Page) -> None:
    cast = make_cast()
    verify.ask(cast.complaint, "Jam berapa, dan di loket mana?", by=cast.rina, at=LATER)
    enter(page, cast)


def talking(page: Page) -> None:
    cast = make_cast()
    trips.to_talking(cast)
    trips.two_options(cast)
    write_summary(cast.complaint, Side.COMPLAINANT, words="Tiga kali datang.", need="Akta", by=cast.rina, at=LATER)
    say(cast.complaint, Thread.COMPLAINANT, "Apakah ringkasan ini benar?", by=cast.rina, at=now())
    enter(page, cast)


def proposed(page: Page) -> None:
    cast = make_cast()
    trips.to_proposed(cast)
    enter(page, cast)


def agreed(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    request_withdrawal(cast.complaint, by=cast.sari, at=now())
    enter(page, cast)


def withdrawing_refused(page: Page) -> None:
    agreed(page)
    page.get_by_role("button", name="Kirim jawaban").click()


def overdue(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    Commitment.objects.update(due_on=now().date() - timedelta(days=2))
    classify(cast.complaint, "serious", by=cast.rina, at=now())
    classify(cast.complaint, "ordinary", by=cast.rina, at=now())
    enter(page, cast)


def acted(page: Page) -> None:
    cast = make_cast()
    agreement = trips.to_agreed(cast)
    for one in agreement.commitments.all():
        keep(one, "Diserahkan di loket 4.", by=cast.hendra, at=now())
    cast.complaint.refresh_from_db()
    report_done(cast.complaint, "Akta sudah diserahkan.", by=cast.hendra, at=now())
    enter(page, cast)


def decided(page: Page) -> None:
    cast = make_cast()
    carry.to_decided(cast, carry.POINT, carry.ORDERED)
    enter(page, cast)


def settled(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    confirm(cast.complaint, by=cast.sari, at=now())
    enter(page, cast)


def merged(page: Page) -> None:
    cast = make_cast()
    verify.dismiss(
        cast.complaint,
        "merged",
        "Orang lain juga mengadukan kejadian yang sama.",
        into=file_one(cast.mall),
        by=cast.rina,
        at=LATER,
    )
    enter(page, cast)


def forwarded(page: Page) -> None:
    cast = make_cast()
    forward = verify.forward_ask(cast.complaint, "Dinas Perhubungan", by=cast.rina, at=LATER)
    verify.forward_accepted(forward, "Pak Joko, nomor 12.", by=cast.rina, at=LATER)
    enter(page, cast)


def question_answered(page: Page) -> None:
    cast = make_cast()
    question = file_one(cast.mall, kind=Kind.QUESTION, mode=Mode.ANONYMOUS)
    verify.answer(question, "Buka pukul 08.00 sampai 15.00.", by=cast.rina, at=now())
    unlock(page, question)


def suggestion_waits(page: Page) -> None:
    cast = make_cast()
    unlock(page, a_suggestion(cast), words="")


def suggestion_used(page: Page) -> None:
    cast = make_cast()
    row = a_suggestion(cast)
    verify.thank(row, "Sepuluh orang lain berkata serupa.", used=True, by=cast.rina, at=now())
    unlock(page, row, words="")


def a_suggestion(cast: Cast) -> Complaint:
    text = "Kursi tunggu lantai 2 tidak ada sandaran."
    return file_note(cast.mall, "", Kind.SUGGESTION, text, agency_id=None, by=SOMEBODY, at=now())[0]


def conduct(page: Page) -> None:
    cast = make_cast()
    what, why = "Menelepon 14 kali pada hari yang sama.", "Supaya petugas lain bisa dilayani juga."
    month = (now() + timedelta(days=30)).date()
    plan = propose_plan(cast.complaint, what, ["one_person", "shorter"], why, month, by=cast.rina, at=now())
    decide_plan(plan, True, by=cast.nor, at=now())
    enter(page, cast)


def noted_at_counter(page: Page) -> None:
    cast = make_cast()
    what, done = "Nomor antrean terlewat dipanggil.", "Dipanggil kembali saat itu juga."
    row = settle(cast.mall, what, done, token="satu", agency=cast.dukcapil, by=cast.rina, at=now())
    unlock(page, row, " ".join(receipt_words(cast.mall.slug, "satu")))


def noted_refused(page: Page) -> None:
    noted_at_counter(page)
    page.get_by_role("button", name="Kirim jawaban saya").click()


def steps(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    enter(page, cast, "/pantau/langkah/")


def steps_refused(page: Page) -> None:
    steps(page)
    page.get_by_role("button", name="Kirim keberatan").click()


def who_may_know(page: Page) -> None:
    enter(page, make_cast(), "/pantau/nama/")


def new_words(page: Page) -> None:
    enter(page, make_cast(), "/pantau/kata/")


def new_words_made(page: Page) -> None:
    new_words(page)
    page.locator("main form .btn").first.click()


def words_lost(page: Page) -> None:
    page.goto("/pantau/lupa/")


def words_lost_refused(page: Page) -> None:
    words_lost(page)
    page.locator("main form .btn").first.click()


def words_lost_asked(page: Page) -> Complaint:
    complaint = make_cast().complaint
    words_lost(page)
    page.locator("input[value=yes]").check()
    page.fill("#id_number", complaint.number)
    page.locator("main form .btn").first.click()
    return complaint


def words_lost_given(page: Page) -> None:
    complaint = words_lost_asked(page)
    row = complaint.lost_words.get()
    rina = complaint.mall.memberships.filter(role="handler").first()
    complaint.lost_words.update(answer="theirs", officer=rina.officer, answered_at=row.asked_at)
    page.goto("/pantau/lupa/")


def with_files(cast: Cast) -> None:
    uploads = [Upload("IMG_2031.jpg", samples.picture()), Upload("surat.pdf", samples.pdf())]
    send(cast.complaint, Thread.COMPLAINANT, "Ini buktinya.", uploads, by=cast.sari, at=now())
    trips.to_talking(cast, now())
    row = cast.complaint.box.attachments.first()
    release_file(cast.complaint, row, cast.dukcapil, "Nomor berkas hanya ada di sini.", by=cast.rina, at=now())


def files(page: Page) -> None:
    cast = make_cast()
    with_files(cast)
    enter(page, cast, "/pantau/berkas/")


def files_refused(page: Page) -> None:
    files(page)
    page.locator("input[type=file]").set_input_files({"name": "a.exe", "mimeType": "image/jpeg", "buffer": b"MZ"})
    page.locator("main form .btn").last.click()


OWN: dict[str, Come] = {
    "own page, files": files,
    "own page, files refused": files_refused,
    "own page, wrong words": opening_refused,
    "own page, received": received,
    "own page, refused": received_refused,
    "own page, something is missing": incomplete,
    "own page, talking": talking,
    "own page, a proposal": proposed,
    "own page, agreed": agreed,
    "own page, withdrawing refused": withdrawing_refused,
    "own page, a promise and a date that moved": overdue,
    "own page, said to be done": acted,
    "own page, decided": decided,
    "own page, settled": settled,
    "own page, merged": merged,
    "own page, forwarded": forwarded,
    "own page, question answered": question_answered,
    "own page, a suggestion": suggestion_waits,
    "own page, a suggestion used": suggestion_used,
    "own page, a plan on conduct": conduct,
    "own page, noted at the counter": noted_at_counter,
    "own page, noted at the counter refused": noted_refused,
    "own page, other steps": steps,
    "own page, other steps refused": steps_refused,
    "own page, who may know": who_may_know,
    "own page, words": new_words,
    "own page, new words": new_words_made,
    "key words lost": words_lost,
    "key words lost, refused": words_lost_refused,
    "key words lost, asked": lambda page: (words_lost_asked(page), None)[1],
    "key words lost, given": words_lost_given,
}
