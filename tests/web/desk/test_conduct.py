"""The pages of a plan on conduct: proposed, approved by another, read by the person, objected to, ended."""

from datetime import timedelta

from django.utils import timezone

from dengar.complaints.models import ConductPlan
from tests.cast import WORDS
from tests.web.desk.reading import desk, seen

WHAT, WHY = "Menelepon 14 kali pada hari yang sama.", "Supaya petugas lain bisa dilayani juga."


def proposal(cast, **more):
    month = timezone.localdate() + timedelta(days=30)
    given = {"conduct": WHAT, "measures": ["written"], "reason": WHY, "review_on": month.isoformat()}
    return seen(cast, **{**given, **more})


def test_from_the_proposal_to_the_persons_objection(cast, desk_of, client):
    path = desk(cast, "sikap/")
    rina, nor = desk_of("rina"), desk_of("nor")
    assert rina.get(path).status_code == 200
    assert rina.post(path, proposal(cast)).status_code == 302
    assert "Belum berlaku" in rina.get(path).text
    assert cast.complaint.number in nor.get("/meja/").text
    refused = nor.post(path, seen(cast, approved="no", words=""))
    assert refused.status_code == 422
    assert nor.post(path, seen(cast, approved="yes")).status_code == 302

    client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    page = client.get("/pantau/kabar/").text
    for words in (WHAT, WHY, "Jawaban tertulis saja", "Aduan Anda tetap berjalan", "Diusulkan Rina"):
        assert words in page
    assert client.post("/pantau/kirim/cara/", {"cara-words": " "}).status_code == 422
    assert client.post("/pantau/kirim/cara/", {"cara-words": "Tidak dijawab."}, follow=True).status_code == 200
    assert "Tidak dijawab." in rina.get(path).text

    gone = rina.post(path, seen(cast, keep="no", words="Sudah tenang."))
    assert gone.status_code == 302
    assert "Cara kita berkomunikasi" not in client.get("/pantau/kabar/").text


def test_a_refused_form_and_a_stale_one_keep_what_was_typed(cast, desk_of):
    path, rina = desk(cast, "sikap/"), desk_of("rina")
    page = rina.post(path, proposal(cast, measures=[], review_on="kemarin"))
    assert page.status_code == 422
    assert WHAT in page.text
    rina.post(path, proposal(cast))
    again = desk_of("yusuf").post(path, proposal(cast))
    assert again.status_code == 422
    assert again.text.count(WHAT) == 2  # the plan that is there, and what was typed
    assert desk_of("nor").post(path, seen(cast, keep="no", words="Sudah tenang.")).status_code == 409
    assert ConductPlan.objects.count() == 1


def test_for_whom_it_does_not_exist_it_does_not(cast, desk_of):
    assert desk_of("hendra").get(desk(cast, "sikap/")).status_code in (403, 404)
