"""How the browser comes to the pages on which a report is settled: proposals answered, names released, sheets."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from dengar.aftercare.models import Fairness
from dengar.agree import operations as agree
from dengar.agree.models import Extension
from dengar.complaints.models import Clock, Release
from dengar.complaints.operations import ask_release, choose_release, order_release, put_release
from dengar.kit.now import now
from dengar.people.models import Membership
from tests import trips
from tests.browser.own import enter
from tests.browser.working import at_desk
from tests.browser.working import enter as desk_enter
from tests.cast import Cast, file_one, make_cast

Come = Callable[[Page], None]


def own_proposal(page: Page) -> None:
    cast = make_cast()
    trips.to_proposed(cast)
    enter(page, cast, "/pantau/usul/")


def own_proposal_refused(page: Page) -> None:
    own_proposal(page)
    page.fill("#id_p1_what", "Berkas diambil ke rumah")
    page.get_by_role("button", name="Kirim usul saya").click()


def own_proposal_sent(page: Page) -> None:
    own_proposal(page)
    page.fill("#id_words", "Berkas diambil ke rumah saya.")
    page.fill("#id_p1_what", "Berkas diambil ke rumah")
    page.fill("#id_p1_due", "2026-12-31")
    page.get_by_role("button", name="Kirim usul saya").click()


def desk_answers(page: Page) -> None:
    cast = make_cast()
    trips.to_proposed(cast)
    at_desk(page, cast, "usul")


def asked_for_more(cast: Cast) -> int:
    """Hendra asks for three days more; return which promise it is about."""
    promised = trips.to_agreed(cast, at=now()).commitments.get()
    new_due = promised.due_on + timedelta(days=3)
    words = "Surat nikah belum dilegalisir."
    agree.ask_extension(promised, new_due, Extension.Why.PAPERS, words, by=cast.hendra, at=now())
    return promised.pk


def more_time_on_the_page(page: Page) -> None:
    cast = make_cast()
    asked_for_more(cast)
    enter(page, cast)


def more_time(page: Page) -> None:
    cast = make_cast()
    pk = asked_for_more(cast)
    enter(page, cast, f"/pantau/janji/{pk}/waktu/")


def more_time_refused(page: Page) -> None:
    more_time(page)
    page.get_by_role("button", name="Kirim jawaban saya").click()


def asking_for_more(page: Page) -> None:
    cast = make_cast()
    pk = trips.to_agreed(cast, at=now()).commitments.get().pk
    at_desk(page, cast, f"tindak/{pk}/waktu")


def asking_for_more_refused(page: Page) -> None:
    asking_for_more(page)
    page.get_by_role("button", name="Minta tambahan waktu").click()


def doing_with_more_time(page: Page) -> None:
    cast = make_cast()
    asked_for_more(cast)
    at_desk(page, cast, "tindak")


def doing_what_is_late(page: Page) -> None:
    """A promise whose day has passed: one press reminds the agency."""
    cast = make_cast()
    trips.to_agreed(cast)
    Clock.objects.filter(kind="promise").update(due_at=now() - timedelta(days=3))
    at_desk(page, cast, "tindak")


def left_behind(page: Page) -> None:
    """The coordinator's desk, where an officer has left: a report in nobody's hands."""
    cast = make_cast()
    Membership.objects.filter(role="handler").update(until_at=now())
    desk_enter(page, cast, "nor", "/meja/")


def looking_on(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    desk_enter(page, cast, "nor", f"/meja/laporan/{cast.complaint.number}/")


def sheet(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    enter(page, cast, "/pantau/kesepakatan/")


def sheet_of_agency(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    desk_enter(page, cast, "hendra", f"/instansi/{cast.complaint.handles.get().code}/kesepakatan/")


def name_asked(put: bool = False) -> tuple[Cast, Release]:
    """Hendra asks for a name; Siti puts it to Sari."""
    cast = make_cast()
    trips.to_talking(cast)
    made = ask_release(cast.complaint, "Perlu nama untuk menerbitkan akta.", by=cast.hendra, at=now())
    if put:
        said = {"consequence": "Disdukcapil akan melihat nama Anda di berkas.", "reason": "Akta tidak bisa tanpa nama."}
        put_release(made, **said, last_day=now().date() + timedelta(days=7), by=cast.siti, at=now())
    return cast, made


def name_wish(page: Page) -> None:
    cast, _made = name_asked(put=True)
    enter(page, cast)


def name_ways(page: Page) -> None:
    cast, _made = name_asked(put=True)
    enter(page, cast, "/pantau/nama/urusan/")


def name_ways_refused(page: Page) -> None:
    name_ways(page)
    page.get_by_role("button", name="Simpan pilihan saya").click()


def custody(page: Page) -> None:
    cast, _made = name_asked()
    desk_enter(page, cast, "siti", "/penjaga/")


def custody_one(page: Page) -> None:
    cast, made = name_asked()
    desk_enter(page, cast, "siti", f"/penjaga/{made.pk}/")


def custody_refused(page: Page) -> None:
    custody_one(page)
    page.get_by_role("button", name="Simpan").click()


def order(page: Page) -> None:
    cast, made = name_asked()
    last_day = now().date() + timedelta(days=7)
    order_release(made, reason="Penetapan 12/2026", last_day=last_day, untold=False, by=cast.siti, at=now())
    desk_enter(page, cast, "nor", f"/penjaga/{made.pk}/")


def name_for_agency(page: Page) -> None:
    cast, made = name_asked(put=True)
    cast.complaint.refresh_from_db()
    choose_release(made, Release.Choice.ONE, by=cast.sari, at=now())
    Release.objects.update(chosen_at=now() - timedelta(days=2), asked_at=now() - timedelta(days=2))
    desk_enter(page, cast, "hendra", f"/instansi/{cast.complaint.handles.get().code}/")


def ombudsman(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    enter(page, cast, "/pantau/ombudsman/")


def ombudsman_refused(page: Page) -> None:
    ombudsman(page)
    page.get_by_role("button", name="Siapkan berkas").click()


def ombudsman_sheet(page: Page) -> None:
    ombudsman(page)
    page.locator("#id_consent").check()
    page.get_by_role("button", name="Siapkan berkas").click()


def fairness(page: Page) -> None:
    cast = make_cast()
    for n in range(21):
        made = file_one(cast.mall)
        Fairness.objects.create(complaint=made, side="complainant", voice=1 + n % 4, state="acted", at=now())
    desk_enter(page, cast, "nor", "/meja/adil/")


SETTLING: dict[str, Come] = {
    "own page, own proposal": own_proposal,
    "own page, own proposal refused": own_proposal_refused,
    "own page, own proposal sent": own_proposal_sent,
    "own page, more time is asked for": more_time_on_the_page,
    "own page, yes or no to more time": more_time,
    "own page, yes or no refused": more_time_refused,
    "own page, record of the agreement": sheet,
    "own page, a name is asked for": name_wish,
    "own page, three ways for a name": name_ways,
    "own page, three ways refused": name_ways_refused,
    "own page, file for the Ombudsman": ombudsman,
    "own page, file for the Ombudsman refused": ombudsman_refused,
    "own page, sheet for the Ombudsman": ombudsman_sheet,
}
SETTLING_AT_DESK: dict[str, Come] = {
    "desk, answering a proposal": desk_answers,
    "desk, asking for more time": asking_for_more,
    "desk, asking for more time refused": asking_for_more_refused,
    "desk, what is owed with a wish": doing_with_more_time,
    "desk, what is late": doing_what_is_late,
    "desk, in nobody's hands": left_behind,
    "desk, somebody looks on": looking_on,
    "agency, record of the agreement": sheet_of_agency,
    "agency, a name given once": name_for_agency,
    "fairness by outcome": fairness,
    "names, what waits": custody,
    "names, one request": custody_one,
    "names, one request refused": custody_refused,
    "names, a legal order": order,
}
