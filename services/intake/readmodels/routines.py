"""Is this a routine in force, that triage can refer to? (I-5, G-21) As governance says it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, String, Table, Uuid, select, update

from shared.contracts.governance import CaseReceived, CaseUnplaced, ProposalSubmitted
from shared.contracts.governance.own_lines import DecisionInForce
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put


@dataclass(frozen=True, slots=True)
class Routine:
    """A measure that binds its parties, by the case it was decided in."""

    case_id: UUID
    number: str
    helsefellesskap: UUID


class Routines(ReadModel[Table]):
    """The read model `routines`: a row for each case that the bodies have had."""

    name = "routines"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "routines",
            Column("case_id", Uuid, primary_key=True),
            Column("number", String, nullable=False),
            Column("helsefellesskap", Uuid, nullable=False),
            Column("in_force", Boolean, nullable=False),
            Column("replaces", Uuid),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        case = tables.c
        match heard.event:
            case CaseReceived() | CaseUnplaced() as event:
                known = select(case.in_force).where(case.case_id == event.case_id)
                put(
                    connection,
                    tables,
                    case_id=event.case_id,
                    number=event.number,
                    helsefellesskap=event.helsefellesskap,
                    in_force=bool(connection.scalar(known)),
                )
            case ProposalSubmitted() as event:
                proposed = update(tables).where(case.case_id == event.case_id)
                connection.execute(proposed.values(replaces=event.replaces))
            case DecisionInForce() as event:
                this = case.case_id == event.case_id
                connection.execute(update(tables).where(this).values(in_force=True))
                earlier = connection.scalar(select(case.replaces).where(this))
                replaced = update(tables).where(case.case_id == earlier)
                connection.execute(replaced.values(in_force=False))
            case _:
                """The bodies do much before anything is in force."""


ROUTINES = Routines()


def in_force(views: Views, case_id: UUID) -> Routine | None:
    """The routine that was decided in this case; None where none is in force from it now."""
    with views.read(ROUTINES) as (connection, table):
        row = connection.execute(
            select(table).where(table.c.case_id == case_id, table.c.in_force.is_(True))
        ).one_or_none()
    return Routine(row.case_id, row.number, row.helsefellesskap) if row else None
