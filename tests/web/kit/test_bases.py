"""The four surfaces: citizen, desk, kiosk, paper."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory

from dengar.kit.actors import Actor, Role
from dengar.malls.models import Mall
from dengar.people.models import Officer

pytestmark = pytest.mark.django_db
BODY = "{% block title %}Judul{% endblock %}{% block main %}<h1>Isi</h1>{% endblock %}"


def show(base: str, path: str = "/meja/", actor: Actor | None = None, user=None, **shown) -> str:
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    if actor:
        request.actor = actor
    return engines["django"].from_string(f'{{% extends "kit/{base}.html" %}}{BODY}').render(shown, request)


def test_a_citizens_page_has_one_nav_and_one_foot():
    page = show("base")
    assert '<html lang="id">' in page
    assert page.count("<nav") == page.count("<main") == page.count("<footer") == 1
    assert "desk.css" not in page


def test_the_pages_mall_wins_over_the_first_one():
    Mall.objects.create(slug="a", name="MPP Pertama")
    other = Mall.objects.create(slug="b", name="MPP Kedua")
    page = show("base", mall=other)
    assert "<title>Judul – Dengar, MPP Kedua</title>" in page
    assert "MPP Pertama" not in page


def test_the_desk_says_who_is_signed_in_and_shows_only_doors_of_their_role():
    page = show("desk", actor=Actor(Role.HANDLER, "handler:1"), user=Officer(name="Rina", email="r@contoh.go.id"))
    assert 'data-surface="desk"' in page
    assert "desk.css" in page
    assert "Rina, petugas pengaduan" in page
    assert "Pengaturan" not in page


def test_the_desk_of_nobody_still_renders():
    assert "<nav" in show("desk")


def test_the_kiosk_has_no_head_and_its_acts_below():
    page = show("kiosk")
    assert 'data-surface="kiosk"' in page
    assert "<header" not in page
    assert '<div class="acts">' in page


def test_paper_has_neither_head_nor_foot():
    page = show("paper")
    assert 'data-surface="paper"' in page
    assert "<header" not in page
    assert "<footer" not in page


def test_a_name_never_becomes_markup():
    page = show("desk", actor=Actor(Role.HANDLER, "handler:1"), user=Officer(name="<script>x</script>"))
    assert "<script>" not in page
