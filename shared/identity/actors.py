"""Who is logged in, and what they hold: the input of every access decision (P-3)."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias
from uuid import UUID

Role: TypeAlias = Literal[
    "clinician",
    "secretariat",
    "attester",
    "approver",
    "payroll",
    "helsedirektoratet",
    "operator",
    "integrator",
]


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held by a person or a machine: for a party, in a helsefellesskap, or nationally."""

    role: Role
    helsefellesskap: UUID | None = None
    party: UUID | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat held in a body (G-2); `rights` are vote, speech, proposal, attend; `kind` is the
    body's (G-1), None where somebody sits in for another and the body is all that is known.

    `case` is the one case that somebody is co-opted for (G-5); None for all that the body has.
    """

    seat: UUID
    body: UUID
    helsefellesskap: UUID
    party: UUID
    function: str
    rights: frozenset[str]
    case: UUID | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or machine that asks, by pseudonym (P-1), with what it holds today.

    `deputises` are the seats in which the person sits when the holder can't (G-2).
    `blocked` are the cases that nobody may read now, whoever asks (R-7).
    """

    person: UUID
    holdings: frozenset[Holding] = field(default_factory=frozenset)
    seats: frozenset[Seat] = field(default_factory=frozenset)
    deputises: frozenset[Seat] = field(default_factory=frozenset)
    blocked: frozenset[UUID] = field(default_factory=frozenset)

    def has(self, role: Role, *, helsefellesskap: UUID | None = None) -> bool:
        """Whether the role is held, in this helsefellesskap where one is named."""
        return any(
            held.role == role
            and (helsefellesskap is None or held.helsefellesskap == helsefellesskap)
            for held in self.holdings
        )


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody the development issuer lets in: `described_as` says in Norwegian who it is."""

    person_id: UUID
    name: str
    described_as: str
