"""One clock, and nobody pushes: what the linter cannot say room by room."""

import pytest

from tests.house.sources import imported, sources

READ_THE_CLOCK = {"web", "work"}  # and commands; in all other rooms the moment is an argument
# The ledger also notes when the machine itself wrote, beside the moment that it is told.
MACHINE_TIME = {"dengar/kit/now.py", "dengar/ledger/operations.py"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")
WORDS_OF_HTTP = ("django.http", "django.urls", "django.shortcuts")


@pytest.mark.parametrize("source", sources(), ids=str)
def test_only_doors_chores_and_commands_read_the_clock(source):
    if source.room in READ_THE_CLOCK or source.is_command:
        return
    assert "dengar.kit.now.now" not in imported(source.tree), source
    assert "dengar.kit.now" not in imported(source.tree), source


@pytest.mark.parametrize("source", sources(), ids=str)
def test_there_is_one_clock(source):
    assert "django.utils.timezone.now" not in imported(source.tree), f"{source}: call dengar.kit.now.now()"
    assert "timezone.now()" not in source.text, f"{source}: call dengar.kit.now.now()"
    if str(source) not in MACHINE_TIME:
        assert "datetime.now(" not in source.text, f"{source}: call dengar.kit.now.now()"


@pytest.mark.parametrize("source", sources(), ids=str)
def test_no_signals(source):
    used = {name for name in imported(source.tree) if name.startswith(SIGNALS)}
    assert not used, f"{source} uses {used}: a step pulls its work by state"


@pytest.mark.parametrize("source", sources(), ids=str)
def test_only_web_and_work_speak_http(source):
    if source.room in ("web", "work", "config"):
        return
    used = {name for name in imported(source.tree) if name.startswith(WORDS_OF_HTTP)}
    assert not used, f"{source} uses {used}"
