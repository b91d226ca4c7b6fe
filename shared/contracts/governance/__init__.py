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
from shared.contracts.governance.items import (
    ItemClosed,
    ItemNoted,
    ItemOpened,
    Registered,
    StanceTaken,
    StanceWithdrawn,
)
from shared.contracts.governance.meetings import (
    AgendaEntry,
    Attended,
    ItemAdded,
    ItemNumberTaken,
    MeetingCalled,
    MeetingCancelled,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
)
from shared.contracts.governance.minutes import (
    DissentEntered,
    MinutesApproved,
    MinutesCorrected,
    MinutesDocuments,
    MinutesDrafted,
    MinutesLocked,
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
    EntryKind,
    Function,
    ItemOutcome,
    LateCases,
    MeetingKind,
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
    "AgendaEntry",
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
    "DissentEntered",
    "Employment",
    "EntryKind",
    "Function",
    "GovernanceEvent",
    "HelsefellesskapEstablished",
    "ImplementationReported",
    "ItemAdded",
    "ItemClosed",
    "ItemNoted",
    "ItemNumberTaken",
    "ItemOpened",
    "ItemOutcome",
    "LateCases",
    "MeetingCalled",
    "MeetingCancelled",
    "MeetingClosed",
    "MeetingKind",
    "MeetingPlanned",
    "MeetingStarted",
    "MinutesApproved",
    "MinutesCorrected",
    "MinutesDocuments",
    "MinutesDrafted",
    "MinutesLocked",
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
    "StanceWithdrawn",
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
    | ItemAdded
    | MeetingCalled
    | MeetingCancelled
    | MeetingStarted
    | ItemOpened
    | StanceTaken
    | StanceWithdrawn
    | ItemNoted
    | ItemClosed
    | MeetingClosed
    | DissentEntered
    | MinutesDrafted
    | MinutesCorrected
    | MinutesApproved
    | MinutesLocked,
    Field(discriminator="type"),
]
