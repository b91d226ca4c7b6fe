"""What somebody holds on a day, as the rows of the register have it: roles and seats (G-2, P-6)."""

import json
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from shared.identity.actors import Holding, Seat
from shared.identity.register_model import NOWHERE
from shared.identity.register_tables import RegisterTables, successions
from shared.identity.succession import Successions


def holdings_of(
    connection: Connection, tables: RegisterTables, person_id: UUID, today: date
) -> frozenset[Holding]:
    """Roles; those for a party also for those that are one with it since a merger (P-6)."""
    roles = tables.roles.c
    merged = successions(connection, tables)
    return frozenset(
        Holding(row.role, _held_for(row.helsefellesskap), party)
        for row in connection.execute(select(tables.roles).where(roles.person == person_id))
        for party in _held_for_all(row.party, merged, today)
    )


def seats_of(
    connection: Connection, tables: RegisterTables, who: ColumnElement[bool], today: date
) -> frozenset[Seat]:
    """The seats with somebody in them today (G-2)."""
    seats, bodies = tables.seats, tables.bodies
    within_term = (seats.c.term_from <= today) & (seats.c.term_to >= today)
    seated = select(seats, bodies.c.kind).join(bodies, bodies.c.id == seats.c.body)
    rows = connection.execute(seated.where(who, within_term))
    return frozenset(
        Seat(
            row.id,
            row.body,
            row.helsefellesskap,
            row.party,
            row.function,
            frozenset(json.loads(row.rights)),
            row.co_opted_for,
            row.kind,
        )
        for row in rows
    )


def _held_for(kept: UUID) -> UUID | None:
    return None if kept == NOWHERE else kept


def _held_for_all(kept: UUID, merged: Successions, today: date) -> frozenset[UUID | None]:
    party = _held_for(kept)
    return frozenset({None}) if party is None else merged.together(party, today)
