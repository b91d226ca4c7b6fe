"""What assessment says, in the order it happens (A-0 to A-17)."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.contracts.assessment.details import Detail
from shared.contracts.assessment.parts import (
    Clinician,
    ComponentStatus,
    Demand,
    Diagnosis,
    Finding,
    Goal,
    PartyKind,
    PartyStanding,
    Phase,
    Priority,
    Readiness,
    Standardised,
)
from shared.contracts.assessment.words import (
    Component,
    Conclusion,
    DiagnosisVersion,
    Reopening,
    RouteKind,
    Standing,
    Status,
)
from shared.contracts.record import Event


class AssessmentOpened(Event):
    """A case has been lifted to assessment (I-5), or started by a body or a party (I-13)."""

    type: Literal["assessment.assessment-opened.v1"] = "assessment.assessment-opened.v1"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    parties: tuple[UUID, ...]


class GoalStated(Event):
    """The problem, for which patients, the benefit, and the burden on the others (A-0).

    `general_duty`: the measure lays a duty on all for the sake of a small group.
    """

    type: Literal["assessment.goal-stated.v1"] = "assessment.goal-stated.v1"
    case_id: UUID
    problem: str
    patients: str
    benefit: str
    burden: str
    general_duty: bool = False


class FindingRecorded(Event):
    """One component's status and the reason for it (A-1, A-2).

    `party` is None for the case as a whole. `clinicians` are the active clinicians who took part
    (A-3). A later finding on the same component and party replaces the earlier one, which stays
    readable.
    """

    type: Literal["assessment.finding-recorded.v2"] = "assessment.finding-recorded.v2"
    case_id: UUID
    component: Component
    status: Status
    reason: str
    party: UUID | None = None
    clinicians: tuple[Clinician, ...] = ()


class DetailRecorded(Event):
    """The long form of one component (A-2 to A-8); a later one replaces the earlier."""

    type: Literal["assessment.detail-recorded.v1"] = "assessment.detail-recorded.v1"
    case_id: UUID
    detail: Detail


class CapacityRecorded(Event):
    """One party against the capacity frame (A-9), and whether a task changes level (A-10).

    `receives_task` is a task that the party gets from another level; it is accepted by somebody
    (`task_accepted_by`, an office or a body), or said not to be. Neither: not answered yet.
    `demands` are hours a year and profession, `ore_…` whole øre a year.
    """

    type: Literal["assessment.capacity-recorded.v2"] = "assessment.capacity-recorded.v2"
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


class PriorityDecided(Event):
    """The owner of a capacity that is exceeded lets this go first (A-9)."""

    type: Literal["assessment.priority-decided.v1"] = "assessment.priority-decided.v1"
    case_id: UUID
    priority: Priority


class StandardisationStated(Event):
    """All that the measure standardises (A-12); a later statement replaces the earlier."""

    type: Literal["assessment.standardisation-stated.v1"] = "assessment.standardisation-stated.v1"
    case_id: UUID
    standardised: tuple[Standardised, ...]


class PhaseRecorded(Event):
    """One phase of a digitalisation project (A-17); a later one replaces the earlier."""

    type: Literal["assessment.phase-recorded.v1"] = "assessment.phase-recorded.v1"
    case_id: UUID
    phase: Phase


class AssessmentConcluded(Event):
    """The diagnosis with its inputs, and the route: proposed and chosen (A-13, A-14).

    `components` has each of the six once, in build order, with its worst status; `findings` are
    what that rests on. `legal_question`: an open question of law is to be clarified later.
    `known_answer` is the reference to a rule or routine that answers the case already.
    `priorities` are those of parties whose capacity is exceeded: without one of each of them a
    case does not proceed (A-9). `readiness` tells per party what must be ready, and when, before
    anybody gains (A-8).

    The diagnosis was made by the rules of version `diagnosis_rules` on the day `concluded_on`,
    from the goal, the findings, the capacity and what follows them here; of what was concluded
    before those were told, only the findings and the capacity stand here.
    """

    type: Literal["assessment.assessment-concluded.v2"] = "assessment.assessment-concluded.v2"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    revision: int
    parties: tuple[UUID, ...]
    components: tuple[ComponentStatus, ...]
    findings: tuple[Finding, ...]
    capacity: tuple[PartyStanding, ...]
    diagnosis: Diagnosis
    conclusion: Conclusion
    proposed_route: RouteKind
    route: RouteKind
    route_reason: str | None = None
    legal_question: bool = False
    known_answer: str | None = None
    readiness: Readiness = Readiness()
    priorities: tuple[Priority, ...] = ()
    diagnosis_rules: DiagnosisVersion = "1"
    concluded_on: date | None = None
    question: str | None = None
    goal: Goal | None = None
    details: tuple[Detail, ...] = ()
    standardised: tuple[Standardised, ...] = ()
    phases: tuple[Phase, ...] = ()
    kinds: tuple[PartyKind, ...] = ()
    national: bool = False
    lsu: tuple[tuple[UUID, ...], ...] = ()


class AssessmentReopened(Event):
    """A concluded assessment is taken up again as a new `revision` (A-9, A-15).

    `question` is what is asked: the wording SSU sent the case back with, or why what was not
    realistic is to be looked at again. All that was recorded stands until it is revised.
    """

    type: Literal["assessment.assessment-reopened.v1"] = "assessment.assessment-reopened.v1"
    case_id: UUID
    revision: int
    because: Reopening
    question: str


class AssessmentClosed(Event):
    """What was not realistic goes no further, and why (A-9)."""

    type: Literal["assessment.assessment-closed.v1"] = "assessment.assessment-closed.v1"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    reason: str
