"""What governance says: the register, the case between bodies, meetings."""

from typing import Annotated, TypeAlias

from pydantic import Field

from shared.contracts.governance.cases import (
    CaseImplemented,
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    Consequences,
    DecisionInForce,
    ImplementationReported,
    Objection,
    ProposalSubmitted,
    RatificationOverdue,
    RatificationRegistered,
    TaskPlanned,
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
from shared.contracts.governance.register import (
    BodyEstablished,
    BodyRules,
    Deadlines,
    Delegation,
    Deputy,
    HelsefellesskapEstablished,
    OrganisationRegistered,
    PersonRegistered,
    RoleGranted,
    RoleWithdrawn,
    SeatFilled,
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
from shared.contracts.governance.words import (
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
    Right,
    RoleName,
    SideName,
    Silence,
    Undecided,
)

__all__ = [
    "AgendaItem",
    "Attended",
    "BodyEstablished",
    "BodyKind",
    "BodyRules",
    "CaseImplemented",
    "CaseReceived",
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
    "Deadlines",
    "DecisionInForce",
    "Delegation",
    "Deputy",
    "Deviation",
    "DisputePrepared",
    "DisputeSent",
    "DisputeStatementRegistered",
    "DisputeText",
    "Employment",
    "Function",
    "GovernanceEvent",
    "HearingAnswered",
    "HearingOpened",
    "HearingReported",
    "HearingSummarised",
    "HelsefellesskapEstablished",
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
    "Objection",
    "ObjectionKind",
    "OrganisationKind",
    "OrganisationRegistered",
    "Part",
    "PersonRegistered",
    "Position",
    "Power",
    "ProposalSubmitted",
    "Provision",
    "Purpose",
    "RatificationAnswer",
    "RatificationOverdue",
    "RatificationRegistered",
    "Reading",
    "Registered",
    "Right",
    "RoleGranted",
    "RoleName",
    "RoleWithdrawn",
    "SeatFilled",
    "SeatVacated",
    "Side",
    "SideName",
    "Silence",
    "StanceTaken",
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
    | CaseReceived
    | ProposalSubmitted
    | ConsensusReached
    | ConsensusFailed
    | RatificationRegistered
    | RatificationOverdue
    | DecisionInForce
    | ImplementationReported
    | CaseImplemented
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
