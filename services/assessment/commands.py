"""What assessment can be asked to do."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from shared.contracts.assessment import (
    Clinician,
    Component,
    Conclusion,
    Demand,
    Detail,
    PartyKind,
    Phase,
    Priority,
    Reopening,
    RouteKind,
    Standardised,
    Standing,
    Status,
)
from shared.contracts.record import Facts


@dataclass(frozen=True, slots=True)
class OpenAssessment:
    """A case begins its assessment: lifted from triage (I-5), or started by a body (I-13)."""

    case_id: UUID
    helsefellesskap: UUID
    number: str
    parties: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class StateGoal:
    """The problem, the patients, the benefit, and the burden on the others (A-0)."""

    case_id: UUID
    problem: str
    patients: str
    benefit: str
    burden: str
    general_duty: bool = False


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """One component's status and the reason (A-1, A-2), for the case or for one party.

    `clinicians` are the active clinicians who took part in it (A-3).
    """

    case_id: UUID
    component: Component
    status: Status
    reason: str
    party: UUID | None = None
    clinicians: tuple[Clinician, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """The long form of one component, any part of it (A-2 to A-8)."""

    case_id: UUID
    detail: Detail


@dataclass(frozen=True, slots=True)
class RecordComponent:
    """One component as its form is saved: the status with its reason, and the long form where any
    of it is filled in; both or none (A-2, A-11)."""

    case_id: UUID
    finding: RecordFinding
    detail: Detail | None = None


@dataclass(frozen=True, slots=True)
class RecordCapacity:
    """One party, or another affected organisation, against the capacity frame (A-9).

    `receives_task` is a task that comes to it from another level, which it has accepted (by
    whom) or not accepted (A-10). `demands` are hours a year, `ore_…` whole øre a year.
    """

    case_id: UUID
    party: UUID
    standing: Standing
    reason: str
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False
    demands: tuple[Demand, ...] = ()
    ore_demanded: int | None = None
    ore_available: int | None = None


@dataclass(frozen=True, slots=True)
class DecidePriority:
    """The owner of a capacity that is exceeded lets this go first, and names what gives way
    (A-9). On what was concluded as not realistic it takes the assessment up again."""

    case_id: UUID
    priority: Priority


@dataclass(frozen=True, slots=True)
class StateStandardisation:
    """All that the measure standardises, and at which level (A-12)."""

    case_id: UUID
    standardised: tuple[Standardised, ...]


@dataclass(frozen=True, slots=True)
class RecordPhase:
    """One phase of a digitalisation project: its clinicians, and who pays (A-17)."""

    case_id: UUID
    phase: Phase


@dataclass(frozen=True, slots=True)
class ConcludeAssessment:
    """The diagnosis is made (A-13), and the case gets its route (A-14).

    `route` None follows the proposal. `national`: the obstacle lies in a national tool, code
    system or rule. `known_answer` refers to the rule or routine that answers the case already.
    """

    case_id: UUID
    conclusion: Conclusion
    route: RouteKind | None = None
    route_reason: str | None = None
    national: bool = False
    known_answer: str | None = None


@dataclass(frozen=True, slots=True)
class ReopenAssessment:
    """It is taken up again, on this question: the case has come back (A-15), or what was not
    realistic is to demand less (A-9)."""

    case_id: UUID
    because: Reopening
    question: str


@dataclass(frozen=True, slots=True)
class CloseAssessment:
    """What was not realistic goes no further (A-9)."""

    case_id: UUID
    reason: str


AssessmentCommand: TypeAlias = (
    OpenAssessment
    | StateGoal
    | RecordFinding
    | RecordDetail
    | RecordComponent
    | RecordCapacity
    | DecidePriority
    | StateStandardisation
    | RecordPhase
    | ConcludeAssessment
    | ReopenAssessment
    | CloseAssessment
)


@dataclass(frozen=True)
class AssessmentFacts(Facts):
    """What assessment reads beyond the case: the register.

    `organisations` are the kinds of the case's parties and of those the command names, `people`
    those of the command's clinicians that the register knows (A-3); `lsu` are for each LSU of the
    helsefellesskap the parties that sit in it (A-14).
    """

    organisations: tuple[PartyKind, ...] = ()
    people: tuple[UUID, ...] = ()
    lsu: tuple[tuple[UUID, ...], ...] = ()
