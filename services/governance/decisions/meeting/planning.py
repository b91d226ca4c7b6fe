"""A meeting is planned, called, cancelled and started (G-12)."""

from collections.abc import Sequence
from typing import assert_never
from uuid import UUID, uuid5

from services.governance.commands.facts import BodyFact, MeetingFacts
from services.governance.commands.meetings import (
    AddItem,
    CallMeeting,
    CancelMeeting,
    Entry,
    PlanMeeting,
    StartMeeting,
)
from services.governance.decisions.meeting.states import (
    Called,
    Cancelled,
    Closed,
    Meeting,
    MeetingEvent,
    Plan,
    Planned,
    Started,
    Unknown,
)
from services.governance.rules import agenda, meetings
from services.governance.rules.cases import within_the_frame
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance import (
    AgendaEntry,
    ItemAdded,
    ItemNumberTaken,
    ItemOpened,
    MeetingCalled,
    MeetingCancelled,
    MeetingPlanned,
    MeetingStarted,
)
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def plan(command: PlanMeeting, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12, G-1: an agenda from the cases the body has open, each under the body's own number."""
    match meeting:
        case Planned() | Called() | Cancelled() | Started() | Closed():
            raise Refused("G-12", "governance.already-planned", field="meeting_id")
        case Unknown():
            body = the_body(facts)
            meetings.has_a_zone("starts_at", command.starts_at)
            agenda.time_to_answer(command.kind, command.starts_at, command.answer_by)
            entries = agenda.agenda_is_whole(
                command.kind, command.items, body, facts.cases, facts.elsewhere
            )
            place = optional("G-12", "place", command.place, longest=NAME_LENGTH) or ""
            if command.kind != "written":
                place = written("G-12", "place", command.place, longest=NAME_LENGTH)
            taken = _numbers(command, entries, body, facts.next_item)
            planned = MeetingPlanned(
                meeting_id=command.meeting_id,
                body_id=body.body_id,
                helsefellesskap=body.helsefellesskap,
                kind=command.kind,
                starts_at=command.starts_at,
                answer_by=command.answer_by,
                place=place,
                items=tuple(
                    _numbered(entry, number, agenda.item_number(body, command.starts_at, running))
                    for entry, number, running in zip(
                        entries, taken, (each.running for each in taken), strict=True
                    )
                ),
            )
            return (planned, *taken)
        case _:
            assert_never(meeting)


def _numbers(
    command: PlanMeeting, entries: Sequence[Entry], body: BodyFact, first: int
) -> tuple[ItemNumberTaken, ...]:
    series = agenda.item_series(body, command.starts_at)
    return tuple(
        ItemNumberTaken(
            body_id=body.body_id,
            series=series,
            running=running,
            meeting_id=command.meeting_id,
            item_id=_item_id(command.meeting_id, entry, running),
        )
        for running, entry in enumerate(entries, start=first)
    )


def _item_id(meeting_id: UUID, entry: Entry, running: int) -> UUID:
    return uuid5(meeting_id, f"item:{entry.case_id or running}")


def _numbered(entry: Entry, taken: ItemNumberTaken, number: str) -> AgendaEntry:
    return AgendaEntry(
        item_id=taken.item_id,
        number=number,
        kind=entry.kind,
        case_id=entry.case_id,
        title=entry.title,
        note=entry.note,
    )


def the_body(facts: MeetingFacts) -> BodyFact:
    """The meeting's body; refused where it is not known."""
    if facts.body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    return facts.body


def add(command: AddItem, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: something joins the agenda; once it has been sent, by the body's rule for late cases
    and with the reason."""
    match meeting:
        case Unknown():
            raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
        case Cancelled() | Closed():
            raise Refused("G-12", "governance.meeting-over", field="meeting_id")
        case Planned() | Called() | Started():
            body, plan = the_body(facts), meeting.plan
            if plan.kind == "written" and not isinstance(meeting, Planned):
                raise Refused("G-11", "governance.written-is-sent", field="meeting_id")
            if any(command.entry.case_id == each.case_id for each in plan.items if each.case_id):
                raise Refused("G-12", "governance.case-twice", field="items")
            known = {case.case_id: case for case in facts.cases}
            entry = agenda.entry_is_whole(command.entry, body, known, facts.elsewhere)
            reason = optional("G-12", "reason", command.reason)
            if not isinstance(meeting, Planned):
                agenda.late_is_allowed(body, facts.held, facts.now)
                reason = written("G-12", "reason", command.reason or "")
            taken = ItemNumberTaken(
                body_id=body.body_id,
                series=agenda.item_series(body, plan.starts_at),
                running=facts.next_item,
                meeting_id=command.meeting_id,
                item_id=_item_id(command.meeting_id, entry, facts.next_item),
            )
            number = agenda.item_number(body, plan.starts_at, facts.next_item)
            added = ItemAdded(
                meeting_id=command.meeting_id,
                entry=_numbered(entry, taken, number),
                reason=reason,
            )
            return (added, taken)
        case _:
            assert_never(meeting)


def call(command: CallMeeting, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: the members are called; once is enough. A written procedure begins with it: every
    seat that votes or speaks is asked about each of its cases (G-11)."""
    match meeting:
        case Unknown():
            raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
        case Planned():
            called = MeetingCalled(meeting_id=command.meeting_id)
            if meeting.plan.kind == "written":
                return (called, *_begun_in_writing(command, facts, meeting.plan))
            return (called,)
        case Called():
            return ()
        case Cancelled():
            raise Refused("G-12", "governance.meeting-over", field="meeting_id")
        case Started() | Closed():
            raise Refused("G-12", "governance.already-started", field="meeting_id")
        case _:
            assert_never(meeting)


def _begun_in_writing(
    command: CallMeeting, facts: MeetingFacts, plan: Plan
) -> tuple[MeetingEvent, ...]:
    assert plan.answer_by is not None
    if plan.answer_by <= facts.now:
        raise Refused("G-11", "governance.answer-by-over", field="answer_by", at=plan.answer_by)
    day = local_day(facts.now)
    opened = [
        ItemOpened(
            meeting_id=command.meeting_id,
            item_id=entry.item_id,
            case_id=entry.case_id,
            proposal_id=proposal_before(facts, plan, entry.case_id),
            present=meetings.register_in_writing(command.present, facts.seats, day, entry.case_id),
        )
        for entry in plan.items
        if entry.kind == "decision" and entry.case_id is not None
    ]
    return (MeetingStarted(meeting_id=command.meeting_id, started_at=facts.now), *opened)


def proposal_before(facts: MeetingFacts, plan: Plan, case_id: UUID) -> UUID:
    """G-12, G-5: the proposal that lies before the body in the item's case; none that exceeds
    somebody's capacity is decided on (A-9)."""
    case = next((case for case in facts.cases if case.case_id == case_id), None)
    if case is None or case.body_id != plan.body_id:
        raise Refused("G-12", "governance.case-not-here", field="item_id")
    if case.proposal_id is None:
        raise Refused("G-5", "governance.no-proposal", field="item_id")
    within_the_frame(case.over_capacity)
    return case.proposal_id


def cancel(command: CancelMeeting, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: a meeting that has not begun is called off, with the reason; its cases go back to
    wait for another agenda."""
    match meeting:
        case Unknown():
            raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
        case Cancelled():
            raise Refused("G-12", "governance.meeting-over", field="meeting_id")
        case Started() | Closed():
            raise Refused("G-12", "governance.already-started", field="meeting_id")
        case Planned() | Called():
            return (
                MeetingCancelled(
                    meeting_id=command.meeting_id,
                    body_id=meeting.plan.body_id,
                    reason=written("G-12", "reason", command.reason),
                    cases=tuple(item.case_id for item in meeting.plan.items if item.case_id),
                ),
            )
        case _:
            assert_never(meeting)


def start(command: StartMeeting, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: a meeting that was called begins."""
    match meeting:
        case Unknown():
            raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
        case Planned():
            raise Refused("G-12", "governance.not-called", field="meeting_id")
        case Cancelled():
            raise Refused("G-12", "governance.meeting-over", field="meeting_id")
        case Started() | Closed():
            raise Refused("G-12", "governance.already-started", field="meeting_id")
        case Called():
            meetings.has_happened("started_at", command.started_at, facts.now)
            return (MeetingStarted(meeting_id=command.meeting_id, started_at=command.started_at),)
        case _:
            assert_never(meeting)
