"""Hashes of full subtrees, kept so that a proof from a tree of millions reads a few rows (R-4).

They can be made from the leaves at any time, and prove nothing by themselves: a proof that they
make wrong does not verify.
"""

from uuid import UUID

from sqlalchemy import Connection, Engine, select

from services.audit.readmodels.logbook import NODES, StoredLeaves, writing
from shared.contracts.record import ServiceName
from shared.eventlog.merkle import Tree
from shared.eventlog.projections import put

KEPT_FROM = 6
"""One row for every 64 events and its ancestors, 1/32 of the events in all."""


class Grown(dict[tuple[int, int], bytes]):
    """The subtrees that a batch has made full."""

    def keep(self, connection: Connection, service: ServiceName, epoch: UUID) -> None:
        """In the transaction that keeps the leaves."""
        for (level, number), node in self.items():
            values = {"level": level, "number": number, "hash": node}
            put(connection, NODES, service=service, epoch=epoch, **values)


class StoredNodes:
    """The nodes of one tree; what was heard by an earlier program is filled in when needed."""

    def __init__(self, engine: Engine, service: ServiceName, epoch: UUID) -> None:
        self._engine = engine
        self._service: ServiceName = service
        self._epoch = epoch
        self._read: dict[tuple[int, int], bytes] = {}

    def get(self, place: tuple[int, int], /) -> bytes | None:
        if place not in self._read:
            columns, (level, number) = NODES.c, place
            query = select(columns.hash).where(
                columns.service == self._service,
                columns.epoch == self._epoch,
                columns.level == level,
                columns.number == number,
            )
            with self._engine.connect() as connection:
                found = connection.scalar(query)
            if found is None:
                return None
            self._read[place] = bytes(found)
        return self._read[place]

    def __setitem__(self, place: tuple[int, int], node: bytes, /) -> None:
        self._read[place] = node
        with writing(self._engine) as connection:
            Grown({place: node}).keep(connection, self._service, self._epoch)


def tree(engine: Engine, service: ServiceName, epoch: UUID, size: int) -> Tree:
    """The tree of one ledger at a size, for proofs."""
    leaves = StoredLeaves(engine, service, epoch, size)
    return Tree(leaves, nodes=StoredNodes(engine, service, epoch), kept_from=KEPT_FROM)
