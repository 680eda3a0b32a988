from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dengar.kit import keyring
from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.ledger import notes, operations, queries, sealing

OPERATOR = Role.OPERATOR.value


class Command(BaseCommand):
    help = "The keys of a mall, which lie outside the database: show them by name, make them, replace one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        act = parser.add_subparsers(dest="act", required=True)
        for name, about in (
            ("list", "name every key, and show the public signing keys"),
            ("make", "make all keys of a new mall; never overwrites"),
            ("rotate", "put a new key before the old ones, which stay"),
        ):
            chosen = act.add_parser(name, help=about)
            chosen.add_argument("mall", help="the mall's short name, as in its address")
            if name == "rotate":
                chosen.add_argument("purpose", choices=keyring.PURPOSES)

    def handle(self, *, act: str, mall: str, purpose: str = "", **options: object) -> None:
        try:
            if act == "make":
                self.make(mall)
            elif act == "rotate":
                self.rotate(mall, purpose)
            self.show(mall)
        except (keyring.KeyFault, ValueError) as error:
            raise CommandError(str(error)) from error

    def make(self, mall: str) -> None:
        ring = keyring.create(settings.KEYS_DIR, mall)
        at = now()
        operations.append_all(
            mall,
            [
                operations.Draft(
                    operations.new_subject(),
                    "keys_made",
                    OPERATOR,
                    at,
                    {"purpose": purpose, "key": ring.current(purpose).id},
                )
                for purpose in keyring.PURPOSES
            ],
        )

    def rotate(self, mall: str, purpose: str) -> None:
        old = keyring.KeyRing(settings.KEYS_DIR, mall).current(purpose)
        new = keyring.rotate(settings.KEYS_DIR, mall, purpose)
        facts = {"purpose": purpose, "key": new.id, "old": old.id}
        operations.append(mall, operations.new_subject(), "keys_rotated", actor=OPERATOR, at=now(), facts=facts)

    def show(self, mall: str) -> None:
        """Name the keys; of the signing keys also the public half, as verifiers are given it."""
        ring = keyring.KeyRing(settings.KEYS_DIR, mall)
        for purpose in keyring.PURPOSES:
            ids = [key.id for key in ring.all(purpose)]
            self.stdout.write(f"{purpose:8} {' '.join(ids[::-1])}")
        self.stdout.write(_("Public signing keys, the newest first:"))
        origin = queries.origin(mall) or sealing.origin(mall)
        for key in ring.all("sign")[::-1]:
            self.stdout.write(notes.verifier_key(origin, notes.public_key(key.secret)))
