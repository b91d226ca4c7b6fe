"""The state machine of a case as a table: in each state, where each event may lead (G-5 to G-15).

`evolve` is tested against it, and `docs/case.md` is drawn from it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from services.governance.decisions.case.states import (
    AtWork,
    ChairChoosing,
    Choosing,
    Closed,
    FollowUp,
    Implemented,
    InCouncil,
    InForce,
    NotAgreed,
    Proposed,
    Ratifying,
    Unknown,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)
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

State: TypeAlias = type[Any]
Happened: TypeAlias = type[Any]
Leads: TypeAlias = Mapping[Happened, tuple[State, ...]]

STAYS: tuple[Happened, ...] = (
    StepBegun,
    DeadlineMissed,
    OutcomeWithoutEffect,
    WordingCorrected,
    CasePartySucceeded,
    CaseTransferred,
    AssessmentRevised,
)
"""What may be said in any state and leaves the case in it; but a party's successor may have to
answer anew, which is no refusal any more (P-6)."""

_TAKEN_UP: Leads = {
    CaseReceived: (AtWork,),
    CaseReferred: (WithArena,),
    CaseUnplaced: (Unplaced,),
}
_CARRIED_OUT: tuple[Happened, ...] = (
    ImplementationPlanned,
    ImplementationReported,
    OwnStepAnswered,
)

TRANSITIONS: Mapping[State, Leads] = MappingProxyType(
    {
        Unknown: _TAKEN_UP,
        Unplaced: {**_TAKEN_UP, CaseClosed: (Closed,)},
        WithArena: {
            **_TAKEN_UP,
            # Solved there, or back to no body that fits: the next event says it.
            ArenaAnswered: (AtWork, Proposed, WithArena),
            CaseClosed: (Closed,),
        },
        AtWork: {
            CaseReceived: (AtWork,),
            ProposalSubmitted: (Proposed, InCouncil),
            NoProposal: (Proposed,),
            CaseClosed: (Closed,),
        },
        InCouncil: {CouncilHeard: (Proposed,), CaseClosed: (Closed,)},
        Proposed: {
            ProposalRecommended: (Proposed,),
            ConsensusReached: (Ratifying, Choosing),
            ConsensusFailed: (AtWork, Proposed, ChairChoosing, Unresolved),
            ExitTaken: (WaitingExternal,),
            CaseClosed: (Closed,),
        },
        ChairChoosing: {ReturnOrLiftChosen: (AtWork, Proposed), CaseClosed: (Closed,)},
        Unresolved: {
            ExitTaken: (Proposed, WaitingExternal),
            NotAgreedDeclared: (NotAgreed,),
            CaseClosed: (Closed,),
        },
        WaitingExternal: {CaseResumed: (Proposed,), NotAgreedDeclared: (NotAgreed,)},
        NotAgreed: {NotAgreedAcknowledged: (NotAgreed,), CaseClosed: (Closed,)},
        Ratifying: {
            RatificationRegistered: (Ratifying, Choosing),
            RatificationOverdue: (Choosing,),
            DecisionInForce: (InForce,),
        },
        Choosing: {
            RatificationRegistered: (Choosing, Ratifying),
            # In force for the rest: the next event says for whom.
            RatificationChoiceMade: (AtWork, Proposed, Choosing),
            DecisionInForce: (InForce,),
            CasePartySucceeded: (Choosing, Ratifying),
            CaseClosed: (Closed,),
        },
        InForce: {
            **dict.fromkeys(_CARRIED_OUT, (InForce,)),
            CaseImplemented: (Implemented,),
            FollowUpAsked: (FollowUp,),
        },
        Implemented: {
            FollowUpAsked: (FollowUp,),
            # It is closed by the next event.
            FollowUpAnswered: (AtWork, Implemented),
            CaseClosed: (Closed,),
        },
        FollowUp: {
            **dict.fromkeys((*_CARRIED_OUT, CaseImplemented), (FollowUp,)),
            FollowUpAnswered: (AtWork, FollowUp),
            CaseClosed: (Closed,),
        },
        Closed: {},
    }
)


def leads_to(state: State, happened: Happened) -> tuple[State, ...]:
    """The states that an event may lead to; none where it can't happen in this one."""
    found = TRANSITIONS[state].get(happened, ())
    if found or state is Unknown or happened not in STAYS:
        return found
    return (state,)
