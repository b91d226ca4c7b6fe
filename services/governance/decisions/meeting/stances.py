"""Stances are taken and taken back; dissent is entered as written (G-7, G-13, G-20, P-5)."""

from typing import assert_never
from uuid import UUID

from services.governance.commands.facts import MeetingFacts
from services.governance.commands.meetings import (
    EnterDissent,
    Presence,
    TakeStance,
    WithdrawStance,
)
from services.governance.decisions.meeting.items import under_treatment, under_way
from services.governance.decisions.meeting.states import (
    Called,
    Cancelled,
    Closed,
    Items,
    Meeting,
    MeetingEvent,
    Planned,
    Started,
    Unknown,
)
from services.governance.rules import consensus, meetings
from services.governance.rules.writing import written
from shared.contracts.governance import Registered, StanceTaken, StanceWithdrawn
from shared.contracts.governance.minutes import DissentEntered
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def take_stance(
    command: TakeStance, facts: MeetingFacts, meeting: Meeting
) -> tuple[StanceTaken, ...]:
    """G-13: a seat takes a stance with a reason, and may change it until the item closes; the
    same stance again is left as it is. Before the meeting it is in writing."""
    seat, before = _who_answers(command, facts, meeting)
    meetings.may_take_stance(seat, command, facts.by)
    stance = consensus.Stance(
        seat_id=seat.seat_id,
        position=command.position,
        reason=written("G-13", "reason", command.reason),
        objection=command.objection,
    )
    if before == stance:
        return ()
    return (
        StanceTaken(
            meeting_id=command.meeting_id,
            item_id=command.item_id,
            seat_id=seat.seat_id,
            person_id=seat.person_id,
            party=seat.party,
            position=stance.position,
            reason=stance.reason,
            objection=stance.objection,
        ),
    )


def withdraw(
    command: WithdrawStance, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-13, G-20: the one who sits there takes the stance back until the item closes, with the
    reason; what was not given can't be taken back."""
    seat, before = _who_answers(command, facts, meeting)
    if meetings.principal(facts.by) != seat.person_id:
        raise Refused("P-5", "governance.not-in-that-seat", field="seat_id")
    if before is None:
        raise Refused("G-13", "governance.no-stance", field="seat_id")
    return (
        StanceWithdrawn(
            meeting_id=command.meeting_id,
            item_id=command.item_id,
            seat_id=seat.seat_id,
            person_id=seat.person_id,
            party=seat.party,
            reason=written("G-20", "reason", command.reason),
        ),
    )


def _who_answers(
    command: TakeStance | WithdrawStance, facts: MeetingFacts, meeting: Meeting
) -> tuple[Registered, consensus.Stance | None]:
    """The seat as it stands in the item, and its stance so far."""
    match meeting:
        case Called():
            return _before_the_meeting(command, facts, meeting)
        case Unknown() | Planned() | Cancelled() | Started() | Closed():
            started = under_way(meeting)
            item = under_treatment(started, command.item_id)
            _in_time(started, facts)
            seat = in_register(item.present, command.seat_id)
            return seat, item.stances.get(seat.seat_id)
        case _:
            assert_never(meeting)


def _in_time(started: Started, facts: MeetingFacts) -> None:
    """G-11: a written procedure takes answers until its last moment."""
    answer_by = started.plan.answer_by
    if answer_by is not None and facts.now > answer_by:
        raise Refused("G-11", "governance.answer-by-over", field="item_id", at=answer_by)


def in_register(present: tuple[Registered, ...], seat_id: UUID) -> Registered:
    """The seat's line in an item's register. Raises Refused."""
    seat = next((seat for seat in present if seat.seat_id == seat_id), None)
    if seat is None:
        raise Refused("G-12", "governance.not-in-register", field="seat_id")
    return seat


def _before_the_meeting(
    command: TakeStance | WithdrawStance, facts: MeetingFacts, called: Called
) -> tuple[Registered, consensus.Stance | None]:
    """G-13: there is no register yet; the seat is as it is today, and who answers sits in it."""
    entry = called.plan.entry(command.item_id)
    if entry is None:
        raise Refused("G-12", "governance.not-on-agenda", field="item_id")
    if entry.case_id is None or entry.kind != "decision":
        raise Refused("G-12", "governance.nothing-to-decide", field="item_id")
    seat = meetings.seat_of(facts.seats, command.seat_id, "seat_id")
    who = meetings.principal(facts.by)
    if who not in {sitter.person_id for sitter in seat.sitters}:
        raise Refused("P-5", "governance.not-in-that-seat", field="seat_id")
    line = meetings.registered(
        Presence(seat.seat_id, who), seat, local_day(facts.now), entry.case_id, "seat_id"
    )
    given = called.given.get(command.item_id, {}).get(seat.seat_id)
    return line, given.stance if given and given.person_id == who else None


def enter_dissent(
    command: EnterDissent, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-13: who stands in the item's register may have a statement in the minutes, as written,
    until they are approved."""
    seat = in_register(_register(_items(meeting), command.item_id), command.seat_id)
    if meetings.principal(facts.by) != seat.person_id:
        raise Refused("P-5", "governance.not-in-that-seat", field="seat_id")
    if not meetings.answers(seat):
        raise Refused("G-2", "governance.seat-without-speech", field="seat_id")
    return (
        DissentEntered(
            meeting_id=command.meeting_id,
            item_id=command.item_id,
            seat_id=seat.seat_id,
            person_id=seat.person_id,
            party=seat.party,
            text=written("G-13", "text", command.text),
        ),
    )


def _items(meeting: Meeting) -> Items:
    if not isinstance(meeting, Closed):
        return under_way(meeting).items
    if meeting.minutes is not None and (meeting.minutes.complete or meeting.minutes.locked):
        raise Refused("G-13", "governance.minutes-approved", field="meeting_id")
    return meeting.items


def _register(items: Items, item_id: UUID) -> tuple[Registered, ...]:
    item = items.get(item_id)
    if item is None:
        raise Refused("G-12", "governance.item-not-opened", field="item_id")
    return item.present
