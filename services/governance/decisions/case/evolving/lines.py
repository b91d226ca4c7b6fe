"""How what each party does changes a case: answers, implementation, result (G-14, G-15, P-6)."""

from dataclasses import replace
from typing import assert_never

from services.governance.decisions.case.events import OwnLineEvent
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    Choosing,
    FollowUp,
    Implemented,
    InForce,
    Known,
    NotAgreed,
    Proposed,
    Ratifying,
    Unknown,
)
from services.governance.rules.implementation import Work
from services.governance.rules.ratification import Answer, Ratification
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    CasePartySucceeded,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
    ImplementationPlanned,
    ImplementationReported,
    OwnStepAnswered,
    RatificationChoiceMade,
    RatificationOverdue,
    RatificationRegistered,
)


def evolve_lines(  # noqa: PLR0911 - one way out per event
    case: Case, event: OwnLineEvent
) -> Case:
    match event:
        case RatificationRegistered():
            assert isinstance(case, Ratifying | Choosing)
            assert case.table is not None
            answer = Answer(event.answer, event.touches_others)
            return ratifying(case, case.table.with_answer(event.party, answer))
        case RatificationOverdue():
            assert isinstance(case, Ratifying | Choosing)
            assert case.table is not None
            return ratifying(case, replace(case.table, overdue=True))
        case RatificationChoiceMade():
            assert isinstance(case, Choosing)
            return _chosen(case, event)
        case DecisionInForce():
            assert isinstance(case, Ratifying | Choosing)
            return _in_force(case, event)
        case (
            ImplementationPlanned()
            | ImplementationReported()
            | OwnStepAnswered()
            | CaseImplemented()
        ):
            assert isinstance(case, InForce | FollowUp)
            return _carried_out(case, event)
        case FollowUpAsked():
            assert isinstance(case, InForce | Implemented)
            return FollowUp(
                case.body_id, case.proposed_by, case.work, thread=case.thread, step=case.step
            )
        case FollowUpAnswered():
            assert isinstance(case, FollowUp | Implemented)
            if event.to_body is None:
                return case
            # Another question than the one that was decided (G-8).
            thread = replace(case.thread, returns=0, kept=())
            return AtWork(event.to_body, thread=thread, step=case.step)
        case _:
            assert_never(event)


def ratifying(case: Ratifying | Choosing, table: Ratification) -> Ratifying | Choosing:
    """G-14: what stands in the table says whether the body has to choose."""
    state = Choosing if table.doubtful else Ratifying
    return state(case.body_id, case.proposal, table, thread=case.thread, step=case.step)


def _chosen(case: Choosing, event: RatificationChoiceMade) -> AtWork | Proposed | Choosing:
    thread = replace(case.thread, returns=event.returns)
    match event.choice:
        case "in-force-for-the-rest":
            return case
        case "negotiate-again":
            return AtWork(event.to_body, thread=thread, step=case.step)
        case "lift":
            return Proposed(
                event.to_body, case.proposal, event.body_id, thread=thread, step=case.step
            )
        case _:
            assert_never(event.choice)


def _in_force(case: Ratifying | Choosing, event: DecisionInForce) -> InForce:
    tasks = case.proposal.ways[0] if case.proposal.ways else ()
    work = Work(
        event.parties,
        tuple(task for task in tasks if task.party in event.parties),
        event.own_steps,
        follow_up_on=event.follow_up_on,
    )
    return InForce(
        event.body_id or case.body_id,
        case.proposal.proposed_by,
        work,
        thread=case.thread,
        step=case.step,
    )


def _carried_out(
    case: InForce | FollowUp,
    event: ImplementationPlanned | ImplementationReported | OwnStepAnswered | CaseImplemented,
) -> InForce | FollowUp | Implemented:
    work = case.work
    match event:
        case ImplementationPlanned():
            return replace(case, work=replace(work, due={**work.due, event.party: event.due}))
        case ImplementationReported():
            told = (event.result, event.note)
            return replace(case, work=work.with_report(event.party, event.task, told))
        case OwnStepAnswered():
            return replace(case, work=replace(work, answered=work.answered | {event.step}))
        case CaseImplemented():
            if isinstance(case, FollowUp):
                return case
            return Implemented(case.body_id, case.proposed_by, work, thread=case.thread)
        case _:
            assert_never(event)


def succeeded(case: Known | Unknown, event: CasePartySucceeded) -> Case:
    """P-6: `new` stands where `old` stood, in what is still open."""
    old, new = event.old, event.new
    assert isinstance(case, Known)
    parties = tuple(dict.fromkeys(new if p == old else p for p in case.thread.parties))
    thread = replace(case.thread, parties=parties)
    match case:
        case Ratifying() | Choosing():
            if case.table is None:
                return replace(case, thread=thread)
            table, _ = case.table.succeeded(old, new)
            return ratifying(replace(case, thread=thread), table)
        case InForce() | Implemented() | FollowUp():
            return replace(case, thread=thread, work=case.work.succeeded(old, new))
        case NotAgreed():
            asked = tuple(dict.fromkeys(new if p == old else p for p in case.parties))
            both = {party for party in (old, new) if party in case.parties}
            known = case.acknowledged - {old, new}
            if both and both <= case.acknowledged:
                known |= {new}
            return replace(case, thread=thread, parties=asked, acknowledged=known)
        case _:
            assert isinstance(case, Known)
            return replace(case, thread=thread)  # type: ignore[return-value]
