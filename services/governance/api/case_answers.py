"""A case between bodies as the API tells it: the state of a decision is its tables (G-14)."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from services.governance.readmodels.case import Case
from shared.contracts.governance import (
    Consequences,
    Objection,
    RatificationAnswer,
    TaskPlanned,
)


class ProposalOut(BaseModel):
    proposal_id: UUID
    from_body: UUID
    to_body: UUID
    what: str
    reasons: str
    tasks: list[TaskPlanned]
    consequences: Consequences
    adoption: str


class DisagreementOut(BaseModel):
    proposal_id: UUID
    body_id: UUID
    meeting_id: UUID
    item_id: UUID
    disagreement: str
    objections: list[Objection]
    wording: str
    to_body: UUID


class RatificationOut(BaseModel):
    """A row of the table (G-14): `answer` is None while it is pending."""

    party: UUID
    answer: RatificationAnswer | None
    organ: str | None
    reference: str | None
    reservation: str | None
    touches_others: bool
    overdue: bool
    at: datetime | None


class ImplementationOut(BaseModel):
    """A row of the table (G-15): `result` is None until the party has told."""

    party: UUID
    tasks: list[str]
    result: Literal["done", "deviation"] | None
    note: str | None
    at: datetime | None


class CaseOut(BaseModel):
    """A case as it stands between the bodies; `body` has it now."""

    case_id: UUID
    number: str
    helsefellesskap: UUID
    body: UUID
    stage: str
    since: datetime
    parties: list[UUID]
    main_obstacle: str
    assessment_revision: int
    returns: int
    proposal: ProposalOut | None
    disagreements: list[DisagreementOut]
    remarks: list[Objection]
    ratify_by: datetime | None
    ratifications: list[RatificationOut]
    implementation: list[ImplementationOut]


def case_out(case: Case) -> CaseOut:
    copied: dict[str, Any] = {
        name: getattr(case, name)
        for name in (
            "case_id",
            "number",
            "helsefellesskap",
            "body",
            "stage",
            "since",
            "main_obstacle",
            "assessment_revision",
            "returns",
        )
    }
    proposal = case.proposal
    return CaseOut(
        **copied,
        parties=list(case.parties),
        proposal=(
            ProposalOut(**proposal.model_dump(exclude={"type", "case_id"})) if proposal else None
        ),
        disagreements=[
            DisagreementOut(**each.model_dump(exclude={"type", "case_id", "returns"}))
            for each in case.disagreements
        ],
        remarks=list(case.consensus.remarks) if case.consensus else [],
        ratify_by=case.consensus.ratify_by if case.consensus else None,
        ratifications=[_ratification(case, party) for party in asked(case)],
        implementation=[_implementation(case, party) for party in case.bound],
    )


def asked(case: Case) -> tuple[UUID, ...]:
    """The parties whose organs are to answer (G-14)."""
    return case.consensus.ratify if case.consensus else ()


def _ratification(case: Case, party: UUID) -> RatificationOut:
    answer = case.answers.get(party)
    told = answer.event if answer else None
    return RatificationOut(
        party=party,
        answer=told.answer if told else None,
        organ=told.organ if told else None,
        reference=told.reference if told else None,
        reservation=told.reservation if told else None,
        touches_others=told.touches_others if told else False,
        overdue=answer is None and party in case.overdue,
        at=answer.at if answer else None,
    )


def _implementation(case: Case, party: UUID) -> ImplementationOut:
    report = case.reports.get(party)
    return ImplementationOut(
        party=party,
        tasks=tasks_of(case, party),
        result=report.event.result if report else None,
        note=report.event.note if report else None,
        at=report.at if report else None,
    )


def tasks_of(case: Case, party: UUID) -> list[str]:
    """What the proposal asks of one party."""
    tasks = case.proposal.tasks if case.proposal else ()
    return [task.what for task in tasks if task.party == party]
