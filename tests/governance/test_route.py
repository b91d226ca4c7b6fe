"""A case's route as its page draws it, by the table of the case's states (G-5 to G-15)."""

import re
from typing import Any
from uuid import uuid4

import pytest

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
    Proposal,
    Proposed,
    Ratifying,
    Thread,
    Unknown,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)
from services.governance.decisions.case.transitions import TRANSITIONS
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.picture import IN_A_LINE, WIDTH, picture
from services.governance.pages.presenters.route import Route
from services.governance.pages.presenters.ways import Way, moves, told
from services.governance.rules.implementation import Work
from services.governance.rules.ratification import Ratification
from shared.identity.actors import Actor
from shared.web.components import Step
from tests.examples.ids import NOW
from tests.governance.example import ANNE, BOTH, SIV, TELEMARK, body
from tests.governance.installation import Installation

FS, SSU, TOP = body("fs-lege-nedre"), body("ssu-nedre"), body("partnerskapsmote")
THREAD = Thread(TELEMARK, "2026/1", (), "practical", 1)
PROPOSAL = Proposal(uuid4(), FS, "for-those-who-adopt")
AT_SSU: dict[str, Any] = {"thread": THREAD, "body_id": SSU}
TABLE, WORK = Ratification((), NOW), Work(())

STATES: tuple[Case, ...] = (
    Unplaced(**AT_SSU),
    WithArena(**AT_SSU, arena="dialogue-meeting"),
    AtWork(thread=THREAD, body_id=FS),
    InCouncil(**AT_SSU, proposal=PROPOSAL, then_to=SSU),
    Proposed(**AT_SSU, proposal=PROPOSAL),
    Proposed(thread=THREAD, body_id=TOP, proposal=PROPOSAL, lifted_from=SSU),
    ChairChoosing(**AT_SSU, proposal=PROPOSAL),
    Unresolved(thread=THREAD, body_id=TOP, proposal=PROPOSAL, lifted_from=SSU),
    WaitingExternal(
        thread=THREAD,
        body_id=TOP,
        proposal=PROPOSAL,
        lifted_from=SSU,
        exit="trial",
        exit_id=uuid4(),
    ),
    NotAgreed(**AT_SSU, parties=(), acknowledge_by=NOW),
    Ratifying(**AT_SSU, proposal=PROPOSAL, table=TABLE),
    Choosing(**AT_SSU, proposal=PROPOSAL, table=TABLE),
    InForce(**AT_SSU, proposed_by=FS, work=WORK),
    Implemented(**AT_SSU, proposed_by=FS, work=WORK),
    FollowUp(**AT_SSU, proposed_by=FS, work=WORK),
    Closed(thread=THREAD, outcome="dropped"),
)


@pytest.fixture
def names(installation: Installation) -> Names:
    return Names(installation.governance.platform, Actor(SIV), installation.process.around.words)


def test_each_state_of_the_table_is_told_of() -> None:
    assert {type(state) for state in STATES} == TRANSITIONS.keys() - {Unknown}


@pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
def test_every_move_of_the_table_is_told_open_or_closed(state: Case, names: Names) -> None:
    assert {move for move, *_ in told(state, names)} == moves(type(state))
    for _, to, why, closed in told(state, names):
        assert to
        assert names.words.has(f"governance.way.{why}")
        assert closed is None or names.words.has(f"governance.way.closed-{closed}")


@pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
def test_every_state_but_the_last_has_an_open_way(state: Case, names: Names) -> None:
    open_ = [closed for *_, closed in told(state, names) if closed is None]
    assert bool(open_) is not isinstance(state, Closed)


def reasons(state: Case, names: Names) -> dict[str, str | None]:
    """Of each condition, why its way is closed."""
    return {why: closed for _, _, why, closed in told(state, names)}


def test_after_two_returns_the_chair_chooses_and_the_way_back_is_closed_g_8(names: Names) -> None:
    once = reasons(Proposed(**AT_SSU, proposal=PROPOSAL), names)
    assert (once["professional"], once["chair"]) == (None, "not-returned-twice")
    often = Thread(TELEMARK, "2026/1", (), "practical", 1, returns=2)
    twice = reasons(Proposed(thread=often, body_id=SSU, proposal=PROPOSAL), names)
    assert (twice["professional"], twice["chair"]) == ("returned-twice", None)


def test_the_exits_open_in_the_highest_body_alone_g_10(names: Names) -> None:
    ssu = reasons(Proposed(**AT_SSU, proposal=PROPOSAL), names)
    assert (ssu["no-agreement"], ssu["other"]) == ("not-highest", None)
    top = Proposed(thread=THREAD, body_id=TOP, proposal=PROPOSAL, lifted_from=SSU)
    assert (reasons(top, names)["no-agreement"], reasons(top, names)["other"]) == (None, "highest")
    assert reasons(top, names)["dropped"] == "lifted"


def test_all_or_none_is_never_in_force_for_the_rest_g_14(names: Names) -> None:
    whole = Proposal(uuid4(), FS, "all-or-none")
    found = reasons(Choosing(**AT_SSU, proposal=whole, table=TABLE), names)
    assert found["rest"] == "all-or-none"


def test_the_picture_is_no_wider_than_a_small_screen_and_nothing_in_it_overlaps(
    names: Names,
) -> None:
    long = "Strategisk samarbeidsutvalg for helsetjenestene i øvre og nedre Telemark"
    drawn = picture(
        Route(
            (Step(long, "done", "fra 1. mars"), Step("SSU", "current", long)),
            (Way(long, "Hvis alle er enige."), Way("Utvei", long, "Stengt.")),
        ),
        "Sakens vei",
        names.words,
    )
    lines = [line for mark in drawn.marks for line in mark.lines]
    feet = [line.y for line in lines]
    assert feet == sorted(set(feet))
    assert feet[-1] <= drawn.height
    assert all(len(line.text) <= IN_A_LINE for line in lines if not line.small)
    assert drawn.width == WIDTH < 320
    for said in (long, "Hvis alle er enige.", "Stengt."):
        assert said in drawn.told


def test_the_page_draws_where_it_has_been_is_and_may_go_with_its_text_g_5_g_7(
    installation: Installation,
) -> None:
    case_id, *_ = installation.opened(*BOTH)
    with installation.browser(ANNE) as anne:
        page = anne.look(f"/styring/saker/{case_id}")
    svg = re.search(r"<svg [^>]*role=\"img\".*?</svg>", page, re.DOTALL)
    assert svg is not None
    assert "style=" not in svg.group(), "the content policy allows no inline style"
    title, desc = re.search(r'aria-labelledby="(\S+) (\S+)"', svg.group()).groups()  # type: ignore[union-attr]
    assert f'<title id="{title}">Sakens vei</title>' in svg.group()
    assert f'<desc id="{desc}">Saken har vært hos: ' in svg.group()
    assert "Stengt: åpner seg først i det øverste organet." in svg.group()
    assert "Veien som tekst" in page
    assert page.count('aria-current="step"') == 1
