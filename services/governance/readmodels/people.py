"""Who is this person, and what do they hold? (P-1, P-3)

The rows are those of the register, which governance owns; name and numbers stay sealed in them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from shared.contracts.record import Sealed
from shared.eventlog.projections import Views
from shared.identity.actors import Holding
from shared.identity.register_model import NOWHERE, register_model


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register, with the roles held now.

    `employment` is what they were when registered, `changes` what they are from each later day.
    """

    person_id: UUID
    name: Sealed
    hpr: Sealed | None
    contact: Sealed | None
    employment: str
    title: str
    roles: tuple[Holding, ...]
    changes: tuple[tuple[date, str], ...] = ()

    def employment_on(self, day: date) -> str:
        """What they are on the day (P-6)."""
        begun = [employment for valid_from, employment in self.changes if valid_from <= day]
        return begun[-1] if begun else self.employment


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
        changed: Any = connection.execute(
            select(tables.employments)
            .where(tables.employments.c.person == person_id)
            .order_by(tables.employments.c.valid_from)
        )
        changes = tuple((each.valid_from, each.employment) for each in changed)
    return Person(
        person_id=row.id,
        name=Sealed.model_validate_json(row.name),
        hpr=Sealed.model_validate_json(row.hpr) if row.hpr else None,
        contact=Sealed.model_validate_json(row.contact) if row.contact else None,
        employment=row.employment,
        title=row.title,
        roles=roles,
        changes=changes,
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


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in the list of a helsefellesskap: what they are, and the roles held there."""

    person_id: UUID
    title: str
    roles: tuple[Holding, ...]


def listed(views: Views, helsefellesskap: UUID) -> list[Listed]:
    """Those who hold a role or a seat in it, and those who hold none anywhere: somebody has just
    been entered and is to be given one (P-1)."""
    with views.read(register_model) as (connection, tables):
        roles: Any = connection.execute(select(tables.roles)).all()
        seats: Any = connection.execute(select(tables.seats)).all()
        held = {row.person for row in roles} | {row.person for row in seats}
        here = {row.person for row in roles if row.helsefellesskap == helsefellesskap}
        here |= {row.person for row in seats if row.helsefellesskap == helsefellesskap}
        people: Any = connection.execute(select(tables.people)).all()
    return [
        Listed(
            row.id,
            row.title,
            tuple(
                Holding(each.role, _place(each.helsefellesskap), _place(each.party))
                for each in roles
                if each.person == row.id and each.helsefellesskap == helsefellesskap
            ),
        )
        for row in people
        if row.id in here or row.id not in held
    ]
