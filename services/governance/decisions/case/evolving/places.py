"""Where a case is taken up, and how it moves with a body (G-5, G-12, A-15)."""

from dataclasses import fields, replace
from typing import TypeVar, assert_never
from uuid import UUID

from services.governance.decisions.case.events import PlaceEvent
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    Known,
    Proposal,
    Proposed,
    Thread,
    Unplaced,
    WithArena,
)
from services.governance.rules.deadlines import Step
from shared.contracts.governance import (
    ArenaAnswered,
    CaseReceived,
    CaseReferred,
    CaseTransferred,
    CaseUnplaced,
)

K = TypeVar("K", bound=Known)


def placed(  # noqa: PLR0911 - one way out per event
    case: Case, event: PlaceEvent
) -> Case:
    match event:
        case CaseReceived():
            return AtWork(event.body_id, thread=_thread(case, event), step=_step(case))
        case CaseReferred():
            return WithArena(
                event.body_id, event.arena, thread=_thread(case, event), step=_step(case)
            )
        case CaseUnplaced():
            return Unplaced(event.body_id, thread=_thread(case, event), step=_step(case))
        case ArenaAnswered():
            assert isinstance(case, WithArena)
            if event.to_body is None:
                return case
            if event.proposal_id is None:
                return AtWork(event.to_body, thread=case.thread, step=case.step)
            nothing = Proposal(event.proposal_id, case.body_id, None)
            return Proposed(event.to_body, nothing, thread=case.thread, step=case.step)
        case CaseTransferred():
            assert isinstance(case, Known)
            return transferred(case, event.from_body, event.to_body)
        case _:
            assert_never(event)


def transferred(case: K, old: UUID, new: UUID) -> K:
    """G-12: `new` in every place where `old` stood."""
    changes: dict[str, object] = {
        each.name: new for each in fields(case) if getattr(case, each.name) == old
    }
    proposal = getattr(case, "proposal", None)
    if isinstance(proposal, Proposal) and proposal.proposed_by == old:
        changes["proposal"] = replace(proposal, proposed_by=new)
    return replace(case, **changes)  # type: ignore[arg-type] # the names are the fields' own


def _thread(case: Case, event: CaseReceived | CaseReferred | CaseUnplaced) -> Thread:
    """A new revision of the assessment keeps what has gone before (A-15, G-8)."""
    new = Thread(
        event.helsefellesskap,
        event.number,
        event.parties,
        event.main_obstacle,
        event.assessment_revision,
    )
    if not isinstance(case, Known):
        return new
    before = case.thread
    same = before.assessment_revision == new.assessment_revision
    return replace(
        new,
        returns=before.returns,
        kept=before.kept,
        wordings=before.wordings,
        over_capacity=before.over_capacity if same else (),
    )


def _step(case: Case) -> Step | None:
    return case.step if isinstance(case, Known) else None
