"""The named ways out as the API tells them (G-16 to G-18)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.governance.decisions.exits import clarification, dispute, trial
from services.governance.readmodels.exits import Exit
from shared.contracts.governance.exits import Provision, Reading
from shared.contracts.governance.trials import TrialPlan


class ExitOut(BaseModel):
    """What all of them have in common; `body` is the one that asks."""

    case_id: UUID
    case_number: str
    helsefellesskap: UUID
    body: UUID
    state: str
    since: datetime


class SignatureOut(BaseModel):
    """What a side has said of the text as it stands: `reason` where it does not sign."""

    side: str
    party: UUID
    seat_id: UUID
    person_id: UUID
    signed: bool
    reason: str | None = None


class ReviewOut(BaseModel):
    """SSU has looked at what waits."""

    body_id: UUID
    meeting_id: UUID
    note: str | None


class AnswerOut(BaseModel):
    answer: str
    reference: str
    answered_on: date
    by: str


class ClarificationOut(ExitOut):
    """A question of law. The contact's name and numbers stand in the document only."""

    clarification_id: UUID
    question: str
    facts: str
    provisions: list[Provision]
    readings: list[Reading]
    consequence: str
    urgency: str
    urgency_reason: str | None
    earlier: str | None
    language: str
    has_contact: bool
    sides: list[SignatureOut]
    document: str | None
    reviews: list[ReviewOut]
    answer: AnswerOut | None


class TrialOut(ExitOut):
    trial_id: UUID
    plan: TrialPlan
    authority: str | None
    document: str | None
    granted_from: date | None
    granted_to: date | None
    conditions: str | None
    refused_because: str | None
    started_on: date | None
    ends_on: date | None
    result: str | None
    recommendation: str | None
    ended_on: date | None


class DisputeOut(ExitOut):
    """A dispute. The contact's name and numbers stand in the document only."""

    dispute_id: UUID
    kind: str
    party: UUID
    other_party: UUID
    question: str
    agreement: str | None
    claim: str | None
    facts: str | None
    legal_basis: str | None
    language: str
    document: str | None
    copy_sent_on: date | None
    statement: str | None
    reference: str | None


def _common(found: Exit) -> dict[str, Any]:
    return {
        "case_id": found.case_id,
        "case_number": found.case_number,
        "helsefellesskap": found.helsefellesskap,
        "body": found.body,
        "state": found.state,
        "since": found.since,
    }


def parts_of(
    state: Any,
) -> tuple[clarification.Drafting, clarification.Sent | None, clarification.Answered | None]:
    """The draft, what was sent of it, and the answer, as far as there are."""
    match state:
        case clarification.Answered():
            return state.sent.draft, state.sent, state
        case clarification.Sent():
            return state.draft, state, None
        case _:
            assert isinstance(state, clarification.Drafting)
            return state, None, None


def clarification_out(found: Exit) -> ClarificationOut:
    draft, sent, answered = parts_of(found.as_it_is)
    text = draft.text
    told = answered.answered if answered else None
    return ClarificationOut(
        **_common(found),
        clarification_id=found.exit_id,
        **text.model_dump(exclude={"contact", "provisions", "readings"}),
        provisions=list(text.provisions),
        readings=list(text.readings),
        has_contact=text.contact is not None,
        sides=[
            *(
                SignatureOut(**each.model_dump(exclude={"type", "clarification_id"}), signed=True)
                for each in draft.signed.values()
            ),
            *(
                SignatureOut(**each.model_dump(exclude={"type", "clarification_id"}), signed=False)
                for each in draft.refused.values()
            ),
        ],
        document=sent.sent.document if sent else None,
        reviews=[
            ReviewOut(body_id=each.body_id, meeting_id=each.meeting_id, note=each.note)
            for each in (sent.reviews if sent else ())
        ],
        answer=(
            AnswerOut(
                answer=told.answer,
                reference=told.reference,
                answered_on=told.answered_on,
                by=told.by,
            )
            if told
            else None
        ),
    )


def document_of(found: Exit) -> str | None:
    """The SHA-256 of what was sent; None where nothing is."""
    match found.kind:
        case "clarification":
            return clarification_out(found).document
        case "trial":
            return trial_out(found).document
        case "dispute":
            return dispute_out(found).document


def trial_out(found: Exit) -> TrialOut:
    state = found.as_it_is
    ended = state if isinstance(state, trial.Ended) else None
    running = ended.running if ended else state if isinstance(state, trial.Running) else None
    granted = running.before if running else state if isinstance(state, trial.Granted) else None
    before = granted or state
    applied = before.applied if not isinstance(before, trial.Drafted) else None
    shown = running.evaluated if running else None
    return TrialOut(
        **_common(found),
        trial_id=found.exit_id,
        plan=before.drafted.plan,
        authority=applied.authority if applied else None,
        document=applied.document if applied else None,
        granted_from=granted.granted.starts_on if granted else None,
        granted_to=granted.granted.ends_on if granted else None,
        conditions=granted.granted.conditions if granted else None,
        refused_because=state.refused.reason if isinstance(state, trial.Turned) else None,
        started_on=running.started.started_on if running else None,
        ends_on=running.ends_on if running else None,
        result=shown.result if shown else None,
        recommendation=shown.recommendation if shown else None,
        ended_on=ended.ended.ended_on if ended else None,
    )


def dispute_out(found: Exit) -> DisputeOut:
    state = found.as_it_is
    text = state.prepared.text
    sent = None if isinstance(state, dispute.Prepared) else state.sent
    stated = state.statement if isinstance(state, dispute.Stated) else None
    return DisputeOut(
        **_common(found),
        dispute_id=found.exit_id,
        **text.model_dump(exclude={"contact"}),
        document=sent.document if sent else None,
        copy_sent_on=sent.copy_sent_on if sent else None,
        statement=stated.statement if stated else None,
        reference=stated.reference if stated else None,
    )
