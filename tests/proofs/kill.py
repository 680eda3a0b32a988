"""Kill -9 of server, worker or database at any moment: no acknowledged report is lost, none is doubled."""

import argparse
import os
import random
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tests.proofs._house import House
from tests.proofs._phone import NoAnswer, Page, Phone, file_report, receipt_after

T = TypeVar("T")
BOTH_DATABASES = True

ROUNDS = 50
PEOPLE = 6  # who write at the same time
LAST_MOMENT = 2.5  # seconds after the beginning of a round within which it is killed
CHECK, RECEIPT = "/lapor/periksa/", "/lapor/tanda-terima/"
STORY = "Tiga kali datang, tiga syarat yang berbeda. "


@dataclass
class Told:
    """What the people saw."""

    receipts: dict[str, list[str]] = field(default_factory=dict)  # number: words
    number_of: dict[str, str] = field(default_factory=dict)  # marker: number
    begun: set[str] = field(default_factory=set)  # markers of all stories that anybody began to send
    wrong: list[str] = field(default_factory=list)
    broken: int = 0  # connections


class Person(threading.Thread):
    """Files one report after the other until told to stop; never gives up one that was begun."""

    def __init__(self, port: int, told: Told, stop: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.told, self.stop, self.chance = port, told, stop, random.Random(seed)

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.file_one()
        except AssertionError as fault:
            self.told.wrong.append(str(fault)[:600])

    def file_one(self) -> None:
        marker = f"penanda-{secrets.token_hex(6)}"
        self.told.begun.add(marker)
        contact = {"reach": "mail", "email": f"{marker}@example.org"} if self.chance.random() < 0.5 else {}
        phone = Phone(self.port)
        page = None
        while page is None:
            try:
                page = file_report(phone, STORY + marker, **contact)
            except NoAnswer:
                self.told.broken += 1
                page = self.try_again(phone)
        twice = self.until_answered(lambda: phone.get(RECEIPT))
        if (twice.number, twice.words) != (page.number, page.words):
            self.told.wrong.append(f"{marker}: the second look shows another receipt")
        self.told.receipts[page.number] = page.words
        self.told.number_of[marker] = page.number

    def try_again(self, phone: Phone) -> Page | None:
        """As a person does: wait a little, look where one stands, send again. None: some answers are missing."""

        def once() -> Page | None:
            page = phone.get(CHECK)
            return receipt_after(phone, page) if page.path in (CHECK, RECEIPT) else None

        return self.until_answered(once)

    def until_answered(self, ask: Callable[[], T]) -> T:
        while True:
            time.sleep(self.chance.uniform(0.05, 0.3))
            try:
                return ask()
            except NoAnswer:
                self.told.broken += 1


def one_round(house: House, told: Told, chance: random.Random) -> str:
    """Let people write, kill something at a random moment, start it again, let them finish. Return what was killed."""
    victims = ["server", "worker", "all"] + (["database", "database"] if house.cluster else [])
    victim = chance.choice(victims)
    stop = threading.Event()
    people = [Person(house.port, told, stop, chance.getrandbits(32)) for _ in range(PEOPLE)]
    for person in people:
        person.start()
    time.sleep(chance.uniform(0.1, LAST_MOMENT))
    if victim == "database" and house.cluster:
        house.cluster.kill()
        house.cluster.start()
        time.sleep(0.5)
        wait_until_well(house)
    else:
        house.kill(victim)
        house.start()
    stop.set()
    for person in people:
        person.join(120)
        if person.is_alive():
            told.wrong.append("a person waits for an answer since two minutes")
    return victim


def wait_until_well(house: House) -> None:
    deadline = time.monotonic() + 60
    while not house.is_well():
        if house.serving is None or house.serving.poll() is not None:
            house.start()
        if time.monotonic() > deadline:
            raise AssertionError("the house does not come back after its database did")
        time.sleep(0.2)


def faults(house: House, told: Told) -> list[str]:
    """Compare what the people saw with what the house holds."""
    held = house.ask("tests.proofs._count", told.receipts)
    markers: dict[str, int] = held["markers"]
    wrong = [*told.wrong, *held["wrong"]]
    wrong += [f"{marker} was filed {count} times" for marker, count in markers.items() if count > 1]
    wrong += [f"{marker} has a receipt and is lost" for marker in told.number_of if marker not in markers]
    wrong += [f"{marker} was never written by anybody" for marker in markers if marker not in told.begun]
    return wrong


def main(rounds: int, seed: int) -> int:
    chance = random.Random(seed)
    house = House(os.environ.get("DATABASE_URL", ""))
    told = Told()
    killed: dict[str, int] = {}
    began = time.monotonic()
    try:
        house.run("migrate", "-v0")
        house.run("setup", "--example")
        house.start()
        for number in range(1, rounds + 1):
            victim = one_round(house, told, chance)
            killed[victim] = killed.get(victim, 0) + 1
            if number % 5 == 0 or number == rounds:
                wrong = faults(house, told)
                print(f"round {number}: {len(told.receipts)} receipts, {told.broken} broken answers", flush=True)
                if wrong:
                    print("\n".join(wrong[:20]))
                    return 1
    finally:
        house.close()
    print(f"killed {killed}; {len(told.receipts)} receipts, each report there once; {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tenth", action="store_true", help="5 rounds instead of 50")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    raise SystemExit(main(ROUNDS // 10 if given.tenth else ROUNDS, given.seed))
