"""How the browser comes to an officer's own account, to a forgotten password, and out again."""

import re
from collections.abc import Callable

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from playwright.sync_api import Page

from dengar.kit.actors import HOUSE, Role
from dengar.kit.now import now
from dengar.people import operations as people
from dengar.people import second_factor
from dengar.people.models import FactorReset, Officer
from tests.browser.working import enter
from tests.cast import Cast, make_cast

Come = Callable[[Page], None]
PASSWORD, ANOTHER = "empat kata milik saya", "kata lain yang panjang"


def press(page: Page) -> None:
    page.locator("main form .btn").first.click()


def settled_in() -> Cast:
    """The cast, where Rina has a password, an app and spare codes."""
    cast = make_cast()
    rina = cast.officers["rina"]
    rina.set_password(PASSWORD)
    rina.save()
    second_factor.set_secret(rina, second_factor.new_secret())
    RecoveryCodes.activate(rina)
    return cast


def own(path: str, refused: bool = False) -> Come:
    """Come as Rina to a page of her account; to its form refused, when asked."""

    def come(page: Page) -> None:
        enter(page, settled_in(), "rina", path)
        if refused:
            press(page)

    return come


def after_password(path: str) -> Come:
    """Come as Rina to what asks for her password first, and type it."""

    def come(page: Page) -> None:
        own(path)(page)
        page.fill("#id_password", PASSWORD)
        press(page)
        page.wait_for_url(f"**{path}")

    return come


def lost(cast: Cast) -> FactorReset:
    """Nor says that Budi stands there without his phone."""
    return people.ask_reset(cast.officers["budi"], by=cast.nor, at=now())


def second_person(page: Page) -> None:
    cast = settled_in()
    lost(cast)
    enter(page, cast, "rina", "/akun/kode/")


def second_person_late(page: Page) -> None:
    """While Rina reads, Yusuf has already agreed."""
    cast = settled_in()
    reset = lost(cast)
    enter(page, cast, "rina", "/akun/")
    people.agree_reset(reset, by=cast.yusuf, at=now())
    page.locator(f"form[action='/akun/orang-kedua/{reset.pk}/'] button").click()


def forgotten(page: Page) -> Officer:
    rina = settled_in().officers["rina"]
    page.goto("/masuk/lupa/")
    page.fill("#id_email", rina.email)
    press(page)
    page.wait_for_url("**/terkirim/")
    return rina


def new_password(page: Page) -> None:
    """Follow the letter's link."""
    forgotten(page)
    link = re.search(r"/masuk/lupa/\S+", mail.outbox[-1].body)
    assert link
    page.goto(link[0])


def new_password_refused(page: Page) -> None:
    new_password(page)
    page.fill("#id_password1", "pendek")
    press(page)


def new_password_kept(page: Page) -> None:
    new_password(page)
    page.fill("#id_password1", ANOTHER)
    press(page)


def link_used(page: Page) -> None:
    """The letter's link a second time."""
    new_password_kept(page)
    page.wait_for_url("**/selesai/")
    link = re.search(r"/masuk/lupa/\S+", mail.outbox[-1].body)
    assert link
    page.goto(link[0])


def invitation_gone(page: Page) -> None:
    page.goto("/undangan/tidak-ada-lagi/")


def invitation_of_somebody_known(page: Page) -> None:
    """Rina, who has an account, is invited to one more role."""
    cast = settled_in()
    known = cast.officers["rina"]
    _row, token = people.invite(known.email, known.name, Role.TRAINER, mall=cast.mall, by=HOUSE, at=now())
    page.goto(f"/undangan/{token}/")


def left(page: Page) -> None:
    page.goto("/masuk/berakhir/")


ACCOUNTS: dict[str, Come] = {
    "own account, somebody without a phone": second_person,
    "own account, somebody else agreed already": second_person_late,
    "own account, another password": own("/akun/sandi/"),
    "own account, another password refused": own("/akun/sandi/", refused=True),
    "own account, spare codes": after_password("/akun/kode/cadangan/"),
    "own account, new spare codes": after_password("/akun/kode/cadangan/baru/"),
    "own account, another app": after_password("/akun/kode/ganti/"),
    "own account, password again": own("/akun/ulang/"),
    "own account, password again refused": own("/akun/ulang/", refused=True),
    "own account, code again": own("/akun/ulang/kode/"),
    "own account, code again refused": own("/akun/ulang/kode/", refused=True),
    "invitation, gone": invitation_gone,
    "invitation, somebody known": invitation_of_somebody_known,
    "signing out": own("/keluar/"),
    "account has ended": left,
    "forgotten password, letter sent": forgotten,
    "forgotten password, new one": new_password,
    "forgotten password, new one refused": new_password_refused,
    "forgotten password, new one kept": new_password_kept,
    "forgotten password, link used": link_used,
}
