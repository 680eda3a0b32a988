import base64
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dengar.kit import keyring
from dengar.kit.keyring import PURPOSES, BadKey, KeyFault, KeyRing, KeysExist, MissingKey

MALL = "mpp-banjarbaru"


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return keyring.create(tmp_path / "keys", MALL)


def test_a_new_mall_has_one_key_of_256_bits_for_each_purpose(ring: KeyRing) -> None:
    keys = [ring.current(purpose) for purpose in PURPOSES]
    assert {len(key.secret) for key in keys} == {32}
    assert len({key.secret for key in keys}) == len(PURPOSES)
    assert [ring.get(purpose, key.id) for purpose, key in zip(PURPOSES, keys, strict=True)] == keys


def test_only_the_owner_may_read_the_files(ring: KeyRing) -> None:
    folder = ring.path("wrap").parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert sorted(file.name for file in folder.iterdir()) == sorted(PURPOSES)
    assert [entry.name for entry in ring.root.iterdir()] == [MALL], "nothing half made is left behind"


def test_a_secret_is_not_in_the_text_of_a_key(ring: KeyRing) -> None:
    key = ring.current("wrap")
    assert str(key.secret) not in repr(key)
    assert key.id in repr(key)


def test_keys_are_never_overwritten(ring: KeyRing) -> None:
    before = ring.current("wrap")
    with pytest.raises(KeysExist, match="not overwritten"):
        keyring.create(ring.root, MALL)
    assert KeyRing(ring.root, MALL).current("wrap") == before


def test_rotation_adds_a_key_and_keeps_the_older_ones(ring: KeyRing) -> None:
    first = ring.current("wrap")
    second = keyring.rotate(ring.root, MALL, "wrap")
    assert ring.current("wrap") == second != first
    assert ring.get("wrap", first.id) == first
    assert ring.all("wrap") == (first, second)
    assert stat.S_IMODE(ring.path("wrap").stat().st_mode) == 0o600
    assert sorted(file.name for file in ring.path("wrap").parent.iterdir()) == sorted(PURPOSES)


def test_a_missing_file_is_named(ring: KeyRing) -> None:
    ring.path("receipt").unlink()
    with pytest.raises(MissingKey, match=r"mpp-banjarbaru/receipt is missing"):
        ring.current("receipt")
    with pytest.raises(MissingKey, match="is missing"):
        keyring.rotate(ring.root, MALL, "receipt")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingKey, match="wrap is missing"):
        KeyRing(tmp_path, MALL).current("wrap")
    with pytest.raises(MissingKey, match="folder .* is missing"):
        keyring.rotate(tmp_path, MALL, "wrap")


def test_a_key_of_another_installation_is_named(ring: KeyRing, tmp_path: Path) -> None:
    other = keyring.create(tmp_path / "other", MALL).current("wrap")
    with pytest.raises(MissingKey, match="another installation"):
        ring.get("wrap", other.id)
    with pytest.raises(MissingKey, match=other.id):
        keyring.check(ring.root, MALL, {"wrap": {other.id}})
    keyring.check(ring.root, MALL, {"wrap": {ring.current("wrap").id}})


def test_check_reads_every_file(ring: KeyRing) -> None:
    ring.path("search").unlink()
    with pytest.raises(MissingKey, match="search is missing"):
        keyring.check(ring.root, MALL, {})


def _empty(path: Path) -> None:
    path.write_bytes(b"\n")


def _garbage(path: Path) -> None:
    path.write_bytes(b"\xff\xfe not a key")


def _short(path: Path) -> None:
    path.write_text(f"abc {base64.b64encode(b'short').decode()}\n")


def _one_letter(path: Path) -> None:
    text = path.read_text()
    path.write_text(text[:20] + ("A" if text[20] != "A" else "B") + text[21:])


def _open_to_others(path: Path) -> None:
    path.chmod(0o640)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_empty, "is empty"),
        (_garbage, "Line 1 .* damaged"),
        (_short, "Line 1 .* damaged"),
        (_one_letter, "Line 1 .* damaged"),
        (_open_to_others, r"rights 0640.*chmod 600"),
        (_folder, "is not a file"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence(ring: KeyRing, damage: Callable[[Path], None], said: str) -> None:
    secret = base64.b64encode(ring.current("wrap").secret).decode()
    damage(ring.path("wrap"))
    with pytest.raises(BadKey, match=said) as caught:
        ring.current("wrap")
    assert str(ring.path("wrap")) in str(caught.value)
    assert secret not in str(caught.value)


def test_a_changed_file_is_read_again_and_an_unchanged_one_is_not(ring: KeyRing) -> None:
    assert ring.all("wrap") is KeyRing(ring.root, MALL).all("wrap")
    os.utime(ring.path("wrap"), ns=(1, 1))
    first = ring.all("wrap")
    keyring.rotate(ring.root, MALL, "wrap")
    assert len(ring.all("wrap")) == len(first) + 1


@pytest.mark.parametrize("mall", ["", "..", "a/b", "/etc", "x" * 41])
def test_a_mall_that_is_no_slug_touches_no_file(tmp_path: Path, mall: str) -> None:
    with pytest.raises(ValueError, match="not a mall's short name"):
        keyring.create(tmp_path, mall)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_purpose_is_a_bug(ring: KeyRing) -> None:
    with pytest.raises(ValueError, match="no such purpose"):
        ring.current("door")


def test_every_fault_is_a_key_fault() -> None:
    assert all(issubclass(fault, KeyFault) for fault in (MissingKey, BadKey, KeysExist))


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where the folder should be")
    with pytest.raises(BadKey, match=r"keys/mpp-banjarbaru cannot be written: .+\. Check the disk"):
        keyring.create(tmp_path / "keys", MALL)


def test_of_many_who_make_keys_at_once_one_wins(tmp_path: Path) -> None:
    def make(_: int) -> bytes | None:
        try:
            return keyring.create(tmp_path, MALL).current("wrap").secret
        except KeysExist:
            return None

    with ThreadPoolExecutor(8) as pool:
        made = {secret for secret in pool.map(make, range(16)) if secret}
    assert made == {KeyRing(tmp_path, MALL).current("wrap").secret}
    assert [entry.name for entry in tmp_path.iterdir()] == [MALL]


def test_of_many_rotations_at_once_none_is_lost(ring: KeyRing) -> None:
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda _: keyring.rotate(ring.root, MALL, "search"), range(16)))
    assert set(added) <= set(ring.all("search"))
    assert len(ring.all("search")) == 17
