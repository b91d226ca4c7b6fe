"""Asked of a case after the decision, in each party's own line (G-14, G-15)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance import RatificationAnswer
from shared.contracts.governance.own_lines import FollowUpResult, RatificationChoice


@dataclass(frozen=True, slots=True)
class RegisterRatification:
    """The party's authorised person tells what the party's own organ has answered (G-14).

    `clause` and `reservation` are what is reserved; `touches_others` tells whether it does.
    """

    case_id: UUID
    party: UUID
    answer: RatificationAnswer
    organ: str
    reference: str
    reservation: str | None
    touches_others: bool
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class ChooseAfterRatification:
    """What comes of a decision that not all have adopted (G-14)."""

    case_id: UUID
    choice: RatificationChoice
    reason: str


@dataclass(frozen=True, slots=True)
class PlanImplementation:
    """One party says who answers for its part, and by when each of its tasks is done (G-15).

    `seat_id` is the seat of the one responsible, in the body that sees the decision through.
    """

    case_id: UUID
    party: UUID
    seat_id: UUID
    due: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ReportImplementation:
    """One party tells how it went in its own line (G-15); `task` is counted from 1."""

    case_id: UUID
    party: UUID
    result: Literal["done", "deviation"]
    note: str
    task: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerOwnStep:
    """What came of a step through samarbeidsutvalg or dialogmøte (G-15); counted from 1."""

    case_id: UUID
    step: int
    result: Literal["agreed", "not-agreed"]
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class AskFollowUp:
    """The time has come to ask what became of the decision: asked by the timer (G-15)."""

    case_id: UUID


@dataclass(frozen=True, slots=True)
class AnswerFollowUp:
    """What became of the decision; the answer closes the case or opens it again (G-15)."""

    case_id: UUID
    result: FollowUpResult
    text: str
    decision: Literal["close", "reopen"]


OwnLineCommand: TypeAlias = (
    RegisterRatification
    | ChooseAfterRatification
    | PlanImplementation
    | ReportImplementation
    | AnswerOwnStep
    | AskFollowUp
    | AnswerFollowUp
)
