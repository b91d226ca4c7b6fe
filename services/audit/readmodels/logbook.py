"""Every event of every service as audit has heard it: the exact bytes, and their leaf (R-4).

Unlike read models these rows are never built anew: a ledger that has been changed afterwards
must be found out by comparing with what was heard before.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    Uuid,
    func,
    select,
)

from shared.contracts.record import ServiceName
from shared.eventlog.merkle import CompactRange
from shared.eventlog.projections import UtcDateTime

METADATA = MetaData()
ASKED_AT_ONCE = 500

ENTRIES = Table(
    "logbook_entries",
    METADATA,
    Column("service", String(20), primary_key=True),
    Column("epoch", Uuid, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("event_id", Uuid, nullable=False, index=True),
    # From here on it is what the record says; nothing where that can't be read.
    Column("case_id", String(100)),
    Column("type", String(120)),
    Column("recorded", UtcDateTime),
    Column("happened", UtcDateTime),
    Column("actor", Uuid),
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
NODES = Table(
    "logbook_nodes",
    METADATA,
    Column("service", String(20), primary_key=True),
    Column("epoch", Uuid, primary_key=True),
    Column("level", Integer, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("hash", LargeBinary(32), nullable=False),
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


@dataclass(frozen=True, slots=True)
class Unread:
    """Where a record stands that this program can't read."""

    service: ServiceName
    epoch: UUID
    position: int


def migrate_logbook(engine: Engine) -> None:
    """Prepares the tables; run by `samhandling migrate`."""
    with writing(engine) as connection:
        METADATA.create_all(connection)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction."""
    with engine.connect() as connection, connection.begin():
        yield connection


def unread_rows() -> Select[Any]:
    """The rows that say nothing but their bytes."""
    return select(ENTRIES).where(ENTRIES.c.case_id.is_(None))


def unread(engine: Engine) -> list[Unread]:
    """What is on record, and in its tree, without being readable here; of no case therefore."""
    columns = ENTRIES.c
    query = unread_rows().order_by(columns.service, columns.epoch, columns.position)
    with engine.connect() as connection:
        return [Unread(row.service, row.epoch, row.position) for row in connection.execute(query)]


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
    return _entries(engine, query)


def of_ids(engine: Engine, event_ids: Iterable[UUID]) -> list[Entry]:
    """These events, in the order they were recorded."""
    ids = sorted(set(event_ids))
    found: list[Entry] = []
    for start in range(0, len(ids), ASKED_AT_ONCE):
        part = ids[start : start + ASKED_AT_ONCE]
        query = select(ENTRIES).where(ENTRIES.c.event_id.in_(part), ENTRIES.c.case_id.is_not(None))
        found.extend(_entries(engine, query))
    return sorted(found, key=lambda each: (each.recorded, each.service, each.position))


def _entries(engine: Engine, query: Select[Any]) -> list[Entry]:
    columns = ENTRIES.c
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


def cases_between(
    engine: Engine, since: datetime, until: datetime, helsefellesskap: UUID | None
) -> list[UUID]:
    """The cases of which something was recorded in this time, both ends included."""
    columns = ENTRIES.c
    query = select(columns.case_id).where(columns.recorded >= since, columns.recorded <= until)
    if helsefellesskap is not None:
        query = query.where(columns.helsefellesskap == helsefellesskap)
    with engine.connect() as connection:
        found = connection.scalars(query.distinct().order_by(columns.case_id)).all()
    return [case for case in map(_case, found) if case is not None]


def _case(text: str | None) -> UUID | None:
    """The case a correlation names; other streams have words for theirs."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def case_of(engine: Engine, event_id: UUID) -> UUID | None:
    """The case that an event is of; None where it is not heard, or of no case."""
    query = select(ENTRIES.c.case_id).where(ENTRIES.c.event_id == event_id)
    with engine.connect() as connection:
        return _case(connection.scalar(query))


def last_until(engine: Engine, service: ServiceName, as_of: datetime | None) -> int:
    """The position before the first event recorded after a moment, in the newest epoch; the last
    one where none is given. From there on it is positions only (R-2)."""
    columns = ENTRIES.c
    newest = select(TREES).where(TREES.c.service == service).order_by(TREES.c.since.desc()).limit(1)
    with engine.connect() as connection:
        tree = connection.execute(newest).one_or_none()
        if tree is None or as_of is None:
            return int(tree.size) if tree else 0
        after = select(func.min(columns.position)).where(
            columns.service == service, columns.epoch == tree.epoch, columns.recorded > as_of
        )
        first: int | None = connection.scalar(after)
    size: int = tree.size
    return size if first is None else first - 1


def place_of(engine: Engine, event_id: UUID) -> tuple[ServiceName, int] | None:
    """The log and the position that an event stands at; None where it is not heard."""
    query = select(ENTRIES.c.service, ENTRIES.c.position).where(ENTRIES.c.event_id == event_id)
    with engine.connect() as connection:
        row = connection.execute(query).first()
    return None if row is None else (row.service, row.position)


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
