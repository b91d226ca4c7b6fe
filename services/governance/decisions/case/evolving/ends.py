"""How the exits and the end change a case (G-9, G-10)."""

from dataclasses import replace
from typing import assert_never

from services.governance.decisions.case.events import EndEvent
from services.governance.decisions.case.states import (
    Case,
    Closed,
    Known,
    NotAgreed,
    Proposed,
    Unresolved,
    WaitingExternal,
)
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedAcknowledged,
    NotAgreedDeclared,
)


def ended(case: Case, event: EndEvent) -> Case:
    match event:
        case ExitTaken():
            assert isinstance(case, Unresolved | Proposed)
            if event.exit == "written-procedure":
                return Proposed(
                    case.body_id,
                    case.proposal,
                    case.lifted_from,
                    thread=case.thread,
                    step=case.step,
                )
            return WaitingExternal(
                case.body_id,
                case.proposal,
                case.lifted_from,
                event.exit,
                event.exit_id,
                thread=case.thread,
                step=case.step,
            )
        case CaseResumed():
            assert isinstance(case, WaitingExternal)
            return Proposed(
                event.to_body, case.proposal, case.lifted_from, thread=case.thread, step=case.step
            )
        case NotAgreedDeclared():
            assert isinstance(case, Unresolved | WaitingExternal)
            return NotAgreed(
                event.to_body,
                event.parties,
                event.acknowledge_by,
                thread=case.thread,
                step=case.step,
            )
        case NotAgreedAcknowledged():
            assert isinstance(case, NotAgreed)
            return replace(case, acknowledged=case.acknowledged | {event.party})
        case CaseClosed():
            assert isinstance(case, Known)
            return Closed(event.outcome, thread=case.thread)
        case _:
            assert_never(event)
