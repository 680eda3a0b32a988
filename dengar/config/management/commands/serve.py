import os
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from dengar.config import fitness
from dengar.config.environment import Environment
from dengar.malls.models import Mall
from dengar.web import counting


class Command(BaseCommand):
    help = "Run server and worker together until SIGTERM or SIGINT; print the address once it answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")
        parser.add_argument("--example", action="store_true", help="make the example mall if there is no mall yet")

        parser.add_argument("--only", choices=["server", "worker"], help="run one of the two: for units of systemd")

    def handle(self, *, migrate: bool, example: bool, only: str | None, **options: object) -> None:
        env: Environment = settings.ENV
        if migrate:
            call_command("migrate", interactive=False, verbosity=0)
        if example and not Mall.objects.exists():
            call_command("setup", "--example")
        fitness.check()
        if only != "worker":
            counting.start_anew()
        # A process that only watches needs no Django: let go of it, and keep the memory for the mall.
        self.stdout.flush()
        place = [env.bind, str(env.port), env.address, str(env.workers)]
        parts = [only] if only else ["server", "worker"]
        os.execv(sys.executable, [sys.executable, "-m", "dengar.config.watcher", *place, *parts])  # nosec B606
