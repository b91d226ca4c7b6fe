"""Which cases nobody may read now, as audit tells it (R-7). Every service keeps this list, and
the access policy has it of everybody who asks."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Column, Connection, Table, Uuid, delete, select

from shared.contracts.audit import AccessBlocked, BlockLifted, ErasureCarriedOut
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put

CASE = "case-"


class BlockedCases(ReadModel[Table]):
    """The read model `blocked`: what is asked to be erased stays blocked until it is gone."""

    name = "blocked"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"audit"})

    def tables(self, new: NewTable) -> Table:
        return new("blocked", Column("case_id", Uuid, primary_key=True))

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        match heard.event:
            case AccessBlocked(subject=subject) if subject.startswith(CASE):
                put(connection, tables, case_id=_case(subject))
            case BlockLifted(subject=subject) | ErasureCarriedOut(subject=subject) if (
                subject.startswith(CASE)
            ):
                connection.execute(delete(tables).where(tables.c.case_id == _case(subject)))
            case _:
                """The rest of what audit says blocks no case, and opens none."""


BLOCKED = BlockedCases()


def blocked_cases(views: Views) -> frozenset[UUID]:
    """Those cases. Raises NotBuilt."""
    with views.read(BLOCKED) as (connection, table):
        return frozenset(connection.scalars(select(table.c.case_id)))


def _case(subject: str) -> UUID:
    return UUID(subject.removeprefix(CASE))
