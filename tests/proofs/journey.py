"""One truth: anybody tries anything at random; a refusal writes nothing, and state, clocks, entries, notices agree."""

import argparse
import os
import secrets
import sys
import tempfile
import time

BOTH_DATABASES = True
STEPS = 20_000
CI_SEED = 20261123


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/prove journey", description=__doc__)
    parser.add_argument("--tenth", action="store_true", help="2,000 steps from a fixed seed, as in CI")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, help="walk the same way again")
    asked = parser.parse_args()
    steps = STEPS // 10 if asked.tenth else asked.steps
    seed = asked.seed if asked.seed is not None else CI_SEED if asked.tenth else secrets.randbelow(10**9)
    with tempfile.TemporaryDirectory(prefix="dengar-walk-") as folder:
        _walk(folder, steps, seed)


def _walk(folder: str, steps: int, seed: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django  # after the settings are named

    django.setup()
    from pathlib import Path

    from django.conf import settings
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    settings.KEYS_DIR = Path(folder) / "keys"
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database.setdefault("TEST", {})["NAME"] = f"{folder}/walk.sqlite3"
    else:
        database.setdefault("TEST", {})["NAME"] = f"walk_{os.getpid()}"
        database["OPTIONS"]["options"] = "-c synchronous_commit=off"  # what a crash does, another proof asks
    made = setup_databases(verbosity=0, interactive=False)
    try:
        from tests.walk.trying import ACTS
        from tests.walk.walker import Broken, Walk

        walk, begun = Walk(seed), time.monotonic()
        print(f"seed {seed}, {steps} steps", flush=True)
        try:
            walk.run(steps, say=lambda line: print(line, flush=True))
        except Broken as broken:
            print(f"BROKEN: {broken}\nAgain: script/prove journey --seed {seed} --steps {steps}", file=sys.stderr)
            raise
        seldom = ", ".join(f"{act} {times}" for act, times in walk.done.most_common()[:-6:-1])
        print(f"acts done: {len(walk.done)} of {len(ACTS)}, most seldom: {seldom}")
        print(f"{walk.steps} steps in {time.monotonic() - begun:.0f} s: {dict(walk.counts)}")
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
