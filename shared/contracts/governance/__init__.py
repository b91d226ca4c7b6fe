"""What governance says: the register, the case between bodies, meetings."""

from typing import Annotated, TypeAlias

from pydantic import Field

from shared.contracts.governance.cases import (
    Adoption,
    Alternative,
    Arena,
    ArenaAnswered,
    ArenaResult,
    Bound,
    CaseReceived,
    CaseReferred,
    CaseTransferred,
    CaseUnplaced,
    ConsensusFailed,
    ConsensusReached,
    Consequences,
    CouncilHeard,
    NoProposal,
    Objection,
    OutcomeWithoutEffect,
    OwnStep,
    OwnStepArena,
    ProposalRecommended,
    ProposalSubmitted,
    ReturnOrLiftChosen,
    TaskPlanned,
    WayOn,
    WordingCorrected,
)
from shared.contracts.governance.exits import (
    ClarificationAnswered,
    ClarificationDrafted,
    ClarificationRedrafted,
    ClarificationReviewed,
    ClarificationSent,
    ClarificationSigned,
    ClarificationSigningRefused,
    ClarificationText,
    Contact,
    DisputePrepared,
    DisputeSent,
    DisputeStatementRegistered,
    DisputeText,
    Provision,
    Reading,
)
from shared.contracts.governance.hearings import (
    HearingAnswered,
    HearingOpened,
    HearingReported,
    HearingSummarised,
)
from shared.contracts.governance.meetings import (
    AgendaItem,
    Attended,
    ItemClosed,
    ItemNumberTaken,
    ItemOpened,
    MeetingCalled,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
    Registered,
    StanceTaken,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    CasePartySucceeded,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
    FollowUpResult,
    ImplementationPlanned,
    ImplementationReported,
    OwnStepAnswered,
    RatificationChoice,
    RatificationChoiceMade,
    RatificationOverdue,
    RatificationRegistered,
)
from shared.contracts.governance.register import (
    EmploymentChanged,
    HelsefellesskapEstablished,
    OrganisationRegistered,
    OrganisationSucceeded,
    PersonRegistered,
    RoleGranted,
    RoleWithdrawn,
    SuccessionCarriedOut,
)
from shared.contracts.governance.steps import (
    DeadlineMissed,
    Rung,
    StepBegun,
    StepName,
)
from shared.contracts.governance.structure import (
    BodyDissolved,
    BodyEstablished,
    BodyPartySucceeded,
    BodyReconfigured,
    BodyRules,
    Deadlines,
    Delegation,
    Deputy,
    DeputyChanged,
    Receiver,
    SeatFilled,
    SeatPartySucceeded,
    SeatVacated,
    Side,
)
from shared.contracts.governance.trials import (
    Deviation,
    Limit,
    TrialApplied,
    TrialDrafted,
    TrialEnded,
    TrialEvaluated,
    TrialExtended,
    TrialGranted,
    TrialPlan,
    TrialRefused,
    TrialStarted,
)
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseOutcome,
    CaseResumed,
    ExitKind,
    ExitTaken,
    NotAgreedAcknowledged,
    NotAgreedConsequence,
    NotAgreedDeclared,
)
from shared.contracts.governance.words import (
    Basis,
    BodyKind,
    Employment,
    Function,
    ItemOutcome,
    LateCases,
    MixedPolicy,
    ObjectionKind,
    OrganisationKind,
    Part,
    Position,
    Power,
    Purpose,
    RatificationAnswer,
    Represents,
    Right,
    RoleName,
    SideName,
    Silence,
    Undecided,
)

