"""Which batches are there for payroll, and how far has each come? (C-9)"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    Row,
    String,
    Table,
    Uuid,
    select,
    update,
)

from shared.contracts.compensation import Adapter, BatchAcknowledged, BatchExported, BatchLocked
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class File:
    """The file that was made for a batch."""

    name: str
    sha256: str
    adapter: Adapter
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it was locked, with the file and its receipt once they are there."""

    locked: BatchLocked
    locked_at: datetime
    file: File | None
    acknowledged_at: datetime | None
    position: int

    @property
    def batch_id(self) -> UUID:
        return self.locked.batch_id

    @property
    def status(self) -> str:
        if self.file is None:
            return "locked"
        return "exported" if self.acknowledged_at is None else "acknowledged"

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return resource_of(self.locked.payer)


def resource_of(payer: UUID) -> Resource:
    """What access to a payer's batches depends on."""
    return Resource("batch", party=payer)


class Batches(ReadModel[Table]):
    """The read model `batches`."""

    name = "batches"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "batches",
            Column("batch_id", Uuid, primary_key=True),
            Column("payer", Uuid, nullable=False, index=True),
            Column("position", BigInteger, nullable=False),
            Column("locked", JSON, nullable=False),
            Column("locked_at", UtcDateTime, nullable=False),
            Column("file", String(100)),
            Column("sha256", String(64)),
            Column("adapter", String(40)),
            Column("exported_at", UtcDateTime),
            Column("acknowledged_at", UtcDateTime),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        at = heard.envelope.recordedtime
        match heard.event:
            case BatchLocked() as locked:
                put(
                    connection,
                    tables,
                    batch_id=locked.batch_id,
                    payer=locked.payer,
                    position=heard.position,
                    locked=locked.model_dump(mode="json"),
                    locked_at=at,
                )
            case BatchExported() as exported:
                connection.execute(
                    update(tables)
                    .where(tables.c.batch_id == exported.batch_id)
                    .values(
                        file=exported.file,
                        sha256=exported.sha256,
                        adapter=exported.adapter,
                        exported_at=at,
                    )
                )
            case BatchAcknowledged() as acknowledged:
                connection.execute(
                    update(tables)
                    .where(tables.c.batch_id == acknowledged.batch_id)
                    .values(acknowledged_at=at)
                )
            case _:
                """Claims and rates say nothing of batches."""


BATCHES = Batches()


def one(views: Views, batch_id: UUID) -> Batch | None:
    """One batch; the caller asks the policy."""
    with views.read(BATCHES) as (connection, table):
        row = connection.execute(select(table).where(table.c.batch_id == batch_id)).one_or_none()
    return _batch(row) if row else None


def listed(
    views: Views, actor: Actor, *, before: int | None = None, limit: int = 200
) -> list[Batch]:
    """What this actor may see of the list, the newest first (P-3); `before` takes those older
    than a position."""
    with views.read(BATCHES) as (connection, table):
        columns = Columns(kind="batch", party=table.c.payer)
        query = select(table).where(where(scope(actor, "compensation.read-batch"), columns))
        if before is not None:
            query = query.where(table.c.position < before)
        query = query.order_by(table.c.position.desc()).limit(limit)
        return [_batch(row) for row in connection.execute(query)]


def _batch(row: Row[Any]) -> Batch:
    values = row._mapping
    made = (
        File(values["file"], values["sha256"], values["adapter"], values["exported_at"])
        if values["file"]
        else None
    )
    return Batch(
        locked=BatchLocked.model_validate(values["locked"]),
        locked_at=values["locked_at"],
        file=made,
        acknowledged_at=values["acknowledged_at"],
        position=values["position"],
    )
