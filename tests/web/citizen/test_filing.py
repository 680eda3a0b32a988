"""The way through filing: seven steps, and every turn that people take on it."""

from datetime import timedelta

import pytest
from django.test import Client

from dengar.complaints.models import Complaint
from dengar.intake import queries
from dengar.intake.models import Draft
from dengar.kit.now import now
from dengar.people.models import Membership
from dengar.vault.models import Person
from tests.web.citizen.steps import CONTACT, MODE, PHONE, STORY, TOLD, file, read, send, to_check

pytestmark = pytest.mark.django_db
COOKIE = "konsep"


def answers(client):
    return queries.answers(queries.by_token(client.cookies[COOKIE].value, now()))


def test_the_whole_way(client, place):
    to_check(client)
    page = read(client, "/lapor/periksa/")
    for said in (STORY, "Urusan saya diselesaikan", "5 Desember, sekolah tutup", "Rahmah", PHONE):
        assert said in page

    send(client, "/lapor/periksa/", {}, "/lapor/tanda-terima/")
    complaint = Complaint.objects.get()
    assert (complaint.mode, complaint.reach, complaint.agency) == ("confidential", "phone", None)
    told = queries.told(complaint)
    assert (told.story, told.wishes) == (STORY, ("solved", "by_date"))
    assert Person.objects.get().box == complaint.box


def test_a_page_before_any_answer_leaves_nothing_in_the_database(client, place):
    read(client, "/lapor/")
    assert COOKIE not in client.cookies
    assert not Draft.objects.exists()


def test_the_cookie_is_for_these_pages_alone(client, place):
    cookie = send(client, "/lapor/", {"about": "unknown"}).cookies[COOKIE]
    assert cookie["path"] == "/lapor/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 48 * 3600


def test_what_tells_is_said_before_sending_without_any_script(client, place):
    to_check(client, story={"story": "Pak Budi menyuruh transfer, hubungi 0812 0000 4321."})
    page = read(client, "/lapor/periksa/")
    assert "Ada yang bisa menunjukkan siapa Anda" in page
    assert "<mark>nama</mark> <mark>nomor telepon</mark>." in page
    send(client, "/lapor/cerita/", {"story": STORY}, "/lapor/bukti/")
    assert "Ada yang bisa menunjukkan" not in read(client, "/lapor/periksa/")


@pytest.mark.parametrize("field", ["earlier", "loss"])
def test_what_was_told_beside_the_story_is_read_too(client, place, field):
    to_check(client, wishes={"wishes": ["explained"], field: "Saya lapor ke Pak Budi, 0812 0000 4321."})
    assert "<mark>nama</mark> <mark>nomor telepon</mark>." in read(client, "/lapor/periksa/")


@pytest.mark.parametrize("path", ["/lapor/", "/lapor/nama/", "/lapor/cerita/", "/lapor/kontak/", "/lapor/periksa/"])
def test_no_page_is_kept_by_the_browser(client, place, path):
    to_check(client)
    assert "no-store" in client.get(path)["Cache-Control"]


def test_words_find_the_service_on_the_same_page(client, place):
    asked = send(client, "/lapor/", {"about": "service", "service_text": "akte"})
    page = asked.content.decode()
    assert asked.status_code == 200
    assert "Akta kelahiran" in page
    assert 'value="akte"' in page
    chosen = {"about": "service", "service_text": "akte", "asked": "akte", "service": str(place.akta.pk)}
    send(client, "/lapor/", chosen, "/lapor/nama/")
    kept = answers(client)
    assert (kept.agency_id, kept.service_id, kept.service_text) == (place.dukcapil.pk, place.akta.pk, "akte")


def test_words_that_fit_nothing_are_kept(client, place):
    page = send(client, "/lapor/", {"about": "service", "service_text": "zzz", "cari": "1"}).content.decode()
    assert "Belum ketemu" in page
    send(client, "/lapor/", {"about": "service", "service_text": "zzz"}, "/lapor/nama/")
    assert answers(client).service_text == "zzz"


def test_none_of_these_keeps_the_words(client, place):
    given = {"about": "service", "service_text": "akte", "asked": "akte", "service": "none"}
    send(client, "/lapor/", given, "/lapor/nama/")
    assert (answers(client).service_id, answers(client).service_text) == (None, "akte")


