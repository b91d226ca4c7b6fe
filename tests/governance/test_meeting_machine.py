"""Whatever is asked of a meeting, in any order, these stay true (G-12, G-13, G-20)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.governance.commands.facts import ApprovingFact, CaseFact, MeetingFacts
from services.governance.commands.meetings import (
    AddItem,
    ApproveMinutes,
    Attendance,
    CloseItem,
    CloseMeeting,
    CloseWrittenProcedure,
    CorrectMinutes,
    DraftMinutes,
    EnterDissent,
    Entry,
    LockMinutes,
    NoteItem,
    OpenItem,
    PlanMeeting,
    Presence,
    TakeStance,
    WithdrawStance,
)
from services.governance.decisions import meeting
from services.governance.decisions.meeting import MeetingEvent
from shared.contracts.governance import ItemClosed, ItemNoted, ItemOpened, MeetingClosed
from shared.contracts.governance.minutes import MinutesDocuments, MinutesLocked
from shared.contracts.record import Who
from shared.values.refusal import Refused
from tests.examples.governance.meetings import (
    CALL_MEETING,
    CANCEL_MEETING,
    REGISTER,
    START_MEETING,
)
from tests.examples.ids import CASE, MEETING, MEETING_FROM, PROPOSAL, SSU, id_of
from tests.governance.situations import MEETING_FACTS, SEATS, given
from tests.governance.stages import NO_MEETING

OTHER = id_of("machine-other")
NEXT = ApprovingFact(id_of("machine-next"), SSU, dealt_with=True)
CASES = (CaseFact(CASE, SSU, PROPOSAL, 1), CaseFact(OTHER, SSU, id_of("machine-proposal")))
PEOPLE = st.sampled_from(REGISTER)
NEAR = st.sampled_from([0, 0, 0, -1, 1])
"""Most often the version there is, now and then one beside it."""
TEXTS = st.sampled_from(["", "Ord."])


class Meeting(RuleBasedStateMachine):
    """Commands of all kinds, most of them out of place; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.state: meeting.Meeting = NO_MEETING
        self.events: list[MeetingEvent] = []
        self.facts: MeetingFacts = replace(
            MEETING_FACTS,
            cases=CASES,
            approving=NEXT,
            documents=MinutesDocuments(nb="1" * 64, nn="2" * 64),
        )

    def ask(self, command: Any, **facts: Any) -> Sequence[MeetingEvent]:
        try:
            new = meeting.decide(command, replace(self.facts, **facts), self.state)
        except Refused:
            return ()
        self.state = given(self.state, meeting.evolve, *new)
        self.events.extend(new)
        self.facts = replace(self.facts, next_item=self.facts.next_item + 1)
        return new

    def item(self, number: int) -> Any:
        items = getattr(getattr(self.state, "plan", None), "items", ())
        return items[number % len(items)].item_id if items else id_of("nothing")

    @initialize(written=st.booleans(), information=st.booleans(), begun=st.booleans())
    def begin(self, written: bool, information: bool, begun: bool) -> None:
        self.plan(written, information)
        if begun:
            self.ask(CALL_MEETING)
            self.ask(START_MEETING)

    def plan(self, written: bool, information: bool) -> None:
        told = (Entry("information", None, "Nytt"),) if information else ()
        self.ask(
            PlanMeeting(
                MEETING,
                SSU,
                "written" if written else "ordinary",
                MEETING_FROM,
                self.facts.now + timedelta(hours=1) if written else None,
                "Skien",
                (Entry("decision", CASE), *told),
            )
        )

    @rule(command=st.sampled_from([*[CALL_MEETING, START_MEETING] * 4, CANCEL_MEETING]))
    def step(self, command: Any) -> None:
        self.ask(command)

    @rule()
    def plan_again(self) -> None:
        self.plan(written=False, information=False)

    @rule(by_chair=st.booleans())
    def add(self, by_chair: bool) -> None:
        held = (SEATS[0],) if by_chair else ()
        self.ask(AddItem(MEETING, Entry("decision", OTHER), "Haster"), held=held)

    @rule(
        number=st.integers(0, 2),
        present=st.sampled_from([REGISTER, REGISTER[:2], ()]),
        alternative=st.sampled_from([None, None, 1]),
    )
    def open_item(self, number: int, present: Any, alternative: int | None) -> None:
        sitting = tuple(Presence(seat.seat_id, seat.person_id) for seat in present)
        self.ask(OpenItem(MEETING, self.item(number), sitting, alternative))

    @rule(
        number=st.integers(0, 2),
        seat=PEOPLE,
        position=st.sampled_from(["supports", "can-live-with", "cannot-support"]),
        kind=st.sampled_from([None, "professional", "other"]),
    )
    def stand(self, number: int, seat: Any, position: Any, kind: Any) -> None:
        command = TakeStance(MEETING, self.item(number), seat.seat_id, position, "Slik.", kind)
        self.ask(command, by=Who(seat.person_id))

    @rule(number=st.integers(0, 2), seat=PEOPLE)
    def withdraw(self, number: int, seat: Any) -> None:
        command = WithdrawStance(MEETING, self.item(number), seat.seat_id, "Nei.")
        self.ask(command, by=Who(seat.person_id))

    @rule(number=st.integers(0, 2), wording=TEXTS)
    def close_item(self, number: int, wording: str) -> None:
        self.ask(CloseItem(MEETING, self.item(number), wording))

    @rule(number=st.integers(0, 2))
    def note(self, number: int) -> None:
        self.ask(NoteItem(MEETING, self.item(number), None))

    @rule()
    def close(self) -> None:
        there = tuple(
            Attendance(seat.seat_id, seat.person_id, MEETING_FROM, self.facts.now)
            for seat in REGISTER
        )
        self.ask(CloseMeeting(MEETING, self.facts.now, there))

    @rule()
    def time_is_over(self) -> None:
        self.ask(CloseWrittenProcedure(MEETING), now=self.facts.now + timedelta(hours=2))

    @rule(number=st.integers(0, 2), seat=PEOPLE)
    def dissent(self, number: int, seat: Any) -> None:
        command = EnterDissent(MEETING, self.item(number), seat.seat_id, "Til protokollen.")
        self.ask(command, by=Who(seat.person_id))

    def version(self, ahead: int) -> int:
        minutes = getattr(self.state, "minutes", None)
        return ahead + (minutes.version if minutes else 0)

    @rule()
    def draft(self) -> None:
        self.ask(DraftMinutes(MEETING, (SEATS[2].seat_id,)))

    @rule(ahead=NEAR)
    @precondition(lambda self: isinstance(self.state, meeting.Closed))
    def correct(self, ahead: int) -> None:
        self.ask(CorrectMinutes(MEETING, self.version(ahead), None, "Rettet.", "Feil."))

    @rule(ahead=NEAR, seat=st.sampled_from([None, *SEATS]))
    @precondition(lambda self: isinstance(self.state, meeting.Closed))
    def approve(self, ahead: int, seat: Any) -> None:
        version = self.version(ahead)
        in_meeting = NEXT.meeting_id if seat is None else None
        held = (seat,) if seat else ()
        by = Who(seat.sitters[0].person_id) if seat else self.facts.by
        self.ask(ApproveMinutes(MEETING, version, in_meeting), held=held, by=by)

    @rule(ahead=NEAR)
    @precondition(lambda self: isinstance(self.state, meeting.Closed))
    def lock(self, ahead: int) -> None:
        self.ask(LockMinutes(MEETING, self.version(ahead)))

    @rule()
    @precondition(lambda self: isinstance(self.state, meeting.Closed))
    def approved_by_the_next_meeting_and_locked(self) -> None:
        self.draft()
        self.ask(ApproveMinutes(MEETING, self.version(0), NEXT.meeting_id))
        self.ask(LockMinutes(MEETING, self.version(0)))

    @invariant()
    def closed_items_never_change(self) -> None:
        closed: set[Any] = set()
        for event in self.events:
            item_id = getattr(event, "item_id", None)
            if item_id in closed:
                assert event.type == "governance.dissent-entered.v1", event
            if isinstance(event, ItemClosed | ItemNoted):
                assert item_id not in closed
                closed.add(item_id)

    @invariant()
    def an_outcome_is_of_an_opened_item_on_its_last_register(self) -> None:
        opened: dict[Any, ItemOpened] = {}
        for event in self.events:
            if isinstance(event, ItemOpened):
                opened[event.item_id] = event
            if isinstance(event, ItemClosed):
                register = opened[event.item_id]
                assert register.alternative == event.alternative
                seats = {seat.seat_id for seat in register.present}
                assert {each.seat_id for each in event.objections} <= seats

    @invariant()
    def nothing_but_minutes_comes_after_the_end(self) -> None:
        names = [event.type for event in self.events]
        ends = [n for n, each in enumerate(self.events) if isinstance(each, MeetingClosed)]
        assert len(ends) <= 1
        if ends:
            after = {each.split(".")[1] for each in names[ends[0] + 1 :]}
            assert all(each.startswith(("minutes-", "dissent-")) for each in after), after

    @invariant()
    def locked_minutes_never_change(self) -> None:
        locks = [n for n, each in enumerate(self.events) if isinstance(each, MinutesLocked)]
        if locks:
            assert locks == [len(self.events) - 1]


Meeting.TestCase.settings = settings(max_examples=250, stateful_step_count=40, deadline=None)
TestMeeting = Meeting.TestCase
