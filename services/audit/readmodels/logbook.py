"""Every event of every service as audit has heard it: the exact bytes, and their leaf (R-4).

Unlike read models these rows are never built anew: a ledger that has been changed afterwards
must be found out by comparing with what was heard before. Nothing is parked here; bytes that
can't be understood are hashed all the same.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
    and_,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Place
from shared.eventlog.merkle import CompactRange, Tree, leaf_hash
from shared.eventlog.projections import FencedOut, Gap, OtherEpoch, UtcDateTime

METADATA = MetaData()

ENTRIES = Table(
    "logbook_entries",
    METADATA,
    Column("service", String(20), primary_key=True),
    Column("epoch", Uuid, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("event_id", Uuid, nullable=False, index=True),
    Column("case_id", String(100), nullable=False),
    Column("type", String(120), nullable=False),
    Column("recorded", UtcDateTime, nullable=False),
    Column("happened", UtcDateTime, nullable=False),
    Column("actor", Uuid, nullable=False),
    Column("helsefellesskap", Uuid),
    Column("body", LargeBinary, nullable=False),
    Column("leaf", LargeBinary(32), nullable=False),
    Index("logbook_by_case", "case_id", "recorded"),
)
TREES = Table(
    "logbook_trees",
    METADATA,
    Column("service", String(20), primary_key=True),
    Column("epoch", Uuid, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on record."""

    service: ServiceName
    epoch: UUID
    position: int
    event_id: UUID
    type: str
    recorded: datetime
    happened: datetime
    actor: UUID
    helsefellesskap: UUID | None
    body: bytes
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """A tree as it is now: `root` over the first `size` events of the ledger's epoch."""

    service: ServiceName
    epoch: UUID
    size: int
    root: bytes


def migrate_logbook(engine: Engine) -> None:
    """Prepares the tables; run by `samhandling migrate`."""
    with _writing(engine) as connection:
        METADATA.create_all(connection)


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection, connection.begin():
        yield connection


class Logbook:
    """The consumer that keeps all bytes and grows all trees; one transaction a batch."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._expected: dict[ServiceName, Place | None] = {}

    @property
    def name(self) -> str:
        return "logbook"

    def place(self, source: ServiceName) -> Place | None:
        """The newest place in the log of `source`; in its newest epoch."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(TREES)
                .where(TREES.c.service == source)
                .order_by(TREES.c.since.desc())
                .limit(1)
            ).one_or_none()
        self._expected[source] = Place(row.epoch, row.size, row.event_id) if row else None
        return self._expected[source]

    def take(self, batch: Sequence[Heard]) -> None:
        """Keeps consecutive events of one source; skips what has been kept before.

        Raises OtherEpoch, Gap and FencedOut, and what the database raises when it is away.
        """
        if not batch:
            return
        source = batch[0].source
        known = self._expected.pop(source, None) or self.place(source)
        self._expected.pop(source, None)
        if known is not None and known.epoch != batch[0].epoch:
            raise OtherEpoch(self.name, source, known.epoch, batch[0].epoch)
        at = known.position if known else 0
        new = [heard for heard in batch if heard.position > at]
        if new and new[0].position != at + 1:
            raise Gap(f"{self.name} is at {source} {at}, was given {new[0].position}")
        if new:
            self._keep(source, at, new)
        self._expected[source] = new[-1].place if new else known

    def _keep(self, source: ServiceName, at: int, new: Sequence[Heard]) -> None:
        epoch = new[0].epoch
        ours = and_(TREES.c.service == source, TREES.c.epoch == epoch)
        with _writing(self._engine) as connection:
            row = connection.execute(select(TREES).where(ours).with_for_update()).one_or_none()
            if (row.size if row else 0) != at:
                raise FencedOut(self.name)
            tree = CompactRange.from_bytes(row.state) if row else CompactRange()
            tree.extend(leaf_hash(heard.body) for heard in new)
            try:
                connection.execute(insert(ENTRIES), [_row(heard) for heard in new])
            except IntegrityError as error:
                raise FencedOut(self.name) from error
            grown = {
                "size": tree.size,
                "event_id": new[-1].envelope.id,
                "state": tree.to_bytes(),
            }
            if row is None:
                since = new[0].envelope.recordedtime
                connection.execute(
                    insert(TREES).values(service=source, epoch=epoch, since=since, **grown)
                )
            else:
                connection.execute(TREES.update().where(ours).values(**grown))


def _row(heard: Heard) -> dict[str, object]:
    envelope = heard.envelope
    return {
        "service": heard.source,
        "epoch": heard.epoch,
        "position": heard.position,
        "event_id": envelope.id,
        "case_id": envelope.correlationid,
        "type": envelope.type,
        "recorded": envelope.recordedtime,
        "happened": envelope.time,
        "actor": envelope.actor,
        "helsefellesskap": envelope.helsefellesskap,
        "body": heard.body,
        "leaf": leaf_hash(heard.body),
    }


def heads(engine: Engine) -> list[Head]:
    """All trees as they are now."""
    with engine.connect() as connection:
        rows = connection.execute(select(TREES).order_by(TREES.c.service, TREES.c.epoch)).all()
    return [
        Head(row.service, row.epoch, row.size, CompactRange.from_bytes(row.state).root())
        for row in rows
    ]


def of_case(
    engine: Engine,
    case_ids: Sequence[str],
    *,
    as_of: datetime | None = None,
) -> list[Entry]:
    """The events of these correlations, in the order they were recorded; as of a moment, only
    those recorded until then (R-2)."""
    columns = ENTRIES.c
    query = select(ENTRIES).where(columns.case_id.in_(list(case_ids)))
    if as_of is not None:
        query = query.where(columns.recorded <= as_of)
    query = query.order_by(columns.recorded, columns.service, columns.position)
    with engine.connect() as connection:
        return [
            Entry(
                row.service,
                row.epoch,
                row.position,
                row.event_id,
                row.type,
                row.recorded,
                row.happened,
                row.actor,
                row.helsefellesskap,
                row.body,
                row.leaf,
            )
            for row in connection.execute(query)
        ]


class StoredLeaves:
    """The leaves of one tree, read in slices."""

    def __init__(self, engine: Engine, service: ServiceName, epoch: UUID, size: int) -> None:
        self._engine = engine
        self._service = service
        self._epoch = epoch
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> list[bytes]:
        low, high, _ = part.indices(self._size)
        columns = ENTRIES.c
        query = (
            select(columns.leaf)
            .where(
                columns.service == self._service,
                columns.epoch == self._epoch,
                columns.position > low,
                columns.position <= high,
            )
            .order_by(columns.position)
        )
        with self._engine.connect() as connection:
            return list(connection.scalars(query))


def tree(engine: Engine, service: ServiceName, epoch: UUID, size: int) -> Tree:
    """The tree of one ledger at a size, for proofs."""
    return Tree(StoredLeaves(engine, service, epoch, size))
