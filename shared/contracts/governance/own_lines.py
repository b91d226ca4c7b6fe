"""After the decision, in each party's own line (G-14, G-15, P-6)."""

from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.cases import OwnStep
from shared.contracts.governance.words import RatificationAnswer
from shared.contracts.record import Event

RatificationChoice: TypeAlias = Literal["in-force-for-the-rest", "negotiate-again", "lift"]
FollowUpResult: TypeAlias = Literal["achieved", "partly", "not-achieved"]


class RatificationRegistered(Event):
    """One party's own organ has answered (G-14).

    A reservation has its `clause` and its text; one that touches others does not bind by itself.
    """

    type: Literal["governance.ratification-registered.v2"] = "governance.ratification-registered.v2"
    case_id: UUID
    party: UUID
    answer: RatificationAnswer
    organ: str
    reference: str
    clause: str | None = None
    reservation: str | None = None
    touches_others: bool = False


class RatificationOverdue(Event):
    """The deadline passed with these parties pending; never taken as adopted (G-11, G-14)."""

    type: Literal["governance.ratification-overdue.v1"] = "governance.ratification-overdue.v1"
    case_id: UUID
    pending: tuple[UUID, ...]


class RatificationChoiceMade(Event):
    """What comes of a decision that not all have adopted, chosen with a reason (G-14, G-8).

    `to_body` has the case from here on; `returns` counts as after a disagreement.
    """

    type: Literal["governance.ratification-choice-made.v1"] = (
        "governance.ratification-choice-made.v1"
    )
    case_id: UUID
    proposal_id: UUID
    body_id: UUID
    choice: RatificationChoice
    reason: str
    to_body: UUID
    returns: int


class DecisionInForce(Event):
    """The proposal binds these parties; implementation begins in each one's line (G-15).

    `body_id` sees it through. `own_steps` are what is asked of the self-employed, whom it does
    not bind. On `review_on` the measure is looked at anew, on `follow_up_on` what became of it.
    """

    type: Literal["governance.decision-in-force.v2"] = "governance.decision-in-force.v2"
    case_id: UUID
    proposal_id: UUID
    parties: tuple[UUID, ...]
    body_id: UUID | None = None
    own_steps: tuple[OwnStep, ...] = ()
    review_on: date | None = None
    follow_up_on: date | None = None


class ImplementationPlanned(Event):
    """One party has said who answers for it, and by when each of its tasks is done (G-15).

    `due` goes with the party's tasks in the order of the proposal.
    """

    type: Literal["governance.implementation-planned.v1"] = "governance.implementation-planned.v1"
    case_id: UUID
    party: UUID
    person_id: UUID
    seat_id: UUID
    due: tuple[date, ...]


class ImplementationReported(Event):
    """One party tells how it went in its own line (G-15).

    `task` is which of the party's tasks, counted from 1; None for its part as a whole.
    """

    type: Literal["governance.implementation-reported.v2"] = "governance.implementation-reported.v2"
    case_id: UUID
    party: UUID
    task: int | None = None
    result: Literal["done", "deviation"]
    note: str


class OwnStepAnswered(Event):
    """What came of the step through samarbeidsutvalg or dialogmøte (G-15).

    `step` is which of the decision's own steps, counted from 1.
    """

    type: Literal["governance.own-step-answered.v1"] = "governance.own-step-answered.v1"
    case_id: UUID
    step: int
    result: Literal["agreed", "not-agreed"]
    reference: str
    note: str


class CaseImplemented(Event):
    """Every party that is bound has done its part, and every step of its own is answered."""

    type: Literal["governance.case-implemented.v1"] = "governance.case-implemented.v1"
    case_id: UUID
    parties: tuple[UUID, ...]


class FollowUpAsked(Event):
    """It is asked what became of the decision (G-15)."""

    type: Literal["governance.follow-up-asked.v1"] = "governance.follow-up-asked.v1"
    case_id: UUID
    body_id: UUID | None


class FollowUpAnswered(Event):
    """What became of it; the answer closes the case or opens it again in `to_body` (G-15)."""

    type: Literal["governance.follow-up-answered.v1"] = "governance.follow-up-answered.v1"
    case_id: UUID
    result: FollowUpResult
    text: str
    decision: Literal["close", "reopen"]
    to_body: UUID | None


class CasePartySucceeded(Event):
    """In this case `new` stands where `old` stood, from `on` (P-6).

    `anew` are the parties whose answer is to be given anew, as the merged had answered
    differently; what they had answered stays readable.
    """

    type: Literal["governance.case-party-succeeded.v1"] = "governance.case-party-succeeded.v1"
    case_id: UUID
    old: UUID
    new: UUID
    on: date
    anew: tuple[UUID, ...] = ()


OwnLineEvent: TypeAlias = (
    RatificationRegistered
    | RatificationOverdue
    | DecisionInForce
    | ImplementationReported
    | CaseImplemented
    | RatificationChoiceMade
    | ImplementationPlanned
    | OwnStepAnswered
    | FollowUpAsked
    | FollowUpAnswered
    | CasePartySucceeded
)
