"""Asked of the register: helsefellesskap, organisations, people and their roles (P-1)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.governance import Employment, OrganisationKind, RoleName
from shared.contracts.record import Sealed


@dataclass(frozen=True, slots=True)
class EstablishHelsefellesskap:
    """An area's municipalities and hospitals become one helsefellesskap (G-1).

    `case_number_format` is in the grammar of `shared.values.case_numbers` (I-11).
    """

    helsefellesskap_id: UUID
    name: str
    case_number_format: str


@dataclass(frozen=True, slots=True)
class RegisterOrganisation:
    """A party enters the register (I-2); it may belong to more than one helsefellesskap."""

    organisation_id: UUID
    name: str
    kind: OrganisationKind
    number: str | None
    helsefellesskap: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SucceedOrganisation:
    """Another organisation takes over from a day on (P-6)."""

    organisation_id: UUID
    successor: UUID
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class CarryOutSuccession:
    """The day of a succession has come: asked by the timer (P-6)."""

    organisation_id: UUID


OrganisationCommand: TypeAlias = RegisterOrganisation | SucceedOrganisation | CarryOutSuccession


@dataclass(frozen=True, slots=True)
class RegisterPerson:
    """A person enters the register under a pseudonym (P-1)."""

    person_id: UUID
    name: Sealed
    hpr: Sealed | None
    contact: Sealed | None
    employment: Employment
    title: str


@dataclass(frozen=True, slots=True)
class GrantRole:
    """A person is given a role: for a party, in a helsefellesskap, or nationally (P-3)."""

    person_id: UUID
    role: RoleName
    helsefellesskap: UUID | None
    party: UUID | None


@dataclass(frozen=True, slots=True)
class WithdrawRole:
    """A role is taken back, with the reason."""

    person_id: UUID
    role: RoleName
    helsefellesskap: UUID | None
    party: UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeEmployment:
    """A person is self-employed, employed or neither from a day on (P-6)."""

    person_id: UUID
    employment: Employment
    valid_from: date
    basis: str


PersonCommand: TypeAlias = RegisterPerson | GrantRole | WithdrawRole | ChangeEmployment
