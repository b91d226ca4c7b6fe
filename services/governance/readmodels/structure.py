"""Which bodies are there, and who sits in them? (G-1, G-2)

A row keeps the event that made it, so that the answer is as full as what was decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Date,
    String,
    Table,
    Uuid,
    delete,
    select,
    update,
)

from services.governance.decisions.body import as_established, with_successor
from services.governance.decisions.seat import changed
from shared.contracts.governance import (
    BodyDissolved,
    BodyEstablished,
    BodyPartySucceeded,
    BodyReconfigured,
    DeputyChanged,
    SeatFilled,
    SeatPartySucceeded,
    SeatVacated,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put


@dataclass(frozen=True, slots=True)
class StructureTables:
    bodies: Table
    configurations: Table
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
                Column("parent", Uuid, index=True),
                Column("established", JSON, nullable=False),
                Column("dissolved_on", Date),
                Column("dissolved", JSON),
            ),
            configurations=new(
                "structure_configurations",
                Column("position", BigInteger, primary_key=True),
                Column("body_id", Uuid, nullable=False, index=True),
                Column("at", UtcDateTime, nullable=False),
                Column("valid_from", Date),
                Column("reason", String),
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
            case BodyEstablished() | BodyReconfigured() | BodyPartySucceeded():
                _configure(connection, tables, heard)
            case BodyDissolved() as dissolved:
                connection.execute(
                    update(tables.bodies)
                    .where(tables.bodies.c.body_id == dissolved.body_id)
                    .values(
                        dissolved_on=dissolved.dissolved_on,
                        dissolved=dissolved.model_dump(mode="json"),
                    )
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


def _configure(connection: Connection, tables: StructureTables, heard: Heard) -> None:
    """The body as it is from now on; what it was before stays among the configurations (G-20)."""
    valid_from, reason = None, None
    match heard.event:
        case BodyEstablished() as established:
            body = established
        case BodyReconfigured() as changed_to:
            body = as_established(changed_to)
            valid_from, reason = changed_to.valid_from, changed_to.reason
        case BodyPartySucceeded() as succeeded:
            bodies = tables.bodies
            kept = connection.scalar(
                select(bodies.c.established).where(bodies.c.body_id == succeeded.body_id)
            )
            body = with_successor(BodyEstablished.model_validate(kept), succeeded)
            valid_from = succeeded.on
        case other:
            raise TypeError(f"{type(other).__name__} configures no body")
    told = body.model_dump(mode="json")
    put(
        connection,
        tables.bodies,
        body_id=body.body_id,
        helsefellesskap=body.helsefellesskap,
        name=body.name,
        parent=body.parent,
        established=told,
    )
    put(
        connection,
        tables.configurations,
        position=heard.position,
        body_id=body.body_id,
        at=heard.envelope.recordedtime,
        valid_from=valid_from,
        reason=reason,
        established=told,
    )


def _change_seat(
    connection: Connection, seats: Table, event: DeputyChanged | SeatPartySucceeded
) -> None:
    of_it = seats.c.seat_id == event.seat_id
    kept = connection.scalar(select(seats.c.filled).where(of_it))
    filled = changed(SeatFilled.model_validate(kept), event)
    connection.execute(update(seats).where(of_it).values(filled=filled.model_dump(mode="json")))


STRUCTURE = Structure()


@dataclass(frozen=True, slots=True)
class Configuration:
    """A body as it was configured: since when and why, None for how it was established."""

    body: BodyEstablished
    at: datetime
    valid_from: date | None
    reason: str | None


def bodies(views: Views, helsefellesskap: UUID) -> list[BodyEstablished]:
    """The bodies of a helsefellesskap that are not dissolved, by name."""
    with views.read(STRUCTURE) as (connection, tables):
        of_it = tables.bodies.c.helsefellesskap == helsefellesskap
        return _bodies(connection, tables, of_it, tables.bodies.c.dissolved_on.is_(None))


def below(views: Views, parent: UUID) -> list[BodyEstablished]:
    """The bodies that stand right below this one and are not dissolved, by name."""
    with views.read(STRUCTURE) as (connection, tables):
        under = tables.bodies.c.parent == parent
        return _bodies(connection, tables, under, tables.bodies.c.dissolved_on.is_(None))


def dissolved(views: Views, helsefellesskap: UUID) -> list[BodyEstablished]:
    """The bodies of a helsefellesskap that are dissolved, by name."""
    with views.read(STRUCTURE) as (connection, tables):
        of_it = tables.bodies.c.helsefellesskap == helsefellesskap
        return _bodies(connection, tables, of_it, tables.bodies.c.dissolved_on.is_not(None))


def _bodies(
    connection: Connection, tables: StructureTables, *which: ColumnElement[bool]
) -> list[BodyEstablished]:
    rows: Any = connection.execute(
        select(tables.bodies.c.established)
        .where(*which)
        .order_by(tables.bodies.c.name, tables.bodies.c.body_id)
    )
    return [BodyEstablished.model_validate(row.established) for row in rows]


def dissolution(views: Views, body_id: UUID) -> BodyDissolved | None:
    """How and why the body was dissolved, if it was."""
    with views.read(STRUCTURE) as (connection, tables):
        found = connection.scalar(
            select(tables.bodies.c.dissolved).where(tables.bodies.c.body_id == body_id)
        )
    return None if found is None else BodyDissolved.model_validate(found)


def configurations(views: Views, body_id: UUID) -> list[Configuration]:
    """Everything the body has been configured as, the latest first (G-20)."""
    with views.read(STRUCTURE) as (connection, tables):
        table = tables.configurations
        rows: Any = connection.execute(
            select(table).where(table.c.body_id == body_id).order_by(table.c.position.desc())
        )
        return [
            Configuration(
                BodyEstablished.model_validate(row.established),
                row.at,
                row.valid_from,
                row.reason,
            )
            for row in rows
        ]


def body(views: Views, body_id: UUID) -> BodyEstablished | None:
    """The body as it is configured now, a dissolved one as it was last."""
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


def naming(views: Views, party: UUID) -> list[UUID]:
    """The standing bodies that have the party on a side, or a delegation from it (P-6)."""
    with views.read(STRUCTURE) as (connection, tables):
        found = _bodies(connection, tables, tables.bodies.c.dissolved_on.is_(None))
    return [
        body.body_id
        for body in found
        if any(party in side.parties for side in body.sides)
        or any(party == each.party for each in body.rules.delegations)
    ]


def seats_of_party(views: Views, party: UUID) -> list[UUID]:
    """The party's seats that somebody holds (P-6)."""
    with views.read(STRUCTURE) as (connection, tables):
        rows: Any = connection.execute(select(tables.seats.c.filled).order_by("seat_id"))
        found = [SeatFilled.model_validate(row.filled) for row in rows]
    return [seat.seat_id for seat in found if seat.party == party]


def seat(views: Views, seat_id: UUID) -> SeatFilled | None:
    """The seat, if somebody holds it."""
    with views.read(STRUCTURE) as (connection, tables):
        found = connection.scalar(
            select(tables.seats.c.filled).where(tables.seats.c.seat_id == seat_id)
        )
    return None if found is None else SeatFilled.model_validate(found)
