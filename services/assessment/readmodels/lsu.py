"""Who sits together in an LSU? Asked of the register (A-14)."""

from uuid import UUID

from sqlalchemy import select

from shared.eventlog.projections import Views
from shared.identity.register_model import register_model


def lsu_parties(views: Views, helsefellesskap: UUID) -> tuple[tuple[UUID, ...], ...]:
    """For each LSU of the helsefellesskap the parties that hold a seat in it (A-14)."""
    with views.read(register_model) as (connection, tables):
        bodies, seats = tables.bodies.c, tables.seats.c
        rows = connection.execute(
            select(seats.body, seats.party)
            .join(tables.bodies, bodies.id == seats.body)
            .where(bodies.kind == "lsu", bodies.helsefellesskap == helsefellesskap)
            .distinct()
            .order_by(seats.body, seats.party)
        ).all()
    sitting: dict[UUID, list[UUID]] = {}
    for row in rows:
        sitting.setdefault(row.body, []).append(row.party)
    return tuple(tuple(parties) for parties in sitting.values())
