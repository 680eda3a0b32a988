"""
Every page that the browser looks at. Add yours: a name, its path, and how to get there.

`come` prepares what the page needs (a signed-in officer, an opened report) and returns the path.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import Page

from dengar.kit.actors import HOUSE, Role
from dengar.kit.now import now
from dengar.malls.models import Agency, Counter, Mall
from dengar.people import operations as people
from dengar.people import second_factor
from dengar.people.models import Membership, Officer
from tests import signing
from tests.browser.accounts import ACCOUNTS
from tests.browser.agreeing import AGREEING
from tests.browser.counting import COUNTING
from tests.browser.filing import FILING
from tests.browser.governing import GOVERNED, GOVERNING, governed_front
from tests.browser.meeting import MEETING, MEETING_AT_DESK
from tests.browser.own import OWN
from tests.browser.places import PLACES
from tests.browser.policy import POLICY
from tests.browser.publishing import PUBLISHING, PUBLISHING_AT_DESK
from tests.browser.settle import SETTLING, SETTLING_AT_DESK
from tests.browser.speaking import SPEAKING
from tests.browser.working import WORKING


def front_door() -> None:
    """A mall with two agencies and a counter, as every page needs one."""
    mall, _ = Mall.objects.get_or_create(
        slug="bjb",
        defaults={
            "name": "MPP Kota Banjarbaru",
            "city": "Banjarbaru",
            "phone": "0511 000 1234",
            "desk": "Loket pengaduan, lantai 1",
            "address": "Jalan Contoh 1, Banjarbaru",
        },
    )
    for code, name in (("capil", "Disdukcapil"), ("samsat", "Samsat")):
        Agency.objects.get_or_create(mall=mall, code=code, defaults={"name": name})
    Counter.objects.get_or_create(mall=mall, slug="loket-4", defaults={"name": "Loket 4"})


def press(page: Page) -> None:
    """Send the page's form as it stands."""
    page.locator("main form .btn").first.click()


def without_cookies(page: Page) -> None:
    """Send the page's form after its cookies have gone."""
    page.context.clear_cookies()
    press(page)


def send_too_much(page: Page) -> None:
    """Send more than the house reads, by the form of the language switch."""
    page.evaluate(
        """() => {
          const form = document.querySelector('.foot form'), more = document.createElement('textarea');
          more.name = 'more';
          more.value = 'x'.repeat(1_500_000);
          form.append(more);
          form.submit();
        }"""
    )
    page.wait_for_url("**/bahasa/")


def failing(name: str) -> Callable[[Page], None]:
    """Show the page of a failure that no address of the house leads to."""

    def come(page: Page) -> None:
        html = render_to_string(f"kit/errors/{name}.html", {"number": "3F9A71C0", "sign_in": "/masuk/"})
        page.route("**/gagal/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto("/gagal/")

    return come


def sign_in(page: Page, officer: Officer) -> None:
    """Give the browser the session of an officer who has shown both factors."""
    name = settings.SESSION_COOKIE_NAME
    value = signing.sign_in(Client(), officer).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "domain": urlsplit(page.url).hostname, "path": "/"}])


def as_officer(path: str, role: Role = Role.HANDLER) -> Callable[[Page], None]:
    """Sign in as Rina, in `role`, and go to `path`."""

    def come(page: Page) -> None:
        rina, _ = Officer.objects.get_or_create(email="rina@example.go.id", defaults={"name": "Rina"})
        Membership.objects.get_or_create(
            officer=rina, mall=Mall.objects.get(slug="bjb"), role=role, defaults={"from_at": now()}
        )
        sign_in(page, rina)
        page.goto(path)

    return come


def second_step(page: Page) -> None:
    """Show the page of the code, after the right password."""
    rina = Officer.objects.create_user("rina@example.go.id", "empat kata milik saya", name="Rina")
    second_factor.set_secret(rina, second_factor.new_secret())
    page.fill("#id_login", rina.email)
    page.fill("#id_password", "empat kata milik saya")
    press(page)


def second_step_refused(page: Page) -> None:
    second_step(page)
    page.fill("#id_code", "12")
    press(page)


def invited(page: Page) -> None:
    """Open an invitation's link."""
    mall = Mall.objects.get(slug="bjb")
    _, token = people.invite("siti@example.go.id", "Siti", Role.CUSTODIAN, mall=mall, by=HOUSE, at=now())
    page.goto(f"/undangan/{token}/")


def without_password(page: Page) -> None:
    """Somebody who signs in another way looks for the password."""
    as_officer("/akun/")(page)
    rina = Officer.objects.get(name="Rina")
    rina.set_unusable_password()
    rina.save()
    sign_in(page, rina)
    page.goto("/akun/sandi/")


def enrolling(page: Page) -> None:
    """Take an invitation up, and come to setting up the codes."""
    invited(page)
    page.fill("#id_password1", "empat kata milik saya")
    press(page)


@dataclass(frozen=True)
class Stop:
    """
    One page to look at.

    :param path: its address, unless `come` leads there.
    :param prepare: puts rows into the database before the page is asked for.
    :param come: drives the page to where it shall be looked at (sign in, press, send).
    :param citizen: it must keep within the budget of a citizen's page.
    """

    name: str
    path: str = "/"
    prepare: Callable[[], object] = front_door
    come: Callable[[Page], object] | None = None
    citizen: bool = True


PAGES: list[Stop] = [
    Stop("home", "/"),
    Stop("help", "/bantuan/"),
    Stop("gallery", "/kit/", citizen=False),
    Stop("sign in", "/masuk/"),
    Stop("sign in, refused", "/masuk/", come=press),
    Stop("forgotten password", "/masuk/lupa/"),
    Stop("own account", come=as_officer("/akun/"), citizen=False),
    Stop("own account, no password", come=without_password, citizen=False),
    Stop("second step", "/masuk/", come=second_step, citizen=False),
    Stop("second step, refused", "/masuk/", come=second_step_refused, citizen=False),
    Stop("invitation", come=invited, citizen=False),
    Stop("setting up the codes", come=enrolling, citizen=False),
    *(
        Stop(name, come=come, citizen=False)
        for name, come in (
            ACCOUNTS
            | PLACES
            | POLICY
            | GOVERNING
            | SPEAKING
            | WORKING
            | AGREEING
            | MEETING_AT_DESK
            | SETTLING_AT_DESK
            | PUBLISHING_AT_DESK
            | COUNTING
        ).items()
    ),
    Stop("own page, number and words", "/pantau/"),
    *(Stop(name, come=come) for name, come in (FILING | OWN | MEETING | SETTLING | PUBLISHING).items()),
    *(Stop(name, prepare=governed_front, come=come) for name, come in GOVERNED.items()),
    Stop("settled on the spot", come=as_officer("/meja/beres/"), citizen=False),
    Stop("not found", "/tidak-ada/"),
    Stop("too large", "/", come=send_too_much),
    Stop("form expired", "/masuk/", come=without_cookies),
    Stop("forbidden", "/", come=failing("403")),
    Stop("signed out", "/", come=failing("signed-out")),
    Stop("unreadable", "/", come=failing("400")),
    Stop("our fault", "/", come=failing("500")),
]
