"""The case between bodies (G-5 to G-10), ratification and implementation (G-14, G-15)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.contracts.governance.words import ObjectionKind, Part, RatificationAnswer
from shared.contracts.record import Event


class CaseReceived(Event):
    """The case has come to its first body with the assessment it rests on (A-14)."""

    type: Literal["governance.case-received.v1"] = "governance.case-received.v1"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    body_id: UUID
    parties: tuple[UUID, ...]
    main_obstacle: str
    assessment_revision: int


class Consequences(Part):
    """The fixed points of a proposal's consequences (G-5)."""

    patient: str
    gp: str
    municipality: str
    hospital: str


class TaskPlanned(Part):
    """Who does what, in one party's line (G-5, G-15)."""

    party: UUID
    what: str


class ProposalSubmitted(Event):
    """FS has worked out a proposal; the case goes to the body above (G-5)."""

    type: Literal["governance.proposal-submitted.v1"] = "governance.proposal-submitted.v1"
    case_id: UUID
    proposal_id: UUID
    from_body: UUID
    to_body: UUID
    what: str
    reasons: str
    tasks: tuple[TaskPlanned, ...]
    consequences: Consequences
    adoption: Literal["all-or-none", "for-those-who-adopt"]


class Objection(Part):
    """An objection typed by the one who makes it (G-7); `blocking` where the seat votes."""

    seat_id: UUID
    party: UUID
    kind: ObjectionKind
    text: str
    blocking: bool


class ConsensusReached(Event):
    """Every side stands behind the proposal (G-6); ratification per party begins (G-14).

    `to_body` has the case from here on and sees it through: the body itself, or the one that
    lifted the case to it (G-9).
    """

    type: Literal["governance.consensus-reached.v1"] = "governance.consensus-reached.v1"
    case_id: UUID
    proposal_id: UUID
    body_id: UUID
    meeting_id: UUID
    item_id: UUID
    to_body: UUID
    remarks: tuple[Objection, ...] = ()
    ratify: tuple[UUID, ...]
    ratify_by: datetime


class ConsensusFailed(Event):
    """No consensus: where the case goes follows from the kind of disagreement (G-7).

    `returns` is how often the question has been sent back to those who proposed, with this time
    (G-8).
    """

    type: Literal["governance.consensus-failed.v1"] = "governance.consensus-failed.v1"
    case_id: UUID
    proposal_id: UUID
    body_id: UUID
    meeting_id: UUID
    item_id: UUID
    disagreement: Literal["professional", "other", "mixed"]
    objections: tuple[Objection, ...]
    wording: str
    to_body: UUID
    returns: int = 0


class RatificationRegistered(Event):
    """One party's own organ has answered (G-14).

    `reservation` is the clause and the text; one that touches others does not bind by itself.
    """

    type: Literal["governance.ratification-registered.v1"] = "governance.ratification-registered.v1"
    case_id: UUID
    party: UUID
    answer: RatificationAnswer
    organ: str
    reference: str
    reservation: str | None = None
    touches_others: bool = False


class RatificationOverdue(Event):
    """The deadline passed with these parties pending; never taken as adopted (G-11, G-14)."""

    type: Literal["governance.ratification-overdue.v1"] = "governance.ratification-overdue.v1"
    case_id: UUID
    pending: tuple[UUID, ...]


class DecisionInForce(Event):
    """The proposal binds these parties; implementation begins in each one's line (G-15)."""

    type: Literal["governance.decision-in-force.v1"] = "governance.decision-in-force.v1"
    case_id: UUID
    proposal_id: UUID
    parties: tuple[UUID, ...]


class ImplementationReported(Event):
    """One party tells how it went in its own line (G-15)."""

    type: Literal["governance.implementation-reported.v1"] = "governance.implementation-reported.v1"
    case_id: UUID
    party: UUID
    result: Literal["done", "deviation"]
    note: str


class CaseImplemented(Event):
    """Every party that is bound has done its part."""

    type: Literal["governance.case-implemented.v1"] = "governance.case-implemented.v1"
    case_id: UUID
    parties: tuple[UUID, ...]
