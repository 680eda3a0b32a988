"""The settings of people, by their pages: invite, stand-ins, superiors, keeping out, ending a role."""

import re

import pytest
from django.core import mail
from django.test import Client

from dengar.kit.now import now
from dengar.people import queries, second_factor
from dengar.people.models import FactorReset, Invitation, Membership, Recusal
from tests.signing import sign_in

PAGES = ["", "instansi/baru/", "loket/", "loket/baru/", "petugas/", "petugas/undang/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["rina", "hendra"])
def test_others_are_told_no(client, house, page, who):
    sign_in(client, getattr(house, who))
    assert client.get(f"/pengaturan/{page}").status_code == 403
    assert client.post(f"/pengaturan/{page}", {"name": "X"}).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_is_led_there(client, house, page):
    assert client.get(f"/pengaturan/{page}").url.startswith("/masuk/")


@pytest.mark.parametrize("page", PAGES)
def test_the_technician_has_no_say_in_people_and_policy(client, house, page):
    sign_in(client, house.person("Arif", "operator"))
    assert client.get(f"/pengaturan/{page}").status_code == 403
    assert client.post(f"/pengaturan/{page}", {"name": "X"}).status_code == 403
    assert "/pengaturan/" not in client.get("/akun/").text


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_the_coordinator(nor, page):
    assert nor.get(f"/pengaturan/{page}").status_code == 200


def test_the_list_costs_the_same_with_many_people(nor, house, django_assert_max_num_queries):
    for number in range(20):
        house.person(f"P{number}", "officer", house.dukcapil)
    with django_assert_max_num_queries(9):
        page = nor.get("/pengaturan/petugas/")
    assert "P19" in page.text
    assert "Noise" not in page.text


TYPED = {"name": "Siti", "email": "siti@example.go.id", "role": "custodian"}


def test_an_invitation_shows_its_link_once(nor, house):
    answer = nor.post("/pengaturan/petugas/undang/", TYPED, follow=True)
    link = re.search(r"/undangan/([\w-]{40,})/", answer.text)
    assert link
    assert Invitation.objects.get().role == "custodian"
    again = nor.get("/pengaturan/petugas/").text
    assert link[1] not in again
    assert "Siti" in again
    assert mail.outbox == []


def test_where_mail_leaves_the_house_the_link_goes_to_the_person_alone(nor, house, settings):
    from dataclasses import replace

    settings.ENV = replace(settings.ENV, mail=replace(settings.ENV.mail, host="mail.example"))
    answer = nor.post("/pengaturan/petugas/undang/", TYPED, follow=True)
    assert "/undangan/" not in answer.text.replace("/petugas/undangan/", "")
    assert mail.outbox[0].to == ["siti@example.go.id"]
    assert "/undangan/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("typed", "at_field"),
    [
        ({"name": ""}, "name"),
        ({"email": "siti"}, "email"),
        ({"email": "nor@example.go.id"}, "email"),
        ({"role": ""}, "role"),
        ({"role": "house"}, "role"),
        ({"role": "liaison"}, "agency"),
        ({"email": "rina@example.go.id"}, "role"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\0b"}, "name"),
    ],
)
def test_a_refused_invitation_says_so_at_the_field_and_keeps_what_was_typed(nor, house, typed, at_field):
    answer = nor.post("/pengaturan/petugas/undang/", {**TYPED, "stand_in": "on", **typed})
    assert answer.status_code == 422
    assert f'href="#id_{at_field}' in answer.text
    assert re.search(r'name="stand_in"[^>]*checked', answer.text)
    assert not Invitation.objects.exists()


def test_an_invitation_is_withdrawn(nor, house):
    nor.post("/pengaturan/petugas/undang/", TYPED)
    page = f"/pengaturan/petugas/undangan/{Invitation.objects.get().pk}/tarik/"
    assert nor.get(page).status_code == 200
    assert nor.post(page).status_code == 302
    assert not queries.open_invitations(house.mall, now()).exists()
    assert nor.post(page).status_code == 404


def test_a_superior_is_set_and_a_circle_refused(nor, house):
    page = f"/pengaturan/petugas/{house.hendra.pk}/"
    assert nor.get(page).status_code == 200
    assert nor.post(page, {"superior": house.rina.pk}).status_code == 302
    assert queries.is_superior_of(house.rina, house.hendra)
    answer = nor.post(f"/pengaturan/petugas/{house.rina.pk}/", {"superior": house.hendra.pk})
    assert answer.status_code == 422
    assert nor.post(page, {"superior": house.noise.pk}).status_code == 422
    assert nor.post(page, {"superior": ""}).status_code == 302
    assert not queries.is_superior_of(house.rina, house.hendra)


def test_somebody_moves_outside_the_mall(nor, house):
    page = f"/pengaturan/petugas/{house.hendra.pk}/tempat/"
    assert nor.get(page).status_code == 200
    nor.post(page)
    house.hendra.refresh_from_db()
    assert house.hendra.off_site


def test_somebody_keeps_out_and_is_let_back_in(nor, house):
    page = f"/pengaturan/petugas/{house.rina.pk}/jaga-jarak/"
    assert nor.get(page).status_code == 200
    assert nor.post(page, {}).status_code == 422
    assert nor.post(page, {"agency": house.dukcapil.pk, "about": house.hendra.pk}).status_code == 422
    assert nor.post(page, {"agency": house.dukcapil.pk}).status_code == 302
    recusal = Recusal.objects.get()
    assert "Disdukcapil" in nor.get(f"/pengaturan/petugas/{house.rina.pk}/").text
    end = f"{page}{recusal.pk}/akhiri/"
    assert nor.get(end).status_code == 200
    assert nor.post(end).status_code == 302
    assert queries.recused_agencies(house.rina, now()) == set()


def test_nobody_lets_themselves_back_in(nor, house):
    nor.post(f"/pengaturan/petugas/{house.nor.pk}/jaga-jarak/", {"agency": house.dukcapil.pk})
    end = f"/pengaturan/petugas/{house.nor.pk}/jaga-jarak/{Recusal.objects.get().pk}/akhiri/"
    assert nor.post(end).status_code == 422
    assert queries.recused_agencies(house.nor, now())


def test_a_role_is_ended_but_not_that_of_the_last_coordinator(nor, house):
    held = house.hendra.memberships.get()
    page = f"/pengaturan/petugas/{house.hendra.pk}/peran/{held.pk}/akhiri/"
    assert nor.get(page).status_code == 200
    assert nor.post(page).status_code == 302
    assert not Membership.objects.current(now()).filter(pk=held.pk).exists()
    own = house.nor.memberships.get()
    answer = nor.post(f"/pengaturan/petugas/{house.nor.pk}/peran/{own.pk}/akhiri/")
    assert answer.status_code == 422


def test_people_of_another_mall_are_not_found(nor, house):
    for page in ("", "tempat/", "jaga-jarak/", f"peran/{house.noise.memberships.get().pk}/akhiri/"):
        assert nor.get(f"/pengaturan/petugas/{house.noise.pk}/{page}").status_code == 404
        assert nor.post(f"/pengaturan/petugas/{house.noise.pk}/{page}").status_code == 404


def test_two_people_help_a_third_without_phone(nor, house):
    second_factor.set_secret(house.hendra, second_factor.new_secret())
    page = f"/pengaturan/petugas/{house.hendra.pk}/kode/"
    assert nor.get(page).status_code == 200
    assert nor.post(page).status_code == 302
    agree = f"/akun/orang-kedua/{FactorReset.objects.get().pk}/"
    assert agree not in nor.get("/akun/").text
    assert nor.post(agree).status_code == 422  # the same person twice
    hendra = sign_in(Client(), house.hendra)
    assert hendra.post(agree).status_code == 403
    rina = sign_in(Client(), house.rina)
    assert agree in rina.get("/akun/").text
    assert rina.post(agree).status_code == 302
    assert not second_factor.has_second_factor(house.hendra)
    assert rina.post(agree).status_code == 422
    assert rina.post("/akun/orang-kedua/999/").status_code == 404


def test_a_mall_without_an_overseer_is_told_so(nor, house):
    words = "MPP ini belum punya pengawas"
    assert words in nor.get("/pengaturan/petugas/").text
    assert words in nor.get("/meja/").text
    house.person("Ombi", "overseer")
    assert words not in nor.get("/pengaturan/petugas/").text
    assert words not in nor.get("/meja/").text
