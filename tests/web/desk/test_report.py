"""One report on the handler's page: read, write, try to reach, open the name, let the agency in."""

from datetime import timedelta

import pytest

from dengar.complaints.models import Brief, Complaint, Contact, Grant, Look, Message, Mode
from dengar.complaints.operations import hands_mark, recuse, sight_mark
from dengar.kit.now import now
from dengar.people.models import Membership, Officer
from tests.cast import LAST_YEAR, SARI, file_one
from tests.web.desk.reading import agency, desk, fresh, seen


def test_the_report_shows_where_it_stands_and_only_what_the_table_allows(cast, desk_of):
    page = desk_of("rina").get(desk(cast))
    assert page.status_code == 200
    assert "Perlu diperiksa" in page.text
    assert desk(cast, "periksa/") in page.text
    assert desk(cast, "usul/") not in page.text
    assert SARI.name not in page.text
    assert SARI.phone not in page.text


@pytest.mark.parametrize(
    ("name", "status"), [("hendra", 403), ("budi", 403), ("siti", 403), ("ombi", 404), ("nor", 200), ("yusuf", 200)]
)
def test_whose_page_it_is(cast, desk_of, name, status):
    assert desk_of(name).get(desk(cast)).status_code == status


def test_an_unknown_number_is_not_told_from_one_that_may_not_be_seen(cast, desk_of):
    hidden = file_one(cast.mall, around_desk=True)
    rina = desk_of("rina")
    known, unknown = rina.get(f"/meja/laporan/{hidden.number}/"), rina.get("/meja/laporan/2222-2222/")
    assert known.status_code == unknown.status_code == 404
    assert len(known.content) == len(unknown.content)
    assert desk_of("ombi").get(f"/meja/laporan/{hidden.number}/").status_code == 200


def test_messages_go_to_whom_they_are_for(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "pesan/")
    assert rina.post(path, {**seen(cast), "words": "Halo.", "thread": "nobody"}).status_code == 422
    assert rina.post(path, {**seen(cast), "words": "", "thread": "complainant"}).status_code == 422
    for thread in ("complainant", "internal"):
        assert rina.post(path, {**seen(cast), "words": f"Untuk {thread}", "thread": thread}).status_code == 302
    assert [message.thread for message in Message.objects.order_by("pk")] == ["complainant", "internal"]
    assert "Untuk complainant" in rina.get(desk(cast)).text


def test_an_attempt_to_reach_the_person_is_recorded_with_its_moment(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "kontak/")
    assert rina.post(path, seen(cast, "kontak", way="call")).status_code == 422
    tomorrow = (now() + timedelta(days=2)).date().isoformat()
    future = rina.post(path, seen(cast, "kontak", way="call", outcome="reached", day=tomorrow, clock="10:00"))
    assert future.status_code == 422
    assert tomorrow in future.text
    assert rina.post(path, seen(cast, "kontak", way="call", outcome="no_answer")).status_code == 302
    assert Contact.objects.get().outcome == "no_answer"
    assert rina.get(path).status_code == 200


def test_a_moment_that_cannot_be_is_said_at_its_field(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "kontak/")
    for days in (-900, 2):
        day = (now() + timedelta(days=days)).date().isoformat()
        page = rina.post(path, seen(cast, "kontak", way="call", outcome="reached", day=day, clock="10:00"))
        assert page.status_code == 422
        assert 'id="id_kontak-day_error"' in page.text
        assert f'value="{day}"' in page.text
    assert not Contact.objects.exists()


def test_whoever_is_nameless_is_written_to_and_that_is_the_contact(cast, desk_of):
    nameless = file_one(cast.mall, mode=Mode.ANONYMOUS, agency=cast.dukcapil)
    rina, page = desk_of("rina"), f"/meja/laporan/{nameless.number}/"
    sent = {"kontak-seen": 0, "kontak-way": "written", "kontak-words": "Selamat pagi, saya Rina."}
    assert rina.post(f"{page}kontak/", {**sent, "kontak-words": " "}).status_code == 422
    early = rina.post(f"{page}kontak/", {**sent, "kontak-day": "2026-11-23"})
    assert early.status_code == 422
    assert "saya Rina" in early.text
    assert rina.post(f"{page}kontak/", {**sent, "kontak-way": "call"}).status_code == 422
    assert not Contact.objects.exists()
    assert not Message.objects.exists()
    assert rina.post(f"{page}kontak/", sent).status_code == 302
    assert Contact.objects.get().message == Message.objects.get()
    assert "saya Rina" in rina.get(page).text


