"""Meetings as their pages show them (G-12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from services.governance.pages.presenters.items import STATES
from services.governance.pages.presenters.names import Names
from services.governance.readmodels.meeting import Meeting
from shared.web.components import Option, Tone


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list; `cases` are those on its agenda, by what they are called."""

    meeting_id: UUID
    body: str
    kind: str
    starts_at: datetime
    answer_by: datetime | None
    place: str
    state: str
    tone: Tone
    items: int
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A seat whose presence is told: its row in the form, and who may sit in it."""

    row: int
    seat_id: UUID
    label: str
    votes: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who may have been there, in a seat."""

    seat_id: UUID
    person_id: UUID
    label: str
    registered: bool


def meeting_row(
    meeting: Meeting, names: Names, numbers: Mapping[UUID, str] = MappingProxyType({})
) -> MeetingRow:
    return MeetingRow(
        meeting_id=meeting.meeting_id,
        body=names.body(meeting.body),
        kind=names.words(f"governance.meeting-kind.{meeting.kind}"),
        starts_at=meeting.starts_at,
        answer_by=meeting.answer_by,
        place=meeting.place,
        state=names.words(f"governance.state.{meeting.state}"),
        tone=STATES[meeting.state],
        items=len(meeting.items),
        cases=tuple(
            names.case(case_id, numbers[case_id])
            for item in meeting.items
            if (case_id := item.on_agenda.case_id) and case_id in numbers
        ),
    )


def seat_choices(body: UUID, absent: str, names: Names) -> list[SeatChoice]:
    """For each seat of the body: nobody, the holder, or the deputy (G-12)."""
    words = names.words
    return [
        SeatChoice(
            row,
            seat.seat_id,
            f"{names.person(seat.person_id)}, {names.party(seat.party)}",
            "vote" in seat.rights,
            (
                Option(absent, words("governance.item.absent")),
                Option(str(seat.person_id), names.person(seat.person_id)),
                *(
                    [
                        Option(
                            str(seat.deputy.person_id),
                            words(
                                "governance.item.deputy", name=names.person(seat.deputy.person_id)
                            ),
                        )
                    ]
                    if seat.deputy
                    else []
                ),
            ),
        )
        for row, seat in enumerate(names.seats(body))
    ]


def attendees(meeting: Meeting, names: Names) -> list[Attendee]:
    """Those who stood in a register, and all others who may have been there (C-5)."""
    registered = {
        (seat.seat_id, seat.person_id): seat.party
        for item in meeting.items
        for seat in item.register_
    }
    possible = dict(registered)
    for seat in names.seats(meeting.body):
        possible.setdefault((seat.seat_id, seat.person_id), seat.party)
        if seat.deputy:
            possible.setdefault((seat.seat_id, seat.deputy.person_id), seat.party)
    return [
        Attendee(
            seat_id,
            person_id,
            f"{names.person(person_id)} ({names.party(party)})",
            (seat_id, person_id) in registered,
        )
        for (seat_id, person_id), party in possible.items()
    ]
