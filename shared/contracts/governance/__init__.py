"""What governance says: the register, the case between bodies, meetings."""

from typing import Annotated, TypeAlias

from pydantic import Field

from shared.contracts.governance.arenas import (
    Arena,
    ArenaAnswered,
    ArenaEvent,
    ArenaResult,
    CaseReferred,
    CaseTransferred,
    CaseUnplaced,
)
from shared.contracts.governance.cases import (
    Adoption,
    Alternative,
    AssessmentRevised,
    Bound,
    CaseEvent,
    CaseReceived,
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
    ExitEvent,
)
from shared.contracts.governance.hearings import (
    HearingEvent,
)
from shared.contracts.governance.items import (
    ItemClosed,
    ItemEvent,
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
    MeetingEvent,
    MeetingPlanned,
    MeetingStarted,
)
from shared.contracts.governance.minutes import (
    MinutesEvent,
)
from shared.contracts.governance.own_lines import (
    OwnLineEvent,
)
from shared.contracts.governance.register import (
    EmploymentChanged,
    HelsefellesskapEstablished,
    OrganisationRegistered,
    OrganisationSucceeded,
    PersonRegistered,
    RegisterEvent,
    RoleGranted,
    RoleWithdrawn,
    SuccessionCarriedOut,
)
from shared.contracts.governance.steps import (
    StepEvent,
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
    StructureEvent,
)
from shared.contracts.governance.trials import (
    TrialEvent,
)
from shared.contracts.governance.unresolved import (
    UnresolvedEvent,
)
from shared.contracts.governance.words import (
    Basis,
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
    Represents,
    Right,
    RoleName,
    SideName,
    Silence,
    Undecided,
)

__all__ = [
    "Adoption",
    "AgendaEntry",
    "Alternative",
    "Arena",
    "ArenaAnswered",
    "ArenaResult",
    "AssessmentRevised",
    "Attended",
    "Basis",
    "BodyDissolved",
    "BodyEstablished",
    "BodyKind",
    "BodyPartySucceeded",
    "BodyReconfigured",
    "BodyRules",
    "Bound",
    "CaseReceived",
    "CaseReferred",
    "CaseTransferred",
    "CaseUnplaced",
    "ConsensusFailed",
    "ConsensusReached",
    "Consequences",
    "CouncilHeard",
    "Deadlines",
    "Delegation",
    "Deputy",
    "DeputyChanged",
    "Employment",
    "EmploymentChanged",
    "EntryKind",
    "Function",
    "GovernanceEvent",
    "HelsefellesskapEstablished",
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
    "MixedPolicy",
    "NoProposal",
    "Objection",
    "ObjectionKind",
    "OrganisationKind",
    "OrganisationRegistered",
    "OrganisationSucceeded",
    "OutcomeWithoutEffect",
    "OwnStep",
    "OwnStepArena",
    "Part",
    "PersonRegistered",
    "Position",
    "Power",
    "ProposalRecommended",
    "ProposalSubmitted",
    "Purpose",
    "RatificationAnswer",
    "Receiver",
    "Registered",
    "Represents",
    "ReturnOrLiftChosen",
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
    "StanceWithdrawn",
    "SuccessionCarriedOut",
    "TaskPlanned",
    "Undecided",
    "WayOn",
    "WordingCorrected",
]

GovernanceEvent: TypeAlias = Annotated[
    RegisterEvent
    | StructureEvent
    | CaseEvent
    | ArenaEvent
    | OwnLineEvent
    | UnresolvedEvent
    | StepEvent
    | MeetingEvent
    | ItemEvent
    | ExitEvent
    | TrialEvent
    | HearingEvent
    | MinutesEvent,
    Field(discriminator="type"),
]
"""What is said of exits, trials, hearings, minutes, own lines, steps and disagreement that is not
resolved is imported from the room of that name."""
