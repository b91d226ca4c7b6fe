"""What one event changes in its case's row of the read model `cases`. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from shared.contracts.governance import (
    ArenaAnswered,
    AssessmentRevised,
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
    CasePartySucceeded,
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

Changes: TypeAlias = dict[str, Any]
Row: TypeAlias = Mapping[Any, Any]


def taken_up(event: CaseReceived | CaseReferred | CaseUnplaced) -> str:
    """The stage of a case that has just come."""
    match event:
        case CaseReceived():
            return "in-fs"
        case CaseReferred():
            return "with-arena"
        case CaseUnplaced():
            return "unplaced"


def changes(row: Row, event: object, at: datetime) -> Changes | None:
    """None for events that change nothing here."""
    return (
        _proposed(row, event, at)
        or _agreed_or_not(row, event, at)
        or _without_agreement(row, event, at)
        or _decided(row, event, at)
        or _moved(row, event, at)
    )


def _proposed(  # noqa: PLR0911 - a line each
    row: Row, event: object, at: datetime
) -> Changes | None:
    match event:
        case ProposalSubmitted():
            proposal = {"proposal": event.model_dump(mode="json")}
            if event.then_to is not None:
                return to(row, "with-council", at, event.to_body) | proposal
            return before(row, "proposed", at, event.to_body) | proposal
        case NoProposal():
            return before(row, "no-proposal", at, event.to_body) | {"proposal": None}
        case CouncilHeard() | ProposalRecommended():
            return before(row, "proposed", at, event.to_body)
        case ArenaAnswered(to_body=UUID() as to_body):
            if event.proposal_id is None:
                return to(row, "in-fs", at, to_body)
            return before(row, "disagreed-other", at, to_body)
        case _:
            return None


def _agreed_or_not(row: Row, event: object, at: datetime) -> Changes | None:
    match event:
        case ConsensusReached():
            name = "ratification" if event.ratify else "choosing"
            answering = (*event.ratify, *(each.party for each in event.bound_at_once))
            return to(row, name, at, event.to_body) | {"answering": [*map(str, answering)]}
        case ConsensusFailed():
            told = {
                "disagreements": [*row["disagreements"], event.model_dump(mode="json")],
                "returns": event.returns,
            }
            return _after_disagreement(row, event, at) | told
        case (
            ReturnOrLiftChosen(choice="return")
            | RatificationChoiceMade(choice="negotiate-again") as back
        ):
            return to(row, "in-fs", at, back.to_body) | {"returns": back.returns}
        case ReturnOrLiftChosen() | RatificationChoiceMade(choice="lift") as lifted:
            return before(row, "proposed", at, lifted.to_body)
        case _:
            return None


def _after_disagreement(row: Row, event: ConsensusFailed, at: datetime) -> Changes:
    name = f"disagreed-{event.disagreement}"
    match event.way_on:
        case "returned":
            return to(row, name, at, event.to_body)
        case "lifted":
            return before(row, name, at, event.to_body)
        case "chair-chooses":
            return to(row, "chair-choosing", at, event.to_body)
        case "exits":
            return to(row, "unresolved", at, event.to_body)
        case None:
            proposed_by = row["proposal"] and UUID(row["proposal"]["from_body"])
            if event.to_body == proposed_by:
                return to(row, name, at, event.to_body)
            return before(row, name, at, event.to_body)


def _without_agreement(row: Row, event: object, at: datetime) -> Changes | None:
    match event:
        case ExitTaken(exit="written-procedure"):
            return before(row, "proposed", at, event.body_id)
        case ExitTaken():
            return to(row, "waiting-external", at, event.body_id)
        case CaseResumed():
            return before(row, "proposed", at, event.to_body)
        case NotAgreedDeclared():
            return to(row, "not-agreed", at, event.to_body)
        case CaseClosed():
            return to(row, f"closed-{event.outcome}", at, event.body_id or row["body"])
        case _:
            return None


def _decided(  # noqa: PLR0911 - a line each
    row: Row, event: object, at: datetime
) -> Changes | None:
    match event:
        case StepBegun(step="choose") if row["stage"] == "ratification":
            return to(row, "choosing", at, event.body_id)
        case StepBegun(step="ratify") if row["stage"] == "choosing":
            return to(row, "ratification", at, event.body_id)
        case DecisionInForce():
            own = [each.model_dump(mode="json") for each in event.own_steps]
            return to(row, "in-force", at, event.body_id or row["body"]) | {"own_steps": own}
        case CaseImplemented() if row["stage"] == "in-force":
            return to(row, "implemented", at, row["body"])
        case FollowUpAsked():
            return to(row, "follow-up", at, event.body_id or row["body"])
        case FollowUpAnswered(to_body=UUID() as to_body):
            return to(row, "in-fs", at, to_body) | {"returns": 0}
        case _:
            return None


def _moved(row: Row, event: object, at: datetime) -> Changes | None:
    match event:
        case AssessmentRevised():
            return {
                "assessment_revision": event.assessment_revision,
                "main_obstacle": event.main_obstacle,
            }
        case CaseTransferred():
            old, new = event.from_body, event.to_body
            moved: Changes = {name: new for name in ("body", "before") if row[name] == old}
            if "body" in moved:
                moved["route"] = [*row["route"], stop(new, at)]
            return moved
        case CasePartySucceeded():
            gone, heir = str(event.old), str(event.new)
            return {
                name: list(dict.fromkeys(heir if party == gone else party for party in row[name]))
                for name in ("parties", "answering")
            }
        case _:
            return None


def stage(name: str, at: datetime, body: UUID, *, lies_before: UUID | None = None) -> Changes:
    return {"stage": name, "since": at, "body": body, "before": lies_before}


def to(row: Row, name: str, at: datetime, body: UUID) -> Changes:
    """The case comes to a body, or goes on in the one that has it."""
    moved = [] if body == row["body"] else [stop(body, at)]
    return stage(name, at, body) | {"route": [*row["route"], *moved]}


def before(row: Row, name: str, at: datetime, body: UUID) -> Changes:
    """The same, where it is to be treated."""
    return to(row, name, at, body) | {"before": body}


def stop(body: UUID, at: datetime) -> Changes:
    return {"body": str(body), "at": at.isoformat()}
