"""The receipt: what it shows, for how long, and to whom."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from dengar.complaints.models import Complaint
from dengar.complaints.operations import rotate_words
from dengar.intake import operations
from dengar.intake.models import Draft
from dengar.kit.actors import complainant
from dengar.kit.codes import spell
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.ledger.promises import promise
from dengar.vault.receipts import receipt_words
from dengar.web.citizen.qr import qr
from tests.web.citizen.steps import PHONE, STORY, file, read

pytestmark = pytest.mark.django_db
PATHS = ["/lapor/tanda-terima/", "/lapor/cetak/"]


@pytest.fixture
def filed(client, place):
    file(client)
    return client


def words_of(client):
    return operations.words_again(client.cookies["konsep"].value, now())


@pytest.mark.parametrize("path", PATHS)
def test_number_words_and_how_to_say_it(filed, path):
    page, complaint = read(filed, path), Complaint.objects.get()
    assert complaint.number in page
    assert spell(complaint.number)[0] in page
    for number, word in enumerate(words_of(filed), 1):
        assert f"<li>{word}</li>" in page, number


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_what_was_told_stands_there(filed, path):
    page = read(filed, path)
    assert STORY not in page
    assert PHONE not in page
    assert "aduan" not in page.split("<title>")[1].split("</title>")[0].lower()


def test_it_names_who_turns_to_the_person_and_by_when(filed):
    page = read(filed, "/lapor/tanda-terima/")
    assert Complaint.objects.get().handler.name in page
    assert "Paling lambat" in page
    assert "<table" in page  # the calendar that counts
    assert "golongan biasa" in page


def test_the_promise_is_signed_by_the_mall(filed):
    answer = filed.get("/lapor/berkas/")
    assert answer["Content-Disposition"] == 'attachment; filename="catatan.json"'
    given = json.loads(answer.content)
    made = promise(Entry.objects.get(event="file"))
    assert (given["leaf_hash"], given["signature"]) == (made.leaf_hash, made.signature)
    assert Complaint.objects.get().number not in answer.content.decode()
    assert made.leaf_hash[:4] in read(filed, "/lapor/tanda-terima/")


@pytest.mark.parametrize("path", [*PATHS, "/lapor/berkas/"])
def test_after_half_an_hour_it_is_over(filed, path):
    words = words_of(filed)
    Draft.objects.update(filed_at=now() - timedelta(minutes=30))
    answer = filed.get(path, follow=True)
    page = answer.content.decode()
    assert "tidak bisa kami tunjukkan lagi" in page
    assert Complaint.objects.get().number not in page
    assert f"<li>{words[0]}</li>" not in page


@pytest.mark.parametrize("path", PATHS)
def test_once_the_words_were_changed_it_says_so_and_shows_none(filed, path):
    complaint, old = Complaint.objects.get(), words_of(filed)
    fresh = receipt_words(complaint.box.keys, "another token")
    rotate_words(complaint, fresh, by=complainant(complaint.pk), at=now())
    answer = filed.get(path, follow=True)
    page = answer.content.decode()
    assert "Lima kata kuncinya sudah diganti" in page
    assert complaint.number not in page
    for word in (*old, *fresh):
        assert f"<li>{word}</li>" not in page


@pytest.mark.parametrize("path", [*PATHS, "/lapor/berkas/"])
def test_another_phone_sees_nothing(filed, path):
    answer = Client().get(path, follow=True)
    assert Complaint.objects.get().number not in answer.content.decode()


def test_around_the_desk_the_overseer_is_named(client, place):
    file(client, about={"about": "desk"})
    page = read(client, "/lapor/tanda-terima/")
    assert "Pengawas yang membacanya" in page
    assert "Rina" not in page


def test_it_costs_little(filed, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        read(filed, "/lapor/tanda-terima/")


def test_it_fits_a_slow_network(filed):
    assert len(read(filed, "/lapor/tanda-terima/").encode()) < 20_000


def test_the_picture_code_is_one_path_and_holds_the_number_only():
    code = qr("7K2M-94R7")
    drawn = ElementTree.fromstring(f'<path d="{code.path}"/>')
    assert set(drawn.get("d")) <= set("Mhvz- 0123456789")
    assert code.size == 21 + 4  # version 1: 21 modules hold nine signs, and the quiet zone
