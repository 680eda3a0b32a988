"""The page of an agency's speaker: what an agency may see, and every act on it."""

import pytest
from django.test import Client

from dengar.agree.models import Agreement
from dengar.agree.operations import decline
from dengar.close.operations import confirm
from dengar.complaints.models import Look, Message, Mode, Thread
from dengar.complaints.operations import classify, end_grant, say
from dengar.kit.now import now
from dengar.talk.models import Option, Side, Summary
from dengar.talk.operations import write_summary
from dengar.web.desk.agency import week
from tests import trips
from tests.cast import MONDAY_9AM, SARI, STORY, make_cast
from tests.signing import sign_in
from tests.web.desk.reading import agency, fresh, seen

ACTS = ("setuju", "tidak", "ringkasan", "pembetulan", "pilihan", "pesan", "adil")


def test_it_shows_the_neutral_summary_and_nothing_of_the_person(cast, desk_of):
    trips.to_proposed(cast)
    say(cast.complaint, Thread.COMPLAINANT, "Hanya untuk Rina.", by=cast.sari, at=now())
    page = desk_of("hendra").get(agency(cast))
    assert page.status_code == 200
    for shown in ("Syarat berbeda-beda.", "Akta selesai Rabu.", "Satu daftar syarat", "23–27 November"):
        assert shown in page.text
    for hidden in (
        cast.complaint.number,
        cast.complaint.subject,
        SARI.name,
        SARI.phone,
        STORY,
        "Tiga kali datang.",
        "Akta sebelum 5 Desember",
        "Hanya untuk Rina.",
        "08.00",
        "09.00",
        "23 November",
    ):
        assert hidden not in page.text


def test_no_date_can_be_counted_back_to_the_day_of_the_report(cast, desk_of):
    trips.to_agreed(cast)
    classify(cast.complaint, "ordinary", by=cast.rina, at=now())
    stopped = {clock.kind for clock in cast.complaint.clocks.exclude(kind="promise")}
    assert {"class", "decision"} <= stopped
    page = desk_of("hendra").get(agency(cast))
    assert [line.title for line in page.context["clocks"]] == ["Janji"]


def test_a_week_is_said_from_monday_to_friday(settings):
    assert week(MONDAY_9AM) == "23–27 November"
    assert week(MONDAY_9AM.replace(day=30)) == "30 November – 4 Desember"


@pytest.mark.parametrize("name", ["lutfi", "rina", "nor", "budi", "ombi"])
def test_nobody_else_comes_in(cast, desk_of, name):
    trips.to_talking(cast)
    answer = desk_of(name).get(agency(cast))
    assert answer.status_code == (404 if name in ("lutfi", "nor") else 403)
    unknown = desk_of(name).get("/instansi/D-2222/")
    assert (unknown.status_code, len(unknown.content)) == (answer.status_code, len(answer.content))


@pytest.mark.parametrize("act", [*ACTS, "nama", "usul"])
def test_every_act_needs_a_grant(cast, desk_of, act):
    trips.to_proposed(cast)
    end_grant(cast.complaint.grants.get(), by=cast.rina, at=now())
    path = agency(cast, f"{act}/")
    assert desk_of("hendra").post(path, {}).status_code == 404
    assert desk_of("rina").post(path, {}).status_code == 403


@pytest.mark.parametrize("act", ACTS)
def test_looking_at_an_acts_address_shows_the_page(cast, desk_of, act):
    trips.to_proposed(cast)
    assert desk_of("hendra").get(agency(cast, f"{act}/")).status_code == 200


def test_the_desks_proposal_is_accepted_once(cast, desk_of):
    trips.to_proposed(cast, by=cast.rina)
    hendra = desk_of("hendra")
    assert hendra.post(agency(cast, "setuju/"), seen(cast, "setuju")).status_code == 302
    assert Agreement.objects.get().agency_at is not None
    assert hendra.post(agency(cast, "setuju/"), seen(cast, "setuju")).status_code == 422


def test_saying_no_goes_on_talking_and_a_stale_no_is_kept(cast, desk_of):
    trips.to_proposed(cast, by=cast.rina)
    hendra = desk_of("hendra")
    late = hendra.post(agency(cast, "tidak/"), {"tolak-seen": 0, "tolak-words": "Terlalu cepat."})
    assert late.status_code == 409
    assert "Terlalu cepat." in late.text
    assert f'name="tolak-seen" value="{fresh(cast).step}"' in late.text
    assert hendra.post(agency(cast, "tidak/"), seen(cast, "tolak", words="Terlalu cepat.")).status_code == 302
    assert fresh(cast).state == "talking"


