"""The guide of the conversation, for whoever edits it: take a copy of one's own, and have it proofread."""

import shutil
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dengar.talk.method import LANGUAGES, folder_of
from dengar.talk.proofreading import faults


class Command(BaseCommand):
    help = "The guide of the conversation: `check` proofreads it, `copy` puts a copy of your own into the data folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["check", "copy"])
        parser.add_argument("folder", nargs="?", type=Path, help="check: another folder than the one in use")

    def handle(self, *, act: str, folder: Path | None, **options: object) -> None:
        if act == "copy":
            self._copy(settings.METHOD_DIR)
        else:
            self._check(folder or folder_of(settings.METHOD_DIR))

    def _check(self, folder: Path) -> None:
        found = faults(folder)
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(_("The guide in %(folder)s cannot be used yet.") % {"folder": folder})
        self.stdout.write(_("The guide in %(folder)s is complete in both languages.") % {"folder": folder})

    def _copy(self, own: Path) -> None:
        if own.exists():
            raise CommandError(_("There is a guide of your own already: %(folder)s") % {"folder": own})
        own.mkdir(parents=True)
        for language in LANGUAGES:
            shutil.copy(folder_of() / f"conversation.{language}.toml", own)
        self.stdout.write(_("Edit the files in %(folder)s, check them, and start Dengar anew.") % {"folder": own})
