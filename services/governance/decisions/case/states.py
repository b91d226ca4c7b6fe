"""What a case between bodies can be: one state at a time, each with a way on (G-5 to G-15)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from services.governance.rules.deadlines import Step
from services.governance.rules.implementation import Work
from services.governance.rules.ratification import Ratification
from shared.contracts.governance import Adoption, Arena, Objection, OwnStep, TaskPlanned
from shared.contracts.governance.unresolved import CaseOutcome, ExitKind


@dataclass(frozen=True, slots=True)
class Thread:
    """What goes with a case through all its states.

    `returns` is how often the same question has come back (G-8); `kept` are objections that
    follow the case (G-7); `wordings` are those of its disagreements, by the item (G-20);
    `over_capacity` are the parties whose capacity the measure exceeds as it stands (A-9).
    """

    helsefellesskap: UUID
    number: str
    parties: tuple[UUID, ...]
    main_obstacle: str
    assessment_revision: int
    returns: int = 0
    kept: tuple[Objection, ...] = ()
    wordings: Mapping[UUID, str] = field(default_factory=dict)
    over_capacity: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What lies before the parties; `proposed_by` is the body that made it.

    `ways` are the tasks of the proposal and of each alternative. `adoption` is None where the
    body has no solution to propose (G-5).
    """

    proposal_id: UUID
    proposed_by: UUID
    adoption: Adoption | None
    ways: tuple[tuple[TaskPlanned, ...], ...] = ()
    own_steps: tuple[OwnStep, ...] = ()
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """No body has heard of a case with this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A case: what goes with it, and the step it is at (G-11); None where nothing is due."""

    thread: Thread
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Unplaced(Known):
    """No body that works out proposals fits; SSU, `body_id`, makes one and places it (G-5)."""

    body_id: UUID


@dataclass(frozen=True, slots=True)
class WithArena(Known):
    """The case is with another arena or line; `body_id` follows it up and gets it back (G-5)."""

    body_id: UUID
    arena: Arena


@dataclass(frozen=True, slots=True)
class AtWork(Known):
    """A body works out a proposal (G-5)."""

    body_id: UUID


@dataclass(frozen=True, slots=True)
class InCouncil(Known):
    """The proposal lies with the fastlegeråd for its statement, then goes on (G-5)."""

    body_id: UUID
    proposal: Proposal
    then_to: UUID


@dataclass(frozen=True, slots=True)
class Proposed(Known):
    """A proposal lies before a body; `lifted_from` could not agree on it and gets the case back
    (G-9)."""

    body_id: UUID
    proposal: Proposal
    lifted_from: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChairChoosing(Known):
    """The same question has come back twice: the chair returns it once more or lifts it (G-8)."""

    body_id: UUID
    proposal: Proposal
    lifted_from: UUID | None = None


@dataclass(frozen=True, slots=True)
class Unresolved(Known):
    """The highest body does not agree: it takes one of the named exits (G-10)."""

    body_id: UUID
    proposal: Proposal
    lifted_from: UUID | None = None


@dataclass(frozen=True, slots=True)
class WaitingExternal(Known):
    """An exit has been taken, and its answer is waited for (G-16 to G-18)."""

    body_id: UUID
    proposal: Proposal
    lifted_from: UUID | None
    exit: ExitKind
    exit_id: UUID


@dataclass(frozen=True, slots=True)
class NotAgreed(Known):
    """No agreement, delivered back: each party acknowledges, then it is closed (G-9, G-10)."""

    body_id: UUID
    parties: tuple[UUID, ...]
    acknowledge_by: datetime
    acknowledged: frozenset[UUID] = frozenset()

    @property
    def pending(self) -> tuple[UUID, ...]:
        return tuple(party for party in self.parties if party not in self.acknowledged)


@dataclass(frozen=True, slots=True)
class Ratifying(Known):
    """Each party's own organ answers (G-14)."""

    body_id: UUID
    proposal: Proposal
    table: Ratification


@dataclass(frozen=True, slots=True)
class Choosing(Known):
    """Not all have adopted it: the body chooses what comes of it (G-14). `table` is None where
    there was no proposal to adopt."""

    body_id: UUID
    proposal: Proposal
    table: Ratification | None


@dataclass(frozen=True, slots=True)
class InForce(Known):
    """The decision binds, and is carried out in each party's line (G-15)."""

    body_id: UUID
    proposed_by: UUID
    work: Work


@dataclass(frozen=True, slots=True)
class Implemented(Known):
    """Every party has done its part; later it is asked what became of it (G-15)."""

    body_id: UUID
    proposed_by: UUID
    work: Work


@dataclass(frozen=True, slots=True)
class FollowUp(Known):
    """It is asked what became of the decision; what is not done yet goes on (G-15)."""

    body_id: UUID
    proposed_by: UUID
    work: Work


@dataclass(frozen=True, slots=True)
class Closed(Known):
    """The case has come to its end."""

    outcome: CaseOutcome


Open: TypeAlias = (
    Unplaced
    | WithArena
    | AtWork
    | InCouncil
    | Proposed
    | ChairChoosing
    | Unresolved
    | WaitingExternal
    | NotAgreed
    | Ratifying
    | Choosing
    | InForce
    | Implemented
    | FollowUp
)
"""The states that have a way on."""

Case: TypeAlias = Unknown | Open | Closed
