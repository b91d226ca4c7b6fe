"""What somebody holds on a day, as the rows of the register have it: roles and seats (G-2, P-6)."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, select

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
    """The seats within their terms that have somebody in them (G-2)."""
    seats = tables.seats.c
    held = (who, seats.term_from <= today, seats.term_to >= today)
    return frozenset(map(_seat, connection.execute(_seats_and_bodies(tables).where(*held))))


def seat(connection: Connection, tables: RegisterTables, seat_id: UUID) -> Seat | None:
    """A seat as it is filled now; None for one that is vacated."""
    found = _seats_and_bodies(tables).where(tables.seats.c.id == seat_id)
    row = connection.execute(found).one_or_none()
    return _seat(row) if row else None


def _seats_and_bodies(tables: RegisterTables) -> Select[Any]:
    bodies = tables.bodies
    return select(tables.seats, bodies.c.kind).join(bodies, bodies.c.id == tables.seats.c.body)


def _seat(row: Row[Any]) -> Seat:
    return Seat(
        row.id,
        row.body,
        row.helsefellesskap,
        row.party,
        row.function,
        frozenset(json.loads(row.rights)),
        row.co_opted_for,
        row.kind,
    )


def _held_for(kept: UUID) -> UUID | None:
    return None if kept == NOWHERE else kept


def _held_for_all(kept: UUID, merged: Successions, today: date) -> frozenset[UUID | None]:
    party = _held_for(kept)
    return frozenset({None}) if party is None else merged.together(party, today)
