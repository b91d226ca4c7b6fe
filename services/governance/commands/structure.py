"""Asked of the structure: bodies and seats (G-1, G-2, G-3)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.governance import (
    BodyKind,
    BodyRules,
    Function,
    Power,
    Purpose,
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
class FillSeat:
    """A person takes a seat in a body for a term (G-2).

    `basis` is the basis of the appointment, `speaks_for` the group the seat speaks for.
    `active_clinician` is whether the person works with patients today.
    """

    seat_id: UUID
    body_id: UUID
    party: UUID
    side: SideName
    person_id: UUID
    function: Function
    rights: tuple[Right, ...]
    basis: str
    speaks_for: str | None
    active_clinician: bool
    term_from: date
    term_to: date
    deputy_id: UUID | None
    deputy_active_clinician: bool


@dataclass(frozen=True, slots=True)
class VacateSeat:
    """The holder leaves the seat, with the reason; it can be filled again."""

    seat_id: UUID
    reason: str


SeatCommand: TypeAlias = FillSeat | VacateSeat
