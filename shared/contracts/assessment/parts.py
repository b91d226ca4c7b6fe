"""What an assessment is made of: each part as it is recorded, and as it stood at the end."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.contracts.assessment.words import (
    Caution,
    Component,
    MainObstacle,
    Part,
    ProjectPhase,
    Reach,
    Standing,
    Status,
    Written,
)
from shared.contracts.governance.words import OrganisationKind


class Goal(Part):
    """What the case is for (A-0); `general_duty` is laid on all for the sake of a small group."""

    problem: str
    patients: str
    benefit: str
    burden: str
    general_duty: bool = False

    @property
    def clear(self) -> bool:
        """It says for which patients, and what they gain."""
        return bool(self.patients.strip() and self.benefit.strip())


class Clinician(Written):
    """An active clinician who took part, for a party, in a `role` (A-3).

    `person` is the pseudonym where the register knows them. Findings from before roles were
    recorded have neither.
    """

    party: UUID
    role: str = ""
    person: UUID | None = None


class Finding(Part):
    """One finding as it stood when the assessment was concluded: an input of the diagnosis."""

    component: Component
    status: Status
    reason: str
    party: UUID | None = None
    clinicians: tuple[Clinician, ...] = ()


class ComponentStatus(Part):
    """A component as it stood when the assessment was concluded."""

    component: Component
    status: Status
    reason: str


class Demand(Written):
    """Hours a year that the measure demands of a profession, and what the party says it has
    (A-9)."""

    profession: str
    demanded: int
    available: int


class PartyStanding(Part):
    """A party's capacity as it stood when the assessment was concluded.

    A task that is not accepted follows the case as an objection of kind `other` (A-10).
    `ore_demanded` and `ore_available` are whole øre a year (A-9).
    """

    party: UUID
    standing: Standing
    reason: str
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False
    demands: tuple[Demand, ...] = ()
    ore_demanded: int | None = None
    ore_available: int | None = None


class Priority(Written):
    """The owner of a capacity has decided that this goes first, and names what gives way (A-9).

    `decided_by` is the organ or the office, `reference` where the decision stands.
    """

    party: UUID
    gives_way: str
    decided_by: str
    reference: str = ""


class Standardised(Written):
    """Something that the measure standardises, and at which level (A-12).

    `fixes_work_flow`: a tool fixes the end user's flow of work, which counts as practical.
    `exception` is the room for what is local, `way_off` how somebody gets off the rails.
    """

    component: Component
    what: str
    level: Reach
    fixes_work_flow: bool = False
    exception: str = ""
    way_off: str = ""


class PhaseCost(Written):
    """What a component costs to develop, and who bears it; empty where nobody does (A-17)."""

    what: str
    bearer: str = ""


class Phase(Written):
    """One phase of a digitalisation project: who took part in it, and who pays (A-17)."""

    phase: ProjectPhase
    clinicians: tuple[Clinician, ...] = ()
    costs: tuple[PhaseCost, ...] = ()


class PartyReadiness(Part):
    """What one party's needed systems are, and when the last of them is ready (A-8).

    `ready_on` None: nobody knows yet.
    """

    party: UUID
    what: tuple[str, ...]
    ready_on: date | None = None


class Readiness(Part):
    """From when there is any gain at all, and which parties hold it (A-8).

    `gain_from` is the day the last needed party is ready; None where nobody knows, or nothing
    that is needed has been recorded. `held_by` are those who are last, or whose day nobody knows.
    """

    parties: tuple[PartyReadiness, ...] = ()
    gain_from: date | None = None
    held_by: tuple[UUID, ...] = ()


class PartyKind(Part):
    """What kind of organisation a party was, by the register, when it was concluded."""

    party: UUID
    kind: OrganisationKind


class Obstacle(Part):
    """A component that hinders, with its worst status over the parties (A-13)."""

    component: Component
    status: Literal["partly", "unmet", "unclear"]


class Diagnosis(Part):
    """A pure function of the findings (A-13)."""

    main_obstacle: MainObstacle
    obstacles: tuple[Obstacle, ...]
    warnings: tuple[Caution, ...]
