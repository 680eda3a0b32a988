"""One report on the handler's page: read, write, try to reach, open the name, let the agency in, talk."""

from datetime import timedelta

import pytest

from dengar.close.operations import confirm
from dengar.complaints.models import Brief, Contact, Grant, Look, Message, Mode
from dengar.kit.now import now
from dengar.talk.models import Option, Summary
from dengar.talk.queries import latest, notes
from tests import trips
from tests.cast import SARI, file_one
from tests.web.desk.reading import agency, desk, fresh, seen

PHASES = ("intake", "exploration", "turning", "options", "closing")


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
    assert yusuf.post(desk(cast, "pegang/")).status_code == 302
    assert fresh(cast).handler == cast.officers["yusuf"]
    assert yusuf.get(desk(cast, "mundur/")).status_code == 405
    assert yusuf.post(desk(cast, "mundur/")).status_code == 302
    assert yusuf.get(desk(cast)).status_code == 404
    assert fresh(cast).handler == cast.officers["rina"], "in the hands of whoever is free"


def test_what_a_role_may_not_do_is_said_not_broken(cast, desk_of):
    nor = desk_of("nor")
    page = nor.post(desk(cast, "pegang/"))
    assert page.status_code == 409
    assert "peran Anda" in page.text


def sight(cast, **more):
    given = {"concern": "unit", "agency": cast.dukcapil.pk, "title": "Syarat akta", "words": "Syarat berbeda-beda."}
    return {**seen(cast), **given, **more}


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


def test_whoever_is_named_is_never_let_in(cast, desk_of):
    hendra = cast.officers["hendra"].pk
    answer = desk_of("rina").post(
        desk(cast, "instansi/"), sight(cast, concern="person", respondent=hendra, speaker=hendra)
    )
    assert answer.status_code == 422
    assert not Grant.objects.exists()


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_can_be_entered_and_entered_again(cast, desk_of, phase):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, f"percakapan/{phase}/")
    assert rina.get(path).status_code == 200
    assert rina.post(path, {**seen(cast), "lanjut": "", "author": "agency", "side": "agency"}).status_code == 302
    assert rina.get(path).status_code == 200


def test_there_are_five_phases(cast, desk_of):
    assert desk_of("rina").get(desk(cast, "percakapan/arbitrase/")).status_code == 404


def test_notes_summary_and_option_are_kept(cast, desk_of):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, "percakapan/intake/")
    half = {**seen(cast), "story": "Tiga kali.", "side": "complainant", "summary": "Tiga kali datang.", "need": ""}
    kept = rina.post(path, {**half, "lanjut": "exploration"})
    assert kept.status_code == 422
    assert "Tiga kali datang." in kept.text
    assert not Summary.objects.exists()
    whole = rina.post(path, {**half, "need": "Akta", "how": "read_back", "lanjut": "exploration"})
    assert whole["Location"] == desk(cast, "percakapan/exploration/")
    assert notes(latest(cast.complaint))["story"] == "Tiga kali."
    assert Summary.objects.get().how == "read_back"
    rina.post(desk(cast, "percakapan/options/"), {**seen(cast), "option": "Dijemput", "author": "agency"})
    assert Option.objects.get().side == "agency"
    last = rina.post(desk(cast, "percakapan/closing/"), {**seen(cast), "who": "Hendra", "lanjut": "propose"})
    assert last["Location"] == desk(cast, "usul/")


def test_a_phase_of_an_ended_report_is_told_to_be_over(cast, desk_of):
    trips.to_talking(cast)
    old = {**seen(cast), "story": "Jangan hilang.", "side": "complainant", "summary": "", "need": "", "lanjut": ""}
    confirm(cast.complaint, by=cast.sari, at=now())
    page = desk_of("rina").post(desk(cast, "percakapan/intake/"), old)
    assert page.status_code == 409
    assert "Jangan hilang." in page.text
