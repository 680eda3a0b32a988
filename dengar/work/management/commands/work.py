import signal
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dengar.kit.now import now
from dengar.work.chores import CHORES
from dengar.work.loop import Loop


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they load every page, 10 MB that this process never shows
    help = "Do what is due, again and again, until SIGTERM or SIGINT. Run as many as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *, once: bool, **options: object) -> None:
        loop = Loop(CHORES, clock=now, heartbeat=settings.HEARTBEAT)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.stop.set())  # the piece at hand is finished first
        loop.run(once=once)
        if once and not loop.is_well():
            raise CommandError("A chore failed; the log says which.")
