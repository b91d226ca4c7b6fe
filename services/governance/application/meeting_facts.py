"""What a meeting's decisions are given to rest on, looked up at the moment of the decision."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, assert_never
from uuid import UUID

from services.governance.application.minutes import MinutesKept
from services.governance.application.seated import Seated
from services.governance.application.streams import OwnStreams, items_stream
from services.governance.commands.facts import ApprovingFact, CaseFact, MeetingFacts, SeatFact
from services.governance.commands.meetings import (
    AddItem,
    ApproveMinutes,
    CallMeeting,
    CancelMeeting,
    CloseItem,
    CloseMeeting,
    CloseWrittenProcedure,
    CorrectMinutes,
    DraftMinutes,
    EnterDissent,
    LockMinutes,
    MeetingCommand,
    NoteItem,
    OpenItem,
    PlanMeeting,
    StartMeeting,
    TakeStance,
    WithdrawStance,
)
from services.governance.decisions import meeting
from services.governance.readmodels import agenda, structure
from services.governance.readmodels.meetings import MEETINGS
from services.governance.readmodels.structure import STRUCTURE
from services.governance.rules.agenda import item_series
from shared.contracts.record import Facts
from shared.eventlog.commands import Gathered
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import ReadModel, Views


class MeetingFactsOf:
    """Looks up facts for meetings: governance's own streams afresh, the rest in its read models.

    `wait_seconds` is how long a choice among all agendas or seats of a body waits for the newest.
    """

    def __init__(
        self,
        own: Callable[[], OwnStreams],
        ledger: Ledger,
        views: Views,
        wait_seconds: float,
        minutes: MinutesKept,
    ) -> None:
        self._minutes = minutes
        self._own = own
        self._ledger = ledger
        self._views = views
        self._wait = wait_seconds
        self._seated = Seated(views)

    def __call__(self, command: MeetingCommand, base: Facts) -> Gathered[MeetingFacts]:
        own = self._own()
        facts = MeetingFacts(base.now, base.by, base.command_id)
        if isinstance(command, PlanMeeting):
            facts = self._planning(own, command, facts)
        else:
            state = own.meeting(command.meeting_id)
            if not isinstance(state, meeting.Unknown):
                facts = replace(facts, body=own.body(state.plan.body_id))
                facts = self._in_meeting(own, command, state, facts)
        seats = facts.seats or facts.held
        positions = self._seated.positions() if seats else {}
        return Gathered(facts, heads=own.heads, positions=positions)

    def _planning(self, own: OwnStreams, command: PlanMeeting, facts: MeetingFacts) -> MeetingFacts:
        body = own.body(command.body_id)
        if body is None or command.starts_at.tzinfo is None:
            return replace(facts, body=body)
        series = items_stream(item_series(body, command.starts_at))
        named = [entry.case_id for entry in command.items if entry.case_id]
        return replace(
            facts,
            body=body,
            next_item=own.length(series) + 1,
            cases=self._cases(own, named, body.helsefellesskap),
            elsewhere=self._elsewhere(body.body_id),
        )

    def _in_meeting(  # noqa: PLR0911 - one way out per kind of command
        self,
        own: OwnStreams,
        command: MeetingCommand,
        state: meeting.Known,
        facts: MeetingFacts,
    ) -> MeetingFacts:
        match command:
            case AddItem():
                return self._adding(own, command, state, facts)
            case CallMeeting():
                return self._calling(own, state, facts)
            case OpenItem():
                return self._opening(own, command, state, facts)
            case TakeStance() | WithdrawStance():
                return replace(facts, seats=self._seats(own, [command.seat_id], facts))
            case CloseItem():
                return replace(facts, held=self._held(own, facts))
            case CloseMeeting():
                return self._closing(own, command, state, facts)
            case ApproveMinutes():
                there = _approving(own, command.in_meeting) if command.in_meeting else None
                return replace(facts, held=self._held(own, facts), approving=there)
            case DraftMinutes() | CorrectMinutes():
                if not isinstance(state, meeting.Closed):
                    return facts
                return replace(facts, documents=self._minutes.made(own, command))
            case (
                PlanMeeting()
                | CancelMeeting()
                | StartMeeting()
                | NoteItem()
                | CloseWrittenProcedure()
                | EnterDissent()
                | LockMinutes()
            ):
                return facts
            case _:
                assert_never(command)

    def _adding(
        self, own: OwnStreams, command: AddItem, state: meeting.Known, facts: MeetingFacts
    ) -> MeetingFacts:
        body = facts.body
        assert body is not None
        named = [command.entry.case_id] if command.entry.case_id else []
        return replace(
            facts,
            next_item=own.length(items_stream(item_series(body, state.plan.starts_at))) + 1,
            cases=self._cases(own, named, body.helsefellesskap),
            elsewhere=self._elsewhere(body.body_id, command.meeting_id),
            held=self._held(own, facts),
        )

    def _calling(self, own: OwnStreams, state: meeting.Known, facts: MeetingFacts) -> MeetingFacts:
        if state.plan.kind != "written":
            return facts
        self._newest(STRUCTURE)
        seats = structure.seats(self._views, [state.plan.body_id])
        named = [entry.case_id for entry in state.plan.items if entry.case_id]
        return replace(
            facts,
            seats=self._seats(own, (seat.seat_id for seat in seats), facts),
            cases=_known(own, named),
        )

    def _opening(
        self, own: OwnStreams, command: OpenItem, state: meeting.Known, facts: MeetingFacts
    ) -> MeetingFacts:
        given = state.given if isinstance(state, meeting.Started) else {}
        entry = state.plan.entry(command.item_id)
        return replace(
            facts,
            seats=self._seats(
                own,
                [
                    *(each.seat_id for each in command.present),
                    *given.get(command.item_id, {}),
                ],
                facts,
            ),
            cases=_known(own, [entry.case_id] if entry and entry.case_id else []),
        )

    def _closing(
        self, own: OwnStreams, command: CloseMeeting, state: meeting.Known, facts: MeetingFacts
    ) -> MeetingFacts:
        seats = self._seats(own, (each.seat_id for each in command.attendance), facts)
        if not isinstance(state, meeting.Started):
            return replace(facts, seats=seats)
        found = agenda.with_body_since(self._views, state.plan.body_id, state.started_at)
        return replace(facts, seats=seats, cases=_known(own, found))

    def _seats(
        self, own: OwnStreams, named: Iterable[UUID], facts: MeetingFacts
    ) -> tuple[SeatFact, ...]:
        return self._seated.named(own, facts.body, named, facts)

    def _held(self, own: OwnStreams, facts: MeetingFacts) -> tuple[SeatFact, ...]:
        return self._seated.held(own, facts.body, facts)

    def _cases(self, own: OwnStreams, named: list[UUID], area: UUID) -> tuple[CaseFact, ...]:
        """Those named that belong to this helsefellesskap; one that no view has yet is new."""
        areas = agenda.areas_of(self._views, named)
        return _known(own, [case_id for case_id in named if areas.get(case_id, area) == area])

    def _elsewhere(self, body: UUID, apart_from: UUID | None = None) -> tuple[UUID, ...]:
        # No one stream names all agendas. So it waits, bounded, until the view has come as far
        # as the ledger was; a meeting planned meanwhile has taken a number of the same series.
        self._newest(MEETINGS)
        found = agenda.elsewhere(self._views, body, apart_from=apart_from)
        return tuple(sorted(found, key=lambda case: case.bytes))

    def _newest(self, model: ReadModel[Any]) -> None:
        self._views.wait_for("governance", self._ledger.head(), self._wait, model)


def _approving(own: OwnStreams, in_meeting: UUID) -> ApprovingFact | None:
    """G-12: the other meeting, and whether its item on minutes has been dealt with."""
    state = own.meeting(in_meeting)
    if isinstance(state, meeting.Unknown):
        return None
    items = state.items if isinstance(state, meeting.Started | meeting.Closed) else {}
    minutes = [entry.item_id for entry in state.plan.items if entry.kind == "minutes"]
    done = any(isinstance(items.get(item), meeting.ItemDone) for item in minutes)
    return ApprovingFact(in_meeting, state.plan.body_id, done)


def _known(own: OwnStreams, case_ids: Iterable[UUID]) -> tuple[CaseFact, ...]:
    found = (own.case(case_id) for case_id in case_ids)
    return tuple(case for case in found if case is not None)
