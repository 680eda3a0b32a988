from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from dengar.kit.now import now
from dengar.ledger import queries

WHERE = {
    "entry": _("{log}: entry {entry} at place {place} is not what was sealed"),
    "leaf": _("{log}: the leaf at place {place} is missing"),
    "checkpoint": _("{log}: the checkpoint over {place} entries does not fit"),
    "head": _("{log}: the head does not fit the {place} entries"),
}


class Command(BaseCommand):
    help = "Walk every log of the register and name the first thing that does not hold. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("log", nargs="*", help="logs to walk (default: all)")

    def handle(self, *, log: list[str], **options: object) -> None:
        names = log or list(queries.logs())
        broken = [name for name in names if not self.holds(name)]
        if broken:
            raise CommandError(gettext("{broken} of {all} logs do not hold").format(broken=len(broken), all=len(names)))
        self.stdout.write(ngettext("{n} log holds", "{n} logs hold", len(names)).format(n=len(names)))

    def holds(self, name: str) -> bool:
        """Whether everything in one log fits; says on stderr what does not."""
        found = queries.first_mismatch(name)
        if found:
            words = str(WHERE[found.what])
            self.stderr.write(words.format(log=name, entry=found.entry_id or "?", place=found.place))
        late = queries.overdue(name, now())
        if late:
            self.stderr.write(
                gettext("{log}: entry {entry} should have been sealed by now").format(log=name, entry=late.pk)
            )
        return not found and not late
