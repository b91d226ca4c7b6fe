"""Who is this person, and what do they hold? (P-1, P-3)

The rows are those of the register, which governance owns; name and numbers stay sealed in them.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from shared.contracts.record import Sealed
from shared.eventlog.projections import Views
from shared.identity.actors import Holding
from shared.identity.register_model import NOWHERE, register_model


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register, with the roles held now."""

    person_id: UUID
    name: Sealed
    hpr: Sealed | None
    contact: Sealed | None
    employment: str
    title: str
    roles: tuple[Holding, ...]


def one(views: Views, person_id: UUID) -> Person | None:
    with views.read(register_model) as (connection, tables):
        row: Any = connection.execute(
            select(tables.people).where(tables.people.c.id == person_id)
        ).one_or_none()
        if row is None:
            return None
        held: Any = connection.execute(
            select(tables.roles)
            .where(tables.roles.c.person == person_id)
            .order_by(tables.roles.c.role, tables.roles.c.helsefellesskap, tables.roles.c.party)
        )
        roles = tuple(
            Holding(each.role, _place(each.helsefellesskap), _place(each.party)) for each in held
        )
    return Person(
        person_id=row.id,
        name=Sealed.model_validate_json(row.name),
        hpr=Sealed.model_validate_json(row.hpr) if row.hpr else None,
        contact=Sealed.model_validate_json(row.contact) if row.contact else None,
        employment=row.employment,
        title=row.title,
        roles=roles,
    )


def clinicians(views: Views, helsefellesskap: UUID, party: UUID) -> tuple[UUID, ...]:
    """The people who are clinicians of the party in this helsefellesskap now."""
    with views.read(register_model) as (connection, tables):
        roles = tables.roles.c
        rows: Any = connection.execute(
            select(roles.person)
            .where(
                roles.role == "clinician",
                roles.helsefellesskap == helsefellesskap,
                roles.party == party,
            )
            .order_by(roles.person)
        )
        return tuple(row.person for row in rows)


def clinicians_by_party(views: Views, helsefellesskap: UUID) -> dict[UUID, UUID | None]:
    """Everybody who is a clinician in this helsefellesskap now, with the party it is held for."""
    with views.read(register_model) as (connection, tables):
        roles = tables.roles.c
        rows: Any = connection.execute(
            select(roles.person, roles.party).where(
                roles.role == "clinician", roles.helsefellesskap == helsefellesskap
            )
        )
        return {row.person: _place(row.party) for row in rows}


def _place(kept: UUID) -> UUID | None:
    return None if kept == NOWHERE else kept
