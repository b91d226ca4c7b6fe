"""What each event changes in its case's row (I-0, I-5, I-8, I-11)."""

from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Table

from services.intake.readmodels.stages import Due, Stage, stage_of
from shared.contracts.assessment import (
    AssessmentClosed,
    AssessmentConcluded,
    AssessmentReopened,
)
from shared.contracts.intake import (
    CaseMerged,
    CaseReopened,
    CaseSplit,
    CaseSplitOff,
    CaseStarted,
    CaseTriaged,
    InformationGiven,
    InformationNotGiven,
    InformationRequested,
    OutcomeDisputed,
    ProblemRecurred,
    ReportHeld,
    ReportRegistered,
    ReportsJoined,
)
from shared.contracts.record import Event, Sealed

WAITING = "waiting"
"""Nobody has looked at it yet, or it is to be looked at anew."""
ASKED = "information-requested"
UNANSWERED = "unanswered"
MERGED = "merged"
NOT_REALISTIC = "not-realistic"
REASSESSED = "reassessed"
"""Assessed already, and looked at anew (A-9, A-15)."""
CLOSED = "closed-not-realistic"

Row: TypeAlias = dict[str, Any]
Begins: TypeAlias = ReportRegistered | CaseStarted | CaseSplitOff


def first_row(event: Begins, at: datetime) -> Row:
    """The row of a case that begins: reported, started, or split off from another."""
    row = {
        "case_id": event.case_id,
        "number": event.number,
        "helsefellesskap": event.helsefellesskap,
        "registered_at": at,
        "title": kept(event.title),
        "what_happens": kept(event.what_happens),
        "parties": [party.model_dump(mode="json") for party in event.parties],
        "urgent": event.urgent,
        "triage": WAITING,
        "organisations": organisations_of(event),
        "reports": 1,
        "times": 0,
        "recurring": False,
        "disputed": False,
    }
    match event:
        case ReportRegistered():
            workaround = event.workaround
            risk = event.workaround_risk
            return row | {
                "reporter": event.reporter,
                "reported_on": event.reported_on,
                "workaround": kept(workaround) if workaround else None,
                "workaround_risk": kept(risk) if risk else None,
            }
        case CaseStarted():
            return row | {
                "reporter": event.started_by,
                "reported_on": at.date(),
                "reports": 0,
                "triage": "lifted-to-assessment",
                "triaged_at": at,
                "started_by": event.model_dump(
                    mode="json", include={"starter", "body_id", "party", "project"}
                ),
            }
        case CaseSplitOff():
            return row | {
                "reporter": event.reports[0].reporter,
                "reported_on": at.date(),
                "reports": len(event.reports),
                "split_from": event.from_case,
            }


def kept(sealed: Sealed) -> Row:
    return sealed.model_dump(mode="json")


def held_by(event: Begins | ReportsJoined) -> tuple[ReportHeld, ...]:
    """The reports that a case has from here on beside those it had."""
    match event:
        case ReportRegistered():
            return (event.held,)
        case CaseStarted():
            return ()
        case CaseSplitOff() | ReportsJoined():
            return event.reports


def reporters(event: Begins | ReportsJoined) -> list[UUID]:
    """Those whom the case concerns from here on."""
    match event:
        case ReportRegistered():
            return [event.reporter]
        case CaseStarted():
            return [event.started_by]
        case CaseSplitOff() | ReportsJoined():
            return [each.reporter for each in event.reports]


def organisations_of(event: Begins | ReportsJoined) -> list[str]:
    """Those that the reporters act for, each once."""
    match event:
        case ReportRegistered():
            found = [event.organisation]
        case CaseStarted():
            found = [event.party]
        case CaseSplitOff() | ReportsJoined():
            found = [each.organisation for each in event.reports]
    return [str(each) for each in dict.fromkeys(found) if each is not None]


