"""The events of a case's stream, by what they are about."""

from typing import TypeAlias

from shared.contracts.governance import (
    ArenaAnswered,
    AssessmentRevised,
    CaseReceived,
    CaseReferred,
    CaseTransferred,
    CaseUnplaced,
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    NoProposal,
    OutcomeWithoutEffect,
    ProposalRecommended,
    ProposalSubmitted,
    ReturnOrLiftChosen,
    WordingCorrected,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    CasePartySucceeded,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
    ImplementationPlanned,
    ImplementationReported,
    OwnStepAnswered,
    RatificationChoiceMade,
    RatificationOverdue,
    RatificationRegistered,
)
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedAcknowledged,
    NotAgreedDeclared,
)

PlaceEvent: TypeAlias = CaseReceived | CaseReferred | ArenaAnswered | CaseUnplaced | CaseTransferred
"""Where the case is taken up."""

TreatedEvent: TypeAlias = (
    ProposalSubmitted
    | NoProposal
    | CouncilHeard
    | ProposalRecommended
    | ConsensusReached
    | ConsensusFailed
    | ReturnOrLiftChosen
)
"""Proposed, and agreed upon or not."""

EndEvent: TypeAlias = (
    ExitTaken | CaseResumed | NotAgreedDeclared | NotAgreedAcknowledged | CaseClosed
)
"""The exits and the end."""

OwnLineEvent: TypeAlias = (
    RatificationRegistered
    | RatificationOverdue
    | RatificationChoiceMade
    | DecisionInForce
    | ImplementationPlanned
    | ImplementationReported
    | OwnStepAnswered
    | CaseImplemented
    | FollowUpAsked
    | FollowUpAnswered
)
"""What each party does with it."""

NotedEvent: TypeAlias = (
    StepBegun
    | DeadlineMissed
    | OutcomeWithoutEffect
    | WordingCorrected
    | CasePartySucceeded
    | AssessmentRevised
)
"""What leaves the case in the state it is in."""

CaseEvent: TypeAlias = PlaceEvent | TreatedEvent | EndEvent | OwnLineEvent | NotedEvent
