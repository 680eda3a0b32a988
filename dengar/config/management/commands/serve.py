import os
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from dengar.config.environment import Environment
from dengar.malls.models import Mall


class Command(BaseCommand):
    help = "Run server and worker together until SIGTERM or SIGINT; print the address when it answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")
        parser.add_argument("--example", action="store_true", help="make the example mall if there is no mall yet")

    def handle(self, *, migrate: bool, example: bool, **options: object) -> None:
        env: Environment = settings.ENV
        if migrate:
            call_command("migrate", interactive=False, verbosity=0)
        if example and not Mall.objects.exists():
            call_command("setup", "--example")
        # A process that only watches needs no Django: let go of it, and keep the memory for the mall.
        self.stdout.flush()
        watcher = ["-m", "dengar.config.watcher", env.bind, str(env.port), env.address, str(env.workers)]
        os.execv(sys.executable, [sys.executable, *watcher])
