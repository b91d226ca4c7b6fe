"""At which level a case lies from an event on, and in which body. Pure (R-5)."""

from dataclasses import dataclass
from uuid import UUID

from services.audit.readmodels.case_tables import Level
from shared.contracts.assessment import AssessmentClosed, AssessmentOpened, AssessmentReopened
from shared.contracts.governance.arenas import CaseReferred
from shared.contracts.governance.cases import (
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    NoProposal,
    ProposalRecommended,
    ProposalSubmitted,
    ReturnOrLiftChosen,
)
from shared.contracts.governance.own_lines import FollowUpAnswered, RatificationChoiceMade
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedDeclared,
)
from shared.contracts.intake import (
    CaseMerged,
    CaseReopened,
    CaseSplitOff,
    CaseStarted,
    CaseTriaged,
    InformationNotGiven,
    OutcomeDisputed,
    ReportRegistered,
)
from shared.contracts.record import Event


@dataclass(frozen=True, slots=True)
class Place:
    """Where the case lies; in no body where it lies in none."""

    case_id: UUID
    level: Level
    body: UUID | None = None


def place_of(event: Event | None) -> Place | None:  # noqa: PLR0911 - one a kind
    """Where the case lies when this has happened; None where it stays where it is.

    A case also ends when its last report is withdrawn, which no single event tells (I-0).
    """
    match event:
        case (
            ReportRegistered(joined=False)
            | CaseStarted()
            | CaseSplitOff()
            | CaseReopened()
            | OutcomeDisputed()
            | AssessmentOpened()
            | AssessmentReopened(because="lower-demand" | "priority")
        ):
            return Place(event.case_id, "practical")
        case CaseReceived() | CaseReferred():
            return Place(event.case_id, "organisational", event.body_id)
        case (
            ConsensusFailed()
            | ConsensusReached()
            | ProposalSubmitted()
            | NoProposal()
            | CouncilHeard()
            | ProposalRecommended()
            | ReturnOrLiftChosen()
            | RatificationChoiceMade()
            | CaseResumed()
            | NotAgreedDeclared()
            | FollowUpAnswered(decision="reopen")
        ):
            return Place(event.case_id, "organisational", event.to_body)
        case ExitTaken():
            inside = event.exit == "written-procedure"
            return Place(event.case_id, "organisational" if inside else "system", event.body_id)
        case CaseClosed() | CaseMerged() | InformationNotGiven() | AssessmentClosed():
            return Place(event.case_id, "ended")
        case CaseTriaged() if event.outcome != "lifted-to-assessment":
            return Place(event.case_id, "ended")
        case _:
            return None


@dataclass(frozen=True, slots=True)
class End:
    """With what the case ended; `locked` where the bodies have decided it (P-4)."""

    case_id: UUID
    outcome: str
    locked: bool


_ENDS: dict[type[Event], str] = {
    CaseMerged: "joined",
    InformationNotGiven: "unanswered",
    AssessmentClosed: "not-realistic",
}


def end_of(event: Event | None) -> End | None:
    """How it ended; None where it goes on."""
    match event:
        case CaseClosed():
            return End(event.case_id, event.outcome, True)
        case CaseTriaged() if event.outcome != "lifted-to-assessment":
            return End(event.case_id, event.outcome, False)
        case CaseMerged() | InformationNotGiven() | AssessmentClosed():
            return End(event.case_id, _ENDS[type(event)], False)
        case _:
            return None
