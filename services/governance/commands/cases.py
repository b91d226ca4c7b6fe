"""Asked of a case between bodies, from its first body to an exit (G-5 to G-11, G-20, I-0, P-6)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.commands.own_lines import OwnLineCommand
from shared.contracts.assessment import RouteKind
from shared.contracts.governance import (
    Adoption,
    Alternative,
    ArenaResult,
    Consequences,
    ItemOutcome,
    Objection,
    OwnStep,
    TaskPlanned,
)
from shared.contracts.governance.unresolved import ExitKind, NotAgreedConsequence


@dataclass(frozen=True, slots=True)
class ReceiveCase:
    """An assessed case comes to its first body (A-14): the reaction to its conclusion.

    `kind` is where the route leads; which body it is follows from the case's parties.
    `reference` is the rule or routine that answers it already, for a known answer.
    `over_capacity`: a later revision found it not realistic, because it exceeds the capacity of
    these parties and none of them has decided what gives way (A-9).
    """

    case_id: UUID
    helsefellesskap: UUID
    number: str
    kind: RouteKind
    parties: tuple[UUID, ...]
    main_obstacle: str
    assessment_revision: int
    reference: str | None = None
    over_capacity: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCase:
    """SSU gives a case that no body fitted to one that now does (G-5)."""

    case_id: UUID
    body_id: UUID


@dataclass(frozen=True, slots=True)
class AnswerArena:
    """What the other arena or line has come to (G-5, G-7)."""

    case_id: UUID
    result: ArenaResult
    text: str


@dataclass(frozen=True, slots=True)
class TransferCase:
    """A body is dissolved and another has what it had (G-12)."""

    case_id: UUID
    from_body: UUID
    to_body: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class SubmitProposal:
    """The body that has the case sends its proposal to the body above (G-5).

    With `to_own_body` it treats the proposal itself, where it has the power to decide and both
    sides sit in it.
    """

    case_id: UUID
    body_id: UUID
    what: str
    reasons: str
    tasks: tuple[TaskPlanned, ...]
    consequences: Consequences
    adoption: Adoption
    alternatives: tuple[Alternative, ...] = ()
    changes_gp_work: bool = False
    own_steps: tuple[OwnStep, ...] = ()
    replaces: UUID | None = None
    review_on: date | None = None
    to_own_body: bool = False


@dataclass(frozen=True, slots=True)
class SubmitNoProposal:
    """The body that has the case has found no solution, and says why (G-5)."""

    case_id: UUID
    body_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class GiveStatement:
    """The fastlegeråd says its opinion of the proposal (G-5)."""

    case_id: UUID
    statement: str


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
class ChooseReturnOrLift:
    """After two returns on the same question the chair chooses, with a reason (G-8)."""

    case_id: UUID
    choice: Literal["return", "lift"]
    reason: str


@dataclass(frozen=True, slots=True)
class TakeExit:
    """The body without consensus takes an exit; all but the written procedure follow from what
    has been sent (G-10)."""

    case_id: UUID
    body_id: UUID
    exit: ExitKind
    exit_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class ResumeCase:
    """What an exit was waiting for has come (G-16, G-17, G-18)."""

    case_id: UUID
    exit: ExitKind
    exit_id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class DeclareNotAgreed:
    """The body without consensus says that there is none, and what follows (G-10)."""

    case_id: UUID
    consequence: NotAgreedConsequence
    text: str


@dataclass(frozen=True, slots=True)
class AcknowledgeNotAgreed:
    """A party acknowledges that there is no agreement (G-10)."""

    case_id: UUID
    party: UUID
    note: str


@dataclass(frozen=True, slots=True)
class CloseNotAgreed:
    """SSU closes a case without agreement when the time to acknowledge is over (G-10)."""

    case_id: UUID
    note: str


@dataclass(frozen=True, slots=True)
class DropCase:
    """The body that holds the case drops it, with a reason (I-0)."""

    case_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectWording:
    """The wording of a disagreement, put right with a reason (G-20)."""

    case_id: UUID
    item_id: UUID
    wording: str
    reason: str


@dataclass(frozen=True, slots=True)
class SucceedParty:
    """One organisation stands in the place of another from a day on (P-6)."""

    case_id: UUID
    old: UUID
    new: UUID
    on: date


@dataclass(frozen=True, slots=True)
class NoteDeadline:
    """The time of a step has passed (G-11): asked by the timer, for `step_id`; or by a meeting of
    `body_id` that has passed the case over, for the step that was to be done there."""

    case_id: UUID
    step_id: UUID | None
    body_id: UUID | None = None


CaseCommand: TypeAlias = (
    ReceiveCase
    | PlaceCase
    | AnswerArena
    | TransferCase
    | SubmitProposal
    | SubmitNoProposal
    | GiveStatement
    | RecordOutcome
    | ChooseReturnOrLift
    | TakeExit
    | ResumeCase
    | DeclareNotAgreed
    | AcknowledgeNotAgreed
    | CloseNotAgreed
    | DropCase
    | CorrectWording
    | SucceedParty
    | NoteDeadline
    | OwnLineCommand
)
