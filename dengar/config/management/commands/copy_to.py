import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dengar.config import copying
from dengar.config.comparing import Pair
from dengar.config.dumps import BackupFault


class Command(BaseCommand):
    help = (
        "Copy the SQLite database of this installation to an empty PostgreSQL, and compare every value. Changes "
        "nothing here, and keeps nothing there unless all is the same. Stop server and worker first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "database_url", help="postgres://user:password@host/name; - reads it from standard input, unseen by others"
        )
        parser.add_argument("--compare", action="store_true", help="copy nothing; compare with a copy made before")

    def handle(self, *, database_url: str, compare: bool, **options: object) -> None:
        url = sys.stdin.readline().strip() if database_url == "-" else database_url
        try:
            pairs = copying.compare_with(url) if compare else copying.copy(url)
        except (copying.CopyFault, BackupFault) as fault:
            raise CommandError(str(fault)) from fault
        self.show(pairs)
        if odd := [pair for pair in pairs if not pair.is_same]:
            raise CommandError(f"{len(odd)} of {len(pairs)} tables differ. Do not open the copy.")
        if not compare:
            self.say_what_is_next()

    def show(self, pairs: list[Pair]) -> None:
        self.stdout.write(f"{'table':30} {'rows here':>11} {'rows there':>11}  SHA-256")
        for pair in sorted(pairs, key=lambda pair: pair.table):
            if pair.here.rows or pair.there.rows:
                end = pair.here.sha256[:32] if pair.is_same else f"DIFFERENT: {pair.difference}"
                self.stdout.write(f"{pair.table:30} {pair.here.rows:11} {pair.there.rows:11}  {end}")
        same = sum(pair.is_same for pair in pairs)
        empty = sum(not pair.here.rows and not pair.there.rows for pair in pairs)
        rows = sum(pair.here.rows for pair in pairs)
        self.stdout.write(f"{same} of {len(pairs)} tables are the same ({empty} of them empty), {rows} rows here.")

    def say_what_is_next(self) -> None:
        self.stdout.write(
            "The ledger holds in the copy. Now set DATABASE_URL to this target (in /etc/dengar.env) and start server "
            "and worker; DENGAR_WORKERS may be above 1 from now on.\n"
            f"Files and keys stay where they are. {settings.DATABASES['default']['NAME']} was not changed: it is "
            "the state of this moment. Remove it once a backup of the new database has been tried.\n"
            "Who was signed in signs in again."
        )
