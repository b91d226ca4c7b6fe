"""Which batches are there for payroll, and how far has each come? (C-9)"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    Date,
    Integer,
    Row,
    String,
    Table,
    Uuid,
    select,
    update,
)

from shared.contracts.compensation import (
    Adapter,
    BatchAcknowledged,
    BatchExported,
    BatchFilled,
    BatchLocked,
    BatchPaid,
)
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
    """A batch as it was locked, with the file and its receipt once they are there. Of a large
    one `locked` has the last part's lines; all are in `paylines`."""

    locked: BatchLocked
    locked_at: datetime
    file: File | None
    acknowledged_at: datetime | None
    refused: int
    paid_on: date | None
    position: int

    @property
    def batch_id(self) -> UUID:
        return self.locked.batch_id

    @property
    def status(self) -> str:
        if self.file is None:
            return "locked"
        if self.paid_on is not None:
            return "paid"
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
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "batches",
            Column("batch_id", Uuid, primary_key=True),
            Column("payer", Uuid, nullable=False, index=True),
            Column("position", BigInteger, nullable=False),
            Column("locked", JSON),
            Column("locked_at", UtcDateTime),
            Column("file", String(100)),
            Column("sha256", String(64)),
            Column("adapter", String(40)),
            Column("exported_at", UtcDateTime),
            Column("acknowledged_at", UtcDateTime),
            Column("refused", Integer, nullable=False, server_default="0"),
            Column("paid_on", Date),
            Column("filled", Integer, nullable=False, server_default="0"),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        at = heard.envelope.recordedtime
        match heard.event:
            case BatchFilled() as part:
                filled = {"filled": tables.c.filled + len(part.lines)}
                if part.number > 1:
                    _change(connection, tables, part.batch_id, filled)
                    return
                put(
                    connection,
                    tables,
                    batch_id=part.batch_id,
                    payer=part.payer,
                    position=heard.position,
                    filled=len(part.lines),
                )
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
                values = {
                    "file": exported.file,
                    "sha256": exported.sha256,
                    "adapter": exported.adapter,
                    "exported_at": at,
                }
                _change(connection, tables, exported.batch_id, values)
            case BatchAcknowledged() as receipt:
                values = {"acknowledged_at": at, "refused": receipt.refused}
                _change(connection, tables, receipt.batch_id, values)
            case BatchPaid() as paid:
                _change(connection, tables, paid.batch_id, {"paid_on": paid.paid_on})
            case _:
                """Claims and rates say nothing of batches."""


def _change(connection: Connection, table: Table, batch_id: UUID, values: dict[str, Any]) -> None:
    connection.execute(update(table).where(table.c.batch_id == batch_id).values(values))


BATCHES = Batches()


def one(views: Views, batch_id: UUID) -> Batch | None:
    """One batch; the caller asks the policy."""
    with views.read(BATCHES) as (connection, table):
        row = connection.execute(
            select(table).where(table.c.batch_id == batch_id, table.c.locked_at.is_not(None))
        ).one_or_none()
    return _batch(row) if row else None


def filled(views: Views, batch_id: UUID) -> tuple[UUID, int] | None:
    """The payer of a batch that is being made, and its lines so far; None once it is locked."""
    with views.read(BATCHES) as (connection, table):
        row = connection.execute(
            select(table.c.payer, table.c.filled).where(
                table.c.batch_id == batch_id, table.c.locked_at.is_(None)
            )
        ).one_or_none()
    return (row.payer, row.filled) if row else None


def listed(
    views: Views, actor: Actor, *, before: int | None = None, limit: int = 200
) -> list[Batch]:
    """What this actor may see of the list, the newest first (P-3); `before` takes those older
    than a position."""
    with views.read(BATCHES) as (connection, table):
        columns = Columns(kind="batch", party=table.c.payer)
        seen = where(scope(actor, "compensation.read-batch"), columns)
        query = select(table).where(seen, table.c.locked_at.is_not(None))
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
        refused=values["refused"],
        paid_on=values["paid_on"],
        position=values["position"],
    )
