"""A Merkle tree over a ledger: what it held can be proved, and that it only grew (R-4).

RFC 9162 section 2.1 with SHA-256. Leaf index = position − 1, leaf = the stored bytes. Nothing
here reads a store or knows the platform, so that the offline verifier uses it as it is.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Protocol

HASH_BYTES = 32
KEPT_FROM = 4
"""The lowest level of subtrees whose hashes are kept, where nothing else is said."""

EMPTY_ROOT = hashlib.sha256().digest()
"""The root of a tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf: SHA-256 over 0x00 and the data (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 over 0x01 and both children (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class CompactRange:
    """The root of a growing tree without its leaves: one hash for each full subtree.

    `append` takes O(log n) at worst and O(1) on average; the state is at most 64 hashes.
    """

    __slots__ = ("_peaks", "_size")

    def __init__(self) -> None:
        self._size = 0
        self._peaks: list[bytes] = []

    @property
    def size(self) -> int:
        """The number of leaves."""
        return self._size

    def append(
        self, leaf: bytes, nodes: "Nodes | None" = None, *, kept_from: int = KEPT_FROM
    ) -> None:
        """Adds the hash of the next leaf; `nodes` is given the subtrees that it makes full, as
        `Tree` keeps them."""
        full, level = self._size, 0
        while full & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            full, level = full >> 1, level + 1
            if nodes is not None and level >= kept_from:
                nodes[level, full] = leaf
        self._peaks.append(leaf)
        self._size += 1

    def extend(
        self, leaves: Iterable[bytes], nodes: "Nodes | None" = None, *, kept_from: int = KEPT_FROM
    ) -> None:
        """Adds them all."""
        for leaf in leaves:
            self.append(leaf, nodes, kept_from=kept_from)

    def root(self) -> bytes:
        """The root over all leaves so far."""
        return _folded(self._peaks)

    def to_bytes(self) -> bytes:
        """The state: the size (8 bytes, big-endian) and the hashes, largest subtree first."""
        return self._size.to_bytes(8, "big") + b"".join(self._peaks)

    @classmethod
    def from_bytes(cls, state: bytes) -> "CompactRange":
        """From what `to_bytes` gave. Raises ValueError when it can't be that."""
        size, hashes = int.from_bytes(state[:8], "big"), state[8:]
        if len(state) < 8 or len(hashes) != size.bit_count() * HASH_BYTES:
            raise ValueError("not the state of a compact range")
        made = cls()
        made._size = size
        made._peaks = [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
        return made


class Leaves(Protocol):
    """Leaf hashes by index; read in slices, so that a store can answer each with one query."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Sequence[bytes]: ...


class Nodes(Protocol):
    """Hashes of full subtrees, which never change, by (level, index): a dict, or a store."""

    def get(self, place: tuple[int, int], /) -> bytes | None: ...

    def __setitem__(self, place: tuple[int, int], node: bytes, /) -> None: ...


class Tree:
    """Roots and proofs for every size a tree has had.

    `nodes` keeps the hashes of full subtrees. Only levels from `kept_from` are kept; with it a
    proof reads about 2^kept_from leaves for each of its elements.
    """

    def __init__(
        self,
        leaves: Leaves,
        *,
        nodes: Nodes | None = None,
        kept_from: int = KEPT_FROM,
    ) -> None:
        self._leaves = leaves
        self._nodes: Nodes = {} if nodes is None else nodes
        self._kept_from = kept_from

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves; over all where none is given."""
        return self._hash(0, self._checked(len(self._leaves) if size is None else size))

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        """The path from a leaf to the root of that size (RFC 9162, 2.1.3.1). Raises ValueError."""
        if not 0 <= index < self._checked(size):
            raise ValueError(f"there is no leaf {index} in a tree of {size}")
        path: list[bytes] = []
        low, high = 0, size
        while high - low > 1:
            split = low + _left_width(high - low)
            if index < split:
                path.append(self._hash(split, high))
                high = split
            else:
                path.append(self._hash(low, split))
                low = split
        return path[::-1]

    def consistency_proof(self, first: int, second: int) -> list[bytes]:
        """That the first `first` leaves are the same in both (RFC 9162, 2.1.4.1).

        Empty from an empty tree and between equal sizes. Raises ValueError.
        """
        if not 0 <= first <= self._checked(second):
            raise ValueError(f"a tree of {second} leaves can't have grown from one of {first}")
        if first == 0:
            return []
        path: list[bytes] = []
        low, high, whole = 0, second, True
        while first != high:
            split = low + _left_width(high - low)
            if first <= split:
                path.append(self._hash(split, high))
                high = split
            else:
                path.append(self._hash(low, split))
                low, whole = split, False
        # The verifier has the old root; it needs this node only where that is a smaller part.
        return ([] if whole else [self._hash(low, high)]) + path[::-1]

    def _checked(self, size: int) -> int:
        if not 0 <= size <= len(self._leaves):
            raise ValueError(f"there are {len(self._leaves)} leaves, not {size}")
        return size

    def _hash(self, low: int, high: int) -> bytes:
        """The root over leaves low … high − 1, where low begins a subtree of the RFC's tree."""
        peaks: list[bytes] = []
        while low < high:
            level = (high - low).bit_length() - 1
            peaks.append(self._full(level, low >> level))
            low += 1 << level
        return _folded(peaks)

    def _full(self, level: int, index: int) -> bytes:
        if level < self._kept_from:
            return self._of_leaves(level, index)
        found = self._nodes.get((level, index))
        if found is None:
            if level == self._kept_from:
                found = self._of_leaves(level, index)
            else:
                left = self._full(level - 1, 2 * index)
                found = node_hash(left, self._full(level - 1, 2 * index + 1))
            self._nodes[level, index] = found
        return found

    def _of_leaves(self, level: int, index: int) -> bytes:
        hashes = list(self._leaves[index << level : (index + 1) << level])
        while len(hashes) > 1:
            hashes = [node_hash(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf (its hash) stands at `index` under this root (RFC 9162, 2.1.3.2).

    A proof binds the leaf to the root; the size only so far as the shape of the path depends on
    it. Size and root must therefore come together from a signed checkpoint.
    """
    if not 0 <= index < size or not _are_hashes([leaf, root, *proof]):
        return False
    at, last = index, size - 1
    made = leaf
    for element in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            made = node_hash(element, made)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            made = node_hash(made, element)
        at, last = at >> 1, last >> 1
    return last == 0 and made == root


def verify_consistency(
    first: int, second: int, proof: Sequence[bytes], first_root: bytes, second_root: bytes
) -> bool:
    """Whether the second tree holds the first unchanged at its beginning (RFC 9162, 2.1.4.2).

    Every tree has grown from the empty one. Sizes and roots must come together from signed
    checkpoints, as for `verify_inclusion`.
    """
    if not 0 <= first <= second or not _are_hashes([first_root, second_root, *proof]):
        return False
    if first == second:
        return not proof and first_root == second_root and (first > 0 or first_root == EMPTY_ROOT)
    if first == 0:
        return not proof and first_root == EMPTY_ROOT
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    if not path:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for element in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(element, old), node_hash(element, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, element)
        at, last = at >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _left_width(width: int) -> int:
    # The largest power of two below the width.
    return 1 << (width - 1).bit_length() - 1


def _folded(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    made = peaks[-1]
    for peak in reversed(peaks[:-1]):
        made = node_hash(peak, made)
    return made


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
