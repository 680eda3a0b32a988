"""The pages that ask whether a withdrawal was free, and that open a report again."""

from dengar.close.models import Withdrawal
from dengar.close.operations import answer_withdrawal, confirm, request_withdrawal
from dengar.kit.now import now
from tests import trips
from tests.web.desk.reading import desk, fresh, seen


def test_somebody_else_than_the_officer_of_the_case_asks(cast, desk_of):
    request_withdrawal(cast.complaint, "Sudah lelah.", by=cast.sari, at=now())
    cast.complaint.handler = cast.officers["rina"]
    cast.complaint.save(update_fields=["handler"])
    rina, nor, path = desk_of("rina"), desk_of("nor"), desk(cast, "cabut/")
    assert 'name="free"' not in rina.get(path).text
    assert rina.post(path, {**seen(cast), "free": "yes"}).status_code == 422
    page = nor.get(path)
    assert 'name="free"' in page.text
    assert "Sudah lelah." in page.text
    assert nor.post(path, seen(cast)).status_code == 422
    assert nor.post(path, {**seen(cast), "free": "yes"}).status_code == 302
    assert Withdrawal.objects.get().free is True
    assert 'name="free"' not in nor.get(path).text
    assert nor.post(path, {**seen(cast), "free": "yes"}).status_code == 422


def test_the_persons_own_word_stands_there_and_the_call_is_still_owed(cast, desk_of):
    request_withdrawal(cast.complaint, by=cast.sari, at=now())
    answer_withdrawal(cast.complaint, free=True, by=cast.sari, at=now())
    page = desk_of("nor").get(desk(cast, "cabut/")).text
    assert "Di halamannya pengadu menyatakan" in page
    assert 'name="free"' in page


def test_not_free_goes_on(cast, desk_of):
    request_withdrawal(cast.complaint, by=cast.sari, at=now())
    cast.complaint.handler = cast.officers["rina"]
    cast.complaint.save(update_fields=["handler"])
    desk_of("yusuf").post(desk(cast, "cabut/"), {**seen(cast), "free": "no"})
    row = Withdrawal.objects.get()
    assert (row.free, row.taken_back_at is None) == (False, False)
    assert desk_of("yusuf").get(desk(cast, "cabut/")).status_code == 200


def test_a_report_is_opened_again_with_something_new(cast, desk_of):
    trips.to_talking(cast)
    rina, path = desk_of("rina"), desk(cast, "buka/")
    assert "<textarea" not in rina.get(path).text
    confirm(cast.complaint, by=cast.sari, at=now())
    assert rina.post(path, {**seen(cast), "words": " ", "wish": "talking"}).status_code == 422
    kept = rina.post(path, {**seen(cast), "words": "Terulang lagi."})
    assert kept.status_code == 422
    assert "Terulang lagi." in kept.text
    stale = rina.post(path, {"seen": 0, "words": "Terulang lagi.", "wish": "talking"})
    assert stale.status_code == 409
    assert rina.post(path, {**seen(cast), "words": "Terulang lagi.", "wish": "talking"}).status_code == 302
    assert fresh(cast).state == "talking"


def test_others_stay_out(cast, desk_of):
    for more in ("cabut/", "buka/"):
        assert desk_of("hendra").get(desk(cast, more)).status_code == 403
        assert desk_of("ombi").get(desk(cast, more)).status_code == 404
