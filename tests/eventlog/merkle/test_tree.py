"""Roots and proofs of RFC 9162 section 2.1, held against known vectors and pymerkle (R-4)."""

from collections.abc import Sequence
from random import Random

import pymerkle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.eventlog.merkle import (
    EMPTY_ROOT,
    CompactRange,
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from tests.eventlog.merkle import vectors

LARGEST = 300
DATA = [f"event {n}".encode() for n in range(LARGEST)]
LEAVES = [leaf_hash(data) for data in DATA]


@pytest.fixture(scope="module")
def tree() -> Tree:
    return Tree(LEAVES)


@pytest.fixture(scope="module")
def roots(tree: Tree) -> list[bytes]:
    return [tree.root(size) for size in range(LARGEST + 1)]


def test_roots_are_those_of_the_known_vectors() -> None:
    leaves = [leaf_hash(data) for data in vectors.LEAVES]
    tree, grown = Tree(leaves), CompactRange()
    assert tree.root(0).hex() == grown.root().hex() == EMPTY_ROOT.hex() == vectors.EMPTY
    for size, root in enumerate(vectors.ROOTS, start=1):
        grown.append(leaves[size - 1])
        assert tree.root(size).hex() == grown.root().hex() == root


def test_proofs_are_those_of_the_known_vectors() -> None:
    tree = Tree([leaf_hash(data) for data in vectors.LEAVES])
    for (index, size), inclusion in vectors.INCLUSION.items():
        assert [each.hex() for each in tree.inclusion_proof(index, size)] == inclusion
    for (first, second), consistency in vectors.CONSISTENCY.items():
        assert [each.hex() for each in tree.consistency_proof(first, second)] == consistency


def test_roots_are_those_of_another_implementation(roots: list[bytes]) -> None:
    oracle, grown = pymerkle.InmemoryTree(algorithm="sha256"), CompactRange()
    for size, data in enumerate(DATA, start=1):
        oracle.append_entry(data)
        grown.append(leaf_hash(data))
        assert grown.size == size
        assert grown.root() == roots[size] == oracle.get_root()


def test_every_leaf_of_every_size_is_proved(tree: Tree, roots: list[bytes]) -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof = tree.inclusion_proof(index, size)
            assert verify_inclusion(LEAVES[index], index, size, proof, roots[size])


def test_every_size_is_proved_to_have_grown_from_every_smaller(
    tree: Tree, roots: list[bytes]
) -> None:
    for second in range(LARGEST + 1):
        for first in range(second + 1):
            proof = tree.consistency_proof(first, second)
            assert verify_consistency(first, second, proof, roots[first], roots[second])


@given(data=st.lists(st.binary(max_size=40), min_size=1, max_size=70), at=st.randoms())
@settings(deadline=None)
def test_a_tree_of_any_data_proves_what_it_holds_and_nothing_else(
    data: list[bytes], at: Random
) -> None:
    leaves = [leaf_hash(each) for each in data]
    tree, size = Tree(leaves, kept_from=1), len(leaves)
    index, other, first = at.randrange(size), at.randrange(size), at.randint(1, size)
    proof = tree.inclusion_proof(index, size)
    assert verify_inclusion(leaves[index], index, size, proof, tree.root())
    same = leaves[other] == leaves[index]
    assert verify_inclusion(leaves[other], index, size, proof, tree.root()) == same
    changed = [leaf_hash(b"changed"), *leaves[1:]]
    consistency = tree.consistency_proof(first, size)
    assert verify_consistency(first, size, consistency, tree.root(first), tree.root())
    if leaves[0] != changed[0]:
        forged = Tree(changed)
        assert not verify_consistency(first, size, consistency, tree.root(first), forged.root())
        assert not verify_consistency(
            first, size, forged.consistency_proof(first, size), tree.root(first), forged.root()
        )


@pytest.mark.parametrize("kept_from", [0, 1, 4, 9])
def test_kept_nodes_change_no_answer(kept_from: int, roots: list[bytes], tree: Tree) -> None:
    nodes: dict[tuple[int, int], bytes] = {}
    for _ in range(2):
        kept = Tree(LEAVES, nodes=nodes, kept_from=kept_from)
        assert [kept.root(size) for size in (1, 2, 255, 256, 257, 300)] == [
            roots[size] for size in (1, 2, 255, 256, 257, 300)
        ]
        assert kept.inclusion_proof(123, 300) == tree.inclusion_proof(123, 300)
        assert kept.consistency_proof(123, 300) == tree.consistency_proof(123, 300)
    assert all(level >= kept_from for level, _ in nodes)
    assert bool(nodes) == (kept_from < 9)


class CountedLeaves:
    """Leaves that tell how many of them have been read."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.leaves = leaves
        self.read = 0

    def __len__(self) -> int:
        return len(self.leaves)

    def __getitem__(self, part: slice, /) -> Sequence[bytes]:
        self.read += len(self.leaves[part])
        return self.leaves[part]


def test_proofs_of_a_big_tree_read_few_leaves_once_its_nodes_are_kept() -> None:
    leaves = CountedLeaves([leaf_hash(n.to_bytes(4, "big")) for n in range(10_000)])
    tree = Tree(leaves)
    root = tree.root()
    assert leaves.read == 10_000
    leaves.read = 0
    proof = tree.inclusion_proof(4_321, 10_000)
    assert verify_inclusion(leaves.leaves[4_321], 4_321, 10_000, proof, root)
    tree.consistency_proof(4_321, 10_000)
    assert leaves.read < 100


def test_what_is_not_in_the_tree_has_no_proof(tree: Tree) -> None:
    for index, size in ((0, 0), (5, 5), (-1, 5), (0, LARGEST + 1), (0, -1)):
        with pytest.raises(ValueError, match=r"leaves|leaf"):
            tree.inclusion_proof(index, size)
    for first, second in ((6, 5), (-1, 5), (0, LARGEST + 1)):
        with pytest.raises(ValueError, match="leaves"):
            tree.consistency_proof(first, second)
    with pytest.raises(ValueError, match="leaves"):
        tree.root(LARGEST + 1)


def test_a_compact_range_goes_on_from_its_state(roots: list[bytes]) -> None:
    grown = CompactRange()
    for size in range(LARGEST):
        grown = CompactRange.from_bytes(grown.to_bytes())
        assert (grown.size, grown.root()) == (size, roots[size])
        grown.append(LEAVES[size])
    other = CompactRange()
    other.extend(LEAVES)
    assert other.to_bytes() == grown.to_bytes()


def test_what_is_no_state_is_refused() -> None:
    grown = CompactRange()
    grown.extend(LEAVES[:7])
    state = grown.to_bytes()
    for wrong in (b"", state[:7], state[:-1], state + b"\x00", (6).to_bytes(8, "big") + state[8:]):
        with pytest.raises(ValueError, match="compact range"):
            CompactRange.from_bytes(wrong)


@given(size=st.integers(0, LARGEST), kept_from=st.integers(1, 7))
@settings(deadline=None)
def test_a_growing_tree_keeps_the_very_nodes_that_proofs_are_made_of(
    size: int, kept_from: int
) -> None:
    kept: dict[tuple[int, int], bytes] = {}
    grown = CompactRange()
    grown.extend(LEAVES[:size], kept, kept_from=kept_from)
    computed: dict[tuple[int, int], bytes] = {}
    known = Tree(LEAVES[:size], nodes=computed, kept_from=kept_from)
    assert known.root() == grown.root()
    assert computed.items() <= kept.items()
    from_kept = Tree(LEAVES[:size], nodes=kept, kept_from=kept_from)
    for index in range(0, size, 37):
        assert from_kept.inclusion_proof(index, size) == known.inclusion_proof(index, size)
