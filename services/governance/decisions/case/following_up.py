"""What became of a decision (G-15), and parties that are succeeded meanwhile (P-6)."""

from services.governance.commands.cases import SucceedParty
from services.governance.commands.own_lines import AnswerFollowUp, AskFollowUp
from services.governance.decisions.case.events import CaseEvent
from services.governance.decisions.case.evolving.lines import succeeded
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
from services.governance.rules.writing import written
from shared.contracts.governance.own_lines import (
    CasePartySucceeded,
    FollowUpAnswered,
    FollowUpAsked,
)
from shared.contracts.governance.unresolved import CaseClosed
from shared.values.refusal import Refused


def ask(command: AskFollowUp, case: Case) -> tuple[CaseEvent, ...]:
    """G-15: it is asked once, when the body's months are over; of a case that has gone on it is
    asked no more."""
    if isinstance(case, Unknown):
        raise Refused("G-15", "governance.case-unknown", field="case_id")
    if not isinstance(case, InForce | Implemented):
        return ()
    return (FollowUpAsked(case_id=command.case_id, body_id=case.body_id),)


def answer(command: AnswerFollowUp, case: Case) -> tuple[CaseEvent, ...]:
    """G-15: what became of it, asked or told before; it closes the case or opens it again, where
    it was proposed."""
    if isinstance(case, Unknown):
        raise Refused("G-15", "governance.case-unknown", field="case_id")
    if not isinstance(case, FollowUp | Implemented):
        raise Refused("G-15", "governance.nothing-to-follow-up", field="case_id")
    reopens = command.decision == "reopen"
    answered = FollowUpAnswered(
        case_id=command.case_id,
        result=command.result,
        text=written("G-15", "text", command.text),
        decision=command.decision,
        to_body=case.proposed_by if reopens else None,
    )
    if reopens:
        return (answered,)
    closed = CaseClosed(case_id=command.case_id, body_id=case.body_id, outcome="result-confirmed")
    return (answered, closed)


def succeed(command: SucceedParty, case: Case) -> tuple[CaseEvent, ...]:
    """P-6: the successor stands in the case from the day on; where the merged have answered
    differently the answer is given anew."""
    if isinstance(case, Unknown):
        raise Refused("P-6", "governance.case-unknown", field="case_id")
    anew: tuple[object, ...] = ()
    if isinstance(case, Ratifying | Choosing) and case.table is not None:
        _, anew = case.table.succeeded(command.old, command.new)
    event = CasePartySucceeded.model_validate(
        {
            "case_id": command.case_id,
            "old": command.old,
            "new": command.new,
            "on": command.on,
            "anew": anew,
        }
    )
    if isinstance(case, Closed) or succeeded(case, event) == case:
        return ()
    return (event,)
