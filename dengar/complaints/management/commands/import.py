"""`dengar import complaints`: cases from older records, in batches, each of them whole or not at all."""

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from dengar.complaints.operations.importing import Past, Source, bring_in, known
from dengar.complaints.past import maps, places
from dengar.complaints.past.fields import LISTED
from dengar.complaints.past.files import FileFault, Mendable, OldFile
from dengar.complaints.past.maps import Map, MapFault
from dengar.complaints.past.rows import Reader, RowFault
from dengar.kit.actors import Actor, Role
from dengar.kit.keyring import KeyFault
from dengar.kit.now import now
from dengar.malls.models import Mall

BATCH = 5_000  # rows of one transaction
SAID_EVERY = 10_000  # rows, where nobody looks at a terminal
TRIES = 5  # of a batch, when somebody who files takes a number that it was about to take
SHOWN = 10  # kinds of faults, and values, that are said in words
LINES = 3  # on which a kind of fault was met first
OFTEN = 5  # a value that stands in so many rows names nobody; rarer ones are shown nowhere but in the file to mend
DISTINCT = 1_000  # values that are counted for that
OPERATOR = Actor(Role.OPERATOR, Role.OPERATOR.value)


class Command(BaseCommand):
    help = "Bring cases that had ended in older records in, from a CSV file. Killed and started again, it goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["complaints"], help="what is brought in")
        parser.add_argument("file", type=Path, help="the older records, as CSV with a heading")
        parser.add_argument("--map", type=Path, required=True, help="what its columns mean; see docs/import.md")
        parser.add_argument("--mall", help="the mall's short name; needed where there are several")
        parser.add_argument("--dry-run", action="store_true", help="read and check everything, bring nothing in")
        parser.add_argument("--errors", type=Path, metavar="FILE", help="where rows go that have to be mended")

    def handle(self, *, file: Path, map: Path, mall: str | None, errors: Path | None, **options: object) -> None:
        place = self._mall(mall)
        try:
            given = maps.read(map, zone=place.time_zone)
            there = places.of(place)
            if wrong := list(places.faults(there, given, place)):
                raise MapFault(wrong)
            with OldFile(file, given) as old, Mendable(errors, old, given) as mendable:
                at = now()
                run = Run(self, place, given, old, mendable, Reader(given, there, old.heading, at=at), at)
                run.all(dry=bool(options["dry_run"]))
        except MapFault as fault:
            raise CommandError(f"{map}:\n" + "\n".join(fault.faults)) from fault
        except (FileFault, KeyFault) as fault:
            raise CommandError(str(fault)) from fault

    def _mall(self, slug: str | None) -> Mall:
        malls = {mall.slug: mall for mall in Mall.objects.order_by("slug")}
        if slug is None and len(malls) == 1:
            return next(iter(malls.values()))
        if slug not in malls:
            raise CommandError(f"Name one of the malls with --mall: {', '.join(malls) or 'there is none yet'}.")
        return malls[slug]


class Run:
    """One run over one file, and what came of it."""

    def __init__(
        self, command: Command, mall: Mall, given: Map, old: OldFile, mendable: Mendable, reader: Reader, at: datetime
    ) -> None:
        self.mall, self.given, self.old, self.mendable, self.reader, self.at = mall, given, old, mendable, reader, at
        self.out, self.terminal = command.stderr, command.stderr.isatty()
        self.say = command.stdout.write
        self.read = self.new = self.here = self.refused = 0
        self.faults: Counter[tuple[str, str]] = Counter()
        self.lines: dict[tuple[str, str], list[str]] = {}  # where each fault was met first
        self.values: dict[str, Counter[str]] = {name: Counter() for name in LISTED if name in given.columns}
        self.began = time.monotonic()

    def all(self, *, dry: bool) -> None:
        source = Source(self.given.source, self.old.digest())
        rows = self.old.rows()
        while batch := list(islice(rows, BATCH)):
            cases = [case for line, row in batch if (case := self._case(line, row))]
            new = self._count(cases) if dry else self._bring(source, cases)
            self.new, self.here = self.new + new, self.here + len(cases) - new
            before, self.read = self.read, self.read + len(batch)
            self._progress(before)
        if self.terminal and self.read:
            self.out.write("")
        self._report(dry)

    def _case(self, line: int, row: list[str]) -> Past | None:
        case, faults = self.reader.case(row)
        if case is None:
            self._refuse(line, row, faults)
        return case

    def _refuse(self, line: int, row: Sequence[str], faults: Sequence[RowFault]) -> None:
        self.refused += 1
        self.mendable.add(line, faults, row)
        for fault in faults:
            self.faults[fault.column, fault.reason] += 1
            lines = self.lines.setdefault((fault.column, fault.reason), [])
            if len(lines) < LINES:
                lines.append(str(line))
        for name, value in self.reader.unknown(row):
            if value in self.values[name] or len(self.values[name]) < DISTINCT:
                self.values[name][value] += 1

    def _count(self, cases: Sequence[Past]) -> int:
        return known(self.mall, self.given.source, [case.key for case in cases]).count(False)

    def _bring(self, source: Source, cases: Sequence[Past]) -> int:
        for left in reversed(range(TRIES)):
            try:
                return bring_in(self.mall, source, cases, by=OPERATOR, at=self.at)
            except IntegrityError:
                if not left:
                    raise
        return 0

    def _progress(self, before: int) -> None:
        if self.terminal:
            rate = self.read / max(time.monotonic() - self.began, 0.001)
            done = self.old.done()
            bar = "█" * round(20 * done) + "░" * (20 - round(20 * done))
            self.out.write(f"\r{bar} {done:4.0%}  {self.read:,} rows, {rate:,.0f} a second ", ending="")
        elif before // SAID_EVERY != self.read // SAID_EVERY:
            self.out.write(f"{self.read:,} rows read, {self.new:,} brought in, {self.refused:,} to be mended")

    def _report(self, dry: bool) -> None:
        would = "would be brought in" if dry else "brought in"
        self.say(
            f"{self.read:,} rows read: {self.new:,} {would}, {self.here:,} here already, {self.refused:,} not fit."
        )
        for fault, times in self.faults.most_common(SHOWN):
            where = ": ".join(filter(None, fault))
            self.say(f"  {times:,} times: {where} (first on line {', '.join(self.lines[fault])})")
        for name, values in self.values.items():
            often = [f'"{value}" ({times:,})' for value, times in values.most_common(SHOWN) if times >= OFTEN]
            if often:
                self.say(f"  Values of {self.reader.column(name)} that the map does not know: {', '.join(often)}")
        if dry:
            self.say("Nothing was written to the database.")
