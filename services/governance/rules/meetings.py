"""What must hold for a meeting, its registers and its attendance (G-12, G-13)."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from services.governance.commands.facts import SeatFact, SitterFact
from services.governance.commands.meetings import Attendance, Presence, TakeStance
from services.governance.rules.consensus import votes
from shared.contracts.governance import Registered, Right
from shared.contracts.record import Who
from shared.values.refusal import Refused

KEPT_WITHOUT_AGREEMENT: frozenset[Right] = frozenset({"speech", "attend"})
"""What a self-employed doctor's seat keeps when its agreement has expired (G-3)."""


def principal(by: Who) -> UUID:
    """P-5: the one whose act it is: the person stood in for, else the person who asks."""
    return by.on_behalf_of or by.person


def has_a_zone(field: str, at: datetime) -> None:
    if at.tzinfo is None:
        raise Refused("G-12", "governance.time-without-zone", field=field)


def has_happened(field: str, at: datetime, now: datetime) -> None:
    """What is told as having happened is not ahead."""
    has_a_zone(field, at)
    if at > now:
        raise Refused("G-12", "governance.time-ahead", field=field, at=at)


def sitter(seat: SeatFact, person_id: UUID, field: str) -> SitterFact:
    """G-12: the holder or the deputy sits in a seat, nobody else."""
    for each in seat.sitters:
        if each.person_id == person_id:
            return each
    raise Refused("G-12", "governance.not-holder-or-deputy", field=field)


def seat_of(seats: Iterable[SeatFact], seat_id: UUID, field: str) -> SeatFact:
    """G-2: a seat of this body that is filled now."""
    for seat in seats:
        if seat.seat_id == seat_id:
            return seat
    raise Refused("G-2", "governance.seat-unknown", field=field)


def rights_on(day: date, seat: SeatFact, who: SitterFact) -> tuple[Right, ...]:
    """G-3: when the agreement has expired speech is kept, the vote is not."""
    if who.agreement_to is None or day <= who.agreement_to:
        return seat.rights
    return tuple(right for right in seat.rights if right in KEPT_WITHOUT_AGREEMENT)


def frozen_register(
    present: Iterable[Presence], seats: Sequence[SeatFact], day: date, case_id: UUID
) -> tuple[Registered, ...]:
    """G-12: an item's register as it is on the day: who sits, with which rights, habil or not."""
    register: dict[UUID, Registered] = {}
    for presence in present:
        if presence.seat_id in register:
            raise Refused("G-12", "governance.seat-twice", field="present")
        seat = seat_of(seats, presence.seat_id, "present")
        register[seat.seat_id] = registered(presence, seat, day, case_id, "present")
    return tuple(register.values())


def registered(
    presence: Presence, seat: SeatFact, day: date, case_id: UUID, field: str
) -> Registered:
    """G-12, G-2: one line of a register: a seat within its term, by its holder or deputy. Who is
    co-opted for another case does not sit in this one (G-5)."""
    who = sitter(seat, presence.person_id, field)
    if not seat.term_from <= day <= seat.term_to:
        raise Refused("G-2", "governance.term-over", field=field, day=day)
    if seat.co_opted_for not in (None, case_id):
        raise Refused("G-5", "governance.co-opted-for-another", field=field)
    return Registered(
        seat_id=seat.seat_id,
        person_id=who.person_id,
        party=seat.party,
        side=seat.side,
        function=seat.function,
        rights=rights_on(day, seat, who),
        habil=presence.habil,
        active_clinician=who.active_clinician,
    )


def register_in_writing(
    exceptions: Iterable[Presence], seats: Sequence[SeatFact], day: date, case_id: UUID
) -> tuple[Registered, ...]:
    """G-11: in a written procedure every seat that votes or speaks is asked: its holder, unless
    it is told that the deputy answers or that who answers is not habil. A seat outside its term,
    or co-opted for another case, is not asked."""
    told = {presence.seat_id: presence for presence in exceptions}
    if unknown := told.keys() - {seat.seat_id for seat in seats}:
        seat_of(seats, next(iter(unknown)), "present")
    return tuple(
        registered(
            told.get(seat.seat_id) or Presence(seat.seat_id, seat.sitters[0].person_id),
            seat,
            day,
            case_id,
            "present",
        )
        for seat in seats
        if seat.term_from <= day <= seat.term_to
        and seat.co_opted_for in (None, case_id)
        and {"vote", "speech"} & set(seat.rights)
    )


def answers(seat: Registered) -> bool:
    """G-13: whether the seat takes a stance at all: habil, with a vote or speech."""
    return seat.habil and (votes(seat) or "speech" in seat.rights)


def may_take_stance(seat: Registered, command: TakeStance, by: Who) -> None:
    """G-13: the one who sits there, habil and with a vote or speech; another may only enter it
    on that person's behalf (P-5). G-7: who can't support says of what kind the objection is."""
    if principal(by) != seat.person_id:
        raise Refused("P-5", "governance.not-in-that-seat", field="seat_id")
    if not seat.habil:
        raise Refused("G-12", "governance.not-habil", field="seat_id")
    if not answers(seat):
        raise Refused("G-2", "governance.seat-without-speech", field="seat_id")
    if command.position == "cannot-support" and command.objection is None:
        raise Refused("G-7", "governance.objection-untyped", field="objection")
    if command.position == "supports" and command.objection is not None:
        raise Refused("G-7", "governance.supports-and-objects", field="objection")


def who_may_attend(
    seats: Iterable[SeatFact], registered: Iterable[Registered]
) -> Mapping[tuple[UUID, UUID], UUID]:
    """C-5: seat and person, with the party: the body's seats today, and whoever stood in an
    item's register, even if the seat has changed hands since."""
    today = {(seat.seat_id, who.person_id): seat.party for seat in seats for who in seat.sitters}
    return today | {(seat.seat_id, seat.person_id): seat.party for seat in registered}


def attendance_is_possible(
    attendance: Sequence[Attendance],
    sitters: Container[tuple[UUID, UUID]],
    started_at: datetime,
    closed_at: datetime,
) -> None:
    """C-5 rests on it: within the meeting, in seats of the body, one person at a time in each."""
    times: dict[UUID, list[Attendance]] = defaultdict(list)
    for one in attendance:
        if (one.seat_id, one.person_id) not in sitters:
            raise Refused("G-12", "governance.not-holder-or-deputy", field="attendance")
        has_a_zone("attendance", one.present_from)
        has_a_zone("attendance", one.present_to)
        if not started_at <= one.present_from < one.present_to <= closed_at:
            raise Refused("G-12", "governance.attendance-outside", field="attendance")
        times[one.seat_id].append(one)
    for each in times.values():
        each.sort(key=lambda one: one.present_from)
        if any(later.present_from < earlier.present_to for earlier, later in pairwise(each)):
            raise Refused("G-12", "governance.attendance-overlaps", field="attendance")


def all_registered_attended(
    attendance: Iterable[Attendance], registered: Iterable[Registered]
) -> None:
    """G-12: whoever stands in an item's register was in the meeting."""
    there = {(one.seat_id, one.person_id) for one in attendance}
    if any((seat.seat_id, seat.person_id) not in there for seat in registered):
        raise Refused("G-12", "governance.attendance-incomplete", field="attendance")
