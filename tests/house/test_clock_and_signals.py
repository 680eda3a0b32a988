"""One clock, and nobody pushes: what the linter cannot say room by room."""

from tests.house.sources import imported, sources

READ_THE_CLOCK = {"web", "work"}  # and commands; in all other rooms the moment is an argument
# The ledger also notes when the machine itself wrote, beside the moment that it is told.
MACHINE_TIME = {"dengar/kit/now.py", "dengar/ledger/operations.py"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")
WORDS_OF_HTTP = ("django.http", "django.urls", "django.shortcuts")


def users_of(names: tuple[str, ...], rooms_allowed: set[str]) -> list[str]:
    return [
        f"{source}: {name}"
        for source in sources()
        if source.room not in rooms_allowed
        for name in sorted(imported(source.tree))
        if name.startswith(names)
    ]


def test_only_doors_chores_and_commands_read_the_clock():
    readers = [
        str(source)
        for source in sources()
        if "dengar.kit.now" in imported(source.tree) and source.room not in READ_THE_CLOCK and not source.is_command
    ]
    assert not readers


def test_there_is_one_clock():
    for source in sources():
        others = {"django.utils.timezone.now"} & imported(source.tree)
        assert not others, f"{source}: call dengar.kit.now.now()"
        assert "timezone.now()" not in source.text, f"{source}: call dengar.kit.now.now()"
        if str(source) not in MACHINE_TIME:
            assert "datetime.now(" not in source.text, f"{source}: call dengar.kit.now.now()"


def test_no_signals():
    assert not users_of(SIGNALS, set()), "a step pulls its work by state"


def test_only_web_and_work_speak_http():
    assert not users_of(WORDS_OF_HTTP, {"web", "work", "config"})
