from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dengar.figures import operations, proof
from dengar.figures.models import Cursor
from dengar.ledger.models import Head


class Command(BaseCommand):
    help = (
        "Count what was sealed since the last time. --rebuild counts everything anew, from the first entry on; "
        "--check compares the figures with such a count, to the byte, and changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="empty the figures and count everything anew")
        parser.add_argument("--check", action="store_true", help="say whether the figures are what the register says")

    def handle(self, *, rebuild: bool, check: bool, **options: object) -> None:
        logs = list(Head.objects.order_by("log").values_list("log", flat=True))
        if rebuild:
            for log in logs:
                operations.rebuild(log)
        elif not check:
            while operations.fold_due():
                pass
        wrong = [log for log in logs if not self.holds(log, check=check)]
        if wrong:
            raise CommandError(_("The figures are not what the register says. Run: dengar figures --rebuild"))

    def holds(self, log: str, *, check: bool) -> bool:
        """Say how a log's figures stand; with `check`, return whether they are what the register says."""
        cursor = Cursor.objects.filter(log=log).first()
        here, there = proof.both(log) if check else ("", "")
        digest = here or proof.stored(log)
        folded = cursor.folded if cursor else 0
        self.stdout.write(_("{log}: {folded} entries counted, {digest}").format(log=log, folded=folded, digest=digest))
        return here == there
