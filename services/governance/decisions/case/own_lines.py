"""In each party's own line: ratification and implementation (G-11, G-14, G-15)."""

from services.governance.commands.facts import CaseFacts
from services.governance.commands.own_lines import (
    AnswerOwnStep,
    PlanImplementation,
    RegisterRatification,
    ReportImplementation,
)
from services.governance.decisions.case.events import CaseEvent
from services.governance.decisions.case.evolving.lines import evolve_lines
from services.governance.decisions.case.in_force import in_force
from services.governance.decisions.case.states import (
    Case,
    Choosing,
    Closed,
    FollowUp,
    Implemented,
    InForce,
    Ratifying,
    Unknown,
)
from services.governance.rules import cases, implementation
from services.governance.rules.ratification import ratification_is_whole
from services.governance.rules.writing import optional, written
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    ImplementationPlanned,
    ImplementationReported,
    OwnStepAnswered,
)
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def ratify(command: RegisterRatification, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-14: a party's answer, by its own; when it binds them all the decision is in force.

    An answer after the deadline is still an answer: the deadline moves no case (G-11).
    """
    if isinstance(case, Unknown):
        raise Refused("G-14", "governance.case-unknown", field="case_id")
    if isinstance(case, InForce | Implemented | FollowUp | Closed):
        raise Refused("G-14", "governance.already-in-force", field="case_id")
    if not isinstance(case, Ratifying | Choosing) or case.table is None:
        raise Refused("G-14", "governance.nothing-to-ratify", field="case_id")
    if command.party not in case.table.parties:
        raise Refused("G-14", "governance.party-does-not-ratify", field="party")
    if facts.by.party != command.party:
        raise Refused("G-14", "governance.not-your-party", field="party")
    if command.party in case.table.answers:
        raise Refused("G-14", "governance.already-answered", field="party")
    if command.answer != "refused":
        cases.within_the_frame(case.thread.over_capacity)
    registered = ratification_is_whole(command)
    after = evolve_lines(case, registered)
    if isinstance(after, Ratifying) and after.table.whole:
        return (registered, in_force(command.case_id, facts, after, after.table.parties))
    return (registered,)


def plan(command: PlanImplementation, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-15: a party says who answers for its part, and by when each of its tasks is done."""
    carried_out = _carried_out(case)
    work = carried_out.work
    _for_its_own(command.party, facts, carried_out)
    planned = ImplementationPlanned(
        case_id=command.case_id,
        party=command.party,
        person_id=implementation.responsible(facts.seats, command.seat_id, command.party),
        seat_id=command.seat_id,
        due=implementation.each_task_has_a_day(
            work, command.party, command.due, local_day(facts.now)
        ),
    )
    return (planned,)


def report(command: ReportImplementation, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-15: a party that is bound tells how it went; with the last one done the case is
    implemented. A deviation says what it is, and can be followed by `done`."""
    carried_out = _carried_out(case)
    work = carried_out.work
    _for_its_own(command.party, facts, carried_out)
    implementation.task_of_the_party(work, command.party, command.task)
    note = optional("G-15", "note", command.note) or ""
    if command.result == "deviation" and not note:
        raise Refused("G-15", "governance.deviation-untold", field="note")
    if work.reports.get(command.party, {}).get(command.task) == (command.result, note):
        return ()
    reported = ImplementationReported(
        case_id=command.case_id,
        party=command.party,
        task=command.task,
        result=command.result,
        note=note,
    )
    return (reported, *_finished(carried_out, reported))


def answer_own_step(command: AnswerOwnStep, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-15: what samarbeidsutvalget or dialogmøtet has come to for the self-employed; consensus
    between the parties never binds them."""
    carried_out = _carried_out(case)
    if not 1 <= command.step <= len(carried_out.work.own_steps):
        raise Refused("G-15", "governance.own-step-unknown", field="step")
    if facts.by.party not in (None, carried_out.work.own_steps[command.step - 1].party):
        raise Refused("G-15", "governance.not-your-party", field="step")
    if command.step in carried_out.work.answered:
        raise Refused("G-15", "governance.own-step-answered", field="step")
    note = optional("G-15", "note", command.note) or ""
    if command.result == "not-agreed" and not note:
        raise Refused("G-15", "governance.deviation-untold", field="note")
    answered = OwnStepAnswered(
        case_id=command.case_id,
        step=command.step,
        result=command.result,
        reference=written("G-15", "reference", command.reference),
        note=note,
    )
    return (answered, *_finished(carried_out, answered))


def _carried_out(case: Case) -> InForce | FollowUp:
    if isinstance(case, Unknown):
        raise Refused("G-15", "governance.case-unknown", field="case_id")
    if isinstance(case, Implemented | Closed):
        raise Refused("G-15", "governance.already-implemented", field="case_id")
    if not isinstance(case, InForce | FollowUp):
        raise Refused("G-15", "governance.not-in-force", field="case_id")
    return case


def _for_its_own(party: object, facts: CaseFacts, case: InForce | FollowUp) -> None:
    if party not in case.work.parties:
        raise Refused("G-15", "governance.party-not-bound", field="party")
    if facts.by.party not in (None, party):
        raise Refused("G-15", "governance.not-your-party", field="party")


def _finished(
    case: InForce | FollowUp, event: ImplementationReported | OwnStepAnswered
) -> tuple[CaseImplemented, ...]:
    after = evolve_lines(case, event)
    assert isinstance(after, InForce | FollowUp)
    if case.work.finished or not after.work.finished:
        return ()
    return (CaseImplemented(case_id=event.case_id, parties=after.work.parties),)
