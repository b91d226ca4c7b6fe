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
    ObjectionKind,
    OrganisationKind,
    Part,
    Position,
    RatificationAnswer,
    Right,
    RoleName,
    SideName,
    Undecided,
)

__all__ = [
    "AgendaItem",
    "Attended",
    "BodyEstablished",
    "BodyKind",
    "CaseImplemented",
    "CaseReceived",
    "ConsensusFailed",
    "ConsensusReached",
    "Consequences",
    "DecisionInForce",
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
    "MeetingCalled",
    "MeetingClosed",
    "MeetingPlanned",
    "MeetingStarted",
    "Objection",
    "ObjectionKind",
    "OrganisationKind",
    "OrganisationRegistered",
    "Part",
    "PersonRegistered",
    "Position",
    "ProposalSubmitted",
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
