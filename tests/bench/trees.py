"""`python -m tests.bench.trees [--leaves N]`: how fast a tree grows, and what a proof of it costs
(R-4). Synthetic leaves, in memory, kept as audit keeps them: the leaves, and the full subtrees
from `KEPT_FROM` up."""

import os
import random
import time
from collections.abc import Callable, Sequence
from statistics import quantiles
from typing import Annotated, TypeVar

import typer

from services.audit.readmodels.nodes import KEPT_FROM, Grown
from shared.eventlog.merkle import (
    CompactRange,
    Tree,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

T = TypeVar("T")
BATCH = 1_000
PROOFS = 2_000
HASH_BYTES = 32
SEED = 20_261_125


class Packed:
    """Leaves side by side in one block: ten million take 320 MB, not a gigabyte of objects."""

    def __init__(self) -> None:
        self._all = bytearray()

    def add(self, leaves: Sequence[bytes]) -> None:
        self._all += b"".join(leaves)

    def __len__(self) -> int:
        return len(self._all) // HASH_BYTES

    def __getitem__(self, part: slice, /) -> list[bytes]:
        low, high, _ = part.indices(len(self))
        starts = range(low * HASH_BYTES, high * HASH_BYTES, HASH_BYTES)
        return [bytes(self._all[start : start + HASH_BYTES]) for start in starts]


def main(
    leaves: Annotated[
        int, typer.Option(min=1_000, help="Hvor mange blader treet får.")
    ] = 1_000_000,
) -> None:
    """Lar et tre vokse, og måler bevisene."""
    packed, nodes, tree = Packed(), Grown(), CompactRange()
    body = os.urandom(1_400)
    spent = 0.0
    for start in range(0, leaves, BATCH):
        bodies = [b"%d" % at + body for at in range(start, min(start + BATCH, leaves))]
        began = time.perf_counter()
        hashed = [leaf_hash(each) for each in bodies]
        tree.extend(hashed, nodes, kept_from=KEPT_FROM)
        spent += time.perf_counter() - began
        packed.add(hashed)
    typer.echo(f"{leaves:,} blader av 1,4 kB: {leaves / spent:,.0f} i sekundet")
    whole = Tree(packed, nodes=nodes, kept_from=KEPT_FROM)
    _included(whole, packed, leaves, tree.root())
    _grown(whole, leaves, tree.root())


def _included(tree: Tree, leaves: Packed, size: int, root: bytes) -> None:
    """Of leaves chosen by chance, the same ones each time."""
    chosen = random.Random(SEED).sample(range(size), min(PROOFS, size))
    paths, made = _timed(lambda at: tree.inclusion_proof(at, size), chosen)

    def holds(at: int) -> bool:
        (leaf,) = leaves[at : at + 1]
        return verify_inclusion(leaf, at, size, by_leaf[at], root)

    by_leaf = dict(zip(chosen, paths, strict=True))
    verdicts, checked = _timed(holds, chosen)
    assert all(verdicts)
    _told("bevis for at et blad er med", paths, made, checked)


def _grown(tree: Tree, size: int, root: bytes) -> None:
    """From sizes chosen by chance."""
    chosen = random.Random(SEED).sample(range(1, size), min(PROOFS, size - 1))
    paths, made = _timed(lambda first: tree.consistency_proof(first, size), chosen)
    roots = {first: tree.root(first) for first in chosen}
    by_size = dict(zip(chosen, paths, strict=True))
    verdicts, checked = _timed(
        lambda first: verify_consistency(first, size, by_size[first], roots[first], root), chosen
    )
    assert all(verdicts)
    _told("bevis for at treet bare har vokst", paths, made, checked)


def _timed(act: Callable[[int], T], chosen: Sequence[int]) -> tuple[list[T], list[float]]:
    """What comes of each, and the milliseconds it took."""
    found, took = [], []
    for each in chosen:
        began = time.perf_counter()
        found.append(act(each))
        took.append((time.perf_counter() - began) * 1_000)
    return found, took


def _told(
    what: str,
    paths: Sequence[Sequence[bytes]],
    made: Sequence[float],
    checked: Sequence[float],
) -> None:
    longest = max(len(path) for path in paths) * HASH_BYTES
    typer.echo(
        f"{what}: inntil {longest} byte, laget på {_shares(made)}, "
        f"kontrollert på {_shares(checked)}"
    )


def _shares(took: Sequence[float]) -> str:
    cut = quantiles(took, n=100)
    return f"{cut[49]:.3f} ms (99 av 100 innen {cut[98]:.3f} ms)"


if __name__ == "__main__":
    typer.run(main)
