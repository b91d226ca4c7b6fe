"""An item is taken up, and dealt with (G-6, G-7, G-12, G-13)."""

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never
from uuid import UUID

from services.governance.commands.facts import BodyFact, MeetingFacts
from services.governance.commands.meetings import CloseItem, NoteItem, OpenItem, Presence
from services.governance.decisions.meeting.planning import proposal_before, the_body
from services.governance.decisions.meeting.states import (
    Called,
    Cancelled,
    Closed,
    InWriting,
    ItemDone,
    ItemOpen,
    Meeting,
    MeetingEvent,
    Planned,
    Started,
    Unknown,
)
from services.governance.rules import agenda, consensus, meetings
from services.governance.rules.writing import optional
from shared.contracts.governance import AgendaEntry, ItemClosed, ItemNoted, ItemOpened, Registered
from shared.values.calendar import local_day
from shared.values.refusal import Refused

DISAGREED = ("professional", "other", "mixed")


def under_way(meeting: Meeting) -> Started:
    """The meeting as it goes on; refused before it starts and after it has closed (G-12)."""
    match meeting:
        case Unknown():
            raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
        case Planned() | Called():
            raise Refused("G-12", "governance.not-started", field="meeting_id")
        case Cancelled():
            raise Refused("G-12", "governance.meeting-over", field="meeting_id")
        case Closed():
            raise Refused("G-12", "governance.meeting-closed", field="meeting_id")
        case Started():
            return meeting
        case _:
            assert_never(meeting)


def open_item(command: OpenItem, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: the item's register is frozen as the seats are on the day of the meeting. Who has
    answered in writing counts as present by the body's rule (G-13).

    An open item may be taken up anew on another alternative; its stances begin anew (G-5).
    """
    started = under_way(meeting)
    entry = on_agenda(started, command.item_id)
    if entry.case_id is None or entry.kind != "decision":
        raise Refused("G-12", "governance.nothing-to-decide", field="item_id")
    _may_be_taken_up(started, command)
    case_id = entry.case_id
    proposal = proposal_before(facts, started.plan, case_id)
    _alternative_is_there(command, facts, case_id)
    day = local_day(started.started_at)
    present = meetings.frozen_register(command.present, facts.seats, day, case_id)
    if command.alternative is None and the_body(facts).rules.written_stance_counts:
        present += tuple(_in_writing(started, command, facts, present, case_id))
    return (
        ItemOpened(
            meeting_id=command.meeting_id,
            item_id=command.item_id,
            case_id=case_id,
            proposal_id=proposal,
            alternative=command.alternative,
            present=present,
        ),
    )


def _may_be_taken_up(started: Started, command: OpenItem) -> None:
    if started.plan.kind == "written":
        raise Refused("G-11", "governance.written-is-sent", field="item_id")
    item = started.items.get(command.item_id)
    if isinstance(item, ItemDone) or (item and item.alternative == command.alternative):
        raise Refused("G-12", "governance.item-already-opened", field="item_id")


def _alternative_is_there(command: OpenItem, facts: MeetingFacts, case_id: UUID) -> None:
    """G-5: one of those that the proposal has."""
    if command.alternative is None:
        return
    most = next(case.alternatives for case in facts.cases if case.case_id == case_id)
    if not 1 <= command.alternative <= most:
        raise Refused("G-5", "governance.no-such-alternative", field="alternative")


def _in_writing(
    started: Started,
    command: OpenItem,
    facts: MeetingFacts,
    present: tuple[Registered, ...],
    case_id: UUID,
) -> Iterator[Registered]:
    """G-13: those who are not in the room and have answered before the meeting, where the seat
    is still theirs on the day."""
    there = {seat.seat_id for seat in present}
    given = started.given.get(command.item_id, {})
    day = local_day(started.started_at)
    for seat in facts.seats:
        before: InWriting | None = given.get(seat.seat_id)
        if before is None or seat.seat_id in there or not seat.term_from <= day <= seat.term_to:
            continue
        if before.person_id not in {who.person_id for who in seat.sitters}:
            continue
        presence = Presence(seat.seat_id, before.person_id)
        line = meetings.registered(presence, seat, day, case_id, "present")
        yield line.model_copy(update={"written": True})


def on_agenda(started: Started, item_id: UUID) -> AgendaEntry:
    """Raises Refused where the item is not one of the meeting's."""
    entry = started.plan.entry(item_id)
    if entry is None:
        raise Refused("G-12", "governance.not-on-agenda", field="item_id")
    return entry


def under_treatment(started: Started, item_id: UUID) -> ItemOpen:
    """The open item. Raises Refused where it is not open, or closed."""
    on_agenda(started, item_id)
    item = started.items.get(item_id)
    if item is None:
        raise Refused("G-12", "governance.item-not-opened", field="item_id")
    if isinstance(item, ItemDone):
        raise Refused("G-13", "governance.item-closed", field="item_id")
    return item


def note_item(command: NoteItem, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: information items are items too: dealt with once, without a decision."""
    started = under_way(meeting)
    entry = on_agenda(started, command.item_id)
    if entry.kind == "decision":
        raise Refused("G-12", "governance.something-to-decide", field="item_id")
    if command.item_id in started.items:
        raise Refused("G-13", "governance.item-closed", field="item_id")
    note = optional("G-12", "note", command.note)
    return (ItemNoted(meeting_id=command.meeting_id, item_id=command.item_id, note=note),)


def close_item(command: CloseItem, facts: MeetingFacts, started: Started) -> ItemClosed:
    """G-6, G-7: the outcome by sides and parties; a disagreement is put into words. What the
    chair finds besides (G-8, G-14) fits the outcome and comes from the chair."""
    item = under_treatment(started, command.item_id)
    body = the_body(facts)
    wording = optional("G-7", "wording", command.wording) or ""
    judged = consensus.judge(body.sides, body.rules, item.present, item.stances.values())
    if judged.outcome in DISAGREED and not wording:
        raise Refused("G-7", "governance.wording-missing", field="wording")
    if command.within_limits:
        agenda.by_the_chair(facts.held, facts.now, "G-14", "within_limits")
        if judged.outcome != "consensus":
            raise Refused("G-14", "governance.limits-without-consensus", field="within_limits")
        _delegated(body, started.started_at)
    if command.new_question:
        agenda.by_the_chair(facts.held, facts.now, "G-8", "new_question")
        if judged.outcome not in DISAGREED:
            raise Refused("G-8", "governance.question-without-disagreement", field="new_question")
    return ItemClosed(
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
        within_limits=command.within_limits,
        new_question=command.new_question,
        alternative=item.alternative,
    )


def _delegated(body: BodyFact, met_at: datetime) -> None:
    """G-14: a consensus binds at once only where somebody has delegated something that day, and
    never in a body that advises."""
    day = local_day(met_at)
    in_force = any(
        each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)
        for each in body.rules.delegations
    )
    if body.power == "advise" or not in_force:
        raise Refused("G-14", "governance.nothing-delegated", field="within_limits")