def test_a_service_of_other_words_is_asked_again(client, place):
    given = {"about": "service", "service_text": "surat lahir", "asked": "akte", "service": "999"}
    assert "Akta kelahiran" in send(client, "/lapor/", given).content.decode()


def test_what_belongs_to_another_choice_is_ignored(client, place):
    send(client, "/lapor/", {"about": "desk", "agency": str(place.samsat.pk), "service_text": "x"}, "/lapor/nama/")
    kept = answers(client)
    assert (kept.about, kept.agency_id, kept.service_text) == ("desk", None, "")


def test_without_an_overseer_the_desk_is_no_choice_and_others_are_named(client, place):
    named = "Telepon Ombudsman, 137, atau tulis ke LAPOR di lapor.go.id."
    page = read(client, "/lapor/")
    assert ('value="desk"' in page, named in page) == (True, False)
    to_check(client, about={"about": "desk"})
    Membership.objects.filter(role="overseer").delete()
    page = read(client, "/lapor/")
    assert ('value="desk"' in page, named in page) == (False, True)
    assert client.post("/lapor/", {"about": "desk"}).status_code == 422
    for path, typed in (("/lapor/periksa/", {}), ("/lapor/ditelepon/", {"phone": PHONE, "safe_hours": "any"})):
        refused = client.post(path, typed)
        assert refused.status_code == 422
        assert "MPP ini belum punya pengawas" in refused.text
    assert not Complaint.objects.exists()


def test_the_address_of_a_counter_fills_the_place_in(client, place):
    page = read(client, "/lapor/?loket=loket-4")
    assert "Loket 4" in page
    assert f'value="{place.dukcapil.pk}" selected' in page
    given = {"about": "service", "agency": str(place.dukcapil.pk), "loket": "loket-4", "there": "on"}
    send(client, "/lapor/", given, "/lapor/nama/")
    assert answers(client).counter == "loket-4"


@pytest.mark.parametrize("slug", ["gone", "x" * 400, "%00", "loket 4"])
def test_an_unknown_counter_is_no_error(client, place, slug):
    read(client, f"/lapor/?loket={slug}")


def test_changing_one_answer_leads_back_to_the_check(client, place):
    to_check(client)
    send(client, "/lapor/cerita/?ubah=1", {"story": "Lain."}, "/lapor/periksa/")
    page = read(client, "/lapor/periksa/")
    assert "Lain." in page
    assert PHONE in page


def test_going_back_shows_what_was_answered(client, place):
    to_check(client)
    assert STORY in read(client, "/lapor/cerita/")
    assert PHONE in read(client, "/lapor/kontak/")


def test_a_step_that_was_left_out_is_asked_for(client, place):
    send(client, "/lapor/", {"about": "unknown"})
    assert client.get("/lapor/periksa/")["Location"] == "/lapor/nama/?ubah=1&kurang=1"
    send(client, "/lapor/nama/?ubah=1&kurang=1", MODE, "/lapor/periksa/")
    assert client.get("/lapor/periksa/")["Location"] == "/lapor/cerita/?ubah=1&kurang=1"
    assert "Tinggal yang ini" in read(client, "/lapor/cerita/?ubah=1&kurang=1")


def test_without_a_name_no_contact_is_asked(client, place):
    send(client, "/lapor/", {"about": "unknown"})
    send(client, "/lapor/nama/", {"mode": "anonymous"})
    page = read(client, "/lapor/kontak/")
    assert "id_phone" not in page
    send(client, "/lapor/kontak/", {}, "/lapor/periksa/")


def test_contact_typed_before_choosing_no_name_is_dropped(client, place):
    to_check(client)
    send(client, "/lapor/nama/?ubah=1", {"mode": "anonymous"}, "/lapor/periksa/")
    assert PHONE not in read(client, "/lapor/periksa/")
    send(client, "/lapor/periksa/", {}, "/lapor/tanda-terima/")
    assert not Person.objects.exists()
    assert Complaint.objects.get().reach == "page"


