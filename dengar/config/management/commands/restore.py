from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dengar.config import backups
from dengar.config.dumps import BackupFault
from dengar.kit.now import now


class Command(BaseCommand):
    help = "Put a backup back if it is whole and the keys open it, and verify the ledger. Stop server and worker first."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a backup of the data")
        parser.add_argument(
            "--keys", type=Path, metavar="FOLDER2", help="a backup of the keys; default: those in place"
        )
        parser.add_argument("--force", action="store_true", help="put aside what lies in the place, and restore")

    def handle(self, *, folder: Path, keys: Path | None, force: bool, **options: object) -> None:
        try:
            report = backups.restore(folder, keys=keys, force=force, at=now())
        except BackupFault as fault:
            raise CommandError(str(fault)) from fault
        for warning in report.warnings:
            self.stderr.write(warning)
        self.stdout.write(f"restored {report.files} files, {report.size} bytes; the ledger holds")
