"""What comes of looking at a case (I-2, I-3, I-5, I-6)."""

from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.intake.words import PartyNamed, RoutineCited, RuleCited, TriageOutcome
from shared.contracts.record import Event, Sealed


class CaseTriaged(Event):
    """Triage has ended in one outcome (I-5); `actor` has confirmed that no patient can be
    recognised where the case leaves intake (I-3).

    `reference` is free text; `rule` and `routine` are what was referred to in the registers.
    `line` is the organisation in whose own line it belongs (I-2), `joined_to` the case that has
    the reports now, `by_liaison` that a named liaison answered first, `triaged_by` who did it.
    Version 1 had none of them.
    """

    type: Literal["intake.case-triaged.v2"] = "intake.case-triaged.v2"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    outcome: TriageOutcome
    reason: str
    reference: str | None = None
    rule: RuleCited | None = None
    routine: RoutineCited | None = None
    line: UUID | None = None
    joined_to: UUID | None = None
    by_liaison: bool = False
    triaged_by: UUID | None = None
    no_patient_recognisable: bool
    parties: tuple[PartyNamed, ...]
    urgent: bool = False


class InformationRequested(Event):
    """The reporters are asked for more, within a deadline in working days (I-5)."""

    type: Literal["intake.information-requested.v1"] = "intake.information-requested.v1"
    case_id: UUID
    helsefellesskap: UUID
    request_id: UUID
    question: str
    working_days: int
    due_at: datetime


class InformationGiven(Event):
    """A reporter has answered; the case waits for triage again (I-5)."""

    type: Literal["intake.information-given.v1"] = "intake.information-given.v1"
    case_id: UUID
    request_id: UUID
    reporter: UUID
    answer: Sealed


class InformationNotGiven(Event):
    """The deadline passed without an answer: the case is closed, and may be reopened (I-5)."""

    type: Literal["intake.information-not-given.v1"] = "intake.information-not-given.v1"
    case_id: UUID
    request_id: UUID


class CaseReopened(Event):
    """A case that was closed unanswered waits for triage again (I-5)."""

    type: Literal["intake.case-reopened.v1"] = "intake.case-reopened.v1"
    case_id: UUID
    reason: str


class OutcomeDisputed(Event):
    """A reporter says that this did not solve it (I-6): somebody else than `not_by` triages anew.

    `entrusted` are the chairs of SSU, where the secretariat has nobody else.
    """

    type: Literal["intake.outcome-disputed.v1"] = "intake.outcome-disputed.v1"
    case_id: UUID
    report_id: UUID
    reason: str
    outcome: TriageOutcome
    not_by: tuple[UUID, ...]
    entrusted: tuple[UUID, ...] = ()


TriageEvent: TypeAlias = (
    CaseTriaged
    | InformationRequested
    | InformationGiven
    | InformationNotGiven
    | CaseReopened
    | OutcomeDisputed
)
