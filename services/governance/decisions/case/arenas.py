"""Where a case is taken up: a body of ours, or another arena with a way back (G-5, A-14)."""

from collections.abc import Callable
from typing import assert_never
from uuid import UUID, uuid5

from services.governance.commands.cases import AnswerArena, PlaceCase, ReceiveCase, TransferCase
from services.governance.commands.facts import BodyFact, CaseFacts
from services.governance.decisions.case.events import CaseEvent
from services.governance.decisions.case.evolving.places import transferred
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    Closed,
    Thread,
    Unknown,
    Unplaced,
    WithArena,
)
from services.governance.rules import cases
from services.governance.rules.writing import written
from shared.contracts.governance import (
    ArenaAnswered,
    AssessmentRevised,
    CaseReceived,
    CaseReferred,
    CaseTransferred,
    CaseUnplaced,
)
from shared.contracts.governance.unresolved import CaseClosed
from shared.values.refusal import Refused


def receive(command: ReceiveCase, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-5, A-14: an assessed case comes to where its route leads.

    A new revision of the assessment (A-15) is taken while a proposal is worked out, and stays
    with the body that has the case; the same revision again is left as it is. Where the case has
    gone further, or is not realistic any more (A-9), the revision is noted and moves nothing.
    """
    if isinstance(case, Unknown):
        return () if command.over_capacity else (_taken_up(command, facts),)
    known = case.thread.assessment_revision
    match case:
        case Closed() if command.assessment_revision > known:
            return ()
        case AtWork() | Unplaced() | WithArena() if command.assessment_revision <= known:
            return ()
        case _ if command.assessment_revision <= known:
            raise Refused("G-5", "governance.case-already-received", field="case_id")
        case AtWork() if not command.over_capacity:
            return (_received(command, case.body_id),)
        case Unplaced() | WithArena() if not command.over_capacity:
            return (_taken_up(command, facts),)
        case _:
            return (
                AssessmentRevised(
                    case_id=command.case_id,
                    assessment_revision=command.assessment_revision,
                    main_obstacle=command.main_obstacle,
                    over_capacity=command.over_capacity,
                ),
            )


def _taken_up(command: ReceiveCase, facts: CaseFacts) -> CaseReceived | CaseReferred | CaseUnplaced:
    """G-5: where no body fits SSU makes one; without an SSU nobody can have the case."""
    match command.kind:
        case "fs" | "lsu":
            if facts.body is None:
                return _unplaced(command, facts)
            return _received(command, _own(cases.body_works_out(facts.body), command).body_id)
        case "own-line" | "known-answer" | "samarbeidsutvalg" | "dialogue-meeting" | "system-level":
            return CaseReferred(
                case_id=command.case_id,
                helsefellesskap=command.helsefellesskap,
                number=command.number,
                arena=command.kind,
                body_id=_strategic(command, facts).body_id,
                parties=command.parties,
                main_obstacle=command.main_obstacle,
                assessment_revision=command.assessment_revision,
                reference=command.reference,
            )
        case _:
            assert_never(command.kind)


def _own(body: BodyFact, command: ReceiveCase) -> BodyFact:
    if body.helsefellesskap != command.helsefellesskap:
        raise Refused("P-4", "governance.body-elsewhere", field="helsefellesskap")
    return body


def _strategic(command: ReceiveCase, facts: CaseFacts) -> BodyFact:
    if facts.strategic is None:
        raise Refused("G-5", "governance.no-body-fits", field="parties")
    return _own(facts.strategic, command)


def _unplaced(command: ReceiveCase, facts: CaseFacts) -> CaseUnplaced:
    return CaseUnplaced(
        case_id=command.case_id,
        helsefellesskap=command.helsefellesskap,
        number=command.number,
        body_id=_strategic(command, facts).body_id,
        parties=command.parties,
        main_obstacle=command.main_obstacle,
        assessment_revision=command.assessment_revision,
    )


def _received(command: ReceiveCase, body_id: UUID) -> CaseReceived:
    return CaseReceived(
        case_id=command.case_id,
        helsefellesskap=command.helsefellesskap,
        number=command.number,
        body_id=body_id,
        parties=command.parties,
        main_obstacle=command.main_obstacle,
        assessment_revision=command.assessment_revision,
    )


def place(command: PlaceCase, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-5: SSU gives the case to a body that works out proposals, made for it or not."""
    if isinstance(case, Unknown):
        raise Refused("G-5", "governance.case-unknown", field="case_id")
    if not isinstance(case, Unplaced):
        raise Refused("G-5", "governance.already-placed", field="case_id")
    body = cases.body_works_out(facts.known(command.body_id))
    if body.helsefellesskap != case.thread.helsefellesskap:
        raise Refused("P-4", "governance.body-elsewhere", field="body_id")
    cases.body_above(facts, body)
    return (_from_thread(CaseReceived, command.case_id, case.thread, body.body_id),)


def _from_thread(
    kind: Callable[..., CaseEvent], case_id: UUID, thread: Thread, body_id: UUID
) -> CaseEvent:
    return kind(
        case_id=case_id,
        helsefellesskap=thread.helsefellesskap,
        number=thread.number,
        body_id=body_id,
        parties=thread.parties,
        main_obstacle=thread.main_obstacle,
        assessment_revision=thread.assessment_revision,
    )


def answer(command: AnswerArena, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-5, G-7: solved where it was, or back: what is professional to a body that works out a
    proposal, what is not before the one that follows it up."""
    if isinstance(case, Unknown):
        raise Refused("G-5", "governance.case-unknown", field="case_id")
    if not isinstance(case, WithArena):
        raise Refused("G-5", "governance.not-with-an-arena", field="case_id")
    text = written("G-5", "text", command.text)
    answered = ArenaAnswered(
        case_id=command.case_id, arena=case.arena, result=command.result, text=text
    )
    match command.result:
        case "solved":
            closed = CaseClosed(
                case_id=command.case_id, body_id=case.body_id, outcome="solved-elsewhere"
            )
            return (answered, closed)
        case "professional":
            if facts.body is None:
                unplaced = _from_thread(CaseUnplaced, command.case_id, case.thread, case.body_id)
                return (answered, unplaced)
            return (answered.model_copy(update={"to_body": facts.body.body_id}),)
        case "other":
            proposal_id = uuid5(facts.command_id, "proposal")
            back = {"to_body": case.body_id, "proposal_id": proposal_id}
            return (answered.model_copy(update=back),)
        case _:
            assert_never(command.result)


def transfer(command: TransferCase, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-12: a dissolved body's cases go to the receiver that was named; a case that has nothing
    to do with it is left alone."""
    if isinstance(case, Unknown):
        raise Refused("G-12", "governance.case-unknown", field="case_id")
    if isinstance(case, Closed) or transferred(case, command.from_body, command.to_body) == case:
        return ()
    if facts.known(command.to_body) is None:
        raise Refused("G-1", "governance.body-unknown", field="to_body")
    return (
        CaseTransferred(
            case_id=command.case_id,
            from_body=command.from_body,
            to_body=command.to_body,
            reason=written("G-12", "reason", command.reason),
        ),
    )
