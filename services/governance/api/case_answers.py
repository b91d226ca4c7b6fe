"""A case between bodies as the API tells it: the state of a decision is its tables (G-14)."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.governance.api.own_line_answers import (
    ImplementationOut,
    OwnStepOut,
    RatificationOut,
    asked,
    bound,
    consensus,
    implementation_out,
    own_steps_out,
    ratification_out,
)
from services.governance.application.case_file import CaseFile
from services.governance.decisions.case.states import Known, NotAgreed
from services.governance.readmodels.case import Case
from shared.contracts.assessment import Readiness
from shared.contracts.governance import (
    Alternative,
    ConsensusFailed,
    Consequences,
    CouncilHeard,
    NoProposal,
    Objection,
    ObjectionKind,
    OwnStep,
    ProposalSubmitted,
    TaskPlanned,
)
from shared.contracts.governance.unresolved import NotAgreedDeclared


class ProposalOut(BaseModel):
    proposal_id: UUID
    from_body: UUID
    to_body: UUID
    then_to: UUID | None
    what: str
    reasons: str
    tasks: list[TaskPlanned]
    consequences: Consequences
    adoption: str
    alternatives: list[Alternative]
    changes_gp_work: bool
    own_steps: list[OwnStep]
    replaces: UUID | None
    review_on: date | None


class DisagreementOut(BaseModel):
    """`wording` as it stands now; a correction keeps what it was in the history (G-20)."""

    proposal_id: UUID
    body_id: UUID
    meeting_id: UUID
    item_id: UUID
    disagreement: str
    objections: list[Objection]
    kept: list[Objection]
    wording: str
    to_body: UUID
    way_on: str | None


class StepOut(BaseModel):
    """What the case waits for; `due_at` None is until the body's next meeting (G-11)."""

    step: str
    body: UUID
    due_at: datetime | None
    told: list[str]


class NotAcceptedOut(BaseModel):
    """A-10: an objection that the case brought with it: `party` has not accepted the `task`."""

    party: UUID
    task: str
    kind: ObjectionKind
    text: str


class NotAgreedOut(BaseModel):
    """G-10: what follows, and who has not acknowledged it yet."""

    consequence: str
    text: str
    acknowledge_by: datetime
    pending: list[UUID]


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
    step: StepOut | None
    proposal: ProposalOut | None
    no_proposal: str | None
    statement: str | None
    disagreements: list[DisagreementOut]
    not_accepted: list[NotAcceptedOut]
    kept: list[Objection]
    remarks: list[Objection]
    ratify_by: datetime | None
    ratifications: list[RatificationOut]
    implementation: list[ImplementationOut]
    readiness: Readiness
    own_steps: list[OwnStepOut]
    not_agreed: NotAgreedOut | None


class CaseRow(BaseModel):
    """A case in a list."""

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


def case_row(case: Case) -> CaseRow:
    return CaseRow(parties=list(case.parties), **_plain(case))


def case_out(file: CaseFile) -> CaseOut:
    case, state = file.case, file.state
    thread = state.thread if isinstance(state, Known) else None
    reached = consensus(file)
    heard = file.since(ProposalSubmitted).last(CouncilHeard)
    none = file.last(NoProposal) if case.proposal is None else None
    return CaseOut(
        **_plain(case),
        parties=list(case.parties),
        step=_step(state),
        proposal=(
            ProposalOut(**case.proposal.model_dump(exclude={"type", "case_id"}))
            if case.proposal
            else None
        ),
        no_proposal=none[0].reason if none else None,
        statement=heard[0].statement if heard else None,
        disagreements=[
            DisagreementOut(
                **each.model_dump(exclude={"type", "case_id", "returns", "wording"}),
                wording=wording(file, each),
            )
            for each in case.disagreements
        ],
        not_accepted=[NotAcceptedOut(**asdict(each)) for each in file.not_accepted],
        kept=list(thread.kept) if thread else [],
        remarks=list(reached.remarks) if reached else [],
        ratify_by=reached.ratify_by if reached and reached.ratify else None,
        ratifications=[ratification_out(file, party) for party in asked(file)],
        implementation=[implementation_out(file, party) for party in bound(file)],
        readiness=file.readiness,
        own_steps=own_steps_out(file),
        not_agreed=_not_agreed(file),
    )


def _plain(case: Case) -> dict[str, Any]:
    names = (
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
    return {name: getattr(case, name) for name in names}


def _step(state: object) -> StepOut | None:
    if not isinstance(state, Known) or state.step is None:
        return None
    step = state.step
    return StepOut(step=step.name, body=step.body_id, due_at=step.due_at, told=list(step.rungs))


def wording(file: CaseFile, disagreement: ConsensusFailed) -> str:
    """The wording as it stands, corrected or not (G-20)."""
    thread = file.state.thread if isinstance(file.state, Known) else None
    corrected = thread.wordings.get(disagreement.item_id) if thread else None
    return corrected or disagreement.wording


def _not_agreed(file: CaseFile) -> NotAgreedOut | None:
    told = file.last(NotAgreedDeclared)
    if told is None:
        return None
    state = file.state
    return NotAgreedOut(
        consequence=told[0].consequence,
        text=told[0].text,
        acknowledge_by=told[0].acknowledge_by,
        pending=list(state.pending) if isinstance(state, NotAgreed) else [],
    )
