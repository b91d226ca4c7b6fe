"""What intake says: reports, cases, and what became of them (I-0 to I-13)."""

from typing import Annotated, TypeAlias

from pydantic import Field

from shared.contracts.intake.cases import (
    CaseEvent,
    CaseMerged,
    CaseSplit,
    CaseSplitOff,
    CaseStarted,
    ProblemRecurred,
    ReportsJoined,
)
from shared.contracts.intake.known import (
    KnownRuleCorrected,
    KnownRuleEvent,
    KnownRuleRegistered,
    LiaisonNamed,
    LiaisonRemoved,
    RecurrenceSet,
    SettingEvent,
)
from shared.contracts.intake.notices import NoticesChosen
from shared.contracts.intake.receipts import ReceiptMade
from shared.contracts.intake.reports import (
    NumberTaken,
    ReferenceUsed,
    ReportEvent,
    ReportRegistered,
    ReportWithdrawn,
)
from shared.contracts.intake.triage import (
    CaseReopened,
    CaseTriaged,
    InformationGiven,
    InformationNotGiven,
    InformationRequested,
    OutcomeDisputed,
    TriageEvent,
)
from shared.contracts.intake.words import (
    Language,
    PartyNamed,
    Question,
    ReportHeld,
    RoutineCited,
    RuleCited,
    StarterKind,
    TriageOutcome,
)

__all__ = [
    "CaseEvent",
    "CaseMerged",
    "CaseReopened",
    "CaseSplit",
    "CaseSplitOff",
    "CaseStarted",
    "CaseTriaged",
    "InformationGiven",
    "InformationNotGiven",
    "InformationRequested",
    "IntakeEvent",
    "KnownRuleCorrected",
    "KnownRuleEvent",
    "KnownRuleRegistered",
    "Language",
    "LiaisonNamed",
    "LiaisonRemoved",
    "NoticesChosen",
    "NumberTaken",
    "OnTheCase",
    "OutcomeDisputed",
    "PartyNamed",
    "ProblemRecurred",
    "Question",
    "ReceiptMade",
    "RecurrenceSet",
    "ReferenceUsed",
    "ReportEvent",
    "ReportHeld",
    "ReportRegistered",
    "ReportWithdrawn",
    "ReportsJoined",
    "RoutineCited",
    "RuleCited",
    "SettingEvent",
    "StarterKind",
    "TriageEvent",
    "TriageOutcome",
]

OnTheCase: TypeAlias = ReportEvent | CaseEvent | TriageEvent
"""What decisions on a case say."""

IntakeEvent: TypeAlias = Annotated[
    ReportEvent
    | CaseEvent
    | TriageEvent
    | KnownRuleEvent
    | SettingEvent
    | NoticesChosen
    | ReceiptMade,
    Field(discriminator="type"),
]
