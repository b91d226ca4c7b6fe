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
    EmploymentChanged,
    HelsefellesskapEstablished,
    OrganisationRegistered,
    OrganisationSucceeded,
    PersonRegistered,
    RoleGranted,
    RoleWithdrawn,
    SuccessionCarriedOut,
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
    "AgendaItem",
    "Attended",
    "Basis",
    "BodyDissolved",
    "BodyEstablished",
    "BodyKind",
    "BodyPartySucceeded",
    "BodyReconfigured",
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
    "DeputyChanged",
    "Employment",
    "EmploymentChanged",
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
    "OrganisationSucceeded",
    "Part",
    "PersonRegistered",
    "Position",
    "Power",
    "ProposalSubmitted",
    "Purpose",
    "RatificationAnswer",
    "RatificationOverdue",
    "RatificationRegistered",
    "Receiver",
    "Registered",
    "Represents",
    "Right",
    "RoleGranted",
    "RoleName",
    "RoleWithdrawn",
    "SeatFilled",
    "SeatPartySucceeded",
    "SeatVacated",
    "Side",
    "SideName",
    "Silence",
    "StanceTaken",
    "SuccessionCarriedOut",
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
