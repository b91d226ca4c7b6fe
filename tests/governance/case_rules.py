"""What the bodies ask of a case: rules of the state machine test (G-5 to G-10)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
)

from services.governance.commands.cases import (
    AcknowledgeNotAgreed,
    AnswerArena,
    ChooseReturnOrLift,
    CloseNotAgreed,
    DeclareNotAgreed,
    DropCase,
    GiveStatement,
    PlaceCase,
    RecordOutcome,
    ResumeCase,
    SubmitNoProposal,
    TakeExit,
)
from services.governance.commands.own_lines import (
    ChooseAfterRatification,
)
from services.governance.decisions import case
from services.governance.decisions.case.states import (
    AtWork,
    ChairChoosing,
    Choosing,
    Closed,
    InCouncil,
    InForce,
    NotAgreed,
    Proposed,
    Ratifying,
    Unplaced,
    Unresolved,
    WaitingExternal,
    WithArena,
)
from services.governance.rules import consensus
from services.governance.rules.consensus import Stance
from shared.contracts.governance import ItemOutcome
from tests.examples.governance.cases import ALTERNATIVE, OWN_STEP, RECEIVE_CASE, SUBMIT_PROPOSAL
from tests.examples.ids import CASE, FS, ITEM, MEETING, PARTNERSHIP, id_of
from tests.governance.case_laws import Laws
from tests.governance.case_world import (
    GRENLAND,
    PARTIES,
    Item,
    registered,
)

BOOLS = st.booleans()
OFTEN = st.sampled_from((True, True, True, True, True, False))
SELDOM = OFTEN.map(lambda often: not often)
POSITIONS = st.sampled_from(("supports", "supports", "can-live-with", "cannot-support"))
KINDS = st.sampled_from(("professional", "other"))
EXITS = st.sampled_from(("clarification", "trial", "dispute-board", "written-procedure"))
SOMEBODY = st.sampled_from((*PARTIES, GRENLAND))
WORDS = "Skal fristen følge alvoret?"


class AmongBodies(Laws):
    """From the first body to an agreement or an exit."""

    items = 0
    revision = 0

    @precondition(lambda self: isinstance(self.state, AtWork | Unplaced | WithArena))
    @rule(kind=st.sampled_from(("fs", "lsu", "samarbeidsutvalg")), fits=OFTEN)
    def receive(self, kind: Any, fits: bool) -> None:
        """A new revision of the assessment, or now and then the same one again."""
        self.revision += fits
        facts: dict[str, Any] = {} if fits else {"body": None}
        self.ask(replace(RECEIVE_CASE, kind=kind, assessment_revision=self.revision), **facts)

    @rule(over=BOOLS, seldom=SELDOM)
    def revise(self, over: bool, seldom: bool) -> None:
        """It is assessed anew, wherever it lies; now and then it exceeds a party's capacity."""
        if seldom:
            self.revision += 1
            exceeded = PARTIES[:1] if over else ()
            command = replace(RECEIVE_CASE, assessment_revision=self.revision)
            self.ask(replace(command, over_capacity=exceeded))

    def teardown(self) -> None:
        """What exceeds a capacity comes to its end when it demands less (A-9)."""
        if isinstance(self.state, case.Known) and self.state.thread.over_capacity:
            self.ask(replace(RECEIVE_CASE, assessment_revision=self.revision + 1))
        super().teardown()

    @precondition(lambda self: isinstance(self.state, Unplaced | WithArena))
    @rule(result=st.sampled_from(("solved", "professional", "other")), fits=OFTEN)
    def take_up(self, result: Any, fits: bool) -> None:
        self.ask(PlaceCase(CASE, FS))
        facts: dict[str, Any] = {} if fits else {"body": None}
        self.ask(AnswerArena(CASE, result, "Slik ble det."), **facts)

    @precondition(lambda self: isinstance(self.state, AtWork))
    @rule(own=BOOLS, gps=BOOLS, many=BOOLS, all_or_none=BOOLS)
    def propose(self, own: bool, gps: bool, many: bool, all_or_none: bool) -> None:
        assert isinstance(self.state, AtWork)
        command = replace(
            SUBMIT_PROPOSAL,
            body_id=self.state.body_id,
            to_own_body=own,
            changes_gp_work=gps,
            alternatives=(ALTERNATIVE,) if many else (),
            own_steps=(OWN_STEP,) if many else (),
            adoption="all-or-none" if all_or_none else "for-those-who-adopt",
        )
        self.ask(command)

    @precondition(lambda self: isinstance(self.state, AtWork))
    @rule(seldom=SELDOM)
    def propose_nothing(self, seldom: bool) -> None:
        assert isinstance(self.state, AtWork)
        if seldom:
            self.ask(SubmitNoProposal(CASE, self.state.body_id, "Vi fant ingen løsning."))

    @precondition(lambda self: isinstance(self.state, InCouncil))
    @rule()
    def hear_the_council(self) -> None:
        self.ask(GiveStatement(CASE, "Det går bra."))

    @precondition(lambda self: isinstance(self.state, Proposed))
    @rule(data=st.data(), within=SELDOM, new_question=SELDOM, late=SELDOM)
    def treat(self, data: st.DataObject, within: bool, new_question: bool, late: bool) -> None:
        """A body treats the case in a meeting, which judges by sides and parties."""
        assert isinstance(self.state, Proposed)
        body = self.world.body(self.state.body_id)
        item = data.draw(items(body.sides))
        judged = consensus.judge(body.sides, body.rules, item.present, item.stances)
        doubled = item.twice()
        again = consensus.judge(body.sides, body.rules, doubled.present, doubled.stances)
        assert again.outcome == judged.outcome, "heads were counted"
        if judged.outcome == "consensus":
            assert not item.against, "consensus against a voting party"
        self.items += 1
        command = replace(
            outcome_of(
                self.state,
                judged.outcome,
                WORDS if judged.outcome in ("professional", "other", "mixed") else "",
            ),
            item_id=id_of(f"item {self.items}"),
            objections=judged.objections,
            within_limits=within,
            new_question=new_question,
            alternative=data.draw(st.sampled_from((None, None, 1))),
        )
        if late:
            command = replace(command, proposal_id=id_of("earlier"))
        before = self.state
        self.ask(command)
        if isinstance(self.state, Ratifying | Choosing | InForce) and before != self.state:
            assert judged.outcome == "consensus"

    @precondition(lambda self: isinstance(self.state, ChairChoosing | Choosing))
    @rule(back=BOOLS, choice=st.sampled_from(("in-force-for-the-rest", "negotiate-again", "lift")))
    def choose(self, back: bool, choice: Any) -> None:
        self.ask(ChooseReturnOrLift(CASE, "return" if back else "lift", "Derfor."))
        self.ask(ChooseAfterRatification(CASE, choice, "Derfor."))

    @precondition(lambda self: isinstance(self.state, Proposed | Unresolved | WaitingExternal))
    @rule(exit_=EXITS, number=st.integers(1, 2))
    def take_exit(self, exit_: Any, number: int) -> None:
        self.ask(TakeExit(CASE, PARTNERSHIP, exit_, id_of(f"exit {number}"), "Loven er uklar."))

    @precondition(lambda self: isinstance(self.state, WaitingExternal | Closed))
    @rule(number=st.integers(1, 2))
    def resume(self, number: int) -> None:
        self.ask(ResumeCase(CASE, "clarification", id_of(f"exit {number}"), "Svaret."))

    @precondition(lambda self: isinstance(self.state, Unresolved | WaitingExternal))
    @rule(fails=BOOLS)
    def say_that_there_is_no_agreement(self, fails: bool) -> None:
        consequence: Any = "cooperation-fails" if fails else "workaround-continues"
        self.ask(DeclareNotAgreed(CASE, consequence, "Vi ble ikke enige."))

    @precondition(lambda self: isinstance(self.state, NotAgreed))
    @rule(party=SOMEBODY)
    def acknowledge(self, party: UUID) -> None:
        self.ask(AcknowledgeNotAgreed(CASE, party, ""), party)
        self.ask(CloseNotAgreed(CASE, ""))

    @rule(seldom=SELDOM, very=SELDOM)
    def drop(self, seldom: bool, very: bool) -> None:
        if seldom and very:
            self.ask(DropCase(CASE, "Tilbudet er lagt ned."))


