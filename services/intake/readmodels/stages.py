"""Where a case stands between the bodies, in the words its reporter is told it by (I-11)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts.governance import (
    ArenaAnswered,
    CaseReceived,
    CaseReferred,
    CaseTransferred,
    CaseUnplaced,
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    NoProposal,
    ProposalRecommended,
    ProposalSubmitted,
    ReturnOrLiftChosen,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
    RatificationChoiceMade,
)
from shared.contracts.governance.steps import StepBegun
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedDeclared,
)
from shared.contracts.record import Event


@dataclass(frozen=True, slots=True)
class Stage:
    """What has become of a case; what is None stays as it was."""

    case_id: UUID
    name: str | None = None
    body: UUID | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When the step that a case is at is due; None until the body's next meeting (G-11)."""

    case_id: UUID
    at: datetime | None


def stage_of(event: Event | None) -> Stage | Due | None:
    """None for events that change nothing for the reporter."""
    match event:
        case StepBegun():
            return Due(event.case_id, event.due_at)
        case CaseReceived() | CaseReferred() | CaseUnplaced():
            names = {CaseReceived: "in-fs", CaseReferred: "with-arena", CaseUnplaced: "unplaced"}
            return Stage(event.case_id, names[type(event)], event.body_id)
        case CaseTransferred():
            return Stage(event.case_id, body=event.to_body)
        case _:
            return _between(event) or _without_agreement(event) or _decided(event)


def _between(  # noqa: PLR0911 - a line each
    event: Event | None,
) -> Stage | None:
    match event:
        case ArenaAnswered(to_body=UUID() as to_body):
            name = "in-fs" if event.proposal_id is None else "disagreed-other"
            return Stage(event.case_id, name, to_body)
        case ProposalSubmitted():
            name = "proposed" if event.then_to is None else "with-council"
            return Stage(event.case_id, name, event.to_body)
        case NoProposal():
            return Stage(event.case_id, "no-proposal", event.to_body)
        case CouncilHeard() | ProposalRecommended():
            return Stage(event.case_id, "proposed", event.to_body)
        case ConsensusReached():
            name = "ratification" if event.ratify else "choosing"
            return Stage(event.case_id, name, event.to_body)
        case ConsensusFailed():
            return Stage(event.case_id, _disagreed(event), event.to_body)
        case _:
            return None


def _disagreed(event: ConsensusFailed) -> str:
    match event.way_on:
        case "chair-chooses":
            return "chair-choosing"
        case "exits":
            return "unresolved"
        case "returned" | "lifted" | None:
            return f"disagreed-{event.disagreement}"


def _without_agreement(  # noqa: PLR0911 - a line each
    event: Event | None,
) -> Stage | None:
    match event:
        case ReturnOrLiftChosen():
            name = "in-fs" if event.choice == "return" else "proposed"
            return Stage(event.case_id, name, event.to_body)
        case RatificationChoiceMade(choice="negotiate-again"):
            return Stage(event.case_id, "in-fs", event.to_body)
        case RatificationChoiceMade(choice="lift"):
            return Stage(event.case_id, "proposed", event.to_body)
        case ExitTaken():
            waits = event.exit != "written-procedure"
            return Stage(event.case_id, "waiting-external" if waits else "proposed", event.body_id)
        case CaseResumed():
            return Stage(event.case_id, "proposed", event.to_body)
        case NotAgreedDeclared():
            return Stage(event.case_id, "not-agreed", event.to_body)
        case CaseClosed():
            return Stage(event.case_id, f"closed-{event.outcome}", event.body_id)
        case _:
            return None


def _decided(event: Event | None) -> Stage | None:
    match event:
        case DecisionInForce():
            return Stage(event.case_id, "in-force", event.body_id)
        case CaseImplemented():
            return Stage(event.case_id, "implemented")
        case FollowUpAsked():
            return Stage(event.case_id, "follow-up", event.body_id)
        case FollowUpAnswered(to_body=UUID() as to_body):
            return Stage(event.case_id, "in-fs", to_body)
        case _:
            return None
