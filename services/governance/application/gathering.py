"""What governance's decisions are given to rest on, looked up at the moment of the decision."""

from collections.abc import Iterable
from typing import assert_never
from uuid import UUID

from services.governance.application.casework import Casework
from services.governance.application.seated import Seated
from services.governance.application.streams import OwnStreams, items_stream
from services.governance.application.structure_facts import StructureFacts
from services.governance.commands.cases import CaseCommand
from services.governance.commands.facts import (
    CaseFact,
    CaseFacts,
    MeetingFacts,
    SeatFact,
)
from services.governance.commands.meetings import (
    CallMeeting,
    CloseItem,
    CloseMeeting,
    MeetingCommand,
    OpenItem,
    PlanMeeting,
    StartMeeting,
    TakeStance,
)
from services.governance.decisions import meeting
from services.governance.rules.meetings import item_series
from shared.contracts.record import Facts
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Gathered
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import Views


class Gathering:
    """Looks up facts: governance's own streams afresh, the rest in its read models.

    `wait_seconds` is how long a choice among all bodies waits for the newest of them.
    """

    def __init__(self, ledger: Ledger, codec: Codec, views: Views, wait_seconds: float) -> None:
        self._ledger = ledger
        self._codec = codec
        self.views = views
        self.seated = Seated(views)
        self.structure = StructureFacts(self.own, ledger, views, wait_seconds)
        self._casework = Casework(ledger, views, wait_seconds, self.seated)

    def own(self) -> OwnStreams:
        """Own streams, for one decision."""
        return OwnStreams(self._ledger, self._codec)

    def for_meeting(self, command: MeetingCommand, base: Facts) -> Gathered[MeetingFacts]:
        own = self.own()
        seats: tuple[SeatFact, ...] = ()
        cases: tuple[CaseFact, ...] = ()
        next_item = 1
        match command:
            case PlanMeeting():
                body = own.body(command.body_id)
                cases = _cases(own, command.cases)
                if body is not None and command.starts_at.tzinfo is not None:
                    series = items_stream(item_series(body, command.starts_at))
                    next_item = own.length(series) + 1
            case OpenItem():
                plan = _plan(own, command.meeting_id)
                body = own.body(plan.body_id) if plan else None
                seats = self.seated.named(
                    own, body, (each.seat_id for each in command.present), base
                )
                items = plan.items if plan else ()
                cases = _cases(
                    own, (item.case_id for item in items if item.item_id == command.item_id)
                )
            case CloseMeeting():
                plan = _plan(own, command.meeting_id)
                body = own.body(plan.body_id) if plan else None
                seats = self.seated.named(
                    own, body, (each.seat_id for each in command.attendance), base
                )
            case CloseItem():
                plan = _plan(own, command.meeting_id)
                body = own.body(plan.body_id) if plan else None
            case CallMeeting() | StartMeeting() | TakeStance():
                body = None
            case _:
                assert_never(command)
        facts = MeetingFacts(
            base.now,
            base.by,
            base.command_id,
            body=body,
            seats=seats,
            cases=cases,
            next_item=next_item,
        )
        return Gathered(facts, heads=own.heads, positions=self.seated.positions() if seats else {})

    def for_case(self, command: CaseCommand, base: Facts) -> Gathered[CaseFacts]:
        return self._casework.facts(command, self.own(), base)


def _plan(own: OwnStreams, meeting_id: UUID) -> meeting.Plan | None:
    state = own.meeting(meeting_id)
    return None if isinstance(state, meeting.Unknown) else state.plan


def _cases(own: OwnStreams, case_ids: Iterable[UUID]) -> tuple[CaseFact, ...]:
    found = (own.case(case_id) for case_id in case_ids)
    return tuple(case for case in found if case is not None)
