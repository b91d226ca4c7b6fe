"""A checkpoint: the heads of all the trees at one moment, as a note to be signed (R-4).

    samhandling checkpoint v1
    samhandling.example               ← whose logs they are
    2026-11-25T12:00:00Z              ← when it was made
    <root>                            ← over the lines below, as leaves of a tree (RFC 9162)
    <service> <epoch> <size> <root>   ← one for each tree, sorted

Sizes are in events, roots in hex. It is no checkpoint of one growing log (C2SP tlog-checkpoint):
what grows are the trees it tells of. Nothing here reads a store or knows the platform, so that
the offline verifier uses it as it is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from shared.eventlog.merkle import CompactRange, leaf_hash

CHECKPOINT = "samhandling checkpoint v1"
_HEAD = re.compile(r"([a-z]+) ([0-9a-f-]{36}) (0|[1-9]\d{0,18}) ([0-9a-f]{64})")
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True, order=True)
class TreeAt:
    """One tree at a size: `root` over the first `size` events of the ledger's epoch."""

    service: str
    epoch: UUID
    size: int
    root: bytes

    @property
    def ledger(self) -> tuple[str, UUID]:
        return self.service, self.epoch

    def __str__(self) -> str:
        return f"{self.service} {self.epoch} {self.size} {self.root.hex()}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """All trees together; `at` in whole seconds."""

    origin: str
    at: datetime
    trees: tuple[TreeAt, ...]

    @property
    def root(self) -> bytes:
        """Over the heads of all the trees together."""
        return root_of(self.trees)

    @property
    def by_ledger(self) -> Mapping[tuple[str, UUID], TreeAt]:
        return {tree.ledger: tree for tree in self.trees}

    def text(self) -> str:
        """What is signed."""
        moment = self.at.astimezone(UTC).strftime(_MOMENT)
        lines = [CHECKPOINT, self.origin, moment, self.root.hex(), *map(str, sorted(self.trees))]
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def from_text(cls, text: str) -> "Checkpoint":
        """Raises ValueError where it is not exactly what `text` gives."""
        lines = text.split("\n")
        heads = [_HEAD.fullmatch(line) for line in lines[4:-1]]
        if len(lines) < 5 or lines[0] != CHECKPOINT or not all(heads):
            raise ValueError("not a checkpoint")
        made = cls(
            lines[1],
            datetime.strptime(lines[2], _MOMENT).replace(tzinfo=UTC),
            tuple(
                TreeAt(head[1], UUID(head[2]), int(head[3]), bytes.fromhex(head[4]))
                for head in heads
                if head is not None
            ),
        )
        if made.text() != text:
            raise ValueError("not a checkpoint as it is written")
        return made


def root_of(trees: Iterable[TreeAt]) -> bytes:
    """The root over the heads of all the trees, in their order."""
    over_all = CompactRange()
    over_all.extend(leaf_hash(str(tree).encode()) for tree in sorted(trees))
    return over_all.root()
