"""Minutes are drafted from events, corrected, approved and locked (G-12, G-13, G-20)."""

from uuid import UUID

from services.governance.commands.facts import MeetingFacts, SeatFact
from services.governance.commands.meetings import (
    ApproveMinutes,
    CorrectMinutes,
    DraftMinutes,
    LockMinutes,
)
from services.governance.decisions.meeting.minutes_states import Minutes
from services.governance.decisions.meeting.states import Closed, Meeting, MeetingEvent, Unknown
from services.governance.rules.meetings import principal
from services.governance.rules.writing import written
from shared.contracts.governance.minutes import (
    MinutesApproved,
    MinutesCorrected,
    MinutesDocuments,
    MinutesDrafted,
    MinutesLocked,
)
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def draft(command: DraftMinutes, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-13: once the meeting has closed; again only where a dissent statement has come since.

    The body names as signers only seats in which somebody took part.
    """
    closed = _over(meeting)
    minutes = closed.minutes
    if minutes is not None and not minutes.behind:
        raise Refused("G-13", "governance.minutes-drafted", field="meeting_id")
    if not closed.seats.issuperset(command.signers):
        raise Refused("G-12", "governance.signer-not-there", field="signers")
    return (
        MinutesDrafted(
            meeting_id=command.meeting_id,
            version=_next(minutes),
            person_id=facts.by.person,
            signers=tuple(dict.fromkeys(command.signers)),
            documents=_typeset(facts),
        ),
    )


def correct(
    command: CorrectMinutes, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-20: a correction with its reason makes a new version; what was there stays readable."""
    closed = _over(meeting)
    minutes = _current(closed, command.version)
    if command.item_id is not None and closed.plan.entry(command.item_id) is None:
        raise Refused("G-12", "governance.not-on-agenda", field="item_id")
    return (
        MinutesCorrected(
            meeting_id=command.meeting_id,
            version=_next(minutes),
            person_id=facts.by.person,
            item_id=command.item_id,
            text=written("G-20", "text", command.text),
            reason=written("G-20", "reason", command.reason),
            documents=_typeset(facts),
        ),
    )


def approve(
    command: ApproveMinutes, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    """G-12: this version, and no later one that nobody has read, is approved: by a later meeting
    of the body, or by the chair and the signers. Who has written it does not approve it alone;
    the same approval again is left as it is."""
    closed = _over(meeting)
    minutes = _current(closed, command.version)
    if minutes.behind:
        raise Refused("G-13", "governance.minutes-behind", field="version")
    if command.in_meeting is not None:
        _dealt_with(command.in_meeting, facts, closed)
        if minutes.by_the_body:
            return ()
        return (_approved(command, facts, None),)
    seat = _approving_seat(facts, minutes)
    if minutes.written_by in (facts.by.person, principal(facts.by)):
        raise Refused("G-12", "governance.own-version", field="version")
    if seat.seat_id in minutes.approved:
        return ()
    return (_approved(command, facts, seat),)


def lock(command: LockMinutes, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: approved minutes are locked, once, and never change again."""
    minutes = _current(_over(meeting), command.version)
    if not minutes.complete or minutes.behind:
        raise Refused("G-12", "governance.minutes-not-approved", field="version")
    return (
        MinutesLocked(
            meeting_id=command.meeting_id, version=minutes.version, documents=minutes.documents
        ),
    )


def _over(meeting: Meeting) -> Closed:
    """The closed meeting: there are no minutes before."""
    if isinstance(meeting, Closed):
        return meeting
    if isinstance(meeting, Unknown):
        raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
    raise Refused("G-13", "governance.minutes-early", field="meeting_id")


def _current(closed: Closed, version: int) -> Minutes:
    """The minutes in the version that was read; never those that are locked."""
    minutes = closed.minutes
    if minutes is None:
        raise Refused("G-13", "governance.no-minutes", field="meeting_id")
    if minutes.locked:
        raise Refused("G-12", "governance.minutes-locked", field="meeting_id")
    if minutes.version != version:
        raise Refused("G-12", "governance.another-version", field="version", now=minutes.version)
    return minutes


def _next(minutes: Minutes | None) -> int:
    return minutes.version + 1 if minutes else 1


def _typeset(facts: MeetingFacts) -> MinutesDocuments:
    assert facts.documents is not None
    return facts.documents


def _dealt_with(in_meeting: UUID, facts: MeetingFacts, closed: Closed) -> None:
    """G-12: another meeting of the same body, in which the item on minutes has been dealt with."""
    there = facts.approving
    if there is None or there.meeting_id != in_meeting or there.body_id != closed.plan.body_id:
        raise Refused("G-12", "governance.approving-elsewhere", field="in_meeting")
    if not there.dealt_with:
        raise Refused("G-12", "governance.minutes-not-dealt-with", field="in_meeting")


def _approving_seat(facts: MeetingFacts, minutes: Minutes) -> SeatFact:
    """The chair's or the vice's seat, or a signer's, the signer's first."""
    today = local_day(facts.now)
    held = [seat for seat in facts.held if seat.term_from <= today <= seat.term_to]
    may = [
        seat
        for seat in held
        if seat.seat_id in minutes.signers or seat.function in ("chair", "vice")
    ]
    if not may:
        raise Refused("G-12", "governance.not-an-approver", field="version")
    return min(may, key=lambda seat: seat.seat_id not in minutes.signers)


def _approved(
    command: ApproveMinutes, facts: MeetingFacts, seat: SeatFact | None
) -> MinutesApproved:
    return MinutesApproved(
        meeting_id=command.meeting_id,
        version=command.version,
        person_id=principal(facts.by),
        seat_id=seat.seat_id if seat else None,
        function=seat.function if seat else None,
        in_meeting=command.in_meeting,
    )
