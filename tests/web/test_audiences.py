"""Who comes in, who is sent to sign in, who is told no."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.malls.models import Mall
from dengar.people.models import Membership, Officer
from dengar.web.audiences import AUDIENCES, MEMBERSHIP, OF_ROLE, complainants, everyone, officers, signed_in
from tests.signing import proof_of

pytestmark = pytest.mark.django_db


def page(request, *args, **kwargs):
    return HttpResponse(getattr(getattr(request, "actor", None), "ref", "open"))


def asked(user=None, method="GET", **session):
    request = RequestFactory().generic(method, "/meja/?halaman=2")
    request.user = user or AnonymousUser()
    request.session = SessionStore()
    request.session.update(proof_of(user) if user else {})
    request.session.update(session)
    return request


@pytest.fixture
def rina() -> Officer:
    """Handler and custodian at one mall."""
    rina = Officer.objects.create_user("rina@contoh.go.id", None, name="Rina")
    mall = Mall.objects.create(slug="bjb", name="MPP Kota Banjarbaru")
    for role in (Role.HANDLER, Role.CUSTODIAN):
        Membership.objects.create(officer=rina, mall=mall, role=role, from_at=now())
    return rina


def test_anyone_reads_a_page_for_everyone():
    assert everyone(page)(asked()).content == b"open"


def test_who_is_not_signed_in_is_led_to_sign_in_and_back():
    answer = officers()(page)(asked())
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/masuk/?next=/meja/%3Fhalaman%3D2"


def test_a_form_sent_after_signing_out_is_answered_in_place():
    answer = officers()(page)(asked(method="POST"))
    assert answer.status_code == 403
    assert "Belum ada yang terkirim" in answer.content.decode()


def test_an_officer_comes_in_as_the_actor_of_their_role(rina):
    assert officers(Role.HANDLER)(page)(asked(rina)).content == f"handler:{rina.pk}".encode()


def test_without_a_second_factor_one_is_led_to_setting_it_up(rina):
    request = asked(rina)
    request.session.clear()
    assert officers()(page)(request).headers["Location"] == "/akun/kode/pasang/"


def test_the_chosen_role_counts(rina):
    chosen = Membership.objects.get(role=Role.CUSTODIAN)
    request = asked(rina, **{MEMBERSHIP: chosen.pk})
    assert officers(Role.CUSTODIAN)(page)(request).content == f"custodian:{rina.pk}".encode()
    with pytest.raises(PermissionDenied):
        officers(Role.HANDLER)(page)(asked(rina, **{MEMBERSHIP: chosen.pk}))


def test_another_role_is_refused(rina):
    with pytest.raises(PermissionDenied):
        officers(Role.COORDINATOR)(page)(asked(rina))


def test_an_account_whose_roles_have_ended_is_refused_but_stays_signed_in(rina):
    Membership.objects.update(until_at=now())
    with pytest.raises(PermissionDenied):
        officers()(page)(asked(rina))
    assert signed_in(page)(asked(rina)).content == b"open"


def test_without_an_open_report_one_is_led_to_opening_it():
    answer = complainants(page)(asked())
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/pantau/"


def test_whoever_opened_a_report_comes_in():
    request = asked()
    request.complainant = object()
    assert complainants(page)(request).content == b"open"


def test_every_decorator_says_its_audience():
    said = [everyone(page).audience, complainants(page).audience, signed_in(page).audience]
    said += [officers(role)(page).audience for role in OF_ROLE]
    said.append(officers(Role.HANDLER, Role.COORDINATOR)(page).audience)
    assert set(said) == AUDIENCES


def test_an_officer_of_another_mall_works_in_its_name_and_time(rina):
    """In an installation with several malls the first is not everybody's."""
    Membership.objects.all().delete()
    other = Mall.objects.create(slug="sby", name="MPP Surabaya", time_zone="Asia/Jakarta")
    Membership.objects.create(officer=rina, mall=other, role=Role.HANDLER, from_at=now())
    request = asked(rina)
    request.mall = Mall.objects.get(slug="bjb")
    try:
        officers(Role.HANDLER)(page)(request)
        assert request.mall == other
        assert timezone.get_current_timezone_name() == "Asia/Jakarta"
    finally:
        timezone.deactivate()