def outcome_of(state: Proposed, outcome: ItemOutcome, wording: str) -> RecordOutcome:
    """The outcome of an item on the case where it lies now."""
    return RecordOutcome(
        case_id=CASE,
        proposal_id=state.proposal.proposal_id,
        body_id=state.body_id,
        meeting_id=MEETING,
        item_id=ITEM,
        outcome=outcome,
        objections=(),
        wording=wording,
    )


@st.composite
def items(draw: st.DrawFn, sides: Any) -> Item:
    """All agree, one or two parties object; or anybody is there or not, habil or not, with or
    without vote, for or against."""
    mood = draw(st.sampled_from(("agree", "professional", "other", "mixed", "any")))
    objecting = {"professional": ("professional",), "other": ("other",)}
    kinds: tuple[Any, ...] = objecting.get(mood, ("professional", "other"))
    present, stances = [], []
    for place, party in enumerate(draw(st.permutations(PARTIES))):
        vote = habil = True
        position: Any = "supports"
        kind: Any = None
        if mood == "any":
            if draw(st.sampled_from((True, True, True, False))) is False:
                continue
            vote, habil = draw(BOOLS), draw(BOOLS) or draw(BOOLS)
            position = draw(POSITIONS)
            kind = draw(KINDS) if position == "cannot-support" else None
        elif mood != "agree" and place < len(kinds):
            position, kind = "cannot-support", kinds[place]
        seat = registered(party, sides, vote=vote, habil=habil)
        present.append(seat)
        stances.append(Stance(seat.seat_id, position, "Slik ser vi det.", kind))
    return Item(tuple(present), tuple(stances))
