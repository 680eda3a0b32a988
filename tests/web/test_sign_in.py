"""Signing in from the first invitation to the desk, by the pages alone."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.malls.models import Mall
from dengar.people import operations, second_factor
from dengar.people.models import Officer
from tests.signing import sign_in

PASSWORD = "empat kata milik saya"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def mall(db) -> Mall:
    return Mall.objects.create(slug="contoh", name="MPP Contoh")


def invitation(mall, email="rina@example.go.id", role="handler") -> str:
    _, token = operations.invite(email, "Rina", role, mall=mall, by=HOUSE, at=now())
    return token


@pytest.fixture
def rina(mall) -> Officer:
    officer = operations.accept(invitation(mall), PASSWORD, at=now()).officer
    second_factor.set_secret(officer, SECRET)
    return officer


def code_of(officer, *, ago=0) -> str:
    return str(second_factor.current_code(officer, at=now() - timedelta(seconds=ago)))


def first_step(client, email="rina@example.go.id", password=PASSWORD):
    return client.post("/masuk/", {"login": email, "password": password})


def test_from_an_invitation_to_the_desk(client, mall):
    response = client.get(f"/undangan/{invitation(mall)}/", follow=True)
    assert response.redirect_chain == [("/undangan/", 302)]  # the token is out of the address
    assert "MPP Contoh" in response.text
    response = client.post("/undangan/", {"password1": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/akun/kode/pasang/"
    secret = re.search(r'class="hash">([A-Z2-7]{32})<', response.text)
    assert secret
    assert "data:image/svg+xml" in response.text
    code = second_factor.totp.format_hotp_value(second_factor.totp.hotp_value(secret[1], int(now().timestamp()) // 30))
    response = client.post("/akun/kode/pasang/", {"code": code}, follow=True)
    assert response.redirect_chain[-1][0] == "/akun/kode/cadangan/"
    assert len(re.findall(r"<li><code>\d{8}</code>", response.text)) == 10
    assert client.get("/akun/").status_code == 200


def test_password_and_code_open_the_account(client, rina):
    assert first_step(client).url == "/masuk/kode/"
    assert client.get("/akun/").status_code == 302  # not yet
    response = client.post("/masuk/kode/", {"code": code_of(rina)})
    assert response.url == "/meja/"
    page = client.get("/akun/")
    assert page.status_code == 200
    assert "Rina" in page.text


def test_a_code_just_passed_is_taken_but_no_code_twice(client, rina):
    first_step(client)
    code = code_of(rina, ago=30)
    assert client.post("/masuk/kode/", {"code": code}).status_code == 302
    client.post("/keluar/")
    first_step(client)
    assert client.post("/masuk/kode/", {"code": code}).status_code == 422


def test_a_spare_code_opens_once(client, rina):
    sign_in(client, rina)
    client.post("/akun/ulang/kode/", {"code": code_of(rina)})
    client.post("/akun/kode/cadangan/baru/")
    spare = re.findall(r"<code>(\d{8})</code>", client.get("/akun/kode/cadangan/").text)
    assert len(spare) == 10
    for expected in (302, 422):
        client.post("/keluar/")
        first_step(client)
        assert client.post("/masuk/kode/", {"code": spare[0]}).status_code == expected


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("rina@example.go.id", "wrong password here"),
        ("nobody@example.go.id", PASSWORD),
        ("no address", PASSWORD),
        ("", ""),
        ("rina@example.go.id", "a\0b"),
        ("rina@example.go.id", "x" * 2000),
        ("\u202erina@example.go.id", "<script>alert(1)</script>"),
    ],
)
def test_what_does_not_fit_is_said_with_422_and_the_address_stays(client, rina, email, password):
    response = first_step(client, email, password)
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert "<script>alert" not in response.text
    if email == "nobody@example.go.id":
        assert f'value="{email}"' in response.text


def test_a_wrong_password_and_an_unknown_address_answer_alike(client, rina):
    wrong = first_step(client, password="wrong password here").text
    unknown = first_step(client, email="nina@example.go.id", password="wrong password here").text
    tokens = re.compile(r'value="[A-Za-z0-9]{64}"|rina|nina')
    assert tokens.sub("", wrong) == tokens.sub("", unknown)


def test_after_five_failures_there_is_a_pause(client, rina):
    for _ in range(5):
        first_step(client, password="wrong password here")
    response = first_step(client)
    assert response.status_code == 422
    assert "5" in response.text


def test_codes_cannot_be_tried_out(client, rina):
    first_step(client)
    for _ in range(5):
        assert client.post("/masuk/kode/", {"code": "000000"}).status_code == 422
    assert client.post("/masuk/kode/", {"code": code_of(rina)}).status_code == 422


def test_without_a_second_factor_every_way_leads_to_setting_it_up(client, mall):
    officer = operations.accept(invitation(mall), PASSWORD, at=now()).officer
    client.force_login(officer)
    assert client.get("/akun/").url == "/akun/kode/pasang/"
    assert client.get("/akun/kode/pasang/").status_code == 200
    wrong = client.post("/akun/kode/pasang/", {"code": "123"})
    assert wrong.status_code == 422


def test_the_second_factor_changes_only_after_asking_again(client, rina):
    sign_in(client, rina)
    assert client.get("/akun/kode/ganti/").url.startswith("/akun/ulang/")
    assert client.get("/akun/kode/cadangan/baru/").url.startswith("/akun/ulang/")
    response = client.post("/akun/ulang/kode/?next=/akun/kode/ganti/", {"code": code_of(rina)})
    assert response.url == "/akun/kode/ganti/"
    assert client.post("/akun/kode/ganti/").url == "/akun/kode/pasang/"
    assert not second_factor.has_second_factor(rina)


def test_there_is_no_signing_up(client, db):
    for path in ("/daftar/", "/masuk/daftar/", "/accounts/signup/"):
        assert client.get(path).status_code == 404


def test_a_forgotten_password_is_changed_by_a_link(client, rina):
    assert client.post("/masuk/lupa/", {"email": rina.email}).url == "/masuk/lupa/terkirim/"
    link = re.search(r"http://[^\s]+", mail.outbox[0].body)
    assert link
    assert mail.outbox[0].to == [rina.email]
    response = client.get(link[0].removeprefix("http://testserver"), follow=True)
    page = response.redirect_chain[-1][0]
    assert client.post(page, {"password1": "short"}).status_code == 422
    assert client.post(page, {"password1": "kata lain yang panjang"}).url == "/masuk/lupa/selesai/"
    assert first_step(client, password="kata lain yang panjang").url == "/masuk/kode/"  # and the code as before
    again = client.get(link[0].removeprefix("http://testserver"))
    assert "/masuk/lupa/" in again.text


def test_nobody_learns_whether_an_address_has_an_account(client, rina):
    response = client.post("/masuk/lupa/", {"email": "nobody@example.go.id"})
    assert response.url == "/masuk/lupa/terkirim/"
    assert mail.outbox == []


def test_the_password_can_be_changed(client, rina):
    sign_in(client, rina)
    wrong = client.post("/akun/sandi/", {"oldpassword": "x", "password1": "kata lain yang panjang"})
    assert wrong.status_code == 422
    right = client.post("/akun/sandi/", {"oldpassword": PASSWORD, "password1": "kata lain yang panjang"})
    assert right.status_code == 302
    rina.refresh_from_db()
    assert rina.check_password("kata lain yang panjang")


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_account_without_a_password_is_told_how_to_get_one(client, rina, method):
    rina.set_unusable_password()
    rina.save()
    sign_in(client, rina)
    page = getattr(client, method)("/akun/sandi/")
    assert page.status_code == 200
    assert "belum punya kata sandi" in page.text
    assert 'href="/masuk/lupa/"' in page.text
    client.post("/masuk/lupa/", {"email": rina.email})
    link = re.search(r"http://testserver([^\s]+)", mail.outbox[0].body)
    assert link
    chosen = client.get(link[1], follow=True).redirect_chain[-1][0]
    assert client.post(chosen, {"password1": "kata lain yang panjang"}).url == "/masuk/lupa/selesai/"


def test_an_invitation_to_someone_with_an_account_asks_them_to_sign_in(client, rina, mall):
    token = invitation(mall, role="trainer")
    response = client.get(f"/undangan/{token}/", follow=True)
    assert "/masuk/?next=/undangan/" in response.text
    assert client.post("/undangan/", {"password1": "some other words"}).status_code == 422
    sign_in(client, rina)
    client.get(f"/undangan/{token}/")
    assert client.post("/undangan/").url == "/akun/"
    assert rina.memberships.count() == 2


def test_an_easy_password_is_refused_at_the_field(client, mall):
    client.get(f"/undangan/{invitation(mall)}/")
    response = client.post("/undangan/", {"password1": "rina@example.go.id"})
    assert response.status_code == 422
    assert not Officer.objects.exists()


@pytest.mark.parametrize("token", ["unknown", "x" * 500])
def test_an_unknown_invitation_is_gone(client, mall, token):
    assert client.get(f"/undangan/{token}/", follow=True).status_code == 410


def test_a_role_can_be_switched_to_ones_own_alone(client, rina, mall):
    operations.accept(invitation(mall, role="trainer"), at=now(), signed_in=rina)
    own = rina.memberships.get(role="trainer")
    other = operations.accept(invitation(mall, email="nor@example.go.id", role="coordinator"), PASSWORD, at=now())
    sign_in(client, rina)
    assert client.post("/meja/peran/", {"membership": own.pk}).url == "/meja/"
    assert client.session["membership"] == own.pk
    for wrong in (other.pk, "", "x", "9" * 30, "²"):
        assert client.post("/meja/peran/", {"membership": wrong}).status_code == 404
    assert client.session["membership"] == own.pk


def test_an_ended_account_is_shut_out_at_once(client, rina):
    sign_in(client, rina)
    Officer.objects.filter(pk=rina.pk).update(is_active=False)
    assert client.get("/akun/").status_code == 302
    assert first_step(client).status_code in (302, 422)
    assert client.get("/akun/").status_code == 302


def test_signing_out_is_a_form(client, rina):
    sign_in(client, rina)
    assert client.get("/keluar/").status_code == 200
    assert client.get("/akun/").status_code == 200
    client.post("/keluar/")
    assert client.get("/akun/").status_code == 302


def test_after_signing_in_one_does_not_leave_the_house(client, rina):
    client.post("/masuk/?next=https://evil.example/", {"login": rina.email, "password": PASSWORD})
    assert client.post("/masuk/kode/", {"code": code_of(rina)}).url == "/meja/"


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_of_signing_in_answer_in_both_languages(client, rina, language):
    client.cookies["bahasa"] = language
    for name in ("account_login", "account_reset_password", "account_reset_password_done", "account_inactive"):
        assert client.get(reverse(name)).status_code == 200
