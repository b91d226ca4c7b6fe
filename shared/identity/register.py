"""Questions to the register: who somebody is today, what an organisation is called (P-1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from shared.contracts.governance import BodyKind, Employment, OrganisationKind, RoleName
from shared.contracts.record import Sealed
from shared.eventlog.projections import Views
from shared.identity.actors import Actor, Login, Seat
from shared.identity.held_today import holdings_of, seat, seats_of
from shared.identity.policy import Forbidden
from shared.identity.register_model import name_key, register_model
from shared.identity.register_tables import successions
from shared.identity.succession import Successions
from shared.values.national_numbers import email_in

OpenSeal: TypeAlias = Callable[[Sealed], str | None]
"""`shared.eventlog.sealing.Seals.open`: None where the key is destroyed (R-7)."""

_OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party (I-2) and the helsefellesskap it belongs to.

    `successor` takes over from the day `succeeded_on`, which may be ahead (P-6).
    """

    id: UUID
    name: str
    kind: OrganisationKind
    number: str | None
    helsefellesskap: frozenset[UUID]
    successor: UUID | None = None
    succeeded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Helsefellesskap:
    id: UUID
    name: str
    case_number_format: str


@dataclass(frozen=True, slots=True)
class Body:
    id: UUID
    helsefellesskap: UUID
    kind: BodyKind
    name: str
    parent: UUID | None


class AmbiguousName(LookupError):  # noqa: N818 - named for what it says
    """More than one organisation has this name."""

    def __init__(self, name: str, found: Sequence[UUID]) -> None:
        super().__init__(name)
        self.name = name
        self.found = tuple(found)


