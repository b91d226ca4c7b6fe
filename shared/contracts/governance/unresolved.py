"""What no body could agree on: the exits, and the case's end (G-9, G-10, I-0)."""

from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.record import Event

ExitKind: TypeAlias = Literal["clarification", "trial", "dispute-board", "written-procedure"]
NotAgreedConsequence: TypeAlias = Literal["cooperation-fails", "workaround-continues"]
CaseOutcome: TypeAlias = Literal["result-confirmed", "not-agreed", "dropped", "solved-elsewhere"]


class ExitTaken(Event):
    """The body without consensus, or with a legal question, has taken an exit (G-10).

    `exit_id` is the request, application, document or procedure that it is about.
    """

    type: Literal["governance.exit-taken.v1"] = "governance.exit-taken.v1"
    case_id: UUID
    exit: ExitKind
    exit_id: UUID
    body_id: UUID
    reason: str


class CaseResumed(Event):
    """What was waited for has come, and goes to the body that asked (G-16)."""

    type: Literal["governance.case-resumed.v1"] = "governance.case-resumed.v1"
    case_id: UUID
    exit: ExitKind
    exit_id: UUID
    to_body: UUID
    text: str


class NotAgreedDeclared(Event):
    """There is no agreement, and this is what follows; delivered back to `to_body` (G-9, G-10).

    Each of `parties` acknowledges it by `acknowledge_by`.
    """

    type: Literal["governance.not-agreed-declared.v1"] = "governance.not-agreed-declared.v1"
    case_id: UUID
    body_id: UUID
    consequence: NotAgreedConsequence
    text: str
    to_body: UUID
    parties: tuple[UUID, ...]
    acknowledge_by: datetime


class NotAgreedAcknowledged(Event):
    """One party has acknowledged that there is no agreement (G-10)."""

    type: Literal["governance.not-agreed-acknowledged.v1"] = "governance.not-agreed-acknowledged.v1"
    case_id: UUID
    party: UUID
    note: str


class CaseClosed(Event):
    """The case has come to its end in `body_id`, never in partnerskapsmøtet (G-9).

    `unacknowledged` are the parties that had not acknowledged that there is no agreement (G-10).
    """

    type: Literal["governance.case-closed.v1"] = "governance.case-closed.v1"
    case_id: UUID
    body_id: UUID | None
    outcome: CaseOutcome
    unacknowledged: tuple[UUID, ...] = ()
    note: str = ""


UnresolvedEvent: TypeAlias = (
    ExitTaken | CaseResumed | NotAgreedDeclared | NotAgreedAcknowledged | CaseClosed
)
