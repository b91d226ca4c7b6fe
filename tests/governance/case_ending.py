"""From any state the shortest honest way to a case's end: what the bodies would ask next."""

from dataclasses import replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.cases import (
    AcknowledgeNotAgreed,
    AnswerArena,
    CaseCommand,
    ChooseReturnOrLift,
    DeclareNotAgreed,
    DropCase,
    RecordOutcome,
)
from services.governance.commands.own_lines import (
    AnswerFollowUp,
    AnswerOwnStep,
    ReportImplementation,
)
from services.governance.decisions import case
from services.governance.decisions.case.states import (
    AtWork,
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
from tests.examples.governance.own_lines import REGISTER_RATIFICATION
from tests.examples.ids import CASE, MEETING, id_of
from tests.governance.case_world import World

Next: TypeAlias = tuple[CaseCommand | None, UUID | None]
DROP = DropCase(CASE, "Tilbudet er lagt ned.")


def next_towards_the_end(  # noqa: PLR0911 - one way out per state
    state: case.Case, world: World
) -> Next:
    """What is asked, and for which party; None at the end."""
    match state:
        case Unknown() | Closed():
            return None, None
        case ChairChoosing() if state.lifted_from is not None:
            # What has been lifted here can't be dropped; it can be lifted further.
            return ChooseReturnOrLift(CASE, "lift", "Prøvd flere ganger."), None
        case Unplaced() | AtWork() | InCouncil() | ChairChoosing() | Choosing():
            return DROP, None
        case WithArena():
            return AnswerArena(CASE, "solved", "Avklart."), None
        case Proposed():
            return _treated(state, world), None
        case Unresolved() | WaitingExternal():
            return DeclareNotAgreed(CASE, "cooperation-fails", "Vi ble ikke enige."), None
        case NotAgreed():
            party = state.pending[0]
            return AcknowledgeNotAgreed(CASE, party, ""), party
        case Ratifying():
            party = state.table.pending[0]
            return replace(REGISTER_RATIFICATION, party=party), party
        case InForce():
            return _carried_out(state)
        case Implemented() | FollowUp():
            return AnswerFollowUp(CASE, "achieved", "Det virker.", "close"), None
        case _:
            assert_never(state)


def _treated(state: Proposed, world: World) -> CaseCommand:
    """Where it has been lifted to it can't be dropped: there is no agreement, and an exit."""
    body = world.body(state.body_id)
    if state.lifted_from is None and body.kind != "partnership":
        return DROP
    return RecordOutcome(
        case_id=CASE,
        proposal_id=state.proposal.proposal_id,
        body_id=state.body_id,
        meeting_id=MEETING,
        item_id=id_of(f"last item {world.asked}"),
        outcome="other",
        objections=(),
        wording="Hvem betaler?",
    )


def _carried_out(state: InForce) -> Next:
    for party in state.work.parties:
        if not state.work.done(party):
            return ReportImplementation(CASE, party, "done", "Innført."), party
    step = next(
        step for step in range(1, len(state.work.own_steps) + 1) if step not in state.work.answered
    )
    return AnswerOwnStep(CASE, step, "agreed", "Samarbeidsutvalget 4/27", ""), None
