"""The events of a case's stream, by what they are about."""

from typing import TypeAlias

from shared.contracts.governance import (
    ArenaAnswered,
    CaseClosed,
    CaseImplemented,
    CasePartySucceeded,
    CaseReceived,
    CaseReferred,
    CaseResumed,
    CaseTransferred,
    CaseUnplaced,
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    DeadlineMissed,
    DecisionInForce,
    ExitTaken,
    FollowUpAnswered,
    FollowUpAsked,
    ImplementationPlanned,
    ImplementationReported,
    NoProposal,
    NotAgreedAcknowledged,
    NotAgreedDeclared,
    OutcomeWithoutEffect,
    OwnStepAnswered,
    ProposalRecommended,
    ProposalSubmitted,
    RatificationChoiceMade,
    RatificationOverdue,
    RatificationRegistered,
    ReturnOrLiftChosen,
    StepBegun,
    WordingCorrected,
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
    StepBegun | DeadlineMissed | OutcomeWithoutEffect | WordingCorrected | CasePartySucceeded
)
"""What leaves the case in the state it is in."""

CaseEvent: TypeAlias = PlaceEvent | TreatedEvent | EndEvent | OwnLineEvent | NotedEvent
