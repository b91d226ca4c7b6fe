"""What assessment says: the six components inside the capacity frame, and the diagnosis
(A-0 to A-15).
"""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.record import Event

Component: TypeAlias = Literal["practical", "medical", "language", "economic", "legal", "technical"]
BUILD_ORDER: tuple[Component, ...] = (
    "practical",
    "medical",
    "language",
    "economic",
    "legal",
    "technical",
)
"""Built from below (A-11): the order of the form, and of obstacles that are equally severe."""

Status: TypeAlias = Literal["met", "partly", "unmet", "unclear", "not-relevant"]
Standing: TypeAlias = Literal["within", "over", "unknown"]
MainObstacle: TypeAlias = Component | Literal["none", "capacity"]
Caution: TypeAlias = Literal[
    "no-clear-goal",
    "general-duty",
    "over-capacity",
    "capacity-unknown",
    "hidden-task-shift",
    "no-active-clinician",
]
RouteKind: TypeAlias = Literal[
    "own-line",
    "known-answer",
    "samarbeidsutvalg",
    "dialogue-meeting",
    "system-level",
    "lsu",
    "fs",
]
Conclusion: TypeAlias = Literal["proceed", "not-realistic"]


class Part(BaseModel):
    """A value inside an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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

    `party` is None for the case as a whole. `clinicians` are the parties whose active clinicians
    took part (A-3). A later finding on the same component and party replaces the earlier one,
    which stays readable.
    """

    type: Literal["assessment.finding-recorded.v1"] = "assessment.finding-recorded.v1"
    case_id: UUID
    component: Component
    status: Status
    reason: str
    party: UUID | None = None
    clinicians: tuple[UUID, ...] = ()


class CapacityRecorded(Event):
    """One party against the capacity frame (A-9), and whether a task changes level (A-10).

    `receives_task` is a task that the party gets from another level; it is accepted by somebody
    (`task_accepted_by`, an office or a body), or said not to be. Neither: not answered yet.
    """

    type: Literal["assessment.capacity-recorded.v1"] = "assessment.capacity-recorded.v1"
    case_id: UUID
    party: UUID
    standing: Standing
    reason: str
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False


class Obstacle(Part):
    """A component that hinders, with its worst status over the parties (A-13)."""

    component: Component
    status: Literal["partly", "unmet", "unclear"]


class Diagnosis(Part):
    """A pure function of the findings (A-13)."""

    main_obstacle: MainObstacle
    obstacles: tuple[Obstacle, ...]
    warnings: tuple[Caution, ...]


class ComponentStatus(Part):
    """A component as it stood when the assessment was concluded."""

    component: Component
    status: Status
    reason: str


class Finding(Part):
    """One finding as it stood when the assessment was concluded: an input of the diagnosis."""

    component: Component
    status: Status
    reason: str
    party: UUID | None = None
    clinicians: tuple[UUID, ...] = ()


class PartyStanding(Part):
    """A party's capacity as it stood when the assessment was concluded.

    A task that is not accepted follows the case as an objection of kind `other` (A-10).
    """

    party: UUID
    standing: Standing
    reason: str
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False


class AssessmentConcluded(Event):
    """The diagnosis with its inputs, and the route: proposed and chosen (A-13, A-14).

    `components` has each of the six once, in build order, with its worst status; `findings` are
    what that rests on. `legal_question`: an open question of law is to be clarified later.
    `known_answer` is the reference to a rule or routine that answers the case already.
    """

    type: Literal["assessment.assessment-concluded.v1"] = "assessment.assessment-concluded.v1"
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


AssessmentEvent: TypeAlias = Annotated[
    AssessmentOpened | GoalStated | FindingRecorded | CapacityRecorded | AssessmentConcluded,
    Field(discriminator="type"),
]
