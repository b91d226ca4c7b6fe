"""What somebody holds on a day, as the rows of the register have it: roles and seats (G-2, P-6)."""

import json
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, select

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
    connection: Connection, tables: RegisterTables, person_id: UUID, today: date
) -> frozenset[Seat]:
    """Seats within their term (G-2)."""
    seats = tables.seats.c
    rows = connection.execute(
        select(tables.seats).where(
            seats.person == person_id, seats.term_from <= today, seats.term_to >= today
        )
    )
    return frozenset(
        Seat(
            row.id,
            row.body,
            row.helsefellesskap,
            row.party,
            row.function,
            frozenset(json.loads(row.rights)),
            row.co_opted_for,
        )
        for row in rows
    )


def _held_for(kept: UUID) -> UUID | None:
    return None if kept == NOWHERE else kept


def _held_for_all(kept: UUID, merged: Successions, today: date) -> frozenset[UUID | None]:
    party = _held_for(kept)
    return frozenset({None}) if party is None else merged.together(party, today)
