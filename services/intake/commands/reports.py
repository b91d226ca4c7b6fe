"""What reporters ask of intake (I-0, I-1, I-5, I-6)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import Language
from shared.contracts.record import Sealed


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """A reporter tells of a problem (I-1): a new case, or with `joins` one that is open (I-0).

    The ids follow from the command or from the sender's own reference, so that the same report
    never comes twice. With `joins`, `case_id` is the case that is joined.
    """

    case_id: UUID
    report_id: UUID
    helsefellesskap: UUID
    title: Sealed
    what_happens: Sealed
    parties: tuple[str, ...]
    workaround: Sealed | None
    urgent: bool
    language: Language
    reported_on: date
    sender_reference: str | None
    workaround_risk: Sealed | None = None
    joins: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """The reporter takes their own report back (I-0). Without `report_id`, the one they have."""

    case_id: UUID
    reason: str
    report_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class GiveInformation:
    """A reporter answers what they were asked (I-5)."""

    case_id: UUID
    answer: Sealed


@dataclass(frozen=True, slots=True)
class DisputeOutcome:
    """A reporter says, once, that this did not solve it (I-6)."""

    case_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """A case that was closed unanswered is taken up again (I-5)."""

    case_id: UUID
    reason: str


ReportCommand: TypeAlias = (
    RegisterReport | WithdrawReport | GiveInformation | DisputeOutcome | ReopenCase
)
