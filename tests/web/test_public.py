"""The front door: without a cookie, in two languages, linking to nothing that is not there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from dengar.kit.now import now
from dengar.malls.models import Agency, Counter, Mall

pytestmark = pytest.mark.django_db
PAGES = ["/", "/bantuan/", "/kit/"]


@pytest.fixture
def mall() -> Mall:
    mall = Mall.objects.create(
        slug="bjb",
        name="MPP Kota Banjarbaru",
        phone="0511 000 1234",
        desk="Loket pengaduan, lantai 1",
        address="Jalan Contoh 1",
    )
    Agency.objects.create(mall=mall, code="capil", name="Disdukcapil")
    Agency.objects.create(mall=mall, code="samsat", name="Samsat")
    gone = timezone.localdate(now()) - timedelta(days=1)
    Agency.objects.create(mall=mall, code="old", name="Instansi yang pindah", ends_on=gone)
    other = Mall.objects.create(slug="other", name="MPP Lain")
    Agency.objects.create(mall=other, code="x", name="Instansi lain")
    Counter.objects.create(mall=mall, slug="loket-4", name="Loket 4")
    return mall


def read(client, address="/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_front_door_says_what_the_mall_has_told(client, mall):
    page = read(client)
    assert "Ada yang tidak beres? Ceritakan. Kami dengarkan." in page
    assert "2 instansi di mal ini" in page
    assert ">Disdukcapil</a></li><li>" in page
    assert ">Samsat</a></li>" in page
    assert "Loket pengaduan, lantai 1. Jalan Contoh 1." in page
    assert '<a href="tel:05110001234">0511 000 1234</a>' in page
    assert "MPP Lain" not in page


@pytest.mark.parametrize("address", PAGES)
def test_reading_sets_no_cookie(client, mall, address):
    answer = client.get(address)
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", PAGES)
def test_a_house_without_a_mall_still_answers(client, address):
    read(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_to_a_page(client, mall, address):
    page = read(client, address)
    for link in set(re.findall(r'href="(/[^"]*)"', page)):
        if not link.startswith("/static/"):
            assert client.get(link).status_code < 400, link


def test_the_front_door_asks_the_database_little(client, mall, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        read(client)


def test_indonesian_whatever_the_browser_wishes(client):
    page = client.get("/", headers={"accept-language": "en-US,en;q=0.9"}).content.decode()
    assert '<html lang="id">' in page


def test_a_language_is_chosen_and_kept(client):
    answer = client.post("/bahasa/", {"bahasa": "en", "next": "/bantuan/"})
    assert answer.headers["Location"] == "/bantuan/"
    assert answer.cookies["bahasa"]["httponly"]
    page = read(client, "/bantuan/")
    assert '<html lang="en">' in page
    assert "We help you, also without this page" in page
    client.post("/bahasa/", {"bahasa": "id", "next": "/"})
    assert '<html lang="id">' in read(client)


@pytest.mark.parametrize("away", ["https://contoh.id/", "//contoh.id", "/\\contoh.id", "javascript:alert(1)", "x", ""])
def test_the_switch_leads_nowhere_else(client, away):
    assert client.post("/bahasa/", {"bahasa": "en", "next": away}).headers["Location"] == "/"


def test_an_unknown_language_sets_nothing(client):
    assert not client.post("/bahasa/", {"bahasa": "xx", "next": "/"}).cookies


def test_the_address_of_a_counter_leads_to_filing_with_the_place(client, mall):
    assert 'href="/lapor/?loket=loket-4"' in read(client, "/l/loket-4/")
    assert client.get("/l/loket-9/").status_code == 404


def test_pages_say_which_language_and_that_it_depends_on_the_cookie(client):
    answer = client.get("/")
    assert answer.headers["Content-Language"] == "id"
    assert "Cookie" in answer.headers["Vary"]
