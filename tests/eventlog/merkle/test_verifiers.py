"""The verifiers reject everything but the proof itself (R-4)."""

from collections.abc import Iterator

import pytest

from shared.eventlog.merkle import (
    EMPTY_ROOT,
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(f"event {n}".encode()) for n in range(40)]
TREE = Tree(LEAVES)
ROOTS = [TREE.root(size) for size in range(len(LEAVES) + 1)]
SIZES = (1, 2, 3, 7, 8, 9, 13)


def altered(value: bytes) -> Iterator[bytes]:
    """Every byte changed, one at a time; too short, too long."""
    for at in range(len(value)):
        yield value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
    yield value[:-1]
    yield value + b"\x00"
    yield b""


def mutations(proof: list[bytes]) -> Iterator[list[bytes]]:
    """Every element altered, left out, doubled, put in or swapped with its neighbour."""
    for at, element in enumerate(proof):
        for other in altered(element):
            yield [*proof[:at], other, *proof[at + 1 :]]
        yield proof[:at] + proof[at + 1 :]
        yield [*proof[: at + 1], *proof[at:]]
    for at in range(len(proof) + 1):
        yield [*proof[:at], LEAVES[-1], *proof[at:]]
        yield [*proof[:at], bytes(32), *proof[at:]]
    for at in range(len(proof) - 1):
        yield [*proof[:at], proof[at + 1], proof[at], *proof[at + 2 :]]


@pytest.mark.parametrize("size", SIZES)
def test_an_altered_inclusion_proof_is_rejected(size: int) -> None:
    root = ROOTS[size]
    for index in range(size):
        leaf, proof = LEAVES[index], TREE.inclusion_proof(index, size)
        assert verify_inclusion(leaf, index, size, proof, root)
        for wrong in mutations(proof):
            assert not verify_inclusion(leaf, index, size, wrong, root)
        for wrong_hash in altered(leaf):
            assert not verify_inclusion(wrong_hash, index, size, proof, root)
        for wrong_hash in altered(root):
            assert not verify_inclusion(leaf, index, size, proof, wrong_hash)


@pytest.mark.parametrize("size", SIZES)
def test_a_leaf_is_proved_at_its_own_index_only(size: int) -> None:
    for index in range(size):
        proof = TREE.inclusion_proof(index, size)
        for other in range(-2, size + 3):
            proved = verify_inclusion(LEAVES[index], other, size, proof, ROOTS[size])
            assert proved == (other == index)


def shape(index: int, size: int) -> list[bool]:
    """On which side the siblings stand from the leaf up, straight from the RFC's recursion."""
    if size == 1:
        return []
    split = 1
    while split * 2 < size:
        split *= 2
    if index < split:
        return [*shape(index, split), False]
    return [*shape(index - split, size - split), True]


@pytest.mark.parametrize("size", SIZES)
def test_a_wrong_size_is_rejected_wherever_the_path_depends_on_it(size: int) -> None:
    """What is left is bound by the checkpoint, which signs size and root together."""
    for index in range(size):
        proof = TREE.inclusion_proof(index, size)
        for other in range(-1, 40):
            proved = verify_inclusion(LEAVES[index], index, other, proof, ROOTS[size])
            alike = index < other and shape(index, other) == shape(index, size)
            assert proved == alike, (index, size, other)


def test_a_tree_with_another_root_proves_nothing() -> None:
    for size in range(1, 40):
        for other in range(1, 40):
            proof = TREE.inclusion_proof(0, size)
            assert verify_inclusion(LEAVES[0], 0, size, proof, ROOTS[other]) == (other == size)


def test_an_inner_node_does_not_pass_for_a_leaf() -> None:
    """RFC 9162, 2.1.1: leaves and nodes are hashed apart."""
    proof = TREE.inclusion_proof(0, 8)
    inner = Tree(LEAVES).root(2)
    assert not verify_inclusion(inner, 0, 8, proof[1:], ROOTS[8])
    assert not verify_inclusion(leaf_hash(LEAVES[0] + LEAVES[1]), 0, 4, proof[1:], ROOTS[8])


def test_bytes_moved_between_a_leaf_and_its_sibling_are_rejected() -> None:
    """Hashed together they would be the same: every hash has its full length."""
    sibling, *rest = TREE.inclusion_proof(0, 8)
    longer, shorter = LEAVES[0] + sibling[:1], sibling[1:]
    assert not verify_inclusion(longer, 0, 8, [shorter, *rest], ROOTS[8])
    assert not verify_inclusion(b"leaf", 0, 1, [], b"leaf")


@pytest.mark.parametrize("second", SIZES)
def test_an_altered_consistency_proof_is_rejected(second: int) -> None:
    for first in range(1, second):
        proof = TREE.consistency_proof(first, second)
        old, new = ROOTS[first], ROOTS[second]
        assert verify_consistency(first, second, proof, old, new)
        for wrong in mutations(proof):
            assert not verify_consistency(first, second, wrong, old, new)
        for wrong_hash in altered(old):
            assert not verify_consistency(first, second, proof, wrong_hash, new)
        for wrong_hash in altered(new):
            assert not verify_consistency(first, second, proof, old, wrong_hash)


@pytest.mark.parametrize("second", SIZES)
def test_consistency_is_proved_from_the_right_first_size_only(second: int) -> None:
    for first in range(1, second):
        proof = TREE.consistency_proof(first, second)
        for other in range(-1, 40):
            proved = verify_consistency(other, second, proof, ROOTS[first], ROOTS[second])
            assert proved == (other == first)


def test_trees_that_went_apart_are_never_consistent() -> None:
    """A rewritten log is found by whoever kept an old checkpoint."""
    for changed in (0, 3, 6):
        forged = Tree([*LEAVES[:changed], leaf_hash(b"other"), *LEAVES[changed + 1 :]])
        for first in range(changed + 1, 13):
            for second in range(first, 14):
                for proof in (
                    TREE.consistency_proof(first, second),
                    forged.consistency_proof(first, second),
                ):
                    root = forged.root(second)
                    assert not verify_consistency(first, second, proof, ROOTS[first], root)


def test_equal_sizes_and_the_empty_tree_need_no_proof_and_take_none() -> None:
    assert verify_consistency(5, 5, [], ROOTS[5], ROOTS[5])
    assert not verify_consistency(5, 5, [], ROOTS[4], ROOTS[5])
    assert not verify_consistency(5, 5, [ROOTS[5]], ROOTS[5], ROOTS[5])
    assert verify_consistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
    assert not verify_consistency(0, 0, [], ROOTS[1], ROOTS[1])
    assert verify_consistency(0, 5, [], EMPTY_ROOT, ROOTS[5])
    assert not verify_consistency(0, 5, [], ROOTS[1], ROOTS[5])
    assert not verify_consistency(0, 5, [ROOTS[5]], EMPTY_ROOT, ROOTS[5])
    assert not verify_consistency(4, 5, [], ROOTS[4], ROOTS[5])
    assert not verify_consistency(6, 5, TREE.consistency_proof(5, 6), ROOTS[6], ROOTS[5])
