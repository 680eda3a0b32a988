import sys
from argparse import ArgumentParser
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dengar.config import founding
from dengar.kit.actors import Role
from dengar.kit.errors import Refused
from dengar.kit.keyring import SLUG, KeyFault
from dengar.kit.now import now
from dengar.malls.models import Mall
from dengar.people.models import Membership
from dengar.web.kit.roles import ROLE_WORDS

ROOM = {"city": 80, "address": 200, "phone": 30, "coordinator_name": 80}  # signs, as the columns hold; else 120
ZONES = "Asia/Jakarta, Asia/Makassar, Asia/Jayapura"


class Command(BaseCommand):
    help = (
        "Make the first mall: its keys, its terms and holidays, and an invitation for its coordinator. "
        "Asks for what the options do not say. Safe to repeat: what is there is left as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--example", action="store_true", help="an example mall with invented people")
        parser.add_argument("--name", help="the mall's name, such as: MPP Kota Banjarbaru")
        parser.add_argument("--slug", help="its short name in addresses and of its keys; never changes")
        parser.add_argument("--city")
        parser.add_argument("--address")
        parser.add_argument("--phone")
        parser.add_argument("--desk", help="where the complaint desk stands, in words")
        parser.add_argument("--time-zone", help=f"{ZONES}; default Asia/Makassar")
        parser.add_argument("--coordinator-name")
        parser.add_argument("--coordinator-email")

    def handle(self, *, example: bool, **options: str | None) -> None:
        try:
            if example:
                self.make_example()
            else:
                self.make_mall(options)
        except (Refused, KeyFault) as refusal:
            raise CommandError(str(refusal)) from refusal

    def make_mall(self, options: dict[str, str | None]) -> None:
        name = self.ask(options, "name", _("Name of the mall"))
        slug = self.ask(options, "slug", _("Short name, for addresses and keys"), default=slugify(name)[:40])
        if not SLUG.fullmatch(slug):
            raise CommandError(_("The short name may hold letters, digits, - and _, at most 40."))
        known = Mall.objects.filter(slug=slug).exists()
        details = {} if known else self.details(options)
        email = self.ask(options, "coordinator_email", _("E-mail of the coordinator"))
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(_("This is no e-mail address: %(email)s") % {"email": email}) from None
        who = self.ask(options, "coordinator_name", _("Name of the coordinator"), default=email.partition("@")[0])
        mall, made = founding.found(slug, name=name, at=now(), **details)
        self.report(mall, made)
        self.invite(mall, email, who)

    def details(self, options: dict[str, str | None]) -> dict[str, str]:
        questions = {
            "city": _("City or regency"),
            "address": _("Address"),
            "phone": _("Telephone"),
            "desk": _("Where does the complaint desk stand?"),
        }
        details = {key: self.ask(options, key, question, default="") for key, question in questions.items()}
        zone = self.ask(options, "time_zone", _("Time zone"), default="Asia/Makassar")
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise CommandError(
                _("There is no time zone %(zone)s. Use one of: %(zones)s.") % {"zone": zone, "zones": ZONES}
            ) from None
        return details | {"time_zone": zone}

    def ask(self, options: dict[str, str | None], key: str, question: str, *, default: str | None = None) -> str:
        """Return what the option says, else what somebody at a terminal answers, else the default."""
        given = options.get(key)
        if given is None and sys.stdin.isatty():
            given = input(f"{question}{f' [{default}]' if default else ''}: ")
        answer = (given or "").strip() or default
        if answer is None:
            raise CommandError(_("Please say --%(option)s.") % {"option": key.replace("_", "-")})
        longest = ROOM.get(key, 120)
        if len(answer) > longest:
            raise CommandError(
                _("--%(option)s is too long: there is room for %(n)d characters.")
                % {"option": key.replace("_", "-"), "n": longest}
            )
        return answer

    def report(self, mall: Mall, made: list[str]) -> None:
        if "mall" in made:
            self.stdout.write(_("Made the mall %(name)s (%(slug)s).") % {"name": mall.name, "slug": mall.slug})
        else:
            self.stdout.write(
                _("The mall %(name)s (%(slug)s) stands already; it is left as it is.")
                % {"name": mall.name, "slug": mall.slug}
            )
        if "keys" in made:
            folder = settings.KEYS_DIR / mall.slug
            self.stdout.write(
                _("Made its keys in %(folder)s. Keep a copy of this folder, apart from the backups.")
                % {"folder": folder}
            )

    def invite(self, mall: Mall, email: str, name: str) -> None:
        token = founding.invite_coordinator(mall, email, name, at=now())
        if token is None:
            self.stdout.write(_("There is a coordinator already; further people are invited on the settings page."))
            return
        self.stdout.write(_("The coordinator opens this link within 7 days and chooses a password:"))
        self.stdout.write(f"{settings.ADDRESS}/undangan/{token}/")

    def make_example(self) -> None:
        mall, held = founding.found_example(at=now())
        password = founding.example_content()["password"]
        self.stdout.write(_("%(name)s: an example. All its people are invented.") % {"name": mall.name})
        self.stdout.write(_("Sign in at %(address)s/masuk/") % {"address": settings.ADDRESS})
        self.stdout.write(_("Password of all: %(password)s") % {"password": password})
        self.stdout.write(_("The code of the second step: script/dengar code EMAIL"))
        self.stdout.write("")
        for row in [[_("E-mail"), _("Name"), _("Role"), _("Agency")], *map(_row, held)]:
            self.stdout.write(f"  {row[0]:22} {row[1]:7} {row[2]:46} {row[3]}".rstrip())


def _row(membership: Membership) -> list[str]:
    role = str(ROLE_WORDS[Role(membership.role)])
    if membership.stand_in:
        role += f" ({_('stand-in')})"
    if membership.officer.off_site:
        role += f", {_('outside the mall')}"
    return [membership.officer.email, membership.officer.name, role, str(membership.agency or "")]
