"""The case between the bodies: received, proposed, agreed upon or not (G-5 to G-8, G-20)."""

from datetime import date, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.words import ObjectionKind, Part
from shared.contracts.record import Event

Adoption: TypeAlias = Literal["all-or-none", "for-those-who-adopt"]
OwnStepArena: TypeAlias = Literal["samarbeidsutvalg", "dialogue-meeting"]
WayOn: TypeAlias = Literal["returned", "lifted", "chair-chooses", "exits"]


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


class AssessmentRevised(Event):
    """The case has been assessed anew (A-15) while it lies where it does; that does not move it.

    `over_capacity` are the parties whose capacity the measure exceeds, with no decision on what
    gives way: until a later revision says otherwise nothing can be adopted (A-9).
    """

    type: Literal["governance.assessment-revised.v1"] = "governance.assessment-revised.v1"
    case_id: UUID
    assessment_revision: int
    main_obstacle: str
    over_capacity: tuple[UUID, ...] = ()


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


class OwnStep(Part):
    """What is asked of the self-employed, who stand in no line: through which arena (G-15).

    `party` takes it up there; `group` tells in words whom it concerns.
    """

    through: OwnStepArena
    party: UUID
    group: str
    what: str


class Alternative(Part):
    """Another way to solve the same, put beside the proposal (G-5)."""

    what: str
    tasks: tuple[TaskPlanned, ...]


class ProposalSubmitted(Event):
    """A body has worked out a proposal (G-5); it lies before `to_body` now.

    `then_to` is set where a fastlegeråd is heard first: the body that decides on it afterwards.
    `replaces` is the case of an earlier decision that this one takes the place of.
    """

    type: Literal["governance.proposal-submitted.v2"] = "governance.proposal-submitted.v2"
    case_id: UUID
    proposal_id: UUID
    from_body: UUID
    to_body: UUID
    then_to: UUID | None = None
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


class NoProposal(Event):
    """The body has found no solution to propose, and says why (G-5).

    It lies before the body above as a proposal does, under `proposal_id`.
    """

    type: Literal["governance.no-proposal.v1"] = "governance.no-proposal.v1"
    case_id: UUID
    proposal_id: UUID
    from_body: UUID
    to_body: UUID
    reason: str


class CouncilHeard(Event):
    """The fastlegeråd has said its opinion; the proposal goes on to `to_body` (G-5)."""

    type: Literal["governance.council-heard.v1"] = "governance.council-heard.v1"
    case_id: UUID
    proposal_id: UUID
    body_id: UUID
    statement: str
    to_body: UUID


class Objection(Part):
    """An objection typed by the one who makes it (G-7); `blocking` where the seat votes."""

    seat_id: UUID
    party: UUID
    kind: ObjectionKind
    text: str
    blocking: bool


class ProposalRecommended(Event):
    """A body that advises stands behind the proposal; the body above decides (G-1, G-6)."""

    type: Literal["governance.proposal-recommended.v1"] = "governance.proposal-recommended.v1"
    case_id: UUID
    proposal_id: UUID
    body_id: UUID
    meeting_id: UUID
    item_id: UUID
    to_body: UUID
    remarks: tuple[Objection, ...] = ()


class Bound(Part):
    """A party that the consensus binds at once, by what it has delegated (G-14)."""

    party: UUID
    reference: str


class ConsensusReached(Event):
    """Every side stands behind it (G-6); ratification per party begins (G-14).

    `to_body` has the case from here on and sees it through: the body itself, or the one that
    lifted the case to it (G-9). `bound_at_once` need not ratify. `alternative` is which of the
    proposal's alternatives it is, counted from 1. Where there was no proposal nothing is to be
    ratified, and `to_body` chooses what comes of the case.
    """

    type: Literal["governance.consensus-reached.v2"] = "governance.consensus-reached.v2"
    case_id: UUID
    proposal_id: UUID
    body_id: UUID
    meeting_id: UUID
    item_id: UUID
    to_body: UUID
    remarks: tuple[Objection, ...] = ()
    ratify: tuple[UUID, ...]
    ratify_by: datetime
    bound_at_once: tuple[Bound, ...] = ()
    alternative: int | None = None


class ConsensusFailed(Event):
    """No consensus: where the case goes follows from the kind of disagreement (G-7).

    `returns` is how often the question has been sent back to those who proposed, with this time
    (G-8). `kept` are objections from earlier that follow the case. `way_on`: sent back, lifted,
    or it stays in the body, whose chair chooses (G-8) or which must take an exit (G-10); None for
    what was recorded before that was told.
    """

    type: Literal["governance.consensus-failed.v2"] = "governance.consensus-failed.v2"
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
    kept: tuple[Objection, ...] = ()
    way_on: WayOn | None = None


class ReturnOrLiftChosen(Event):
    """After two returns on the same question the chair has chosen, and said why (G-8)."""

    type: Literal["governance.return-or-lift-chosen.v1"] = "governance.return-or-lift-chosen.v1"
    case_id: UUID
    proposal_id: UUID
    body_id: UUID
    choice: Literal["return", "lift"]
    reason: str
    to_body: UUID
    returns: int


class OutcomeWithoutEffect(Event):
    """Something was concluded on a case that had moved on; it is said, and changes nothing.

    `stands` is the step at which the case stood.
    """

    type: Literal["governance.outcome-without-effect.v1"] = "governance.outcome-without-effect.v1"
    case_id: UUID
    body_id: UUID | None = None
    meeting_id: UUID | None = None
    item_id: UUID | None = None
    exit_id: UUID | None = None
    stands: str


class WordingCorrected(Event):
    """The wording of a disagreement is corrected; what it was stays readable (G-20)."""

    type: Literal["governance.wording-corrected.v1"] = "governance.wording-corrected.v1"
    case_id: UUID
    item_id: UUID
    was: str
    wording: str
    reason: str


CaseEvent: TypeAlias = (
    CaseReceived
    | AssessmentRevised
    | ProposalSubmitted
    | ConsensusReached
    | ConsensusFailed
    | NoProposal
    | CouncilHeard
    | ProposalRecommended
    | ReturnOrLiftChosen
    | OutcomeWithoutEffect
    | WordingCorrected
)
