"""Where a case may go from where it is, on which condition, and which ways are closed and why.

The ways are those of the table that `docs/case.md` is drawn from: each move of the table is told,
open or closed (G-5 to G-15).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.governance.application.case_file import CaseFile
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
    Open,
    Proposed,
    Ratifying,
    Unknown,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)
from services.governance.decisions.case.transitions import TRANSITIONS, Happened, State
from services.governance.pages.presenters.names import Names
from services.governance.rules.disagreement import RETURNS_ON_THE_SAME_QUESTION
from shared.contracts.governance import (
    ArenaAnswered,
    CaseReceived,
    CaseReferred,
    CaseUnplaced,
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    NoProposal,
    ProposalRecommended,
    ProposalSubmitted,
    ReturnOrLiftChosen,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    CasePartySucceeded,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
    RatificationChoiceMade,
    RatificationOverdue,
    RatificationRegistered,
)
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedDeclared,
)

Move: TypeAlias = tuple[Happened, State]
LIFTING: tuple[tuple[State, Happened], ...] = (
    (Proposed, ConsensusFailed),
    (Proposed, ProposalRecommended),
)
"""What leaves a case in the same state, before another body."""

Told: TypeAlias = tuple[Move, str, str, str | None]
"""A move, where it leads, and the keys of its condition and of why it is closed."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where the case may go, and on which condition; `closed` says why it can't now."""

    to: str
    why: str
    closed: str | None = None


def moves(state: State) -> frozenset[Move]:
    """All moves that the table has from a state to another, or to another body."""
    return frozenset(
        (happened, target)
        for happened, targets in TRANSITIONS[state].items()
        for target in targets
        if target is not state or (state, happened) in LIFTING
    )


def ways(file: CaseFile, names: Names) -> tuple[Way, ...]:
    """The open ones first, each told once."""
    words = names.words
    found = [
        Way(
            to,
            words(f"governance.way.{why}"),
            words(f"governance.way.closed-{closed}") if closed else None,
        )
        for _, to, why, closed in told(file.state, names)
    ]
    return tuple(dict.fromkeys(sorted(found, key=lambda way: way.closed is not None)))


def told(state: Case, names: Names) -> Iterator[Told]:
    """Every move from the state."""
    match state:
        case Unknown() | Closed():
            return
        case Unplaced() | WithArena() | AtWork() | InCouncil():
            yield from _working_out(state, names)
        case Proposed():
            yield from _treated(state, names)
        case ChairChoosing() | Unresolved() | WaitingExternal() | NotAgreed():
            yield from _without_agreement(state, names)
        case Ratifying() | Choosing():
            yield from _answered(state, names)
        case InForce() | Implemented() | FollowUp():
            yield from _carried_out(state, names)
        case _:
            assert_never(state)


def _working_out(state: Unplaced | WithArena | AtWork | InCouncil, names: Names) -> Iterator[Told]:
    words = names.words
    fs, end = words("governance.way.to-fs"), words("governance.way.to-end")
    arena = words("governance.way.to-arena")
    above = _above(state, names)
    match state:
        case Unplaced():
            yield (CaseReceived, AtWork), fs, "placed", None
            yield (CaseReferred, WithArena), arena, "assessed-anew", None
            yield (CaseClosed, Closed), end, "dropped", None
        case WithArena():
            own = names.body(state.body_id)
            yield (CaseClosed, Closed), end, "solved", None
            yield (ArenaAnswered, AtWork), fs, "professional", None
            yield (ArenaAnswered, Proposed), own, "other", None
            yield (CaseReceived, AtWork), fs, "assessed-anew", None
            yield (CaseUnplaced, Unplaced), own, "assessed-anew", None
        case AtWork():
            yield (ProposalSubmitted, Proposed), above, "proposal", None
            yield (NoProposal, Proposed), above, "none-found", None
            council = words("governance.body-kind.gp-council")
            yield (ProposalSubmitted, InCouncil), council, "changes-gp-work", None
            yield (CaseClosed, Closed), end, "dropped", None
        case InCouncil():
            yield (CouncilHeard, Proposed), names.body(state.then_to), "heard", None
            yield (CaseClosed, Closed), end, "dropped", None
        case _:
            assert_never(state)


def _treated(state: Proposed, names: Names) -> Iterator[Told]:
    """G-6 to G-10: what may come of it in the body that treats it."""
    words = names.words
    body = names.the_body(state.body_id)
    advises = body is not None and body.power == "advise"
    highest = body is None or body.parent is None
    returned, above = names.body(state.proposal.proposed_by), _above(state, names)
    often = state.thread.returns >= RETURNS_ON_THE_SAME_QUESTION
    nothing, top = state.proposal.adoption is None, "highest" if highest else None
    parties, exits = words("governance.way.to-parties"), words("governance.way.to-exits")
    advice = "advises" if advises else None
    yes = advice or ("nothing-proposed" if nothing else None)
    yield (ConsensusReached, Ratifying), parties, "agreed", yes
    empty = advice or (None if nothing else "proposed")
    yield (ConsensusReached, Choosing), names.body(state.body_id), "agreed-on-nothing", empty
    only = "highest" if highest else None if advises else "decides"
    yield (ProposalRecommended, Proposed), above, "recommended", only
    again = "highest" if highest else "returned-twice" if often else None
    yield (ConsensusFailed, AtWork), returned, "professional", again
    chair = "highest" if highest else None if often else "not-returned-twice"
    yield (ConsensusFailed, ChairChoosing), words("governance.way.to-chair"), "chair", chair
    yield (ConsensusFailed, Proposed), above, "other", top
    yield (ConsensusFailed, Unresolved), exits, "no-agreement", None if highest else "not-highest"
    yield (ExitTaken, WaitingExternal), exits, "legal", None if highest else "not-highest"
    yield _dropped(state, names)


