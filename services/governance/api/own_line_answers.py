"""What each party has answered and done, as the API tells it (G-14, G-15)."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from services.governance.application.case_file import CaseFile
from shared.contracts.governance import (
    Bound,
    ConsensusReached,
    OwnStep,
    ProposalSubmitted,
    RatificationAnswer,
)
from shared.contracts.governance.own_lines import (
    CasePartySucceeded,
    DecisionInForce,
    ImplementationPlanned,
    ImplementationReported,
    OwnStepAnswered,
    RatificationRegistered,
)


class RatificationOut(BaseModel):
    """A row of the table (G-14): `answer` is None while it is pending. `by_delegation` is the
    reference of what bound the party at once."""

    party: UUID
    answer: RatificationAnswer | None
    organ: str | None
    reference: str | None
    clause: str | None
    reservation: str | None
    touches_others: bool
    overdue: bool
    by_delegation: str | None
    at: datetime | None


class TaskOut(BaseModel):
    """`result` is None until the party has told of it."""

    what: str
    due: date | None
    result: Literal["done", "deviation"] | None
    note: str | None


class ImplementationOut(BaseModel):
    """A row of the table (G-15): `result` is what the party told last, None until it has.

    `needs` must be ready with the party before anybody gains, `ready_on` when it is, None where
    nobody knows; `holds`: the gain of all waits for this party (A-8).
    """

    party: UUID
    tasks: list[str]
    each: list[TaskOut]
    responsible: UUID | None
    done: bool
    result: Literal["done", "deviation"] | None
    note: str | None
    at: datetime | None
    needs: list[str]
    ready_on: date | None
    holds: bool


class OwnStepOut(BaseModel):
    """What is asked of the self-employed, and what came of it (G-15)."""

    step: OwnStep
    result: Literal["agreed", "not-agreed"] | None
    reference: str | None
    note: str | None


def consensus(file: CaseFile) -> ConsensusReached | None:
    """The agreement that the case rests on now; one that a later proposal replaced is none."""
    found = file.since(ProposalSubmitted).last(ConsensusReached)
    return found[0] if found else None


def asked(file: CaseFile) -> tuple[UUID, ...]:
    """The parties whose organs are to answer, or have (G-14)."""
    if file.table is not None:
        return file.table.parties
    reached = consensus(file)
    return reached.ratify if reached else ()


def bound(file: CaseFile) -> tuple[UUID, ...]:
    """The parties that the decision binds (G-14)."""
    return file.work.parties if file.work else ()


def in_its_name(file: CaseFile, party: UUID) -> frozenset[UUID]:
    """P-6: the party, and those it has taken over from in this case: what they said stands."""
    names = {party}
    for each, _ in reversed([*file.all(CasePartySucceeded)]):
        if each.new in names:
            names.add(each.old)
    return frozenset(names)


def ratification_out(file: CaseFile, party: UUID) -> RatificationOut:
    reached, now = consensus(file), file.table
    by: Bound | None = None
    names = in_its_name(file, party)
    if reached is not None:
        by = next((each for each in reached.bound_at_once if each.party in names), None)
    answers = [
        (each, at)
        for each, at in file.since(ConsensusReached).all(RatificationRegistered)
        if each.party in names
    ]
    # What is to be answered anew stays readable in the history (P-6).
    told = answers[-1] if answers and (now is None or party in now.answers) else None
    event = told[0] if told else None
    return RatificationOut(
        party=party,
        answer=event.answer if event else ("adopted" if by else None),
        organ=event.organ if event else None,
        reference=event.reference if event else None,
        clause=event.clause if event else None,
        reservation=event.reservation if event else None,
        touches_others=event.touches_others if event else False,
        overdue=now is not None and now.overdue and party in now.pending,
        by_delegation=by.reference if by else None,
        at=told[1] if told else None,
    )


def implementation_out(file: CaseFile, party: UUID) -> ImplementationOut:
    work, now = file.work, file.since(DecisionInForce)
    assert work is not None
    names = in_its_name(file, party)
    reports = [(each, at) for each, at in now.all(ImplementationReported) if each.party in names]
    last = reports[-1] if party in work.reports and reports else None
    plans = [each for each, _ in now.all(ImplementationPlanned) if each.party in names]
    due, told = work.due.get(party, ()), work.reports.get(party, {})
    tasks = work.tasks_of(party)
    needed = [each for each in file.readiness.parties if each.party in names]
    days = [each.ready_on for each in needed]
    return ImplementationOut(
        party=party,
        needs=[what for each in needed for what in each.what],
        ready_on=None if None in days else max((day for day in days if day), default=None),
        holds=bool(names.intersection(file.readiness.held_by)),
        tasks=[task.what for task in tasks],
        each=[
            TaskOut(
                what=task.what,
                due=due[place] if place < len(due) else None,
                result=told[place + 1][0] if place + 1 in told else None,
                note=told[place + 1][1] if place + 1 in told else None,
            )
            for place, task in enumerate(tasks)
        ],
        responsible=plans[-1].person_id if party in work.due and plans else None,
        done=work.done(party),
        result=last[0].result if last else None,
        note=last[0].note if last else None,
        at=last[1] if last else None,
    )


def own_steps_out(file: CaseFile) -> list[OwnStepOut]:
    """Each step of the self-employed with its answer, if any (G-15)."""
    answers = {each.step: each for each, _ in file.since(DecisionInForce).all(OwnStepAnswered)}
    steps = file.work.own_steps if file.work else ()
    found = []
    for place, step in enumerate(steps, start=1):
        told = answers.get(place)
        found.append(
            OwnStepOut(
                step=step,
                result=told.result if told else None,
                reference=told.reference if told else None,
                note=told.note if told else None,
            )
        )
    return found
