"""Asked of a case between bodies (G-5 to G-9), of its ratification and implementation."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance import (
    Consequences,
    ItemOutcome,
    Objection,
    RatificationAnswer,
    TaskPlanned,
)


@dataclass(frozen=True, slots=True)
class ReceiveCase:
    """An assessed case comes to its first body (A-14): the reaction to its conclusion.

    `kind` is where the route leads; which body of that kind follows from the case's parties.
    """

    case_id: UUID
    helsefellesskap: UUID
    number: str
    kind: Literal["fs", "lsu"]
    parties: tuple[UUID, ...]
    main_obstacle: str
    assessment_revision: int


@dataclass(frozen=True, slots=True)
class SubmitProposal:
    """The body that has the case sends its proposal to the body above (G-5)."""

    case_id: UUID
    body_id: UUID
    what: str
    reasons: str
    tasks: tuple[TaskPlanned, ...]
    consequences: Consequences
    adoption: Literal["all-or-none", "for-those-who-adopt"]


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """An item on the case has closed: the reaction that lets the outcome take effect (G-12).

    `within_limits`, `new_question` and `alternative` are as the item's closing tells them.
    """

    case_id: UUID
    proposal_id: UUID
    body_id: UUID
    meeting_id: UUID
    item_id: UUID
    outcome: ItemOutcome
    objections: tuple[Objection, ...]
    wording: str
    within_limits: bool = False
    new_question: bool = False
    alternative: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterRatification:
    """The party's authorised person tells what the party's own organ has answered (G-14).

    `reservation` is the clause and the text; `touches_others` tells whether it does.
    """

    case_id: UUID
    party: UUID
    answer: RatificationAnswer
    organ: str
    reference: str
    reservation: str | None
    touches_others: bool


@dataclass(frozen=True, slots=True)
class NoteRatificationDeadline:
    """The deadline of one proposal's ratification has passed: asked by the timer (G-11)."""

    case_id: UUID
    proposal_id: UUID


@dataclass(frozen=True, slots=True)
class ReportImplementation:
    """One party tells how it went in its own line (G-15)."""

    case_id: UUID
    party: UUID
    result: Literal["done", "deviation"]
    note: str


@dataclass(frozen=True, slots=True)
class TransferCase:
    """The body that has the case is dissolved, and another takes over (G-12): the reaction to
    the body's dissolution."""

    case_id: UUID
    from_body: UUID
    to_body: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class SucceedParty:
    """Another organisation has taken over from one of the case's parties (P-6): the reaction to
    the succession."""

    case_id: UUID
    old: UUID
    new: UUID
    on: date


CaseCommand: TypeAlias = (
    ReceiveCase
    | SubmitProposal
    | RecordOutcome
    | RegisterRatification
    | NoteRatificationDeadline
    | ReportImplementation
)