class Register:
    """The register as this service has heard it. Every question may raise NotBuilt."""

    def __init__(self, views: Views, open_seal: OpenSeal) -> None:
        self._views = views
        self._open = open_seal

    def actor(self, person_id: UUID, now: datetime) -> Actor:
        """The person or machine with what it holds today: seats only within their term (G-2);
        roles for a party also for those that are one with it since a merger (P-6).

        Raises Forbidden (P-2) for somebody the register does not know.
        """
        today = now.astimezone(_OSLO).date()
        with self._views.read(register_model) as (connection, tables):
            holdings = holdings_of(connection, tables, person_id, today)
            sitting = tables.seats.c
            seats = seats_of(connection, tables, sitting.person == person_id, today)
            deputising = seats_of(connection, tables, sitting.deputy == person_id, today)
            people = tables.people.c
            known = bool(holdings or seats or deputising) or connection.scalar(
                select(people.id).where(people.id == person_id)
            )
        if not known:
            raise Forbidden("P-2", "unknown-person")
        return Actor(person_id, holdings, seats, deputising)

    def successions(self) -> Successions:
        """Who takes over after whom, and from which day (P-6)."""
        with self._views.read(register_model) as (connection, tables):
            return successions(connection, tables)

    def organisations(self, helsefellesskap: UUID | None = None) -> list[Organisation]:
        """All organisations, or those of one helsefellesskap, by name."""
        found = self._organisations()
        return [
            organisation
            for organisation in found
            if helsefellesskap is None or helsefellesskap in organisation.helsefellesskap
        ]

    def organisation(self, organisation_id: UUID) -> Organisation | None:
        found = self._organisations(ids=[organisation_id])
        return found[0] if found else None

    def find_organisation(
        self, name: str, helsefellesskap: UUID | None = None
    ) -> Organisation | None:
        """The organisation with exactly this name, whatever its case and spaces (I-10).

        Raises AmbiguousName where several have it.
        """
        found = [
            organisation
            for organisation in self._organisations(key=name_key(name))
            if helsefellesskap is None or helsefellesskap in organisation.helsefellesskap
        ]
        if len(found) > 1:
            raise AmbiguousName(name, [organisation.id for organisation in found])
        return found[0] if found else None

    def all_helsefellesskap(self) -> list[Helsefellesskap]:
        """By name."""
        with self._views.read(register_model) as (connection, tables):
            rows = connection.execute(select(tables.areas).order_by(tables.areas.c.name)).all()
        return [Helsefellesskap(row.id, row.name, row.case_number_format) for row in rows]

    def helsefellesskap(self, helsefellesskap_id: UUID) -> Helsefellesskap | None:
        return next(
            (each for each in self.all_helsefellesskap() if each.id == helsefellesskap_id), None
        )

    def helsefellesskap_named(self, name: str) -> Helsefellesskap | None:
        """The one with exactly this name, whatever its case and spaces."""
        key = name_key(name)
        return next(
            (each for each in self.all_helsefellesskap() if name_key(each.name) == key), None
        )

    def bodies(self, helsefellesskap: UUID) -> list[Body]:
        """The bodies of a helsefellesskap that are not dissolved, by name (G-1)."""
        with self._views.read(register_model) as (connection, tables):
            bodies = tables.bodies
            rows = connection.execute(
                select(bodies)
                .where(bodies.c.helsefellesskap == helsefellesskap, bodies.c.dissolved_on.is_(None))
                .order_by(bodies.c.name)
            ).all()
        return [Body(row.id, row.helsefellesskap, row.kind, row.name, row.parent) for row in rows]

    def body(self, body_id: UUID) -> Body | None:
        with self._views.read(register_model) as (connection, tables):
            row = connection.execute(
                select(tables.bodies).where(tables.bodies.c.id == body_id)
            ).one_or_none()
        return Body(row.id, row.helsefellesskap, row.kind, row.name, row.parent) if row else None

    def seat(self, seat_id: UUID) -> Seat | None:
        """A seat as it is filled now, whatever its term; None for one that is vacated (G-2)."""
        with self._views.read(register_model) as (connection, tables):
            return seat(connection, tables, seat_id)

    def person_name(self, person_id: UUID) -> str | None:
        """The name, opened now; None for somebody unknown, or whose data is erased (R-7)."""
        return self._told_of(person_id, "name")

    def person_email(self, person_id: UUID) -> str | None:
        """The e-mail address in a person's contact details, opened now; None where there is none,
        and for those whose data is erased (R-7)."""
        return email_in(self._told_of(person_id, "contact") or "")

    def holders(self, role: RoleName, helsefellesskap: UUID) -> tuple[UUID, ...]:
        """Those who hold a role in a helsefellesskap, in the order of their ids."""
        with self._views.read(register_model) as (connection, tables):
            roles = tables.roles.c
            found = connection.scalars(
                select(roles.person)
                .where(roles.role == role, roles.helsefellesskap == helsefellesskap)
                .distinct()
            )
            return tuple(sorted(found, key=str))

    def chairs(self, kind: BodyKind, helsefellesskap: UUID, now: datetime) -> tuple[UUID, ...]:
        """Those who chair the bodies of a kind today, in the order of their ids (G-2)."""
        today = now.astimezone(_OSLO).date()
        with self._views.read(register_model) as (connection, tables):
            seats, bodies = tables.seats.c, tables.bodies.c
            found = connection.scalars(
                select(seats.person)
                .join_from(tables.seats, tables.bodies, seats.body == bodies.id)
                .where(
                    bodies.kind == kind,
                    bodies.dissolved_on.is_(None),
                    seats.helsefellesskap == helsefellesskap,
                    seats.function == "chair",
                    seats.term_from <= today,
                    seats.term_to >= today,
                )
                .distinct()
            )
            return tuple(sorted(found, key=str))

    def employments(self, people: Sequence[UUID], day: date) -> dict[UUID, Employment]:
        """What each of these people is on the day (P-6); those not known are left out."""
        with self._views.read(register_model) as (connection, tables):
            rows = connection.execute(select(tables.people).where(tables.people.c.id.in_(people)))
            held: dict[UUID, Employment] = {row.id: row.employment for row in rows}
            changes = tables.employments
            later = connection.execute(
                select(changes)
                .where(changes.c.person.in_(people), changes.c.valid_from <= day)
                .order_by(changes.c.valid_from)
            )
            held |= {row.person: row.employment for row in later}
        return held

    def logins(self) -> list[Login]:
        """Everybody who can log in, by name, for the development issuer."""
        with self._views.read(register_model) as (connection, tables):
            people = connection.execute(select(tables.people)).all()
        found = [(self._opened(row.name), row) for row in people]
        return sorted(
            (Login(row.id, name, row.title) for name, row in found if name is not None),
            key=lambda login: (login.name, login.person_id),
        )

    def _told_of(self, person_id: UUID, column: str) -> str | None:
        with self._views.read(register_model) as (connection, tables):
            people = tables.people.c
            kept = connection.scalar(select(people[column]).where(people.id == person_id))
        return None if kept is None else self._opened(kept)

    def _opened(self, kept: str) -> str | None:
        return self._open(Sealed.model_validate_json(kept))

    def _organisations(
        self, *, ids: Sequence[UUID] | None = None, key: str | None = None
    ) -> list[Organisation]:
        with self._views.read(register_model) as (connection, tables):
            found = select(tables.organisations).order_by(tables.organisations.c.name)
            if ids is not None:
                found = found.where(tables.organisations.c.id.in_(ids))
            if key is not None:
                found = found.where(tables.organisations.c.name_key == key)
            rows = connection.execute(found).all()
            members = connection.execute(
                select(tables.members).where(
                    tables.members.c.organisation.in_([row.id for row in rows])
                )
            ).all()
        return [_organisation(row, members) for row in rows]


def _organisation(
    row: Row[tuple[object, ...]], members: Sequence[Row[tuple[object, ...]]]
) -> Organisation:
    return Organisation(
        row.id,
        row.name,
        row.kind,
        row.number,
        frozenset(member.helsefellesskap for member in members if member.organisation == row.id),
        row.successor,
        row.succeeded_on,
    )