def test_from_no_name_back_to_being_called(client, place):
    send(client, "/lapor/", {"about": "unknown"})
    send(client, "/lapor/nama/", {"mode": "anonymous"})
    send(client, "/lapor/kontak/", {"named": "1"}, "/lapor/kontak/")
    assert "id_phone" in read(client, "/lapor/kontak/")
    assert answers(client).mode == "confidential"


def test_sending_again_and_again_is_one_report(client, place):
    file(client)
    page = read(client, "/lapor/tanda-terima/")
    send(client, "/lapor/periksa/", {}, "/lapor/tanda-terima/")
    assert client.get("/lapor/periksa/")["Location"] == "/lapor/tanda-terima/"
    assert client.get("/lapor/cerita/")["Location"] == "/lapor/tanda-terima/"
    send(client, "/lapor/cerita/", TOLD, "/lapor/tanda-terima/")
    assert read(client, "/lapor/tanda-terima/") == page
    assert Complaint.objects.count() == 1


def test_after_filing_a_new_one_can_be_started(client, place):
    file(client)
    assert "/lapor/tanda-terima/" in read(client, "/lapor/")
    assert STORY not in read(client, "/lapor/")
    send(client, "/lapor/", {"about": "unknown"}, "/lapor/nama/")
    assert answers(client).story == ""
    assert Draft.objects.count() == 2


def test_answers_changed_on_another_page_are_shown_before_they_are_sent(client, place):
    to_check(client)
    seen = queries.seen(Draft.objects.get())
    send(client, "/lapor/cerita/?ubah=1", {"story": "Dari halaman lain."})
    answer = send(client, "/lapor/periksa/", {"seen": seen})
    assert answer.status_code == 422
    assert "Dari halaman lain." in answer.content.decode()
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("path", ["nama", "cerita", "harapan", "kontak", "periksa", "tanda-terima", "cetak", "berkas"])
def test_without_a_draft_the_way_starts_anew_and_says_so(client, place, path):
    answer = client.get(f"/lapor/{path}/", follow=True)
    assert answer.redirect_chain[-1][0] == "/lapor/?hilang=semua"
    assert "Kami tidak menemukan tulisan Anda sebelumnya" in answer.content.decode()


@pytest.mark.parametrize("token", ["x" * 43, "x" * 5000, "é", "", "../../etc"])
def test_a_forged_token_opens_nothing(client, place, token):
    to_check(Client())
    client.cookies[COOKIE] = token
    assert client.get("/lapor/periksa/")["Location"] == "/lapor/?hilang=semua"


def test_an_expired_draft_keeps_at_least_what_is_sent_now(client, place):
    send(client, "/lapor/", {"about": "unknown"})
    Draft.objects.update(touched_at=now() - timedelta(hours=49))
    send(client, "/lapor/cerita/", TOLD, "/lapor/?hilang=sebagian")
    assert "Jawaban Anda sebelumnya sudah tidak ada" in read(client, "/lapor/?hilang=sebagian")
    assert answers(client).story == STORY


def test_a_browser_without_cookies_is_told(place):
    answer = Client(enforce_csrf_checks=True).post("/lapor/", {"about": "unknown"})
    assert answer.status_code == 403
    assert "kuki" in answer.content.decode().lower() or "cookie" in answer.content.decode().lower()


def test_before_the_first_mall_there_is_no_page(client, db):
    assert client.get("/lapor/").status_code == 404


def test_the_last_post_stays_cheap(client, place, django_assert_max_num_queries):
    about = {"about": "service", "service_text": "akte", "asked": "akte", "service": str(place.akta.pk)}
    to_check(client, about=about, contact=CONTACT)
    with django_assert_max_num_queries(28) as counted:
        send(client, "/lapor/periksa/", {}, "/lapor/tanda-terima/")
    work = [one["sql"] for one in counted.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(work) <= 21, "\n".join(sql[:160] for sql in work)


@pytest.mark.parametrize(
    "path", ["/lapor/", "/lapor/nama/", "/lapor/cerita/", "/lapor/bukti/", "/lapor/harapan/", "/lapor/kontak/"]
)
def test_a_step_costs_little(client, place, django_assert_max_num_queries, path):
    to_check(client)
    with django_assert_max_num_queries(6):
        read(client, path)
