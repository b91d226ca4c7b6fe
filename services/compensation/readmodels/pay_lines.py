"""Which lines went to payroll, in which batch, and what became of each? (C-9, C-12)"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Integer,
    Row,
    String,
    Table,
    Text,
    Uuid,
    func,
    insert,
    select,
    tuple_,
    update,
)

from services.compensation.commands.facts import Paid
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchFilled,
    BatchLocked,
    BatchPaid,
    LinesRefused,
    PayLine,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views


@dataclass(frozen=True, slots=True)
class InBatch:
    """A pay line with where it is; `number` is its place in the batch, from 1. `sent` is the
    place in the feed of lines that have gone to payroll."""

    line: PayLine
    batch_id: UUID
    period: str
    number: int
    status: str
    reason: str | None
    sent: int | None


class PayLines(ReadModel[Table]):
    """The read model `paylines`."""

    name = "paylines"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"compensation"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "lines",
            Column("line_id", Uuid, primary_key=True),
            Column("batch_id", Uuid, nullable=False, index=True),
            Column("number", Integer, nullable=False),
            Column("payer", Uuid, nullable=False, index=True),
            Column("period", String(7), nullable=False),
            Column("claim_id", Uuid, nullable=False, index=True),
            Column("agreement_id", Uuid, nullable=False),
            Column("person", Uuid, nullable=False),
            Column("wage_type", String(20), nullable=False),
            Column("kind", String(20)),
            Column("day", Date),
            Column("quantity", Text, nullable=False),
            Column("rate_ore", BigInteger, nullable=False),
            Column("amount_ore", BigInteger, nullable=False),
            Column("status", String(20), nullable=False),
            Column("reason", Text),
            Column("sent", BigInteger, index=True),
            Column("locked", BigInteger),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        match heard.event:
            case BatchFilled() as part:
                _insert(connection, tables, part, None)
            case BatchLocked() as locked:
                _insert(connection, tables, locked, heard.position)
            case BatchExported() as exported:
                values = {"status": "sent", "sent": heard.position}
                _change(connection, tables, exported.batch_id, values)
            case LinesRefused() as refused:
                _refuse(connection, tables, refused)
            case BatchAcknowledged() as receipt:
                _change(connection, tables, receipt.batch_id, {"status": "acknowledged"})
            case BatchPaid() as paid:
                _change(connection, tables, paid.batch_id, {"status": "paid"})
            case _:
                """Rates and claims say nothing of batches."""


def _insert(
    connection: Connection, table: Table, part: BatchFilled | BatchLocked, position: int | None
) -> None:
    """The lines after those that are there; with the last of them the batch is locked."""
    of_batch = table.c.batch_id == part.batch_id
    before = connection.scalar(select(func.count()).where(of_batch)) or 0
    rows = [
        {
            **line.model_dump(),
            "batch_id": part.batch_id,
            "payer": part.payer,
            "period": part.period,
            "number": number,
            "status": "locked",
        }
        for number, line in enumerate(part.lines, start=before + 1)
    ]
    if rows:
        connection.execute(insert(table), rows)
    if position is not None:
        connection.execute(update(table).where(of_batch).values(locked=position))


def _change(connection: Connection, table: Table, batch_id: UUID, values: dict[str, Any]) -> None:
    connection.execute(
        update(table)
        .where(table.c.batch_id == batch_id, table.c.status != "refused")
        .values(values)
    )


def _refuse(connection: Connection, table: Table, refused: LinesRefused) -> None:
    for line in refused.lines:
        connection.execute(
            update(table)
            .where(table.c.line_id == line.line_id)
            .values(status="refused", reason=line.reason)
        )


PAY_LINES = PayLines()


def of_batch(views: Views, batch_id: UUID, *, after: int = 0, limit: int = 500) -> list[InBatch]:
    """A batch's lines by their number, those after a number only; the caller asks the policy."""
    with views.read(PAY_LINES) as (connection, table):
        query = (
            select(table)
            .where(table.c.batch_id == batch_id, table.c.number > after)
            .order_by(table.c.number)
            .limit(limit)
        )
        return [_line(row) for row in connection.execute(query)]