def test_whoever_asked_for_a_call_is_not_reached_by_a_message(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "kontak/")
    assert "kontak-words" not in rina.get(desk(cast)).text
    assert rina.post(path, seen(cast, "kontak", way="written", words="Halo.")).status_code == 422
    assert not Message.objects.exists()


def test_the_name_opens_with_a_reason_and_shuts_again(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "nama/")
    assert rina.post(path, seen(cast, "buka", reason="")).status_code == 422
    assert rina.post(path, seen(cast, "buka", reason="Menelepon")).status_code == 302
    assert SARI.name in rina.get(desk(cast)).text
    assert SARI.name not in desk_of("yusuf").get(desk(cast)).text
    Look.objects.update(until_at=now() - timedelta(seconds=1))
    assert SARI.name not in rina.get(desk(cast)).text


def test_who_does_not_handle_it_is_offered_no_name_and_gets_none(cast, desk_of):
    nor = desk_of("nor")
    page = nor.get(desk(cast)).text
    assert 'name="buka-reason"' not in page
    assert "Hanya yang menangani aduan ini" in page
    assert nor.post(desk(cast, "nama/"), seen(cast, "buka", reason="Ingin tahu")).status_code == 422
    assert not Look.objects.exists()


def test_where_no_name_is_kept_none_is_asked_for(cast, desk_of):
    other = file_one(cast.mall, mode=Mode.ANONYMOUS)
    page = desk_of("rina").get(f"/meja/laporan/{other.number}/")
    assert 'name="buka-reason"' not in page.text


def test_a_report_is_taken_and_kept_out_of(cast, desk_of):
    yusuf = desk_of("yusuf")
    assert yusuf.post(desk(cast, "pegang/"), hands(cast)).status_code == 302
    assert fresh(cast).handler == cast.officers["yusuf"]
    assert yusuf.get(desk(cast, "mundur/")).status_code == 405
    assert yusuf.post(desk(cast, "mundur/")).status_code == 302
    assert yusuf.get(desk(cast)).status_code == 404
    assert fresh(cast).handler == cast.officers["rina"], "in the hands of whoever is free"


def test_what_a_role_may_not_do_is_said_not_broken(cast, desk_of):
    nor = desk_of("nor")
    page = nor.post(desk(cast, "pegang/"), hands(cast))
    assert page.status_code == 422
    assert "peran Anda" in page.text


def sight(cast, **more):
    given = {"concern": "unit", "agency": cast.dukcapil.pk, "title": "Syarat akta", "words": "Syarat berbeda-beda."}
    return {**seen(cast), "mark": sight_mark(cast.complaint), **given, **more}


def hands(cast):
    return seen(cast, "pegang", mark=hands_mark(fresh(cast)))


def test_the_agency_is_let_in_at_once_or_not_at_all(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "instansi/")
    hendra = cast.officers["hendra"].pk
    assert rina.get(path).status_code == 200
    kept = rina.post(path, sight(cast, title="", speaker=hendra))
    assert kept.status_code == 422
    assert "Syarat berbeda-beda." in kept.text
    nobody = rina.post(path, sight(cast, concern="person", speaker=hendra))
    assert nobody.status_code == 422
    strange = rina.post(path, sight(cast, speaker=cast.officers["lutfi"].pk))
    assert strange.status_code == 422
    assert not Grant.objects.exists()
    assert not Brief.objects.exists()
    assert rina.post(path, sight(cast, speaker=hendra)).status_code == 302
    assert desk_of("hendra").get(agency(cast)).status_code == 200


def test_whose_turn_it_is_stands_there_the_first_time_and_opens_nothing_anew_later(cast, desk_of):
    rina, path, hendra = desk_of("rina"), desk(cast, "instansi/"), cast.officers["hendra"].pk
    form = rina.get(path).context["form"]
    assert (form["speaker"].value(), form["title"].value(), form["words"].value()) == (hendra, "Akta kelahiran", "")
    assert rina.post(path, sight(cast)).status_code == 302  # left for later
    assert not rina.get(path).context["form"]["speaker"].value()
    assert not Grant.objects.exists()


