"""Proofs from the trees, for whoever asks: that an event is there, that a tree only grew (R-4)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine

from services.audit.readmodels import logbook, nodes
from services.audit.readmodels.logbook import Head
from shared.contracts.record import ServiceName
from shared.eventlog.merkle import Tree
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The way from a leaf to the root over the first `size` events (RFC 9162, 2.1.3)."""

    leaf: bytes
    position: int
    size: int
    root: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the first `first` events are the same in both (RFC 9162, 2.1.4)."""

    first: int
    first_root: bytes
    second: int
    second_root: bytes
    path: tuple[bytes, ...]


class Proofs:
    """Proofs by position: they tell of hashes only, never of what an event says."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def inclusion(
        self, actor: Actor, service: ServiceName, epoch: UUID, position: int, size: int | None
    ) -> Inclusion:
        """Raises Forbidden, and Refused where there is no such tree or position."""
        tree, size = self._tree(actor, service, epoch, size)
        if not 1 <= position <= size:
            raise Refused("R-4", "audit.no-such-position", field="position", size=size)
        path = tuple(tree.inclusion_proof(position - 1, size))
        (leaf,) = logbook.StoredLeaves(self._engine, service, epoch, size)[position - 1 : position]
        return Inclusion(leaf, position, size, tree.root(size), path)

    def consistency(
        self, actor: Actor, service: ServiceName, epoch: UUID, first: int, second: int | None
    ) -> Consistency:
        """Raises Forbidden, and Refused where the tree never had these sizes."""
        tree, size = self._tree(actor, service, epoch, second)
        if not 0 <= first <= size:
            raise Refused("R-4", "audit.no-such-size", field="first", size=size)
        path = tuple(tree.consistency_proof(first, size))
        return Consistency(first, tree.root(first), size, tree.root(size), path)

    def _tree(
        self, actor: Actor, service: ServiceName, epoch: UUID, size: int | None
    ) -> tuple[Tree, int]:
        require(actor, "audit.verify", Resource("log"))
        head = _head(self._engine, service, epoch)
        if size is not None and not 0 <= size <= head.size:
            raise Refused("R-4", "audit.no-such-size", field="size", size=head.size)
        return nodes.tree(self._engine, service, epoch, head.size), (
            head.size if size is None else size
        )


def _head(engine: Engine, service: ServiceName, epoch: UUID) -> Head:
    for head in logbook.heads(engine):
        if (head.service, head.epoch) == (service, epoch):
            return head
    raise Refused("R-4", "audit.no-such-tree", field="epoch")