def one(views: Views, line_id: UUID) -> InBatch | None:
    """One line; the caller asks the policy."""
    with views.read(PAY_LINES) as (connection, table):
        row = connection.execute(select(table).where(table.c.line_id == line_id)).one_or_none()
    return _line(row) if row else None


def of_claim(views: Views, claim_id: UUID) -> list[InBatch]:
    """What of a claim went to payroll, in the order it was locked."""
    with views.read(PAY_LINES) as (connection, table):
        query = (
            select(table)
            .where(table.c.claim_id == claim_id)
            .order_by(table.c.locked, table.c.number)
        )
        return [_line(row) for row in connection.execute(query)]


def claims_of(views: Views, batch_id: UUID, lines: Iterable[UUID]) -> tuple[tuple[UUID, UUID], ...]:
    """Of these lines those that are in the batch, each with its claim."""
    with views.read(PAY_LINES) as (connection, table):
        rows = connection.execute(
            select(table.c.line_id, table.c.claim_id).where(
                table.c.batch_id == batch_id, table.c.line_id.in_(list(lines))
            )
        )
        return tuple((row.line_id, row.claim_id) for row in rows)


def named(
    views: Views, batch_id: UUID, names: Iterable[UUID | int]
) -> tuple[dict[UUID, tuple[UUID, UUID]], dict[int, tuple[UUID, UUID]]]:
    """The lines of a batch that are named by id or by number: line and claim by either."""
    wanted = list(names)
    ids = [name for name in wanted if isinstance(name, UUID)]
    numbers = [name for name in wanted if isinstance(name, int)]
    with views.read(PAY_LINES) as (connection, table):
        columns = table.c
        rows = connection.execute(
            select(columns.line_id, columns.claim_id, columns.number).where(
                columns.batch_id == batch_id,
                columns.line_id.in_(ids) | columns.number.in_(numbers),
            )
        ).all()
    return (
        {row.line_id: (row.line_id, row.claim_id) for row in rows},
        {row.number: (row.line_id, row.claim_id) for row in rows},
    )


def sent(
    views: Views, payer: UUID, after: tuple[int, int], *, limit: int = 200
) -> Sequence[InBatch]:
    """The payer's lines that have gone to payroll, in the order they went, after a place (C-10)."""
    with views.read(PAY_LINES) as (connection, table):
        columns = table.c
        query = (
            select(table)
            .where(
                columns.payer == payer,
                columns.sent.is_not(None),
                tuple_(columns.sent, columns.number) > after,
            )
            .order_by(columns.sent, columns.number)
            .limit(limit)
        )
        return [_line(row) for row in connection.execute(query)]


def paid(views: Views, payer: UUID, period: str) -> tuple[tuple[UUID, ...], tuple[Paid, ...]]:
    """The payer's locked batches of a period, and what they pay by agreement and day; lines that
    payroll refused are not paid (C-8)."""
    with views.read(PAY_LINES) as (connection, table):
        columns = table.c
        mine = (columns.payer == payer, columns.period == period, columns.locked.is_not(None))
        batches = connection.scalars(select(columns.batch_id).where(*mine).distinct()).all()
        rows = connection.execute(
            select(columns.agreement_id, columns.day, func.sum(columns.amount_ore).label("ore"))
            .where(*mine, columns.status != "refused", columns.day.is_not(None))
            .group_by(columns.agreement_id, columns.day)
        ).all()
    by_day = sorted(rows, key=lambda row: (str(row.agreement_id), row.day))
    return (
        tuple(sorted(batches, key=str)),
        tuple(Paid(row.agreement_id, row.day, int(row.ore)) for row in by_day),
    )


def _line(row: Row[Any]) -> InBatch:
    values = row._mapping
    told = {name: values[name] for name in PayLine.model_fields}
    return InBatch(
        line=PayLine.model_validate(told),
        batch_id=values["batch_id"],
        period=values["period"],
        number=values["number"],
        status=values["status"],
        reason=values["reason"],
        sent=values["sent"],
    )