def joined_rows(event: ReportRegistered | ReportsJoined, row: Any) -> Row:
    """What those who join add to the case they join."""
    added: tuple[ReportHeld, ...] = (
        event.reports if isinstance(event, ReportsJoined) else (event.held,)
    )
    parties = [*row.parties]
    for party in event.parties:
        told = party.model_dump(mode="json")
        if told not in parties:
            parties.append(told)
    changes: Row = {
        "reports": row.reports + len(added),
        "times": row.times + len(added),
        "urgent": row.urgent or event.urgent,
        "parties": parties,
        "organisations": list(dict.fromkeys([*row.organisations, *organisations_of(event)])),
    }
    if isinstance(event, ReportsJoined) and event.question and row.triage == WAITING:
        changes |= {
            "triage": ASKED,
            "question": event.question.question,
            "question_due": event.question.due_at,
        }
    return changes


def changes_of(event: Event | None, at: datetime, table: Table) -> tuple[UUID, Row] | None:
    """What one event changes in its case's row; None for those that change nothing."""
    match event:
        case CaseTriaged():
            return event.case_id, _triaged(event, at, table)
        case CaseMerged():
            return event.case_id, {
                "triage": MERGED,
                "moved_to": event.into,
                "triage_reason": event.reason,
                "triaged_at": at,
                "question_due": None,
            }
        case CaseSplit():
            return event.case_id, {"reports": table.c.reports - len(event.reports)}
        case ProblemRecurred():
            marked: Row = {"recurring": True}
            return event.case_id, marked | (_to_triage(at) if event.to_triage else {})
        case _:
            return _waiting(event, at) or _assessed(event, at) or _between_bodies(event, at)


def _waiting(event: Event | None, at: datetime) -> tuple[UUID, Row] | None:
    """I-5, I-6: what is asked and answered, and what is looked at anew."""
    match event:
        case InformationRequested():
            return event.case_id, {
                "triage": ASKED,
                "question": event.question,
                "question_due": event.due_at,
                "triaged_at": at,
            }
        case InformationGiven():
            return event.case_id, _to_triage(at)
        case InformationNotGiven():
            return event.case_id, {"triage": UNANSWERED, "triaged_at": at, "question_due": None}
        case CaseReopened():
            return event.case_id, _to_triage(at)
        case OutcomeDisputed():
            return event.case_id, {**_to_triage(at), "disputed": True}
        case _:
            return None


def _assessed(event: Event | None, at: datetime) -> tuple[UUID, Row] | None:
    """A-9, A-13, A-15: what hinders, whether it is looked at anew, and that it ends here."""
    match event:
        case AssessmentConcluded():
            return event.case_id, {
                "obstacle": event.diagnosis.main_obstacle,
                "components": {each.component: each.status for each in event.components},
                "capacity": worst_standing([each.standing for each in event.capacity]),
                "assessment": "assessed" if event.conclusion == "proceed" else NOT_REALISTIC,
                "assessed_at": at,
            }
        case AssessmentReopened():
            return event.case_id, {"assessment": REASSESSED, "assessed_at": at}
        case AssessmentClosed():
            return event.case_id, {"assessment": CLOSED, "assessed_at": at}
        case _:
            return None


def _to_triage(at: datetime) -> Row:
    return {"triage": WAITING, "triaged_at": at, "question_due": None}


def _triaged(event: CaseTriaged, at: datetime, table: Table) -> Row:
    return {
        "triage": event.outcome,
        "triage_reason": event.reason,
        "reference": event.reference,
        "rule": event.rule.model_dump(mode="json") if event.rule else None,
        "routine": event.routine.model_dump(mode="json") if event.routine else None,
        "line": event.line,
        "moved_to": event.joined_to,
        "triaged_at": at,
        "question_due": None,
        "times": table.c.times + (1 if event.outcome == "answered" else 0),
    }


def _between_bodies(event: Event | None, at: datetime) -> tuple[UUID, Row] | None:
    match stage_of(event):
        case Due() as due:
            return due.case_id, {"deadline": due.at}
        case Stage() as stage:
            told: Row = {} if stage.body is None else {"body": stage.body}
            if stage.name is not None:
                told |= {"governance": stage.name, "governance_at": at, "deadline": None}
            return stage.case_id, told
        case None:
            return None


def worst_standing(standings: list[str]) -> str:
    """The capacity frame as a whole is as tight as its tightest party (A-9)."""
    return next((each for each in ("over", "unknown") if each in standings), "within")
