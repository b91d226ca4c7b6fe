"""A case's route: where it has been, where it is now, where it may go and why (G-5 to G-15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from services.governance.application.case_file import CaseFile
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
from services.governance.pages.presenters.names import Names
from services.governance.readmodels.case import AGREED
from services.governance.rules.disagreement import RETURNS_ON_THE_SAME_QUESTION
from shared.web.components import Step


@dataclass(frozen=True, slots=True)
class Way:
    """Where the case may go from here, and when it does."""

    to: str
    why: str


def route(file: CaseFile, names: Names) -> tuple[Step, ...]:
    """The bodies from the first one upward, then what the parties do; one step is current as
    long as the case is open."""
    case, words = file.case, names.words
    first = case.route[0].body
    bodies = list(dict.fromkeys([first, *names.parents(first), *(s.body for s in case.route)]))
    reached = {stop.body: stop.at for stop in case.route}
    agreed = case.stage in AGREED or case.stage == "choosing"
    steps = []
    for place, body in enumerate(bodies):
        came = reached.get(body)
        detail = words("governance.case.came", at=came) if came else None
        if body == case.body and not agreed and not case.closed:
            steps.append(Step(names.body(body), "current", detail))
        elif agreed or case.closed:
            steps.append(Step(names.body(body), "done" if came else "skipped", detail))
        else:
            passed = place < bodies.index(case.body)
            steps.append(Step(names.body(body), "done" if passed and came else "ahead", detail))
    return (*steps, *_lines(file, names))


STATIONS = ("ratifying", "implementing", "following-up")
"""What comes after an agreement, in its order."""


def _lines(file: CaseFile, names: Names) -> Iterator[Step]:
    case = file.case
    at = {
        "ratification": 0,
        "choosing": 0,
        "in-force": 1,
        "implemented": 2,
        "follow-up": 2,
        "closed-result-confirmed": 3,
    }.get(case.stage, -1)
    for place, name in enumerate(STATIONS):
        label = names.words(f"governance.case.{name}")
        if place == at:
            yield Step(label, "current")
        elif case.closed and at < 0:
            yield Step(label, "skipped")
        else:
            yield Step(label, "done" if place < at else "ahead")


def ways(file: CaseFile, names: Names) -> tuple[Way, ...]:
    """Where it may go from here, each with when it does."""
    return tuple(Way(to, names.words(f"governance.way.{why}")) for to, why in _ways(file, names))


def _ways(  # noqa: PLR0912 - one way per state
    file: CaseFile, names: Names
) -> Iterator[tuple[str, str]]:
    words, state = names.words, file.state
    parties, end = words("governance.way.to-parties"), words("governance.way.to-end")
    match state:
        case Unplaced():
            yield words("governance.way.to-fs"), "placed"
        case WithArena():
            yield end, "solved"
            yield words("governance.way.to-fs"), "professional"
            yield names.body(state.body_id), "other"
        case AtWork():
            above = names.parents(state.body_id)
            yield names.body(above[0]) if above else end, "proposal"
        case InCouncil():
            yield names.body(state.then_to), "heard"
        case Proposed():
            yield from _treated(state, names)
        case ChairChoosing():
            yield names.body(state.proposal.proposed_by), "returned"
            yield _above(state, names), "lifted"
        case Unresolved():
            yield words("governance.way.to-directorate"), "clarification"
            yield words("governance.way.to-trial"), "trial"
            yield words("governance.way.to-dispute-board"), "dispute-board"
            yield names.body(state.body_id), "written"
            yield names.body(state.lifted_from or state.body_id), "not-agreed"
        case WaitingExternal():
            yield names.body(state.body_id), "answered"
        case NotAgreed():
            yield end, "acknowledged"
        case Ratifying():
            yield parties, "adopted"
            yield names.body(state.body_id), "doubtful"
        case Choosing():
            yield parties, "rest"
            yield names.body(state.proposal.proposed_by), "negotiate"
            yield _above(state, names), "lifted"
        case InForce():
            yield words("governance.case.following-up"), "implemented"
        case Implemented() | FollowUp():
            yield end, "achieved"
            yield names.body(state.proposed_by), "reopened"
        case Unknown() | Closed():
            return
        case _:
            assert_never(state)


def _treated(state: Proposed, names: Names) -> Iterator[tuple[str, str]]:
    words = names.words
    body = names.the_body(state.body_id)
    if body is not None and body.power == "advise":
        yield _above(state, names), "recommended"
    else:
        yield words("governance.way.to-parties"), "agreed"
    if body is None or body.parent is None:
        yield words("governance.way.to-exits"), "no-agreement"
        return
    again = state.thread.returns >= RETURNS_ON_THE_SAME_QUESTION
    proposed_by = names.body(state.proposal.proposed_by)
    yield proposed_by, "chair" if again else "professional"
    yield names.body(body.parent), "other"


def _above(state: Proposed | ChairChoosing | Choosing, names: Names) -> str:
    above = names.parents(state.body_id)
    return names.body(above[0]) if above else names.body(state.body_id)
