"""Asked of the structure: bodies and seats (G-1, G-2, G-3)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.governance import (
    Basis,
    BodyKind,
    BodyRules,
    Function,
    Power,
    Purpose,
    Receiver,
    Represents,
    Right,
    Side,
    SideName,
)


@dataclass(frozen=True, slots=True)
class EstablishBody:
    """A body gets its place in the structure and its rules (G-1).

    `level` is None where the kind's usual one is meant.
    """

    body_id: UUID
    helsefellesskap: UUID
    kind: BodyKind
    level: int | None
    name: str
    name_nn: str | None
    parent: UUID | None
    power: Power
    purpose: Purpose
    sides: tuple[Side, ...]
    item_number_format: str
    rules: BodyRules


@dataclass(frozen=True, slots=True)
class ReconfigureBody:
    """A body gets another place or other rules from a day on (G-1): the whole new configuration.

    Its kind and its helsefellesskap stay. `level` is None where the kind's usual one is meant.
    """

    body_id: UUID
    level: int | None
    name: str
    name_nn: str | None
    parent: UUID | None
    power: Power
    purpose: Purpose
    sides: tuple[Side, ...]
    item_number_format: str
    rules: BodyRules
    valid_from: date
    reason: str


@dataclass(frozen=True, slots=True)
class DissolveBody:
    """A body is no more; a receiver is named for each case it has open (G-12)."""

    body_id: UUID
    dissolved_on: date
    reason: str
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True, slots=True)
class SucceedBodyParty:
    """In a body the successor takes the old party's place (P-6): the reaction to the succession."""

    body_id: UUID
    old: UUID
    new: UUID
    on: date


BodyCommand: TypeAlias = EstablishBody | ReconfigureBody | DissolveBody | SucceedBodyParty


@dataclass(frozen=True, slots=True)
class FillSeat:
    """A person takes a seat in a body for a term (G-2).

    `side` is None for a seat that speaks for neither side. `basis` is the basis of the
    appointment, `speaks_for` the group the seat speaks for. `active_clinician` is whether the
    person works with patients today. `co_opted_for` is the one case that the seat is for (G-5).
    """

    seat_id: UUID
    body_id: UUID
    party: UUID
    side: SideName | None
    represents: Represents
    person_id: UUID
    function: Function
    rights: tuple[Right, ...]
    basis: Basis
    basis_note: str | None
    speaks_for: str | None
    active_clinician: bool
    term_from: date
    term_to: date
    deputy_id: UUID | None
    deputy_active_clinician: bool
    co_opted_for: UUID | None


@dataclass(frozen=True, slots=True)
class VacateSeat:
    """The holder leaves the seat, with the reason; it can be filled again."""

    seat_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeDeputy:
    """The seat gets another deputy while its holder stays; None where it is to have none (G-2)."""

    seat_id: UUID
    deputy_id: UUID | None
    deputy_active_clinician: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SucceedSeatParty:
    """The successor takes over a seat of the old party (P-6): the reaction to the succession."""

    seat_id: UUID
    old: UUID
    new: UUID
    on: date


SeatCommand: TypeAlias = FillSeat | ChangeDeputy | VacateSeat | SucceedSeatParty
