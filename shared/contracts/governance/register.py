"""The register of people and organisations (P-1, P-6)."""

from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.words import Employment, OrganisationKind, RoleName
from shared.contracts.record import Event, Sealed


class HelsefellesskapEstablished(Event):
    """An area's municipalities and hospitals, as one community of cooperation."""

    type: Literal["governance.helsefellesskap-established.v1"] = (
        "governance.helsefellesskap-established.v1"
    )
    helsefellesskap_id: UUID
    name: str
    case_number_format: str


class OrganisationRegistered(Event):
    """A party (I-2), with the helsefellesskap it belongs to; it may be more than one."""

    type: Literal["governance.organisation-registered.v1"] = "governance.organisation-registered.v1"
    organisation_id: UUID
    name: str
    kind: OrganisationKind
    number: str | None = None
    helsefellesskap: tuple[UUID, ...] = ()


class PersonRegistered(Event):
    """A person under a pseudonym (P-1); the name and the numbers are sealed."""

    type: Literal["governance.person-registered.v1"] = "governance.person-registered.v1"
    person_id: UUID
    name: Sealed
    hpr: Sealed | None = None
    contact: Sealed | None = None
    employment: Employment
    title: str


class RoleGranted(Event):
    """A role, for a party or in a helsefellesskap or nationally."""

    type: Literal["governance.role-granted.v1"] = "governance.role-granted.v1"
    person_id: UUID
    role: RoleName
    helsefellesskap: UUID | None = None
    party: UUID | None = None


class RoleWithdrawn(Event):
    type: Literal["governance.role-withdrawn.v1"] = "governance.role-withdrawn.v1"
    person_id: UUID
    role: RoleName
    helsefellesskap: UUID | None = None
    party: UUID | None = None
    reason: str


class EmploymentChanged(Event):
    """A person changes status from a day on; a seat held as self-employed needs an agreement
    from that day (P-6, G-3). `basis` tells what it rests on."""

    type: Literal["governance.employment-changed.v1"] = "governance.employment-changed.v1"
    person_id: UUID
    employment: Employment
    valid_from: date
    basis: str


class OrganisationSucceeded(Event):
    """Another organisation takes over from a day on (P-6); several may have the same successor.

    The old name stays readable in what was decided before.
    """

    type: Literal["governance.organisation-succeeded.v1"] = "governance.organisation-succeeded.v1"
    organisation_id: UUID
    successor: UUID
    on: date
    reason: str


class SuccessionCarriedOut(Event):
    """The day of a succession has come: these bodies, seats and open cases go over (P-6)."""

    type: Literal["governance.succession-carried-out.v1"] = "governance.succession-carried-out.v1"
    organisation_id: UUID
    successor: UUID
    on: date
    bodies: tuple[UUID, ...]
    seats: tuple[UUID, ...]
    cases: tuple[UUID, ...]


RegisterEvent: TypeAlias = (
    HelsefellesskapEstablished
    | OrganisationRegistered
    | PersonRegistered
    | RoleGranted
    | RoleWithdrawn
    | EmploymentChanged
    | OrganisationSucceeded
    | SuccessionCarriedOut
)