def test_a_no_to_what_was_taken_back_meanwhile_keeps_its_words(cast, desk_of):
    made = trips.to_proposed(cast, by=cast.rina)
    hendra, typed = desk_of("hendra"), seen(cast, "tolak", words="Terlalu cepat.")
    decline(made, why="Salah tanggal.", by=cast.rina, at=now())
    late = hendra.post(agency(cast, "tidak/"), typed)
    assert late.status_code == 409
    assert "Terlalu cepat." in late.text, "the form is gone, what was typed is not"


def test_its_own_summary_is_confirmed_as_it_was_read(cast, desk_of):
    trips.to_talking(cast)
    at, by = now(), cast.rina
    first = write_summary(cast.complaint, Side.AGENCY, words="Ada edaran.", need="Waktu", by=by, at=at)
    write_summary(cast.complaint, Side.AGENCY, words="Ada dua edaran.", need="Waktu", by=by, at=at)
    hendra = desk_of("hendra")
    other = hendra.post(agency(cast, "ringkasan/"), seen(cast, "benar", which=first.pk))
    assert other.status_code == 409
    now_ = Summary.objects.get(superseded_at=None)
    assert hendra.post(agency(cast, "ringkasan/"), seen(cast, "benar", which=now_.pk)).status_code == 302
    now_.refresh_from_db()
    assert now_.how == "page"


def test_its_own_summary_is_corrected(cast, desk_of):
    trips.to_talking(cast)
    write_summary(cast.complaint, Side.AGENCY, words="Ada edaran.", need="Waktu", by=cast.rina, at=now())
    hendra = desk_of("hendra")
    assert hendra.post(agency(cast, "pembetulan/"), seen(cast, "betul", words=" ")).status_code == 422
    assert hendra.post(agency(cast, "pembetulan/"), seen(cast, "betul", words="Tidak ada edaran.")).status_code == 302
    page = hendra.get(agency(cast))
    assert "Tidak ada edaran." in page.text
    assert "Waktu" in page.text


def test_options_and_messages_are_added(cast, desk_of):
    trips.to_talking(cast)
    hendra = desk_of("hendra")
    assert hendra.post(agency(cast, "pilihan/"), seen(cast, "usul", words="")).status_code == 422
    assert hendra.post(agency(cast, "pilihan/"), seen(cast, "usul", words="Kami jemput berkas.")).status_code == 302
    assert Option.objects.get().side == Side.AGENCY
    long = hendra.post(agency(cast, "pesan/"), seen(cast, "pesan", words="a" * 4001))
    assert long.status_code == 422
    assert "a" * 4001 in long.text
    assert hendra.post(agency(cast, "pesan/"), seen(cast, "pesan", words="<b>Baik</b>")).status_code == 302
    assert Message.objects.get().thread == Thread.AGENCY
    assert "<b>Baik" not in hendra.get(agency(cast)).text


def test_the_name_opens_only_where_the_person_said_so(db):
    cast = make_cast(mode=Mode.OPEN)
    hendra = sign_in(Client(), cast.officers["hendra"])
    trips.to_talking(cast)
    assert SARI.name not in hendra.get(agency(cast)).text
    assert hendra.post(agency(cast, "nama/"), seen(cast, "buka", reason=" ")).status_code == 422
    assert hendra.post(agency(cast, "nama/"), seen(cast, "buka", reason="Mencari berkas")).status_code == 302
    assert SARI.name in hendra.get(agency(cast)).text
    assert Look.objects.get().role == "liaison"


def test_a_confidential_name_stays_shut(cast, desk_of):
    trips.to_talking(cast)
    answer = desk_of("hendra").post(agency(cast, "nama/"), seen(cast, "buka", reason="Mencari berkas"))
    assert answer.status_code == 422
    assert SARI.name not in answer.text
    assert not Look.objects.exists()


def test_fairness_is_asked_after_it_was_done_and_once(cast, desk_of):
    trips.to_agreed(cast)
    hendra = desk_of("hendra")
    assert "adil-voice" not in hendra.get(agency(cast)).text
    early = hendra.post(agency(cast, "adil/"), seen(cast, "adil", voice="4"))
    assert early.status_code == 409
    confirm(cast.complaint, by=cast.sari, at=now())
    assert "adil-voice" in hendra.get(agency(cast)).text
    assert hendra.post(agency(cast, "adil/"), seen(cast, "adil")).status_code == 422
    assert hendra.post(agency(cast, "adil/"), seen(cast, "adil", voice="4", respect="1")).status_code == 302
    assert hendra.post(agency(cast, "adil/"), seen(cast, "adil", voice="4")).status_code == 422
    assert "adil-voice" not in hendra.get(agency(cast)).text


def test_the_desk_of_a_speaker_lists_handles_only(cast, desk_of):
    trips.to_talking(cast)
    page = desk_of("hendra").get("/meja/")
    assert agency(cast) in page.text
    assert cast.complaint.number not in page.text
    assert agency(cast) not in desk_of("lutfi").get("/meja/").text
