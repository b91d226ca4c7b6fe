"""An item is opened, answered and closed (G-6, G-7, G-12, G-13)."""

from uuid import UUID

from services.governance.commands.facts import MeetingFacts
from services.governance.commands.meetings import CloseItem, OpenItem, TakeStance
from services.governance.decisions.meeting.planning import the_body, under_way
from services.governance.decisions.meeting.states import (
    ItemDone,
    ItemOpen,
    Meeting,
    MeetingEvent,
    Started,
)
from services.governance.rules import consensus, meetings
from services.governance.rules.writing import optional, written
from shared.contracts.governance import AgendaItem, ItemClosed, ItemOpened, StanceTaken
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def open_item(command: OpenItem, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: the item's register is frozen as the seats are on the day of the meeting."""
    started = under_way(meeting)
    item = _on_agenda(started, command.item_id)
    if command.item_id in started.items:
        raise Refused("G-12", "governance.item-already-opened", field="item_id")
    case = next((case for case in facts.cases if case.case_id == item.case_id), None)
    if case is None or case.body_id != started.plan.body_id:
        raise Refused("G-12", "governance.case-not-here", field="item_id")
    if case.proposal_id is None:
        raise Refused("G-5", "governance.no-proposal", field="item_id")
    return (
        ItemOpened(
            meeting_id=command.meeting_id,
            item_id=command.item_id,
            case_id=item.case_id,
            proposal_id=case.proposal_id,
            present=meetings.frozen_register(
                command.present, facts.seats, local_day(started.started_at)
            ),
        ),
    )


def _on_agenda(started: Started, item_id: UUID) -> AgendaItem:
    for item in started.plan.items:
        if item.item_id == item_id:
            return item
    raise Refused("G-12", "governance.not-on-agenda", field="item_id")


def _under_treatment(started: Started, item_id: UUID) -> ItemOpen:
    _on_agenda(started, item_id)
    item = started.items.get(item_id)
    if item is None:
        raise Refused("G-12", "governance.item-not-opened", field="item_id")
    if isinstance(item, ItemDone):
        raise Refused("G-13", "governance.item-closed", field="item_id")
    return item


def take_stance(
    command: TakeStance, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-13: a seat in the register takes a stance with a reason, and may change it until the
    item closes; the same stance again is left as it is."""
    item = _under_treatment(under_way(meeting), command.item_id)
    seat = next((seat for seat in item.present if seat.seat_id == command.seat_id), None)
    if seat is None:
        raise Refused("G-12", "governance.not-in-register", field="seat_id")
    meetings.may_take_stance(seat, command, facts.by)
    stance = consensus.Stance(
        seat_id=seat.seat_id,
        position=command.position,
        reason=written("G-13", "reason", command.reason),
        objection=command.objection,
    )
    if item.stances.get(seat.seat_id) == stance:
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


def close_item(
    command: CloseItem, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-6, G-7: the outcome by sides and parties; a disagreement is put into words."""
    started = under_way(meeting)
    item = _under_treatment(started, command.item_id)
    body = the_body(facts)
    judged = consensus.judge(body.sides, body.rules.quorum, item.present, item.stances.values())
    wording = optional("G-7", "wording", command.wording) or ""
    if judged.outcome in ("professional", "other", "mixed") and not wording:
        raise Refused("G-7", "governance.wording-missing", field="wording")
    return (
        ItemClosed(
            meeting_id=command.meeting_id,
            item_id=command.item_id,
            case_id=item.case_id,
            body_id=started.plan.body_id,
            proposal_id=item.proposal_id,
            outcome=judged.outcome,
            objections=judged.objections,
            wording=wording,
            undecided=judged.undecided,
            unanswered=judged.unanswered,
        ),
    )
