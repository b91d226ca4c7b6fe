"""Each step of a case has a deadline, and what is missed is told (G-11)."""

from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.record import Event

StepName: TypeAlias = Literal[
    "place",
    "arena",
    "propose",
    "hear-council",
    "treat",
    "return-or-lift",
    "take-exit",
    "await-exit",
    "acknowledge",
    "ratify",
    "choose",
    "implement",
    "follow-up",
]
Rung: TypeAlias = Literal["reminder", "chair", "body-above", "leaders"]


class StepBegun(Event):
    """A step of the case has begun; `due_at` None is until the body's next meeting (G-11)."""

    type: Literal["governance.step-begun.v1"] = "governance.step-begun.v1"
    case_id: UUID
    step: StepName
    step_id: UUID
    body_id: UUID
    due_at: datetime | None


class DeadlineMissed(Event):
    """A step is not done in time: who is told, and when the next are; it moves nothing (G-11).

    Each rung comes once: those concerned, the chair, the body above, the leaders of the parties.
    """

    type: Literal["governance.deadline-missed.v1"] = "governance.deadline-missed.v1"
    case_id: UUID
    step: StepName
    step_id: UUID
    body_id: UUID
    rung: Rung
    notified: tuple[UUID, ...]
    next_at: datetime | None


StepEvent: TypeAlias = StepBegun | DeadlineMissed
