"""Which step a case is at, when it begins, and what is told when its time is over (G-11)."""

from datetime import datetime
from typing import assert_never
from uuid import UUID, uuid5

from services.governance.commands.cases import NoteDeadline
from services.governance.commands.facts import CaseFacts
from services.governance.decisions.case.events import CaseEvent
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    ChairChoosing,
    Choosing,
    Closed,
    FollowUp,
    Implemented,
    InCouncil,
    InForce,
    Known,
    NotAgreed,
    Proposed,
    Ratifying,
    Unknown,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)
from services.governance.rules import deadlines
from services.governance.rules.deadlines import Step
from shared.contracts.governance.own_lines import RatificationOverdue
from shared.contracts.governance.steps import DeadlineMissed, StepBegun, StepName
from shared.values.calendar import deadline, end_of_day
from shared.values.refusal import Refused


def step_of(  # noqa: PLR0911, PLR0912 - one way out per state
    case: Case,
) -> StepName | None:
    """What is waited for in this state; None where nothing is to be done."""
    match case:
        case Unknown() | Implemented() | Closed():
            return None
        case Unplaced():
            return "place"
        case WithArena():
            return "arena"
        case AtWork():
            return "propose"
        case InCouncil():
            return "hear-council"
        case Proposed():
            return "treat"
        case ChairChoosing():
            return "return-or-lift"
        case Unresolved():
            return "take-exit"
        case WaitingExternal():
            return "await-exit"
        case NotAgreed():
            return "acknowledge"
        case Ratifying():
            return "ratify"
        case Choosing():
            return "choose"
        case InForce():
            return "implement"
        case FollowUp():
            return "follow-up"
        case _:
            assert_never(case)


def begun(case_id: UUID, facts: CaseFacts, before: Case, after: Case) -> tuple[StepBegun, ...]:
    """G-11: where what was decided leads to another step, or to the same elsewhere, that step
    begins with its deadline."""
    name = step_of(after)
    if name is None or isinstance(after, Unknown | Implemented | Closed):
        return ()
    due_at = _due(name, facts, after)
    now_at = before.step if isinstance(before, Known) else None
    # What the parties have planned moves the deadline of the carrying out.
    moved = name == "implement" and now_at is not None and now_at.due_at != due_at
    if now_at is not None and (now_at.name, now_at.body_id) == (name, after.body_id) and not moved:
        return ()
    return (
        StepBegun(
            case_id=case_id,
            step=name,
            step_id=uuid5(facts.command_id, f"step:{name}"),
            body_id=after.body_id,
            due_at=due_at,
        ),
    )


def _due(name: StepName, facts: CaseFacts, after: Case) -> datetime | None:
    match after:
        case Ratifying():
            return after.table.ratify_by
        case NotAgreed():
            return after.acknowledge_by
        case InForce():
            day = after.work.next_due
            return None if day is None else end_of_day(day)
        case Unknown() | Implemented() | Closed():
            return None
        case _:
            return deadlines.due(name, facts.known(after.body_id), facts.now)


def note(command: NoteDeadline, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-11: what is not done in time is told, a rung each time, and moves no case.

    A deadline that no longer concerns the case is left without effect. Answers to a ratification
    that have not come are overdue, and never adopted (G-14).
    """
    if isinstance(case, Unknown):
        raise Refused("G-11", "governance.case-unknown", field="case_id")
    step = case.step
    if step is None or not _concerns(command, facts, step):
        return ()
    body = facts.known(step.body_id)
    has_above = body is not None and body.parent is not None
    rung = deadlines.next_rung(step, has_above)
    if rung is None:
        return ()
    overdue = _overdue(command.case_id, case)
    told = Step(
        step.name, step.step_id, step.body_id, step.due_at, step.next_at, (*step.rungs, rung)
    )
    last = bool(overdue) or deadlines.next_rung(told, has_above) is None
    missed = DeadlineMissed(
        case_id=command.case_id,
        step=step.name,
        step_id=step.step_id,
        body_id=step.body_id,
        rung=rung,
        notified=deadlines.told(rung, _waited_for(case), facts.seats, facts.above, facts.leaders),
        next_at=None if last else deadline(facts.now, deadlines.BETWEEN_RUNGS),
    )
    return (missed, *overdue)


def _concerns(command: NoteDeadline, facts: CaseFacts, step: Step) -> bool:
    """Whether it is this step's time that is over. Raises Refused while it is still ahead."""
    if command.step_id is None:
        return step.due_at is None and not step.rungs and step.body_id == command.body_id
    if command.step_id != step.step_id or step.next_at is None:
        return False
    if facts.now < step.next_at:
        raise Refused("G-11", "governance.deadline-ahead", at=step.next_at)
    return True


def _overdue(case_id: UUID, case: Known) -> tuple[RatificationOverdue, ...]:
    if not isinstance(case, Ratifying) or not case.table.pending:
        return ()
    return (RatificationOverdue(case_id=case_id, pending=case.table.pending),)


def _waited_for(case: Known) -> tuple[UUID, ...] | None:
    """The parties that the step waits for; None where it is the body itself."""
    match case:
        case Ratifying():
            return case.table.pending
        case NotAgreed():
            return case.pending
        case InForce():
            return tuple(party for party in case.work.parties if not case.work.done(party))
        case _:
            return None
