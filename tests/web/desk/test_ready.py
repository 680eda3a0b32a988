"""A ready text is put in by one press, filled from the report; what is open is not sent, what was typed is not lost."""

from dengar.complaints.models import Kind
from tests.cast import file_one
from tests.web.desk.reading import desk, seen


def test_one_press_puts_a_text_below_what_was_typed(cast, desk_of):
    rina = desk_of("rina")
    assert "Minta kelengkapan" in rina.get(desk(cast)).text
    data = seen(cast, words="Selamat siang.", thread="internal", ready="completion")
    page = rina.post(desk(cast, "pesan/"), data)
    assert page.status_code == 200
    assert "Selamat siang." in page.text
    assert "aduan tentang Akta kelahiran" in page.text
    assert "{yang kurang}" in page.text
    assert page.context["message_form"]["thread"].value() == "internal"
    assert not cast.complaint.messages.exists()


def test_what_is_still_open_is_said_and_not_sent(cast, desk_of):
    rina = desk_of("rina")
    data = seen(cast, words="Perlu {yang kurang} dan {yang lain}.", thread="complainant")
    page = rina.post(desk(cast, "pesan/"), data)
    assert page.status_code == 422
    assert "Masih harus diisi: {yang kurang}, {yang lain}." in page.text
    assert rina.post(desk(cast, "pesan/"), data | {"words": "Perlu kartu keluarga."}).status_code == 302


def test_an_unknown_text_is_no_text(cast, desk_of):
    data = seen(cast, words="", thread="complainant", ready="nowhere")
    assert desk_of("rina").post(desk(cast, "pesan/"), data).status_code == 422


def test_an_answer_to_a_suggestion_begins_with_a_text(cast, desk_of):
    row = file_one(cast.mall, kind=Kind.SUGGESTION)
    path, rina = f"/meja/laporan/{row.number}/jawab/", desk_of("rina")
    page = rina.post(path, {"seen": row.step, "used": "no", "words": "", "ready": "not_used"})
    assert page.status_code == 200
    assert "belum dipakai karena {alasannya}" in page.text
    assert page.context["form"]["used"].value() == "no"
    sent = {"seen": row.step, "used": "no", "words": "Belum dipakai karena {alasannya}."}
    assert rina.post(path, sent).status_code == 422
    assert rina.post(path, sent | {"words": "Belum ada anggaran."}).status_code == 302
