"""Against `pymerkle`, an implementation by other people, on random trees."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from dengar.ledger import merkle
from dengar.ledger.merkle import Range, leaf_hash

sizes = st.integers(1, 300)


def data(size: int) -> list[bytes]:
    return [b"entry %d" % index for index in range(size)]


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(entry) for entry in data(size)]


def oracle(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for entry in data(size):
        tree.append_entry(entry)
    return tree


def subproof(old: int, hashes: list[bytes], *, whole: bool) -> list[bytes]:
    """SUBPROOF as RFC 9162, 2.1.4.1, writes it; the oracle's own paths are longer."""
    if old == len(hashes):
        return [] if whole else [merkle.root_of(hashes)]
    middle = 1
    while middle * 2 < len(hashes):
        middle *= 2
    left, right = hashes[:middle], hashes[middle:]
    if old <= middle:
        return [*subproof(old, left, whole=whole), merkle.root_of(right)]
    return [*subproof(old - middle, right, whole=False), merkle.root_of(left)]


def test_the_known_hashes_of_rfc_6962():
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_the_root_of_every_small_tree_is_that_of_the_oracle():
    tree, covered = InmemoryTree(algorithm="sha256"), Range()
    for entry in data(1_100):
        tree.append_entry(entry)
        covered.append(leaf_hash(entry))
        assert covered.root() == tree.get_root()


def test_the_root_of_larger_trees_is_that_of_the_oracle():
    chance = random.Random(6962)
    for size in (chance.randint(1_100, 5_000) for _ in range(3)):
        assert merkle.root_of(leaves(size)) == oracle(size).get_root()


@given(sizes, st.data())
def test_a_proof_of_inclusion_is_that_of_the_oracle_and_holds(size, draw):
    index = draw.draw(st.integers(0, size - 1))
    tree, hashes = oracle(size), leaves(size)
    proof = merkle.inclusion_proof(hashes, index)
    expected = tree.prove_inclusion(index + 1).path[1:]  # theirs begins with the leaf itself
    assert proof == expected
    assert merkle.includes(hashes[index], index, size, proof, tree.get_root())


@given(sizes, st.data())
def test_a_proof_of_inclusion_holds_for_nothing_else(size, draw):
    index = draw.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    root, proof = merkle.root_of(hashes), merkle.inclusion_proof(hashes, index)
    other = draw.draw(st.integers(0, size - 1).filter(lambda place: place != index) | st.just(size))
    assert not merkle.includes(hashes[index], other, size, proof, root)
    assert not merkle.includes(leaf_hash(b"another"), index, size, proof, root)
    assert not merkle.includes(hashes[index], index, size, [*proof, hashes[0]], root)
    assert not merkle.includes(hashes[index], index, size, proof, leaf_hash(root))
    assert not proof or not merkle.includes(hashes[index], index, size, proof[:-1], root)


@given(sizes, st.data())
def test_a_proof_of_consistency_leads_from_the_oracles_old_root_to_its_new_one(size, draw):
    old = draw.draw(st.integers(1, size))
    hashes = leaves(size)
    proof = merkle.consistency_proof(hashes, old)
    old_root, root = merkle.root_of(hashes[:old]), merkle.root_of(hashes)
    tree = oracle(size)
    assert (tree.get_root(old), tree.get_root(size)) == (old_root, root)
    assert merkle.extends(old, old_root, size, root, proof)
    assert proof == subproof(old, hashes, whole=True)


@given(sizes, st.data())
def test_a_proof_of_consistency_holds_for_no_other_tree(size, draw):
    old = draw.draw(st.integers(1, size))
    hashes = leaves(size)
    proof = merkle.consistency_proof(hashes, old)
    old_root, root = merkle.root_of(hashes[:old]), merkle.root_of(hashes)
    fork = draw.draw(st.integers(0, old - 1))
    forked = merkle.root_of([*hashes[:fork], leaf_hash(b"forked"), *hashes[fork + 1 :]])
    assert not merkle.extends(old, old_root, size, forked, proof)
    assert not merkle.extends(old, forked, size, root, proof)
    assert not merkle.extends(old, old_root, size, root, [*proof, root])
    if old < size:
        assert not merkle.extends(old, old_root, size, root, proof[:-1])
        assert not merkle.extends(size, root, old, old_root, proof)


@given(st.integers(0, 5_000), st.integers(0, 300))
def test_a_range_goes_on_from_where_it_was_kept(size, more):
    first, whole = Range(), Range()
    first.extend(leaves(size))
    kept = Range.from_bytes(first.size, first.to_bytes())
    kept.extend(leaves(size + more)[size:])
    whole.extend(leaves(size + more))
    assert (kept.size, kept.to_bytes(), kept.root()) == (whole.size, whole.to_bytes(), whole.root())
    assert len(kept.hashes) == kept.size.bit_count()


@pytest.mark.parametrize(("size", "raw"), [(1, b""), (0, b"x" * 32), (3, b"x" * 32), (1, b"x" * 31), (-1, b"")])
def test_a_range_that_cannot_be_is_refused(size, raw):
    with pytest.raises(ValueError):
        Range.from_bytes(size, raw)


@pytest.mark.parametrize(("size", "index"), [(0, 0), (3, 3), (3, -1)])
def test_no_proof_for_a_leaf_that_is_not_there(size, index):
    with pytest.raises(ValueError):
        merkle.inclusion_proof(leaves(size), index)


@pytest.mark.parametrize(("size", "old"), [(0, 0), (3, 0), (3, 4)])
def test_no_proof_for_a_tree_that_never_was(size, old):
    with pytest.raises(ValueError):
        merkle.consistency_proof(leaves(size), old)