def test_the_page_says_whose_turn_it_is_and_asks_why_another(cast, desk_of):
    aminah = Officer.objects.create_user(email="aminah@example.go.id", name="Aminah")
    Membership.objects.create(
        officer=aminah, mall=cast.mall, role="liaison", agency=cast.dukcapil, stand_in=True, from_at=LAST_YEAR
    )
    rina, path = desk_of("rina"), desk(cast, "instansi/")
    page = rina.get(path).text
    assert "giliran <b>Hendra</b>" in page
    assert "Dialah penghubung instansi." in page
    assert "Lutfi</option>" not in page.split('name="speaker"')[1]
    kept = rina.post(path, sight(cast, speaker=aminah.pk))
    assert kept.status_code == 422
    assert "Menurut aturan, giliran orang lain." in kept.text
    assert rina.post(path, sight(cast, speaker=aminah.pk, reason="Hendra cuti.")).status_code == 302
    assert "Hendra cuti." in rina.get(desk(cast)).text
    assert "Hendra cuti." not in desk_of("hendra").get("/meja/").text


def test_where_nobody_of_the_agency_is_free_the_coordinator_speaks_on_the_agencys_page(cast, desk_of):
    rina, nor, path = desk_of("rina"), desk_of("nor"), desk(cast, "instansi/")
    recuse(cast.complaint, cast.officers["hendra"], by=cast.rina, at=now())
    assert "Dialah koordinator MPP" in rina.get(path).text
    assert nor.get(desk(cast)).status_code == 200
    assert rina.post(path, sight(cast, speaker=cast.officers["nor"].pk)).status_code == 302
    assert nor.get(desk(cast)).status_code == 404, "who speaks for the agency sees what an agency sees"
    assert agency(cast) in nor.get("/meja/").text
    page = nor.get(agency(cast))
    assert page.status_code == 200
    assert cast.complaint.number not in page.text
    assert nor.post(agency(cast, "pesan/"), seen(cast, "pesan", words="Kami periksa.")).status_code == 302
    assert Message.objects.get().side == "agency"


def test_of_two_who_let_the_agency_in_the_second_is_told_and_loses_nothing(cast, desk_of):
    rina, yusuf, path = desk_of("rina"), desk_of("yusuf"), desk(cast, "instansi/")
    shown = sight(cast, words="Kata yang satu.")
    assert rina.post(path, sight(cast, words="Kata yang lain.")).status_code == 302
    told = yusuf.post(path, shown)
    assert told.status_code == 409
    assert "Kata yang lain." in told.text
    assert "Kata yang satu." in told.text
    assert Brief.objects.count() == 1
    assert yusuf.post(path, sight(cast, words="Kata yang satu.")).status_code == 302
    assert Brief.objects.get(superseded_at=None) != Brief.objects.earliest("pk")


def test_what_nobody_changed_is_not_approved_anew(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "instansi/")
    assert rina.post(path, sight(cast)).status_code == 302
    assert rina.post(path, sight(cast, speaker=cast.officers["hendra"].pk)).status_code == 302
    assert Brief.objects.count() == 1
    assert Grant.objects.count() == 1


def test_of_two_who_take_it_in_hand_the_second_is_told(cast, desk_of):
    shown, rina, yusuf = hands(cast), desk_of("rina"), desk_of("yusuf")
    Complaint.objects.update(handler=None)
    shown["pegang-mark"] = "0"
    assert yusuf.post(desk(cast, "pegang/"), shown).status_code == 302
    told = rina.post(desk(cast, "pegang/"), shown)
    assert told.status_code == 409
    assert "Yusuf" in told.text
    assert fresh(cast).handler == cast.officers["yusuf"]


def test_a_page_without_its_mark_is_too_old(cast, desk_of):
    for path, given in (("pegang/", seen(cast, "pegang")), ("instansi/", sight(cast, mark=""))):
        assert desk_of("yusuf").post(desk(cast, path), given).status_code == 422
    assert not Brief.objects.exists()


def test_whoever_is_named_is_never_let_in(cast, desk_of):
    hendra = cast.officers["hendra"].pk
    answer = desk_of("rina").post(
        desk(cast, "instansi/"), sight(cast, concern="person", respondent=hendra, speaker=hendra)
    )
    assert answer.status_code == 422
    assert not Grant.objects.exists()
