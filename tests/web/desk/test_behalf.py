"""Wishes by voice: read back, done at once, or counted after a colleague has called."""

import pytest

from dengar.agree.operations import decline, propose
from dengar.close.models import Objection, Withdrawal
from dengar.complaints.models import OnBehalf
from dengar.complaints.operations import recuse
from dengar.kit.now import now
from dengar.verify import operations as verify
from dengar.verify import queries
from tests import trips
from tests.web.desk.reading import desk, fresh, seen


def said(cast, move, **more):
    return {**seen(cast), "move": move, "words": "", "read_back": "on", **more}


def call(cast, upheld="yes"):
    row = OnBehalf.objects.get(answer="")
    return desk(cast, f"wakil/{row.pk}/"), seen(cast, "telepon", upheld=upheld)


def test_only_what_the_table_allows_is_offered(cast, desk_of):
    rina, path = desk_of("rina"), desk(cast, "wakil/")
    page = rina.get(path)
    assert 'value="examine"' in page.text
    assert 'value="withdraw"' in page.text
    for other in ("agree", "confirm", "object", "propose", "complete", "reopen"):
        assert f'value="{other}"' not in page.text
    assert rina.post(path, said(cast, "confirm")).status_code == 422
    assert not OnBehalf.objects.exists()


def test_without_reading_back_nothing_is_recorded(cast, desk_of):
    data = said(cast, "examine", words="Dengan surat.")
    data.pop("read_back")
    page = desk_of("rina").post(desk(cast, "wakil/"), data)
    assert page.status_code == 422
    assert "Dengan surat." in page.text
    assert fresh(cast).state == "received"


def test_an_examination_and_what_was_missing_are_done_at_once(cast, desk_of):
    rina = desk_of("rina")
    verify.ask(cast.complaint, "Jam berapa?", by=cast.rina, at=trips.LATER)
    path = desk(cast, "wakil/")
    assert rina.post(path, said(cast, "complete")).status_code == 422
    assert not OnBehalf.objects.exists()
    assert rina.post(path, said(cast, "complete", words="Jam sepuluh.")).status_code == 302
    assert queries.gaps(cast.complaint)[0].answer == "Jam sepuluh."
    assert rina.post(path, said(cast, "examine")).status_code == 302
    assert fresh(cast).state == "examining"
    assert set(OnBehalf.objects.values_list("needs_call_back", flat=True)) == {False}


def test_an_agreement_counts_after_a_colleague_has_called(cast, desk_of):
    trips.to_proposed(cast)
    rina, yusuf = desk_of("rina"), desk_of("yusuf")
    assert rina.post(desk(cast, "wakil/"), said(cast, "agree")).status_code == 302
    assert fresh(cast).state == "proposed"
    again = rina.post(desk(cast, "wakil/"), said(cast, "agree"))
    assert again.status_code == 422
    assert OnBehalf.objects.count() == 1

    path, data = call(cast)
    assert path in yusuf.get(desk(cast, "wakil/")).text
    assert path not in rina.get(desk(cast, "wakil/")).text
    assert desk(cast, "wakil/") in yusuf.get("/meja/").text
    assert rina.post(path, data).status_code == 422
    assert yusuf.post(path, {}).status_code == 422
    assert yusuf.post(path, data).status_code == 302
    assert fresh(cast).state == "agreed"
    assert yusuf.post(path, data).status_code == 422


def test_a_later_proposal_is_not_accepted_by_an_earlier_yes(cast, desk_of):
    first = trips.to_proposed(cast)
    desk_of("rina").post(desk(cast, "wakil/"), said(cast, "agree"))
    path, _data = call(cast)
    decline(first, by=cast.hendra, at=trips.LATER)
    propose(fresh(cast), "Lain sekali.", [trips.promise(now(), 9)], by=cast.hendra, at=now())
    answer = desk_of("yusuf").post(path, seen(cast, "telepon", upheld="yes"))
    assert answer.status_code == 409
    assert fresh(cast).state == "proposed"
    assert desk_of("yusuf").post(path, seen(cast, "telepon", upheld="no")).status_code == 302


def test_no_means_no(cast, desk_of):
    trips.to_talking(cast)
    desk_of("rina").post(desk(cast, "wakil/"), said(cast, "confirm"))
    path, data = call(cast, "no")
    assert desk_of("yusuf").post(path, data).status_code == 302
    assert fresh(cast).state == "talking"
    desk_of("rina").post(desk(cast, "wakil/"), said(cast, "confirm"))
    path, data = call(cast)
    assert desk_of("nor").post(path, data).status_code == 302
    assert fresh(cast).state == "closed_confirmed"


def test_a_withdrawal_waits_for_the_call_and_then_three_days(cast, desk_of):
    desk_of("rina").post(desk(cast, "wakil/"), said(cast, "withdraw"))
    assert not Withdrawal.objects.exists()
    path, data = call(cast)
    assert desk_of("yusuf").post(path, data).status_code == 302
    assert Withdrawal.objects.get().done_at is None
    assert fresh(cast).state == "received"
    assert desk_of("rina").post(desk(cast, "wakil/"), said(cast, "withdraw")).status_code == 422


def test_an_objection_needs_words_and_a_way(cast, desk_of):
    trips.to_agreed(cast)
    rina, path = desk_of("rina"), desk(cast, "wakil/")
    assert rina.post(path, said(cast, "object", words="Belum dikerjakan.")).status_code == 422
    assert rina.post(path, said(cast, "object", route="talking")).status_code == 422
    assert rina.post(path, said(cast, "object", words="Belum dikerjakan.", route="examining")).status_code == 302
    assert Objection.objects.get().wish == "examining"
    assert fresh(cast).state == "examining"


def test_a_decline_is_recorded(cast, desk_of):
    trips.to_proposed(cast)
    assert desk_of("rina").post(desk(cast, "wakil/"), said(cast, "decline", words="Terlalu lama.")).status_code == 302
    assert fresh(cast).state == "talking"


def test_a_stale_page_is_told(cast, desk_of):
    trips.to_talking(cast)
    page = desk_of("rina").post(desk(cast, "wakil/"), {**said(cast, "examine", words="Ingat ini."), "seen": 0})
    assert page.status_code == 409
    assert "Ingat ini." in page.text


@pytest.mark.parametrize(("name", "status"), [("hendra", 403), ("budi", 403), ("siti", 403), ("ombi", 404)])
def test_it_is_the_handlers_page(cast, desk_of, name, status):
    assert desk_of(name).get(desk(cast, "wakil/")).status_code == status


def test_where_nobody_else_could_call_back_the_page_says_so(cast, desk_of):
    trips.to_proposed(cast)
    for one in ("yusuf", "nor"):
        recuse(cast.complaint, cast.officers[one], by=cast.rina, at=now())
    rina, path = desk_of("rina"), desk(cast, "wakil/")
    page = rina.get(path).text
    assert "hanya Anda yang bisa menelepon balik" in page
    assert 'value="agree"' not in page
    assert 'value="examine"' in page
    assert rina.post(path, said(cast, "agree")).status_code == 422
    assert not OnBehalf.objects.exists()
