from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dengar.config import backups
from dengar.config.dumps import BackupFault
from dengar.kit.now import now


class Command(BaseCommand):
    help = "Copy the database and the files into a new folder while the house is open; with --keys, the keys instead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="a new folder for the data; no key is in it")
        parser.add_argument("--keys", type=Path, metavar="FOLDER2", help="a new folder, kept apart, for the keys")

    def handle(self, *, folder: Path | None, keys: Path | None, **options: object) -> None:
        if folder is None and keys is None:
            raise CommandError("Name a new folder for the data, or --keys with one for the keys, or both.")
        if folder and keys and folder.resolve() in (keys.resolve(), *keys.resolve().parents):
            raise CommandError("The keys must not lie within the backup: whoever finds it could read everything.")
        try:
            if folder:
                self._say(backups.backup(folder, at=now()), "data")
            if keys:
                self._say(backups.backup_keys(keys, at=now()), "keys")
        except BackupFault as fault:
            raise CommandError(str(fault)) from fault

    def _say(self, report: backups.Report, what: str) -> None:
        self.stdout.write(f"{what}: {report.files} files, {report.size} bytes in {report.folder}")
        for warning in report.warnings:
            self.stderr.write(f"Warning: {warning}")
