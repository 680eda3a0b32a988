"""The pages of verification, and of what does not become a conversation."""

import pytest

from dengar.complaints.models import Complaint, Kind
from dengar.complaints.operations import recuse
from dengar.intake.answers import Told
from dengar.intake.models import Story
from dengar.vault.sealing import seal_words
from dengar.verify import operations, queries
from dengar.verify.checklist import QUESTIONS
from dengar.verify.models import Verification
from tests.carry import LATER, findings, let_in, reach, to_talking
from tests.cast import file_one

STORY = "Kata yang tidak boleh hilang."


def page(complaint: Complaint, name: str) -> str:
    return f"/meja/laporan/{complaint.number}/{name}/"


def ticked(complaint: Complaint, then: str = "save", **more: object) -> dict[str, object]:
    return {"seen": complaint.step, "klass": "ordinary", "then": then, **dict.fromkeys(QUESTIONS, "yes"), **more}


def fresh(complaint: Complaint) -> Complaint:
    return Complaint.objects.get(pk=complaint.pk)


def test_the_short_form_asks_and_starts_the_conversation(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    response = rina.get(page(complaint, "periksa"))
    assert response.status_code == 200
    assert "Jelas apa yang terjadi" in response.text
    assert "Ordinary" not in response.text

    response = rina.post(page(complaint, "periksa"), ticked(complaint, "talk", reason=STORY))
    assert response.status_code == 422  # nobody has called yet
    assert STORY in response.text
    assert not Verification.objects.exists()

    reach(cast)
    response = rina.post(page(complaint, "periksa"), ticked(complaint, "talk"))
    assert (response.status_code, response["Location"]) == (302, f"/meja/laporan/{complaint.number}/")
    assert fresh(complaint).state == "talking"


def test_what_is_missing_is_asked_in_the_persons_words(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    response = rina.post(page(complaint, "periksa"), ticked(complaint, "ask", whom="unclear"))
    assert response.status_code == 422
    rina.post(page(complaint, "periksa"), ticked(complaint, "ask", whom="unclear", missing=STORY))
    gap = queries.open_gap(complaint)
    assert gap is not None
    assert gap.words == STORY


def test_a_hard_mark_allows_only_the_formal_route(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    reach(cast)
    response = rina.post(page(complaint, "periksa"), ticked(complaint, "talk", hard=["violence"]))
    assert response.status_code == 422
    assert "melarang" in response.text
    assert rina.post(page(complaint, "periksa"), ticked(complaint, "examine", hard=["violence"])).status_code == 302
    assert fresh(complaint).state == "examining"
    response = rina.get(page(complaint, "periksa"))
    assert "Kekerasan atau ancaman" in response.text


def test_saving_alone_moves_nothing_and_is_shown_again(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    assert rina.post(page(complaint, "periksa"), ticked(complaint, here="no", soft=[])).status_code == 302
    assert fresh(complaint).state == "received"
    shown = rina.get(page(complaint, "periksa")).context["form"]
    assert shown["here"].initial == "no"
    assert shown["klass"].initial == "ordinary"


def test_an_unanswered_question_is_named_and_nothing_is_lost(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    data = ticked(complaint, "save", reason=STORY, missing="Apa lagi?", hard=["danger"])
    del data["what"], data["klass"]
    response = rina.post(page(complaint, "periksa"), data)
    assert response.status_code == 422
    for kept in (STORY, "Apa lagi?", 'value="danger" id="id_hard_3" checked', "#id_what_0", "#id_klass"):
        assert kept in response.text


def test_a_stale_page_is_told_and_its_words_are_kept(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    stale = ticked(complaint, "ask", missing=STORY)
    to_talking(cast)
    response = rina.post(page(complaint, "periksa"), stale)
    assert response.status_code == 409
    assert "sudah berubah" in response.text
    assert "Dalam percakapan" in response.text
    assert STORY in response.text
    assert f'name="seen" value="{fresh(complaint).step}"' in response.text


@pytest.mark.parametrize("name", ["periksa", "jawab", "teruskan", "tutup", "putuskan", "tindak"])
def test_who_may_not_know_of_it_finds_no_page(cast, desk_of, name):
    let_in(cast)
    assert desk_of("rina").get(page(cast.complaint, name)).status_code == 200
    assert desk_of("hendra").get(page(cast.complaint, name)).status_code == 403
    assert desk_of("ombi").get(page(cast.complaint, name)).status_code == 404
    assert desk_of("rina").get(f"/meja/laporan/2222-2222/{name}/").status_code == 404


@pytest.mark.parametrize(
    "bad", ["x" * 5000, "a\x00b", " \n ", "<script>alert(1)</script>", "\u202eterbalik", "e" + "\u0301" * 60]
)
def test_bad_words_get_a_sentence_or_are_kept_plain(cast, desk_of, bad):
    question = file_one(cast.mall, kind=Kind.QUESTION)
    response = desk_of("rina").post(page(question, "jawab"), {"seen": 0, "words": bad})
    if response.status_code == 302:
        reply = queries.reply(question)
        assert reply is not None
        assert "\u202e" not in reply.words
    else:
        assert response.status_code == 422
        assert "<script>alert" not in response.text


@pytest.mark.parametrize("seen", ["", "abc", "99999999999999999999", "-1"])
def test_a_page_without_its_step_is_too_old(cast, desk_of, seen):
    question = file_one(cast.mall, kind=Kind.QUESTION)
    response = desk_of("rina").post(page(question, "jawab"), {"seen": seen, "words": STORY})
    assert response.status_code in (409, 422)
    assert STORY in response.text
    assert fresh(question).state == "received"


def test_a_question_is_answered_once_however_often_it_is_sent(cast, desk_of):
    rina, question = desk_of("rina"), file_one(cast.mall, kind=Kind.QUESTION)
    answer = {"seen": 0, "words": "Buka pukul 08.00."}
    assert rina.post(page(question, "jawab"), answer).status_code == 302
    assert rina.post(page(question, "jawab"), answer).status_code == 409
    assert question.replies.count() == 1


def test_a_suggestion_is_used_or_not(cast, desk_of):
    rina, suggestion = desk_of("rina"), file_one(cast.mall, kind=Kind.SUGGESTION)
    response = rina.post(page(suggestion, "jawab"), {"seen": 0, "words": STORY})
    assert response.status_code == 422
    assert STORY in response.text
    rina.post(page(suggestion, "jawab"), {"seen": 0, "words": STORY, "used": "no"})
    assert fresh(suggestion).close_reason == "not_used"


def test_the_agency_answers_under_its_own_handle(cast, desk_of):
    Complaint.objects.filter(pk=cast.complaint.pk).update(kind=Kind.QUESTION)
    let_in(cast)
    handle = cast.complaint.handles.get().code
    hendra = desk_of("hendra")
    response = hendra.get(f"/instansi/{handle}/jawab/")
    assert response.status_code == 200
    assert cast.complaint.number not in response.text
    assert "Syarat akta" in response.text
    assert desk_of("lutfi").get(f"/instansi/{handle}/jawab/").status_code == 404
    assert hendra.post(f"/instansi/{handle}/jawab/", {"seen": 0, "words": "Ya."}).status_code == 302
    assert fresh(cast.complaint).close_reason == "answered"


def test_another_body_is_asked_refuses_and_another_one_accepts(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    forward = page(complaint, "teruskan")
    assert rina.post(forward, {"seen": 0, "body": ""}).status_code == 422
    assert rina.post(forward, {"seen": 0, "body": "Dinas Perhubungan"}).status_code == 302
    assert "Dinas Perhubungan" in rina.get(forward).text
    assert rina.post(forward, {"seen": 0, "answer": "no", "words": ""}).status_code == 422
    assert rina.post(forward, {"seen": 0, "answer": "no", "words": "Bukan wewenang."}).status_code == 302
    assert "Bukan wewenang." in rina.get(forward).text
    rina.post(forward, {"seen": 0, "body": "Samsat Provinsi"})
    rina.post(forward, {"seen": 0, "answer": "yes", "words": "Nomor 12"})
    assert fresh(complaint).close_reason == "forwarded"


def test_closed_with_a_reason_in_words(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    close = page(complaint, "tutup")
    assert rina.post(close, {"seen": 0, "reason": "in_court", "words": ""}).status_code == 422
    assert rina.post(close, {"seen": 0, "reason": "merged", "words": STORY, "other": "abc"}).status_code == 422
    other = file_one(cast.mall)
    merged = {"seen": 0, "reason": "merged", "words": STORY, "other": other.number.lower()}
    assert rina.post(close, merged).status_code == 302
    assert fresh(complaint).close_reason == "merged"


def test_a_report_that_is_no_question_is_not_answered_away(cast, desk_of):
    rina = desk_of("rina")
    assert "<textarea" not in rina.get(page(cast.complaint, "jawab")).text
    assert rina.post(page(cast.complaint, "jawab"), {"seen": 0, "words": STORY}).status_code == 422
    operations.record(cast.complaint, findings(), by=cast.rina, at=LATER)
    assert fresh(cast.complaint).state == "received"


def test_the_desk_reads_the_persons_own_words_and_the_agency_never_does(cast, desk_of):
    complaint = cast.complaint
    said = Told(STORY, when="2026-11-19", wishes=("explained", "by_date"), wish_by="Sebelum 5 Desember.")
    Story.objects.create(complaint=complaint, sealed=seal_words(complaint.box, said.to_json(), "story"))
    let_in(cast)
    for name in ("periksa", "jawab", "teruskan", "tutup", "putuskan", "tindak"):
        shown = desk_of("rina").get(page(complaint, name)).text
        assert STORY in shown
        assert "19 November" in shown
        assert "by_date" not in shown
    for name in ("jawab", "tindak"):
        assert STORY not in desk_of("hendra").get(f"/instansi/{complaint.handles.get().code}/{name}/").text


@pytest.mark.parametrize("name", ["periksa", "jawab", "teruskan", "tutup"])
def test_where_a_step_cannot_be_made_the_page_says_so(cast, desk_of, name):
    operations.dismiss(cast.complaint, "in_court", "Sedang disidangkan.", by=cast.rina, at=LATER)
    shown = desk_of("rina").get(page(cast.complaint, name)).text
    assert "belum terbuka" in shown
    assert 'method="post" novalidate' not in shown


@pytest.mark.parametrize("then", ["save", "examine"])
def test_who_is_close_to_it_hands_it_on_by_the_same_press(cast, desk_of, then):
    complaint, rina = cast.complaint, desk_of("rina")
    assert "petugas lain yang menangani" in rina.get(page(complaint, "periksa")).text
    kept = rina.post(page(complaint, "periksa"), ticked(complaint, then, hard="own_circle"))
    assert (kept.status_code, kept.url) == (302, "/meja/")
    assert rina.get(page(complaint, "periksa")).status_code == 404
    assert fresh(complaint).handler == cast.officers["yusuf"]
    shown = desk_of("yusuf").get(page(complaint, "periksa"))
    assert "dekat dengan orang itu" in shown.text
    assert shown.context["form"]["hard"].value() == [], "it says nothing of Yusuf"
    yusuf = desk_of("yusuf")
    assert yusuf.post(page(complaint, "periksa"), ticked(fresh(complaint), "save")).status_code == 302
    assert yusuf.get(page(complaint, "periksa")).status_code == 200


def test_where_nobody_else_is_free_the_overseer_has_it(cast, desk_of):
    complaint = cast.complaint
    recuse(complaint, cast.officers["yusuf"], by=cast.yusuf, at=LATER)
    posted = desk_of("rina").post(page(complaint, "periksa"), ticked(complaint, "save", hard="own_circle"))
    assert posted.status_code == 302
    assert fresh(complaint).handler_id is None
    assert complaint.number in desk_of("ombi").get("/meja/").text


def test_what_is_noted_under_not_yet_is_what_the_person_is_asked(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    rina.post(page(complaint, "periksa"), ticked(complaint, whom="unclear", whom_note=STORY))
    assert STORY in rina.get(page(complaint, "periksa")).context["form"]["whom_note"].value()
    rina.post(page(complaint, "periksa"), ticked(complaint, "ask", whom="unclear", whom_note=STORY))
    gap = queries.open_gap(complaint)
    assert gap is not None
    assert gap.words == STORY


def test_kinds_part_and_urgency_go_with_the_same_press(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    sent = ticked(complaint, kinds=["PB", "TP"], component="time", urgent="living")
    assert rina.post(page(complaint, "periksa"), sent).status_code == 302
    row = Verification.objects.get()
    assert (row.kinds, row.component) == (["PB", "TP"], "time")
    shown = rina.get(f"/meja/laporan/{complaint.number}/").text
    for words in ("Dugaan: Penundaan berlarut", "Jangka waktu penyelesaian", "hak untuk hidup terancam"):
        assert words in shown
    assert "Cepat tanggap" in rina.get("/meja/").text


def test_a_demand_for_reward_opens_no_talk(cast, desk_of):
    rina, complaint = desk_of("rina"), cast.complaint
    reach(cast)
    response = rina.post(page(complaint, "periksa"), ticked(complaint, "talk", kinds=["PI"], reason=STORY))
    assert response.status_code == 422
    assert STORY in response.text
    assert rina.post(page(complaint, "periksa"), ticked(complaint, kinds=["PI"])).status_code == 302
    assert fresh(complaint).state == "received"  # only saved; the route is the formal one
    assert Verification.objects.get().route == "formal"


@pytest.mark.parametrize("wrong", [{"kinds": ["XX"]}, {"component": "x"}, {"urgent": "x"}, {"what_note": "x" * 201}])
def test_codes_of_nobody_and_long_notes_are_refused_in_the_form(cast, desk_of, wrong):
    rina, complaint = desk_of("rina"), cast.complaint
    response = rina.post(page(complaint, "periksa"), ticked(complaint, reason=STORY, **wrong))
    assert response.status_code == 422
    assert STORY in response.text
    assert not Verification.objects.exists()


def test_the_house_suggests_what_it_knows_itself(cast, desk_of):
    told = Told(story=STORY, when="2026-11-20")
    sealed = seal_words(cast.complaint.box, told.to_json(), "story")
    Story.objects.create(complaint=cast.complaint, sealed=sealed)
    form = desk_of("rina").get(page(cast.complaint, "periksa")).context["form"]
    assert (form["here"].value(), form["in_time"].value(), form["what"].value()) == ("yes", "yes", None)
    assert "2 tahun" in form.known.because["in_time"]


def test_what_happened_too_long_ago_is_not_suggested(cast, desk_of):
    sealed = seal_words(cast.complaint.box, Told(story=STORY, when="2023-01-02").to_json(), "story")
    Story.objects.create(complaint=cast.complaint, sealed=sealed)
    assert not desk_of("rina").get(page(cast.complaint, "periksa")).context["form"]["in_time"].value()


def test_the_median_report_needs_three_entries_and_one_press(cast, desk_of):
    """A service that was named, a day that was told, nothing like it: what the house knows is filled in already."""
    sealed = seal_words(cast.complaint.box, Told(story=STORY, when="2026-11-20").to_json(), "story")
    Story.objects.create(complaint=cast.complaint, sealed=sealed)
    form = desk_of("rina").get(page(cast.complaint, "periksa")).context["form"]
    needed = [
        name for name, field in form.fields.items() if field.required and not form[name].value() and name != "seen"
    ]
    assert needed == ["what", "duty", "klass"]


def test_a_story_that_speaks_of_a_court_is_left_to_the_officer(cast, desk_of):
    for words, suggested in (("Hakim sudah memutuskan.", ""), ("Kata hakimat bukan kata.", "yes")):
        sealed = seal_words(cast.complaint.box, Told(story=words).to_json(), "story")
        Story.objects.update_or_create(complaint=cast.complaint, defaults={"sealed": sealed})
        form = desk_of("rina").get(page(cast.complaint, "periksa")).context["form"]
        assert (form["no_court"].value() or "") == suggested
