"""`dengar import complaints`: real rows, counted first, brought in once; what does not fit comes back to be mended."""

import csv
import os
import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bench._history import MAP, write
from dengar.complaints.models import Complaint, PastCase
from dengar.kit.actors import HOUSE
from dengar.ledger.models import Entry
from dengar.malls.operations import add_service
from tests.cast import MONDAY_9AM
from tests.house.sources import ROOT
from tests.proofs._house import House

REAL = ROOT / "tests" / "data" / "nyc311_100.csv"  # 100 service requests of New York, as they are published
WORKED = ROOT / "content" / "import" / "nyc311.toml"
MANY = 12_000


@pytest.fixture
def given(cast, tmp_path):
    """The worked example of a map, for the mall of the cast."""
    add_service(cast.samsat, name="Cek fisik kendaraan", by=HOUSE, at=MONDAY_9AM)
    path = tmp_path / "map.toml"
    path.write_text(WORKED.read_text().replace("disdukcapil", cast.dukcapil.code).replace("samsat", cast.samsat.code))
    return path


def told(*options: object) -> str:
    out = StringIO()
    call_command("import", "complaints", *map(str, options), stdout=out, stderr=StringIO())
    return out.getvalue()


def closed() -> int:
    with REAL.open(encoding="utf-8", newline="") as file:
        return sum(row["status"] == "Closed" for row in csv.DictReader(file))


def test_a_trial_counts_and_writes_nothing(given):
    said = told(REAL, "--map", given, "--dry-run")
    assert f"100 rows read: {closed()} would be brought in, 0 here already, {100 - closed()} not fit." in said
    assert "still open in the older records" in said
    assert not PastCase.objects.exists()


def test_real_rows_come_in_once_and_the_others_can_be_mended(given, tmp_path):
    mend = tmp_path / "mend.csv"
    entries = Entry.objects.count()
    assert f"{closed()} brought in" in told(REAL, "--map", given, "--errors", mend)
    assert PastCase.objects.count() == Entry.objects.count() - entries == closed() > 20
    assert Complaint.objects.filter(close_reason="imported", handler=None).count() == closed()
    assert f"0 brought in, {closed()} here already" in told(REAL, "--map", given)
    with mend.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:3] == ["dengar_line", "dengar_column", "dengar_reason"]
    assert len(rows) == 1 + 100 - closed()
    # Mended by hand: somebody found the end of a case.
    heading = rows[0]
    first = next(row for row in rows[1:] if row[heading.index("agency")] == "NYPD")
    first[heading.index("status")], first[heading.index("closed_date")] = "Closed", "2024-01-02T10:00:00"
    with mend.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, first])
    assert "1 rows read: 1 brought in" in told(mend, "--map", given)


def test_what_is_wrong_with_the_map_is_said_before_anything(given):
    given.write_text(given.read_text().replace('key = "unique_key"', 'key = "nomor"').replace("[dates]", "[dattes]"))
    with pytest.raises(CommandError) as refused:
        told(REAL, "--map", given)
    assert "dattes" in str(refused.value)
    assert not PastCase.objects.exists()


def test_a_file_that_is_not_there_is_said(given, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        told(tmp_path / "none.csv", "--map", given)


@pytest.mark.slow
def test_killed_in_the_middle_it_goes_on_and_nothing_comes_in_twice(tmp_path):
    """With real processes, on SQLite; script/bench importing does the same with a million rows on PostgreSQL."""
    book, given = tmp_path / "book.csv", tmp_path / "book.toml"
    write(book, MANY)
    given.write_text(MAP)
    house = House()
    count = "from dengar.complaints.models import PastCase; print(PastCase.objects.count())"
    try:
        house.run("migrate", "-v0")
        house.run("setup", "--example")
        command = [sys.executable, "-m", "dengar", "import", "complaints", book, "--map", given]
        with subprocess.Popen(command, env=house.env, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
            assert "10,000 rows read" in process.stderr.readline()  # two batches are kept, the third is under way
            os.kill(process.pid, signal.SIGKILL)
        kept = int(house.run("shell", "-v0", "-c", count))
        assert 10_000 <= kept <= MANY
        assert f"{MANY - kept:,} brought in, {kept:,} here already" in house.run(
            "import", "complaints", book, "--map", given
        )
        assert int(house.run("shell", "-v0", "-c", count)) == MANY
    finally:
        house.close()
