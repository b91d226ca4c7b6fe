"""Whose access is blocked, and whose keys are to be destroyed (R-7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Column, Connection, String, Table, select

from shared.contracts.audit import (
    AccessBlocked,
    BlockLifted,
    ErasureCarriedOut,
    ErasureConfirmed,
    ErasureRequested,
    ErasureWithdrawn,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, NotBuilt, ReadModel, UtcDateTime, Views, put


class Subjects(ReadModel[Table]):
    """The read model `subjects`."""

    name = "subjects"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"audit"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "subjects",
            Column("subject", String(60), primary_key=True),
            Column("state", String(20), nullable=False, index=True),
            Column("since", UtcDateTime, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        at = heard.envelope.recordedtime
        match heard.event:
            case AccessBlocked(subject=subject) | ErasureWithdrawn(subject=subject):
                _put(connection, tables, subject, "blocked", at)
            case BlockLifted(subject=subject):
                _put(connection, tables, subject, "open", at)
            case ErasureRequested(subject=subject):
                _put(connection, tables, subject, "requested", at)
            case ErasureConfirmed(subject=subject):
                _put(connection, tables, subject, "confirmed", at)
            case ErasureCarriedOut(subject=subject):
                _put(connection, tables, subject, "erased", at)
            case _:
                """Heads and readings are of no subject."""


SUBJECTS = Subjects()


@dataclass(frozen=True, slots=True)
class Blocked:
    """A case or a person that something has been decided about; `state` is how it stands."""

    subject: str
    state: str
    since: datetime


def decided(views: Views) -> list[Blocked]:
    """All that is blocked or erased, the newest first; what is open again is not."""
    with views.read(SUBJECTS) as (connection, table):
        query = select(table).where(table.c.state != "open")
        rows = connection.execute(query.order_by(table.c.since.desc(), table.c.subject))
        return [Blocked(row.subject, row.state, row.since) for row in rows]


def to_erase(views: Views) -> list[str]:
    """What has been confirmed and not carried out; nothing while the rows are being built."""
    try:
        return _in_state(views, "confirmed")
    except NotBuilt:
        return []


def erased(views: Views) -> list[str]:
    """What has been carried out. Raises NotBuilt."""
    return _in_state(views, "erased")


def _in_state(views: Views, state: str) -> list[str]:
    with views.read(SUBJECTS) as (connection, table):
        query = select(table.c.subject).where(table.c.state == state)
        return list(connection.scalars(query.order_by(table.c.subject)))


def _put(connection: Connection, table: Table, subject: str, state: str, at: datetime) -> None:
    values: dict[str, Any] = {"subject": subject, "state": state, "since": at}
    put(connection, table, **values)
