"""What must hold for a case whatever is asked of it: the base of the state machine test."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
)

from services.governance.commands.cases import (
    CaseCommand,
)
from services.governance.commands.facts import BodyFact
from services.governance.decisions import case
from services.governance.decisions.case.deadlines import step_of
from services.governance.decisions.case.states import (
    Ratifying,
    Unknown,
)
from services.governance.decisions.case.transitions import leads_to
from shared.contracts.governance import (
    ConsensusReached,
    OutcomeWithoutEffect,
    ProposalRecommended,
    ProposalSubmitted,
)
from shared.contracts.governance.own_lines import DecisionInForce, RatificationRegistered
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.contracts.governance.unresolved import CaseClosed
from shared.values.refusal import Refused
from tests.examples.ids import NOW, PARTNERSHIP
from tests.governance.case_ending import next_towards_the_end
from tests.governance.case_world import (
    World,
    wordings_of,
)


def adopts(event: case.CaseEvent) -> bool:
    """Whether somebody takes a measure on, by it."""
    match event:
        case ProposalSubmitted() | ProposalRecommended() | ConsensusReached() | DecisionInForce():
            return True
        case RatificationRegistered(answer=answer):
            return answer != "refused"
        case _:
            return False


class Laws(RuleBasedStateMachine):
    """One case among the bodies of one helsefellesskap; what is refused changes nothing."""

    def starts(self, structure: tuple[BodyFact, ...]) -> None:
        """A helsefellesskap with this structure, and a case it has not heard of."""
        self.world = World(structure, NOW)
        self.state: case.Case = Unknown()
        self.rungs: set[tuple[UUID, str]] = set()
        self.steps: set[UUID] = set()

    def ask(self, command: CaseCommand, party: UUID | None = None, **facts: Any) -> None:
        """Asks it; the laws hold for whatever is decided."""
        self.world = replace(self.world, asked=self.world.asked + 1)
        given = replace(self.world.facts(self.state, party), **facts)
        try:
            events = case.decide(command, given, self.state)
        except Refused:
            return
        assert not [text for text in wordings_of(events) if not text.strip()], "lifted unworded"
        for event in events:
            self.happens(event)

    def happens(self, event: case.CaseEvent) -> None:
        before, self.state = self.state, case.evolve(self.state, event)
        allowed = leads_to(type(before), type(event))
        assert type(self.state) in allowed, (type(before), type(event), type(self.state))
        exceeded = isinstance(before, case.Known) and before.thread.over_capacity
        assert not (exceeded and adopts(event)), "adopted over somebody's capacity (A-9)"
        match event:
            case CaseClosed():
                assert event.body_id != PARTNERSHIP, "a case ended in partnerskapsmøtet"
            case StepBegun():
                assert event.step_id not in self.steps
                self.steps.add(event.step_id)
            case DeadlineMissed():
                assert (event.step_id, event.rung) not in self.rungs, "told twice"
                self.rungs.add((event.step_id, event.rung))
                before_body = getattr(before, "body_id", None)
                assert getattr(self.state, "body_id", None) == before_body, "a deadline moved it"
            case OutcomeWithoutEffect():
                assert self.state == before
            case _:
                """Other events have their own laws."""

    @invariant()
    def every_step_that_is_waited_for_has_begun(self) -> None:
        name = step_of(self.state)
        if name is not None:
            assert isinstance(self.state, case.Open)
            assert self.state.step is not None
            assert (self.state.step.name, self.state.step.body_id) == (name, self.state.body_id)

    @invariant()
    def what_binds_was_adopted_by_all_whom_it_binds(self) -> None:
        if isinstance(self.state, Ratifying):
            assert not self.state.table.doubtful
            assert self.state.table.pending, "all have adopted, and it is not in force"

    def teardown(self) -> None:
        """From wherever it has come to, the case can come to its end."""
        for _ in range(40):
            command, party = next_towards_the_end(self.state, self.world)
            if command is None:
                return
            before = self.state
            self.ask(command, party)
            assert self.state != before, f"no way on from {type(before).__name__}"
        raise AssertionError(f"no end from {type(self.state).__name__}")
