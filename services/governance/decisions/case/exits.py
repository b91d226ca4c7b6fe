"""Without consensus: the named exits, not agreed, and the case's end (G-9, G-10, I-0)."""

from typing import assert_never
from uuid import UUID

from services.governance.commands.cases import (
    AcknowledgeNotAgreed,
    CloseNotAgreed,
    DeclareNotAgreed,
    DropCase,
    ResumeCase,
    TakeExit,
)
from services.governance.commands.facts import CaseFacts
from services.governance.decisions.case.deadlines import step_of
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
    NotAgreed,
    Proposed,
    Ratifying,
    Unknown,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)
from services.governance.rules import cases
from services.governance.rules.writing import optional, written
from shared.contracts.governance import OutcomeWithoutEffect
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedAcknowledged,
    NotAgreedDeclared,
)
from shared.values.calendar import deadline
from shared.values.refusal import Refused


def take(command: TakeExit, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-10: the highest body, without consensus or with a legal question, takes an exit.

    A written procedure is asked by people. The other exits follow from what has been sent; where
    the case has moved on meanwhile they have no effect, and that is said.
    """
    if isinstance(case, Unknown):
        raise Refused("G-10", "governance.case-unknown", field="case_id")
    if isinstance(case, WaitingExternal) and case.exit_id == command.exit_id:
        return ()
    if not _may_take(command, facts, case):
        if command.exit == "written-procedure":
            raise Refused("G-10", "governance.not-unresolved", field="case_id")
        return (_without_effect(command.case_id, command.exit_id, case, command.body_id),)
    return (
        ExitTaken(
            case_id=command.case_id,
            exit=command.exit,
            exit_id=command.exit_id,
            body_id=command.body_id,
            reason=written("G-10", "reason", command.reason),
        ),
    )


def _may_take(command: TakeExit, facts: CaseFacts, case: Case) -> bool:
    if not isinstance(case, Unresolved | Proposed) or case.body_id != command.body_id:
        return False
    if isinstance(case, Unresolved):
        return True
    # With a legal question the highest body need not have tried to agree first.
    body = facts.known(case.body_id)
    highest = body is not None and body.parent is None
    return highest and command.exit != "written-procedure"


def _without_effect(
    case_id: UUID, exit_id: UUID, case: Case, body_id: UUID | None = None
) -> OutcomeWithoutEffect:
    return OutcomeWithoutEffect(
        case_id=case_id, body_id=body_id, exit_id=exit_id, stands=step_of(case) or "closed"
    )


def resume(command: ResumeCase, case: Case) -> tuple[CaseEvent, ...]:
    """G-16: the answer goes to the body that asked."""
    if isinstance(case, Unknown):
        raise Refused("G-10", "governance.case-unknown", field="case_id")
    if not isinstance(case, WaitingExternal) or case.exit_id != command.exit_id:
        return (_without_effect(command.case_id, command.exit_id, case),)
    return (
        CaseResumed(
            case_id=command.case_id,
            exit=command.exit,
            exit_id=command.exit_id,
            to_body=case.body_id,
            text=written("G-16", "text", command.text),
        ),
    )


def declare_not_agreed(
    command: DeclareNotAgreed, facts: CaseFacts, case: Case
) -> tuple[CaseEvent, ...]:
    """G-9, G-10: the highest body says that there is no agreement and what follows; it is
    delivered back to the body that lifted it, whose parties acknowledge."""
    if isinstance(case, Unknown):
        raise Refused("G-10", "governance.case-unknown", field="case_id")
    if not isinstance(case, Unresolved | WaitingExternal):
        raise Refused("G-10", "governance.not-unresolved", field="case_id")
    body = facts.known(case.body_id)
    if body is None:
        raise Refused("G-1", "governance.body-unknown", field="case_id")
    own = case.proposal.proposed_by if body.kind == "partnership" else case.body_id
    to_body = facts.known(case.lifted_from or own) or body
    return (
        NotAgreedDeclared(
            case_id=command.case_id,
            body_id=case.body_id,
            consequence=command.consequence,
            text=written("G-10", "text", command.text),
            to_body=to_body.body_id,
            parties=to_body.parties or body.parties,
            acknowledge_by=deadline(facts.now, to_body.rules.deadlines.acknowledge),
        ),
    )


def acknowledge(
    command: AcknowledgeNotAgreed, facts: CaseFacts, case: Case
) -> tuple[CaseEvent, ...]:
    """G-10: a party's own acknowledgement; with the last one the case is closed."""
    waiting = _not_agreed(case)
    if command.party not in waiting.parties:
        raise Refused("G-10", "governance.party-not-in-case", field="party")
    if facts.by.party != command.party:
        raise Refused("G-10", "governance.not-your-party", field="party")
    if command.party in waiting.acknowledged:
        return ()
    acknowledged = NotAgreedAcknowledged(
        case_id=command.case_id,
        party=command.party,
        note=optional("G-10", "note", command.note) or "",
    )
    if waiting.pending != (command.party,):
        return (acknowledged,)
    closed = CaseClosed(case_id=command.case_id, body_id=waiting.body_id, outcome="not-agreed")
    return (acknowledged, closed)


def close(command: CloseNotAgreed, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-10: when the time is over SSU closes the case, with who did not acknowledge."""
    waiting = _not_agreed(case)
    if facts.now < waiting.acknowledge_by:
        raise Refused("G-10", "governance.acknowledge-ahead", at=waiting.acknowledge_by)
    return (
        CaseClosed(
            case_id=command.case_id,
            body_id=waiting.body_id,
            outcome="not-agreed",
            unacknowledged=waiting.pending,
            note=optional("G-10", "note", command.note) or "",
        ),
    )


def _not_agreed(case: Case) -> NotAgreed:
    if isinstance(case, Unknown):
        raise Refused("G-10", "governance.case-unknown", field="case_id")
    if not isinstance(case, NotAgreed):
        raise Refused("G-10", "governance.nothing-to-acknowledge", field="case_id")
    return case


def drop(command: DropCase, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """I-0: the body that holds the case drops it, with a reason, as long as nothing is decided;
    never in partnerskapsmøtet (G-9)."""
    match case:
        case Unknown():
            raise Refused("I-0", "governance.case-unknown", field="case_id")
        case Closed():
            raise Refused("I-0", "governance.case-closed", field="case_id")
        case Ratifying() | InForce() | Implemented() | FollowUp() | NotAgreed():
            raise Refused("I-0", "governance.already-decided", field="case_id")
        case WaitingExternal():
            raise Refused("I-0", "governance.waits-for-an-answer", field="case_id")
        case Proposed() | ChairChoosing() | Unresolved():
            cases.may_end_here(facts.known(case.body_id), case.lifted_from)
        case Unplaced() | WithArena() | AtWork() | InCouncil() | Choosing():
            cases.may_end_here(facts.known(case.body_id), None)
        case _:
            assert_never(case)
    return (
        CaseClosed(
            case_id=command.case_id,
            body_id=case.body_id,
            outcome="dropped",
            note=written("I-0", "reason", command.reason),
        ),
    )
