"""Which seats can an agreement pay for? (C-2, G-2)"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from shared.eventlog.projections import Views
from shared.identity.register_model import register_model


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A seat that is filled, and who holds it."""

    seat_id: UUID
    body: UUID
    body_name: str
    person: UUID


def of_clinicians(views: Views, helsefellesskap: UUID) -> list[SeatHeld]:
    """The seats of those who are in active practice, by body."""
    with views.read(register_model) as (connection, tables):
        seats, bodies = tables.seats.c, tables.bodies.c
        rows: Any = connection.execute(
            select(seats.id, seats.body, bodies.name, seats.person)
            .join_from(tables.seats, tables.bodies, seats.body == bodies.id)
            .where(
                seats.helsefellesskap == helsefellesskap,
                seats.active_clinician,
                bodies.dissolved_on.is_(None),
            )
            .order_by(bodies.name, seats.id)
        )
        return [SeatHeld(row.id, row.body, row.name, row.person) for row in rows]
