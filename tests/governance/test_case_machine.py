"""The whole way of a case, in any order and at any time (G-5 to G-15, I-0, P-6).

Whatever is asked: no reachable state is without a way on, no case ends in partnerskapsmøtet, there
is never consensus against a voting party, heads count nowhere, each deadline is told once, and
every disagreement that is lifted has its wording, and nothing is adopted over somebody's capacity
(A-9).
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services.governance.commands.cases import (
    CorrectWording,
    NoteDeadline,
    SucceedParty,
    TransferCase,
)
from services.governance.commands.own_lines import (
    AnswerFollowUp,
    AnswerOwnStep,
    AskFollowUp,
    PlanImplementation,
    ReportImplementation,
)
from services.governance.decisions import case
from services.governance.decisions.case.states import (
    AtWork,
    Choosing,
    FollowUp,
    Implemented,
    InForce,
    Proposed,
    Ratifying,
)
from shared.contracts.governance import ItemOutcome
from tests.examples.governance.own_lines import REGISTER_RATIFICATION
from tests.examples.ids import CASE, FS, ITEM, PORSGRUNN, id_of
from tests.governance.case_rules import (
    BOOLS,
    OFTEN,
    SELDOM,
    SOMEBODY,
    WORDS,
    AmongBodies,
    outcome_of,
)
from tests.governance.case_world import (
    GRENLAND,
    NEW_FS,
    PARTIES,
    bodies,
)

ANSWERS = st.sampled_from(("adopted", "adopted", "adopted-with-reservation", "refused"))


class TheCase(AmongBodies):
    """The whole way of one case."""

    @initialize(
        decides=BOOLS,
        lifts=BOOLS,
        days=BOOLS,
        delegated=BOOLS,
        committee=SELDOM,
        kind=st.sampled_from(("fs", "fs", "fs", "lsu", "own-line", "dialogue-meeting")),
        fits=OFTEN,
        start=st.integers(0, 6),
    )
    def begin(
        self,
        decides: bool,
        lifts: bool,
        days: bool,
        delegated: bool,
        committee: bool,
        kind: Any,
        fits: bool,
        start: int,
    ) -> None:
        structure = bodies(
            decides=decides, lifts=lifts, days=days, delegated=delegated, committee=committee
        )
        self.starts(structure)
        self.receive(kind, fits)
        if isinstance(self.state, AtWork) and start:
            self.head_start(start)

    def head_start(self, start: int) -> None:
        """Further on from the first: before SSU, lifted, agreed upon, in force, come back twice,
        or once more."""
        for _ in range(2 if start > 4 else 0):
            self.propose(own=False, gps=False, many=False, all_or_none=False)
            self.concluded("professional")
        self.propose(own=False, gps=False, many=start in (3, 4), all_or_none=False)
        if start in (2, 6):
            self.concluded("other" if start == 2 else "professional")
        while start in (3, 4) and isinstance(self.state, Proposed):
            self.concluded("consensus")
        for party in PARTIES if start == 4 else ():
            self.ask(replace(REGISTER_RATIFICATION, party=party), party)

    def concluded(self, outcome: ItemOutcome) -> None:
        """A meeting where the case lies has come to this."""
        assert isinstance(self.state, Proposed)
        self.ask(outcome_of(self.state, outcome, "" if outcome == "consensus" else WORDS))

    @precondition(lambda self: isinstance(self.state, Ratifying | Choosing))
    @rule(party=SOMEBODY, answer=ANSWERS, touches=BOOLS)
    def ratify(self, party: UUID, answer: Any, touches: bool) -> None:
        reserved = answer == "adopted-with-reservation"
        command = replace(
            REGISTER_RATIFICATION,
            party=party,
            answer=answer,
            clause="Punkt 2" if reserved else None,
            reservation="Gjelder fra 2027." if reserved else None,
            touches_others=reserved and touches,
        )
        self.ask(command, party)

    @precondition(lambda self: isinstance(self.state, InForce | FollowUp))
    @rule(
        party=SOMEBODY, done=BOOLS, task=st.sampled_from((None, None, 1)), days=st.integers(0, 90)
    )
    def carry_out(self, party: UUID, done: bool, task: int | None, days: int) -> None:
        assert isinstance(self.state, InForce | FollowUp)
        tasks = len(self.state.work.tasks_of(party))
        day = self.world.now.date() + timedelta(days=days)
        seat = id_of(f"seat {self.state.body_id} {party} chair")
        self.ask(PlanImplementation(CASE, party, seat, (day,) * tasks), party)
        result: Any = "done" if done else "deviation"
        self.ask(ReportImplementation(CASE, party, result, "Slik gikk det.", task), party)
        self.ask(AnswerOwnStep(CASE, 1, "agreed", "Samarbeidsutvalget 4/27", ""))

    @precondition(lambda self: isinstance(self.state, InForce | Implemented | FollowUp))
    @rule(ask=BOOLS, close=BOOLS)
    def follow_up(self, ask: bool, close: bool) -> None:
        if ask:
            self.ask(AskFollowUp(CASE))
        else:
            decision: Any = "close" if close else "reopen"
            self.ask(AnswerFollowUp(CASE, "partly", "Det hjalp noe.", decision))

    @rule(back=BOOLS, seldom=SELDOM)
    def dissolve_fs(self, back: bool, seldom: bool) -> None:
        if not seldom:
            return
        old, new = (NEW_FS, FS) if back else (FS, NEW_FS)
        self.ask(TransferCase(CASE, old, new, "Utvalget er lagt ned."))

    @rule(merged=BOOLS, seldom=SELDOM)
    def merge_municipalities(self, merged: bool, seldom: bool) -> None:
        if not seldom:
            return
        heir = PARTIES[0] if merged else GRENLAND
        self.ask(SucceedParty(CASE, PORSGRUNN, heir, self.world.now.date()))

    @rule()
    def correct_a_wording(self) -> None:
        self.ask(CorrectWording(CASE, id_of(f"item {self.items}"), "Klarere ord.", "Uklart."))
        self.ask(CorrectWording(CASE, ITEM, "Klarere ord.", "Uklart."))

    @rule(days=st.integers(1, 60))
    def time_goes(self, days: int) -> None:
        """The timer fires as it would: when what it waits for is due, and never early."""
        self.world = replace(self.world, now=self.world.now + timedelta(days=days))
        step = self.state.step if isinstance(self.state, case.Known) else None
        if step and step.next_at and step.next_at <= self.world.now:
            asked = NoteDeadline(CASE, step.step_id)
            told = len(self.rungs)
            self.ask(asked)
            assert len(self.rungs) == told + 1, "a deadline that is due is told"
            again = len(self.rungs)
            if isinstance(self.state, case.Known) and self.state.step:
                due = self.state.step.next_at
                if due is None or due > self.world.now:
                    self.ask(asked)
                    assert len(self.rungs) == again

    @rule(times=st.integers(1, 2))
    def a_meeting_passes_it_over(self, times: int) -> None:
        if isinstance(self.state, case.Open):
            for _ in range(times):
                self.ask(NoteDeadline(CASE, None, self.state.body_id))


def run(examples: int) -> None:
    run_state_machine_as_test(
        TheCase,
        settings=settings(max_examples=examples, stateful_step_count=50, deadline=None),
    )


def test_a_case_can_go_any_way_and_the_laws_hold_g_5_to_g_15() -> None:
    run(100)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_two_thousand_cases_go_any_way_and_the_laws_hold_g_5_to_g_15() -> None:
    run(2_000)
