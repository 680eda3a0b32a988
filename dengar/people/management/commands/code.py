from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dengar.kit.now import now
from dengar.people import second_factor
from dengar.people.models import Officer


class Command(BaseCommand):
    help = "Show the code that an officer of an example mall signs in with. Refuses wherever people are real."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="as `dengar setup --example` printed it; the part before the @ is enough")

    def handle(self, *, email: str, **options: object) -> None:
        found = Officer.objects.filter(email__iexact=email).first()
        if found is None and "@" not in email:
            found = Officer.objects.filter(email__istartswith=f"{email}@").first()
        if found is None:
            raise CommandError(_("Nobody has this e-mail here: %(email)s") % {"email": email})
        if found.memberships.filter(mall__example=False).exists() or not found.memberships.exists():
            raise CommandError(_("This works for the people of an example mall alone."))
        at = now()
        code = second_factor.current_code(found, at=at)
        if code is None:
            raise CommandError(_("This account has no second factor yet. It sets one up when it signs in."))
        left = second_factor.seconds_left(at)
        self.stdout.write(_("%(code)s (shown for %(n)d more seconds)") % {"code": code, "n": left})
