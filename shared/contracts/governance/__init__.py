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
    "ConsensusFailed",
    "ConsensusReached",
    "Consequences",
    "Deadlines",
    "DecisionInForce",
    "Delegation",
    "Deputy",
    "Employment",
    "Function",
    "GovernanceEvent",
    "HelsefellesskapEstablished",
    "ImplementationReported",
    "ItemClosed",
    "ItemNumberTaken",
    "ItemOpened",
    "ItemOutcome",
    "LateCases",
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
    "Purpose",
    "RatificationAnswer",
    "RatificationOverdue",
    "RatificationRegistered",
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
    | MeetingClosed,
    Field(discriminator="type"),
]
