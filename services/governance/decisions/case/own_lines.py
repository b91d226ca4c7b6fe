"""In each party's own line: ratification and implementation (G-11, G-14, G-15)."""

from collections.abc import Sequence
from typing import assert_never
from uuid import UUID

from services.governance.commands.cases import (
    NoteRatificationDeadline,
    RegisterRatification,
    ReportImplementation,
)
from services.governance.commands.facts import CaseFacts
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    CaseEvent,
    Implemented,
    InForce,
    Proposed,
    Ratifying,
    Unknown,
)
from services.governance.rules import cases
from services.governance.rules.writing import optional
from shared.contracts.governance import (
    CaseImplemented,
    DecisionInForce,
    ImplementationReported,
    RatificationOverdue,
)
from shared.values.refusal import Refused


def ratify(command: RegisterRatification, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-14: a party's answer, by its own; with the last one the decision comes into force.

    An answer after the deadline is still an answer: the deadline moves no case (G-11).
    """
    match case:
        case Unknown():
            raise Refused("G-14", "governance.case-unknown", field="case_id")
        case AtWork() | Proposed():
            raise Refused("G-14", "governance.nothing-to-ratify", field="case_id")
        case InForce() | Implemented():
            raise Refused("G-14", "governance.already-in-force", field="case_id")
        case Ratifying():
            if command.party not in case.ratify:
                raise Refused("G-14", "governance.party-does-not-ratify", field="party")
            if facts.by.party != command.party:
                raise Refused("G-14", "governance.not-your-party", field="party")
            if command.party in case.answers:
                raise Refused("G-14", "governance.already-answered", field="party")
            registered = cases.ratification_is_whole(command)
            answer = cases.binds(registered.answer, registered.touches_others)
            parties = cases.bound(
                case.proposal.adoption, case.ratify, {**case.answers, command.party: answer}
            )
            return (registered, *_in_force(command.case_id, case, parties))
        case _:
            assert_never(case)


def _in_force(
    case_id: UUID, case: Ratifying, parties: tuple[UUID, ...]
) -> Sequence[DecisionInForce]:
    if not parties:
        return ()
    return (
        DecisionInForce(case_id=case_id, proposal_id=case.proposal.proposal_id, parties=parties),
    )


def note_deadline(
    command: NoteRatificationDeadline, facts: CaseFacts, case: Case
) -> tuple[CaseEvent, ...]:
    """G-11, G-14: who had not answered when the deadline passed, told once.

    Overdue is never adopted, and the case stays where it is. A deadline that no longer concerns
    the case is left without effect.
    """
    match case:
        case Unknown():
            raise Refused("G-11", "governance.case-unknown", field="case_id")
        case AtWork() | Proposed() | InForce() | Implemented():
            return ()
        case Ratifying():
            if case.proposal.proposal_id != command.proposal_id:
                return ()
            if facts.now < case.ratify_by:
                raise Refused("G-11", "governance.deadline-ahead", at=case.ratify_by)
            if case.overdue or not case.pending:
                return ()
            return (RatificationOverdue(case_id=command.case_id, pending=case.pending),)
        case _:
            assert_never(case)


def report(command: ReportImplementation, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-15: a party that is bound tells how it went; with the last one done the case is
    implemented. A deviation says what it is, and can be followed by `done`."""
    match case:
        case Unknown():
            raise Refused("G-15", "governance.case-unknown", field="case_id")
        case AtWork() | Proposed() | Ratifying():
            raise Refused("G-15", "governance.not-in-force", field="case_id")
        case Implemented():
            raise Refused("G-15", "governance.already-implemented", field="case_id")
        case InForce():
            if command.party not in case.parties:
                raise Refused("G-15", "governance.party-not-bound", field="party")
            if facts.by.party not in (None, command.party):
                raise Refused("G-15", "governance.not-your-party", field="party")
            note = optional("G-15", "note", command.note) or ""
            if command.result == "deviation" and not note:
                raise Refused("G-15", "governance.deviation-untold", field="note")
            if case.reports.get(command.party) == (command.result, note):
                return ()
            reported = ImplementationReported(
                case_id=command.case_id, party=command.party, result=command.result, note=note
            )
            reports = {**case.reports, command.party: (command.result, note)}
            done = {party for party, (result, _) in reports.items() if result == "done"}
            if done < set(case.parties):
                return (reported,)
            return (reported, CaseImplemented(case_id=command.case_id, parties=case.parties))
        case _:
            assert_never(case)