__all__ = [
    "Adoption",
    "AgendaItem",
    "Alternative",
    "Arena",
    "ArenaAnswered",
    "ArenaResult",
    "Attended",
    "Basis",
    "BodyDissolved",
    "BodyEstablished",
    "BodyKind",
    "BodyPartySucceeded",
    "BodyReconfigured",
    "BodyRules",
    "Bound",
    "CaseClosed",
    "CaseImplemented",
    "CaseOutcome",
    "CasePartySucceeded",
    "CaseReceived",
    "CaseReferred",
    "CaseResumed",
    "CaseTransferred",
    "CaseUnplaced",
    "ClarificationAnswered",
    "ClarificationDrafted",
    "ClarificationRedrafted",
    "ClarificationReviewed",
    "ClarificationSent",
    "ClarificationSigned",
    "ClarificationSigningRefused",
    "ClarificationText",
    "ConsensusFailed",
    "ConsensusReached",
    "Consequences",
    "Contact",
    "CouncilHeard",
    "DeadlineMissed",
    "Deadlines",
    "DecisionInForce",
    "Delegation",
    "Deputy",
    "DeputyChanged",
    "Deviation",
    "DisputePrepared",
    "DisputeSent",
    "DisputeStatementRegistered",
    "DisputeText",
    "Employment",
    "EmploymentChanged",
    "ExitKind",
    "ExitTaken",
    "FollowUpAnswered",
    "FollowUpAsked",
    "FollowUpResult",
    "Function",
    "GovernanceEvent",
    "HearingAnswered",
    "HearingOpened",
    "HearingReported",
    "HearingSummarised",
    "HelsefellesskapEstablished",
    "ImplementationPlanned",
    "ImplementationReported",
    "ItemClosed",
    "ItemNumberTaken",
    "ItemOpened",
    "ItemOutcome",
    "LateCases",
    "Limit",
    "MeetingCalled",
    "MeetingClosed",
    "MeetingPlanned",
    "MeetingStarted",
    "MixedPolicy",
    "NoProposal",
    "NotAgreedAcknowledged",
    "NotAgreedConsequence",
    "NotAgreedDeclared",
    "Objection",
    "ObjectionKind",
    "OrganisationKind",
    "OrganisationRegistered",
    "OrganisationSucceeded",
    "OutcomeWithoutEffect",
    "OwnStep",
    "OwnStepAnswered",
    "OwnStepArena",
    "Part",
    "PersonRegistered",
    "Position",
    "Power",
    "ProposalRecommended",
    "ProposalSubmitted",
    "Provision",
    "Purpose",
    "RatificationAnswer",
    "RatificationChoice",
    "RatificationChoiceMade",
    "RatificationOverdue",
    "RatificationRegistered",
    "Reading",
    "Receiver",
    "Registered",
    "Represents",
    "ReturnOrLiftChosen",
    "Right",
    "RoleGranted",
    "RoleName",
    "RoleWithdrawn",
    "Rung",
    "SeatFilled",
    "SeatPartySucceeded",
    "SeatVacated",
    "Side",
    "SideName",
    "Silence",
    "StanceTaken",
    "StepBegun",
    "StepName",
    "SuccessionCarriedOut",
    "TaskPlanned",
    "TrialApplied",
    "TrialDrafted",
    "TrialEnded",
    "TrialEvaluated",
    "TrialExtended",
    "TrialGranted",
    "TrialPlan",
    "TrialRefused",
    "TrialStarted",
    "Undecided",
    "WayOn",
    "WordingCorrected",
]

GovernanceEvent: TypeAlias = Annotated[
    HelsefellesskapEstablished
    | OrganisationRegistered
    | PersonRegistered
    | RoleGranted
    | RoleWithdrawn
    | BodyEstablished
    | SeatFilled
    | SeatVacated
    | EmploymentChanged
    | OrganisationSucceeded
    | SuccessionCarriedOut
    | BodyReconfigured
    | BodyDissolved
    | BodyPartySucceeded
    | DeputyChanged
    | SeatPartySucceeded
    | CaseReceived
    | ProposalSubmitted
    | ConsensusReached
    | ConsensusFailed
    | RatificationRegistered
    | RatificationOverdue
    | DecisionInForce
    | ImplementationReported
    | CaseImplemented
    | CaseReferred
    | ArenaAnswered
    | CaseUnplaced
    | CaseTransferred
    | NoProposal
    | CouncilHeard
    | ProposalRecommended
    | ReturnOrLiftChosen
    | OutcomeWithoutEffect
    | WordingCorrected
    | ExitTaken
    | CaseResumed
    | NotAgreedDeclared
    | NotAgreedAcknowledged
    | CaseClosed
    | RatificationChoiceMade
    | ImplementationPlanned
    | OwnStepAnswered
    | FollowUpAsked
    | FollowUpAnswered
    | CasePartySucceeded
    | StepBegun
    | DeadlineMissed
    | ItemNumberTaken
    | MeetingPlanned
    | MeetingCalled
    | MeetingStarted
    | ItemOpened
    | StanceTaken
    | ItemClosed
    | MeetingClosed
    | ClarificationDrafted
    | ClarificationRedrafted
    | ClarificationSigned
    | ClarificationSigningRefused
    | ClarificationSent
    | ClarificationReviewed
    | ClarificationAnswered
    | TrialDrafted
    | TrialApplied
    | TrialGranted
    | TrialRefused
    | TrialStarted
    | TrialExtended
    | TrialEvaluated
    | TrialEnded
    | DisputePrepared
    | DisputeSent
    | DisputeStatementRegistered
    | HearingOpened
    | HearingAnswered
    | HearingSummarised
    | HearingReported,
    Field(discriminator="type"),
]
