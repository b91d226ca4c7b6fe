"""What assessment can be asked to do."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from shared.contracts.assessment import Component, Conclusion, RouteKind, Standing, Status
from shared.contracts.governance import OrganisationKind
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

    `clinicians` are the organisations whose active clinicians took part in it (A-3).
    """

    case_id: UUID
    component: Component
    status: Status
    reason: str
    party: UUID | None = None
    clinicians: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordCapacity:
    """One party, or another affected organisation, against the capacity frame (A-9).

    `receives_task` is a task that comes to it from another level, which it has accepted (by
    whom) or not accepted (A-10).
    """

    case_id: UUID
    party: UUID
    standing: Standing
    reason: str
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False


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


AssessmentCommand: TypeAlias = (
    OpenAssessment | StateGoal | RecordFinding | RecordCapacity | ConcludeAssessment
)


@dataclass(frozen=True, slots=True)
class PartyKind:
    """What kind of organisation a party is, by the register."""

    party: UUID
    kind: OrganisationKind


@dataclass(frozen=True)
class AssessmentFacts(Facts):
    """What assessment reads beyond the case: the register.

    `organisations` are the kinds of the case's parties and of those the command names; `lsu` are
    for each LSU of the helsefellesskap the parties that sit in it (A-14).
    """

    organisations: tuple[PartyKind, ...] = ()
    lsu: tuple[tuple[UUID, ...], ...] = ()
