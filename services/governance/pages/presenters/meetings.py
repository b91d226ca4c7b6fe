"""Meetings as their pages show them (G-12, G-13)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.governance.pages.presenters.names import Names
from services.governance.readmodels.meeting import Item, Meeting
from services.governance.rules.consensus import votes
from shared.contracts.governance import Registered, SeatFilled
from shared.web.components import Option, Tone

STATES: dict[str, Tone] = {
    "planned": "neutral",
    "called": "info",
    "started": "warning",
    "closed": "success",
    "waiting": "neutral",
    "open": "warning",
}
OUTCOMES: dict[str, Tone] = {
    "consensus": "success",
    "professional": "warning",
    "other": "danger",
    "mixed": "danger",
    "not-decided": "neutral",
}
POSITIONS: dict[str, Tone] = {
    "supports": "success",
    "can-live-with": "info",
    "cannot-support": "danger",
}


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list."""

    meeting_id: UUID
    body: str
    starts_at: datetime
    place: str
    state: str
    tone: Tone
    items: int


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item on the agenda; `state` is its outcome once it has closed."""

    item_id: UUID
    case_id: UUID | None
    number: str
    case_number: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """Somebody in an item's register, with the stance taken so far."""

    seat_id: UUID
    person: str
    party: str
    side: str
    right: str
    habil: bool
    position: str | None
    tone: Tone
    reason: str | None
    objection: str | None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item on its own page."""

    row: AgendaRow
    state: str
    register: tuple[RegisterRow, ...]
    not_answered: tuple[str, ...]
    undecided: str | None
    unanswered: tuple[str, ...]
    objections: tuple[str, ...]
    wording: str | None


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """A seat whose presence is told: who may sit in it."""

    seat_id: UUID
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who may have been there, in a seat."""

    seat_id: UUID
    person_id: UUID
    label: str
    registered: bool


def meeting_row(meeting: Meeting, names: Names) -> MeetingRow:
    return MeetingRow(
        meeting_id=meeting.meeting_id,
        body=names.body(meeting.body),
        starts_at=meeting.starts_at,
        place=meeting.place,
        state=names.words(f"governance.state.{meeting.state}"),
        tone=STATES[meeting.state],
        items=len(meeting.items),
    )


def agenda(items: Sequence[Item], numbers: dict[UUID, str], names: Names) -> list[AgendaRow]:
    return [agenda_row(item, numbers, names) for item in items]


def agenda_row(item: Item, numbers: dict[UUID, str], names: Names) -> AgendaRow:
    words, outcome = names.words, item.outcome
    return AgendaRow(
        item_id=item.on_agenda.item_id,
        case_id=item.on_agenda.case_id,
        number=item.on_agenda.number,
        case_number=numbers.get(item.on_agenda.case_id, "") if item.on_agenda.case_id else "",
        state=(
            words(f"governance.outcome.{outcome.outcome}")
            if outcome
            else words(f"governance.state.{item.state}")
        ),
        tone=OUTCOMES[outcome.outcome] if outcome else STATES[item.state],
    )


def item_page(item: Item, numbers: dict[UUID, str], names: Names) -> ItemPage:
    words, outcome = names.words, item.outcome
    return ItemPage(
        row=agenda_row(item, numbers, names),
        state=item.state,
        register=tuple(_register_row(item, seat, names) for seat in item.register_),
        not_answered=tuple(
            f"{names.person(seat.person_id)} ({names.party(seat.party)})"
            for seat in item.unanswered
        ),
        undecided=(
            words(f"governance.undecided.{outcome.undecided}")
            if outcome and outcome.undecided
            else None
        ),
        unanswered=tuple(map(names.party, outcome.unanswered)) if outcome else (),
        objections=(
            tuple(
                f"{words(f'governance.objection.{each.kind}')} – {names.party(each.party)}: "
                f"{each.text}"
                for each in outcome.objections
            )
            if outcome
            else ()
        ),
        wording=(outcome.wording or None) if outcome else None,
    )


def _register_row(item: Item, seat: Registered, names: Names) -> RegisterRow:
    words, stance = names.words, item.stance(seat.seat_id)
    return RegisterRow(
        seat_id=seat.seat_id,
        person=names.person(seat.person_id),
        party=names.party(seat.party),
        side=words(f"governance.side.{seat.side}"),
        right=words(f"governance.right.{_strongest(seat.rights)}"),
        habil=seat.habil,
        position=words(f"governance.position.{stance.position}") if stance else None,
        tone=POSITIONS[stance.position] if stance else "neutral",
        reason=stance.reason if stance else None,
        objection=(
            words(f"governance.objection.{stance.objection}")
            if stance and stance.objection
            else None
        ),
    )


def _strongest(rights: Iterable[str]) -> str:
    held = set(rights)
    return next(right for right in ("vote", "speech", "proposal", "attend") if right in held)


def speaks(seat: Registered) -> bool:
    """Whether the seat takes a stance at all (G-13)."""
    return seat.habil and (votes(seat) or "speech" in seat.rights)


def seat_label(seat: SeatFilled, names: Names) -> str:
    """`Skien kommune – Leder, Stemmerett`."""
    words = names.words
    function = words(f"governance.function.{seat.function}")
    right = words(f"governance.right.{_strongest(seat.rights)}")
    return f"{names.party(seat.party)} – {function}, {right}"


def seat_choices(body: UUID, absent: str, names: Names) -> list[SeatChoice]:
    """For each seat of the body: nobody, the holder, or the deputy (G-12)."""
    words = names.words
    return [
        SeatChoice(
            seat.seat_id,
            seat_label(seat, names),
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
        for seat in names.seats(body)
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
