"""Which bodies are there, and who sits in them? (G-1, G-2)

A row keeps the event that made it, so that the answer is as full as what was decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, String, Table, Uuid, delete, select, update

from services.governance.decisions.seat import changed
from shared.contracts.governance import (
    BodyEstablished,
    DeputyChanged,
    SeatFilled,
    SeatPartySucceeded,
    SeatVacated,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put


@dataclass(frozen=True, slots=True)
class StructureTables:
    bodies: Table
    seats: Table


class Structure(ReadModel[StructureTables]):
    """The read model `structure`."""

    name = "structure"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> StructureTables:
        return StructureTables(
            bodies=new(
                "structure_bodies",
                Column("body_id", Uuid, primary_key=True),
                Column("helsefellesskap", Uuid, nullable=False, index=True),
                Column("name", String, nullable=False),
                Column("established", JSON, nullable=False),
            ),
            seats=new(
                "structure_seats",
                Column("seat_id", Uuid, primary_key=True),
                Column("body_id", Uuid, nullable=False, index=True),
                Column("filled", JSON, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: StructureTables, heard: Heard) -> None:
        match heard.event:
            case BodyEstablished() as body:
                put(
                    connection,
                    tables.bodies,
                    body_id=body.body_id,
                    helsefellesskap=body.helsefellesskap,
                    name=body.name,
                    established=body.model_dump(mode="json"),
                )
            case SeatFilled() as seat:
                put(
                    connection,
                    tables.seats,
                    seat_id=seat.seat_id,
                    body_id=seat.body_id,
                    filled=seat.model_dump(mode="json"),
                )
            case DeputyChanged() | SeatPartySucceeded():
                _change_seat(connection, tables.seats, heard.event)
            case SeatVacated(seat_id=seat_id):
                seats = tables.seats
                connection.execute(delete(seats).where(seats.c.seat_id == seat_id))
            case _:
                """What bodies and seats do is told elsewhere."""


def _change_seat(
    connection: Connection, seats: Table, event: DeputyChanged | SeatPartySucceeded
) -> None:
    of_it = seats.c.seat_id == event.seat_id
    kept = connection.scalar(select(seats.c.filled).where(of_it))
    filled = changed(SeatFilled.model_validate(kept), event)
    connection.execute(update(seats).where(of_it).values(filled=filled.model_dump(mode="json")))


STRUCTURE = Structure()


def bodies(views: Views, helsefellesskap: UUID) -> list[BodyEstablished]:
    """The bodies of a helsefellesskap, by name."""
    with views.read(STRUCTURE) as (connection, tables):
        rows: Any = connection.execute(
            select(tables.bodies.c.established)
            .where(tables.bodies.c.helsefellesskap == helsefellesskap)
            .order_by(tables.bodies.c.name, tables.bodies.c.body_id)
        )
        return [BodyEstablished.model_validate(row.established) for row in rows]


def body(views: Views, body_id: UUID) -> BodyEstablished | None:
    with views.read(STRUCTURE) as (connection, tables):
        found = connection.scalar(
            select(tables.bodies.c.established).where(tables.bodies.c.body_id == body_id)
        )
    return None if found is None else BodyEstablished.model_validate(found)


def seats(views: Views, body_ids: Iterable[UUID]) -> list[SeatFilled]:
    """The seats of these bodies that are filled now: by body, function and id."""
    with views.read(STRUCTURE) as (connection, tables):
        rows: Any = connection.execute(
            select(tables.seats.c.filled).where(tables.seats.c.body_id.in_(list(body_ids)))
        )
        found = [SeatFilled.model_validate(row.filled) for row in rows]
    functions = ("chair", "vice", "member", "observer", "secretary")
    return sorted(
        found,
        key=lambda seat: (
            str(seat.body_id),
            functions.index(seat.function),
            seat.side or "",
            str(seat.seat_id),
        ),
    )


def seat(views: Views, seat_id: UUID) -> SeatFilled | None:
    """The seat, if somebody holds it."""
    with views.read(STRUCTURE) as (connection, tables):
        found = connection.scalar(
            select(tables.seats.c.filled).where(tables.seats.c.seat_id == seat_id)
        )
    return None if found is None else SeatFilled.model_validate(found)