def _without_agreement(
    state: ChairChoosing | Unresolved | WaitingExternal | NotAgreed, names: Names
) -> Iterator[Told]:
    words = names.words
    end = words("governance.way.to-end")
    match state:
        case ChairChoosing():
            returned = names.body(state.proposal.proposed_by)
            yield (ReturnOrLiftChosen, AtWork), returned, "returned", None
            yield (ReturnOrLiftChosen, Proposed), _above(state, names), "lifted", None
            yield _dropped(state, names)
        case Unresolved():
            own, back = names.body(state.body_id), state.lifted_from or state.body_id
            waits = (ExitTaken, WaitingExternal)
            yield waits, words("governance.way.to-directorate"), "clarification", None
            yield waits, words("governance.way.to-trial"), "trial", None
            yield waits, words("governance.way.to-dispute-board"), "dispute-board", None
            yield (ExitTaken, Proposed), own, "written", None
            yield (NotAgreedDeclared, NotAgreed), names.body(back), "not-agreed", None
            yield _dropped(state, names)
        case WaitingExternal():
            back = state.lifted_from or state.body_id
            yield (CaseResumed, Proposed), names.body(state.body_id), "answered", None
            yield (NotAgreedDeclared, NotAgreed), names.body(back), "not-agreed", None
        case NotAgreed():
            yield (CaseClosed, Closed), end, "acknowledged", None
        case _:
            assert_never(state)


def _answered(state: Ratifying | Choosing, names: Names) -> Iterator[Told]:
    """G-14: what the table of answers leads to."""
    words, own = names.words, names.body(state.body_id)
    force, parties = words("governance.case.implementing"), words("governance.way.to-parties")
    if isinstance(state, Ratifying):
        yield (DecisionInForce, InForce), force, "adopted", None
        yield (RatificationRegistered, Choosing), own, "doubtful", None
        yield (RatificationOverdue, Choosing), own, "overdue", None
        return
    whole = None if state.proposal.adoption == "for-those-who-adopt" else "all-or-none"
    rest = "nothing-proposed" if state.table is None else whole
    yield (DecisionInForce, InForce), force, "rest", rest
    late = "nothing-proposed" if state.table is None else None
    yield (RatificationRegistered, Ratifying), parties, "answered-late", late
    yield (CasePartySucceeded, Ratifying), parties, "succeeded", late
    returned = names.body(state.proposal.proposed_by)
    yield (RatificationChoiceMade, AtWork), returned, "negotiate", None
    above = None if names.parents(state.body_id) else "highest"
    yield (RatificationChoiceMade, Proposed), _above(state, names), "lifted", above
    yield (CaseClosed, Closed), words("governance.way.to-end"), "dropped", None


def _carried_out(state: InForce | Implemented | FollowUp, names: Names) -> Iterator[Told]:
    """G-15: until the result is confirmed, or the problem is taken up again."""
    words = names.words
    end, again = words("governance.way.to-end"), names.body(state.proposed_by)
    follow_up = words("governance.case.following-up")
    match state:
        case InForce():
            done = words("governance.route.state.Implemented")
            yield (CaseImplemented, Implemented), done, "all-done", None
            yield (FollowUpAsked, FollowUp), follow_up, "time-has-come", None
        case Implemented():
            yield (FollowUpAsked, FollowUp), follow_up, "time-has-come", None
            yield (CaseClosed, Closed), end, "achieved", None
            yield (FollowUpAnswered, AtWork), again, "reopened", None
        case FollowUp():
            yield (CaseClosed, Closed), end, "achieved", None
            yield (FollowUpAnswered, AtWork), again, "reopened", None
        case _:
            assert_never(state)


def _dropped(state: Proposed | ChairChoosing | Unresolved, names: Names) -> Told:
    """I-0, G-9: what is lifted is delivered back, and never ends where it was lifted to."""
    body = names.the_body(state.body_id)
    lifted = state.lifted_from is not None or body is None or body.kind == "partnership"
    end = names.words("governance.way.to-end")
    return (CaseClosed, Closed), end, "dropped", "lifted" if lifted else None


def _above(state: Open, names: Names) -> str:
    above = names.parents(state.body_id)
    return names.body(above[0]) if above else names.body(state.body_id)
