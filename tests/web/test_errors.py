"""What went wrong is said in our look, with what was kept and what can be done."""

import re

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_POST

from dengar.config.urls import handler400, handler403, handler404, handler500  # noqa: F401  # the pages under test
from dengar.config.urls import urlpatterns as real
from dengar.malls.models import Mall
from dengar.web.audiences import everyone

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@everyone
def broken(request):
    raise ValueError("words of a person")


@everyone
@require_POST
def told(request):
    return HttpResponse(request.POST.get("story", ""))


urlpatterns = [*real, path("rusak/", broken), path("cerita/", told)]


@pytest.fixture(autouse=True)
def mall() -> Mall:
    return Mall.objects.create(slug="bjb", name="MPP Kota Banjarbaru", phone="0511 000 1234")


def test_a_page_that_does_not_exist(client):
    answer = client.get("/tidak-ada/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "<h1>Halaman ini tidak ada</h1>" in page
    assert "0511 000 1234" in page
    assert "MPP Kota Banjarbaru" in page


def test_a_failure_has_a_number_that_the_log_has_too(caplog):
    answer = Client(raise_request_exception=False).get("/rusak/")
    page = answer.content.decode()
    assert answer.status_code == 500
    number = re.search(r'<p class="number">R-(\w+)</p>', page)[1]
    assert number in [getattr(record, "request_id", "") for record in caplog.records if record.exc_info]
    assert "words of a person" not in page


def test_a_text_larger_than_we_read(client):
    answer = client.post("/cerita/", {"story": "x" * 10_000_000})
    assert answer.status_code == 413
    assert "tetap tersimpan" in answer.content.decode()


def test_a_form_larger_than_we_read_while_its_secret_is_checked():
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    answer = client.post("/cerita/", {"csrfmiddlewaretoken": "a" * 32, "story": "x" * 2_000_000})
    assert answer.status_code == 413


def test_a_body_far_too_large_is_not_even_read(client):
    answer = client.generic("POST", "/cerita/", b"x", CONTENT_LENGTH="300000000")
    assert answer.status_code == 413


def test_a_form_without_its_secret_is_asked_for_again():
    answer = Client(enforce_csrf_checks=True).post("/cerita/", {"story": "x"})
    assert answer.status_code == 403
    assert "Halaman ini sudah terlalu lama terbuka" in answer.content.decode()


def sent_too_late(**headers):
    answer = Client(enforce_csrf_checks=True).post("/cerita/", {"story": "Sudah tiga kali datang"}, headers=headers)
    assert answer.status_code == 403
    return answer.content.decode()


def test_an_old_form_leads_back_to_a_fresh_one_of_our_own_only():
    ours = sent_too_late(referer="http://testserver/lapor/cerita/")
    assert '<a href="/lapor/cerita/">' in ours
    for sender in ("https://other.example/lapor/", "javascript:alert(1)", "//other.example/", ""):
        page = sent_too_late(referer=sender)
        assert "<ol>" in page
        assert "other.example" not in page
        assert "javascript:" not in page


def test_what_an_old_form_said_is_not_shown_again():
    """Another site could have written it; the browser still has what the person typed."""
    assert "Sudah tiga kali datang" not in sent_too_late()


@pytest.mark.parametrize("address", ["/tidak-ada/", "/rusak/"])
def test_pages_of_failures_link_only_to_pages_that_stand(address):
    client = Client(raise_request_exception=False)
    page = client.get(address).content.decode()
    for link in set(re.findall(r'href="(/[^"]*)"', page)):
        if not link.startswith("/static/"):
            assert client.get(link).status_code < 400, link


class Gone:
    """A database that does not answer."""

    def __call__(self, execute, sql, params, many, context):
        raise OperationalError("server closed the connection")


def test_without_its_database_a_page_does_not_say_that_there_is_nothing_here(client):
    client.raise_request_exception = False
    with connection.execute_wrapper(Gone()):
        assert client.get("/").status_code == 500
        assert client.post("/cerita/", {}).status_code == 500
        assert client.get("/sehat").json()["database"] == "no answer"
