"""
The tree whose root stands for every leaf below it: RFC 9162, section 2.1, with SHA-256. Pure.

A leaf hash is SHA-256(0x00, data), a node is SHA-256(0x01, left, right), all of 32 bytes. `Range`
is a compact range: the roots of the full subtrees that cover the first `size` leaves, the largest
first; it is all that is needed to append leaves and to tell the root.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Self

WIDTH = 32  # bytes of a hash
EMPTY_ROOT = hashlib.sha256(b"").digest()

_sha256 = hashlib.sha256


def leaf_hash(data: bytes) -> bytes:
    return _sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return _sha256(b"\x01" + left + right).digest()


class Range:
    """The first `size` leaves, kept as at most 64 hashes."""

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        """:raises ValueError: if these hashes cannot cover so many leaves."""
        if size < 0 or len(hashes) != size.bit_count():
            raise ValueError(f"{len(hashes)} hashes cannot cover {size} leaves")
        self.size = size
        self.hashes = list(hashes)

    def append(self, leaf: bytes) -> None:
        """Add the hash of one more leaf; each full pair of subtrees melts into one."""
        hashes, size = self.hashes, self.size
        while size & 1:
            leaf = _sha256(b"\x01" + hashes.pop() + leaf).digest()
            size >>= 1
        hashes.append(leaf)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root

    def to_bytes(self) -> bytes:
        return b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, size: int, raw: bytes) -> Self:
        """:raises ValueError: if `raw` cannot cover so many leaves."""
        if len(raw) % WIDTH:
            raise ValueError("a compact range is whole hashes")
        return cls(size, [raw[at : at + WIDTH] for at in range(0, len(raw), WIDTH)])


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    covered = Range()
    covered.extend(leaves)
    return covered.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """
    Return the hashes that lead from leaf `index` to the root, the leaf's sibling first (RFC 9162, 2.1.3.1).

    :raises ValueError: if there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} of {len(leaves)}")
    start, end, path = 0, len(leaves), []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(root_of(leaves[middle:end]))
            end = middle
        else:
            path.append(root_of(leaves[start:middle]))
            start = middle
    return path[::-1]


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that `leaf` stands at `index` of the tree of `size` under `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    last, found = size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node_hash(sibling, found)
            index, last = _past_right_edge(index, last)
        else:
            found = node_hash(found, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and found == root


def consistency_proof(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """
    Return the hashes that show that the first `old` leaves are still what they were (RFC 9162, 2.1.4.1).

    :raises ValueError: unless 0 < old <= len(leaves).
    """
    if not 0 < old <= len(leaves):
        raise ValueError(f"no tree of {old} within {len(leaves)}")
    start, end, whole, path = 0, len(leaves), True, []
    while old < end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(root_of(leaves[middle:end]))
            end = middle
        else:
            path.append(root_of(leaves[start:middle]))
            start, whole = middle, False
    if not whole:
        path.append(root_of(leaves[start:end]))
    return path[::-1]


def extends(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree of size `new` only adds to that of size `old` (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return old_root == new_root and not proof
    path = ([old_root] if old.bit_count() == 1 else []) + list(proof)
    if not path:
        return False
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    return _climb(first, last, path) == (old_root, new_root)


def _climb(first: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Rebuild the old and the new root; None if the path is too long or too short."""
    old_root = new_root = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if first & 1 or first == last:
            old_root, new_root = node_hash(sibling, old_root), node_hash(sibling, new_root)
            first, last = _past_right_edge(first, last)
        else:
            new_root = node_hash(new_root, sibling)
        first, last = first >> 1, last >> 1
    return (old_root, new_root) if last == 0 else None


def _past_right_edge(index: int, last: int) -> tuple[int, int]:
    """Where the path runs along the right edge, levels without a sibling have no hash: step over them."""
    while index and not index & 1:
        index, last = index >> 1, last >> 1
    return index, last


def _split(size: int) -> int:
    """Return the largest power of two that is smaller than `size` (2 or more)."""
    return 1 << (size - 1).bit_length() - 1
