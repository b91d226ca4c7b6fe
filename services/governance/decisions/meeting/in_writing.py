"""A written procedure closes when all who vote have answered, or its time is over (G-11)."""

from collections.abc import Iterator, Sequence
from functools import reduce
from uuid import UUID

from services.governance.commands.facts import MeetingFacts
from services.governance.commands.meetings import CloseItem, CloseWrittenProcedure
from services.governance.decisions.meeting.items import DISAGREED, close_item, under_way
from services.governance.decisions.meeting.planning import the_body
from services.governance.decisions.meeting.states import (
    ItemOpen,
    Meeting,
    MeetingEvent,
    Started,
    evolve,
)
from services.governance.rules import consensus
from shared.contracts.governance import ItemClosed, ItemNoted, MeetingClosed, StanceTaken
from shared.values.refusal import Refused


def close_one(
    command: CloseItem, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-12: an item closes. In a written procedure only when its time is over or all who vote
    have answered; with the last one the procedure is over (G-11)."""
    started = under_way(meeting)
    closed = close_item(command, facts, started)
    answer_by = started.plan.answer_by
    if answer_by is None:
        return (closed,)
    item = started.items[command.item_id]
    if facts.now <= answer_by and not _all_have_answered(item):
        raise Refused("G-11", "governance.written-goes-on", field="item_id", at=answer_by)
    return (closed, *_end(command.meeting_id, facts, started, [closed]))


def close_written(
    command: CloseWrittenProcedure, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-11: the time to answer is over. A disagreement waits for the chair's words (G-7); what
    is over already, or was never sent, is left as it is."""
    if not isinstance(meeting, Started) or meeting.plan.answer_by is None:
        return ()
    if facts.now < meeting.plan.answer_by:
        raise Refused("G-11", "governance.deadline-ahead", at=meeting.plan.answer_by)
    return _concluded(command.meeting_id, facts, meeting, over=True)


def with_the_last(
    taken: tuple[StanceTaken, ...], facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-11: a stance, with what it brings to an end where it is the last one in writing."""
    after = reduce(evolve, taken, meeting)
    if not taken or not isinstance(after, Started) or after.plan.answer_by is None:
        return taken
    return (*taken, *_concluded(taken[0].meeting_id, facts, after, over=False))


def _all_have_answered(item: object) -> bool:
    """G-13, G-6: only those who vote are waited for; who has speech only is asked, and holds
    nobody up."""
    if not isinstance(item, ItemOpen):
        return False
    voting = [seat.seat_id for seat in item.present if consensus.votes(seat)]
    return bool(voting) and all(seat_id in item.stances for seat_id in voting)


def _concluded(
    meeting_id: UUID, facts: MeetingFacts, started: Started, *, over: bool
) -> tuple[MeetingEvent, ...]:
    """The items that are ready to close and need nobody's words, and the end after the last."""
    body = the_body(facts)
    closed: list[ItemClosed] = []
    for item_id, item in started.items.items():
        if not isinstance(item, ItemOpen) or not (over or _all_have_answered(item)):
            continue
        judged = consensus.judge(body.sides, body.rules, item.present, item.stances.values())
        if judged.outcome not in DISAGREED:
            closed.append(close_item(CloseItem(meeting_id, item_id, ""), facts, started))
    return (*closed, *_end(meeting_id, facts, started, closed))


def _end(
    meeting_id: UUID, facts: MeetingFacts, started: Started, closed: Sequence[ItemClosed]
) -> Iterator[MeetingEvent]:
    """The procedure is over with its last open item. Nobody has attended: answering in writing
    is work between meetings (C-4)."""
    done = {each.item_id for each in closed}
    if not closed or any(
        isinstance(item, ItemOpen) and item_id not in done
        for item_id, item in started.items.items()
    ):
        return
    for entry in started.plan.items:
        if entry.item_id not in started.items:
            yield ItemNoted(meeting_id=meeting_id, item_id=entry.item_id)
    yield MeetingClosed(
        meeting_id=meeting_id,
        body_id=started.plan.body_id,
        helsefellesskap=started.plan.helsefellesskap,
        closed_at=facts.now,
        cases=tuple(entry.case_id for entry in started.plan.items if entry.case_id),
        attendance=(),
    )
