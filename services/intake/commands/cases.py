"""What those who triage ask of intake, and those who start a case (I-0, I-5, I-13)."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import StarterKind, TriageOutcome
from shared.contracts.record import Sealed


@dataclass(frozen=True, slots=True)
class TriageCase:
    """Triage ends in one outcome (I-5).

    `rule` is in the register of known rules, `routine` the case of a routine in force; `line` the
    organisation in whose own line it belongs (I-2), `joined_to` the case that is the same problem.
    """

    case_id: UUID
    outcome: TriageOutcome
    reason: str
    reference: str | None
    no_patient_recognisable: bool
    rule: UUID | None = None
    routine: UUID | None = None
    line: UUID | None = None
    joined_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class AnswerFirst:
    """A named liaison answers before triage does (I-5)."""

    case_id: UUID
    reason: str
    reference: str | None = None
    rule: UUID | None = None
    routine: UUID | None = None


@dataclass(frozen=True, slots=True)
class RequestInformation:
    """The reporters are asked for more, to be answered within some working days (I-5)."""

    case_id: UUID
    question: str
    working_days: int


@dataclass(frozen=True, slots=True)
class CloseUnanswered:
    """The deadline of a question has passed (I-5); asked by the timer."""

    case_id: UUID
    request_id: UUID


@dataclass(frozen=True, slots=True)
class MergeCase:
    """Two cases are the same problem: this one goes into the older (I-0)."""

    case_id: UUID
    into: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class SplitCase:
    """These reports and parties are another problem, which becomes a case of its own (I-0)."""

    case_id: UUID
    to_case: UUID
    title: Sealed
    what_happens: Sealed
    reports: tuple[UUID, ...]
    parties: tuple[str, ...]
    reason: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class StartCase:
    """A body, a party or a project plans a measure, or adjusts one (I-13)."""

    case_id: UUID
    helsefellesskap: UUID
    starter: StarterKind
    title: Sealed
    what_happens: Sealed
    parties: tuple[str, ...]
    no_patient_recognisable: bool
    body_id: UUID | None = None
    party: UUID | None = None
    project: str | None = None
    urgent: bool = False


CaseCommand: TypeAlias = (
    TriageCase
    | AnswerFirst
    | RequestInformation
    | CloseUnanswered
    | MergeCase
    | SplitCase
    | StartCase
)
