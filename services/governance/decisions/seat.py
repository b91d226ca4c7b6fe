"""`seat-<id>`: a seat in a body and who holds it (G-2, G-3)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.facts import BodyFact, PersonFact, SeatFacts
from services.governance.commands.structure import (
    ChangeDeputy,
    FillSeat,
    SeatCommand,
    SucceedSeatParty,
    VacateSeat,
)
from services.governance.rules import seats
from services.governance.rules.register import all_are_known, none_is_succeeded
from services.governance.rules.writing import optional, written
from shared.contracts.governance import (
    Deputy,
    DeputyChanged,
    SeatFilled,
    SeatPartySucceeded,
    SeatVacated,
)
from shared.values.calendar import local_day
from shared.values.refusal import Refused

SeatEvent: TypeAlias = SeatFilled | DeputyChanged | SeatPartySucceeded | SeatVacated


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody has ever held this seat."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody holds the seat, as it was last filled, with what has changed since."""

    filled: SeatFilled

    @property
    def body_id(self) -> UUID:
        return self.filled.body_id

    @property
    def person_id(self) -> UUID:
        return self.filled.person_id


@dataclass(frozen=True, slots=True)
class Vacant:
    """The last holder has left; the seat stays the body's."""

    body_id: UUID


Seat: TypeAlias = Unknown | Filled | Vacant


def decide(command: SeatCommand, facts: SeatFacts, seat: Seat) -> tuple[SeatEvent, ...]:
    match command:
        case FillSeat():
            return fill(command, facts, seat)
        case SucceedSeatParty():
            return succeed(command, seat)
        case ChangeDeputy():
            return change_deputy(command, facts, seat)
        case VacateSeat():
            return vacate(command, seat)
        case _:
            assert_never(command)


def fill(command: FillSeat, facts: SeatFacts, seat: Seat) -> tuple[SeatEvent, ...]:
    """G-2, G-3: a seat that nobody holds gets its holder, for a term, on a basis."""
    match seat:
        case Filled():
            raise Refused("G-2", "governance.seat-taken", field="seat_id")
        case Vacant():
            if seat.body_id != command.body_id:
                raise Refused("G-2", "governance.seat-of-another-body", field="body_id")
            return (_filled(command, facts),)
        case Unknown():
            return (_filled(command, facts),)
        case _:
            assert_never(seat)


def _filled(command: FillSeat, facts: SeatFacts) -> SeatFilled:
    body = _the_body(facts.body)
    seats.seat_is_whole(command)
    seats.party_sits_on_its_side(command, body.sides)
    seats.co_opted_for_a_case_here(command, facts.co_opting)
    all_are_known(facts.unknown, "party", command.party)
    none_is_succeeded(facts.succeeded, "party", command.party)
    holder = _person(facts.holder, "person_id")
    # A seat filled ahead of its term rests on the agreement that runs when the term begins.
    first_day = max(local_day(facts.now), command.term_from)
    return SeatFilled(
        seat_id=command.seat_id,
        body_id=command.body_id,
        helsefellesskap=body.helsefellesskap,
        party=command.party,
        side=command.side,
        represents=command.represents,
        person_id=command.person_id,
        function=command.function,
        rights=command.rights,
        basis=command.basis,
        basis_note=optional("G-2", "basis_note", command.basis_note),
        speaks_for=optional("G-2", "speaks_for", command.speaks_for),
        active_clinician=command.active_clinician,
        term_from=command.term_from,
        term_to=command.term_to,
        agreement_id=seats.agreement_to_sit_by(holder, "person_id", command.seat_id, first_day),
        deputy=_deputy(command, facts.deputy, first_day),
        co_opted_for=command.co_opted_for,
    )


def _the_body(body: BodyFact | None) -> BodyFact:
    if body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    if body.dissolved_on is not None:
        raise Refused("G-1", "governance.body-dissolved", field="body_id", day=body.dissolved_on)
    return body


def _person(person: PersonFact | None, field: str) -> PersonFact:
    if person is None:
        raise Refused("P-1", "governance.person-unknown", field=field)
    return person


def _deputy(
    command: FillSeat | ChangeDeputy, deputy: PersonFact | None, first_day: date
) -> Deputy | None:
    """G-2, G-3: the deputy, who sits by an agreement of their own."""
    if command.deputy_id is None:
        return None
    person = _person(deputy, "deputy_id")
    return Deputy(
        person_id=command.deputy_id,
        active_clinician=command.deputy_active_clinician,
        agreement_id=seats.agreement_to_sit_by(person, "deputy_id", command.seat_id, first_day),
    )


def change_deputy(command: ChangeDeputy, facts: SeatFacts, seat: Seat) -> tuple[SeatEvent, ...]:
    """G-2, G-3: another deputy, or none, while the holder stays; the same again changes nothing."""
    match seat:
        case Unknown() | Vacant():
            raise Refused("G-2", "governance.seat-unknown", field="seat_id")
        case Filled(filled=filled):
            if command.deputy_id == filled.person_id:
                raise Refused("G-2", "governance.deputy-is-holder", field="deputy_id")
            first_day = max(local_day(facts.now), filled.term_from)
            deputy = _deputy(command, facts.deputy, first_day)
            reason = written("G-2", "reason", command.reason)
            if deputy == filled.deputy:
                return ()
            return (
                DeputyChanged(
                    seat_id=command.seat_id,
                    body_id=seat.body_id,
                    deputy=deputy,
                    reason=reason,
                ),
            )
        case _:
            assert_never(seat)


def vacate(command: VacateSeat, seat: Seat) -> tuple[SeatEvent, ...]:
    """G-2: the holder leaves, with the reason; an empty seat is left as it is."""
    match seat:
        case Unknown():
            raise Refused("G-2", "governance.seat-unknown", field="seat_id")
        case Vacant():
            return ()
        case Filled():
            return (
                SeatVacated(
                    seat_id=command.seat_id,
                    body_id=seat.body_id,
                    person_id=seat.person_id,
                    reason=written("G-2", "reason", command.reason),
                ),
            )
        case _:
            assert_never(seat)


def succeed(command: SucceedSeatParty, seat: Seat) -> tuple[SeatEvent, ...]:
    """P-6: the seat is the successor's; one that is empty or another's is left as it is."""
    if not isinstance(seat, Filled) or seat.filled.party != command.old:
        return ()
    return (
        SeatPartySucceeded(
            seat_id=command.seat_id,
            body_id=seat.body_id,
            old=command.old,
            new=command.new,
            on=command.on,
        ),
    )


def evolve(seat: Seat, event: SeatEvent) -> Seat:
    match event:
        case SeatFilled():
            return Filled(event)
        case DeputyChanged() | SeatPartySucceeded():
            return Filled(changed(_filled_seat(seat), event))
        case SeatVacated():
            return Vacant(event.body_id)
        case _:
            assert_never(event)


def _filled_seat(seat: Seat) -> SeatFilled:
    if isinstance(seat, Filled):
        return seat.filled
    raise ValueError("a change in the stream of a seat that nobody holds")


def changed(filled: SeatFilled, event: DeputyChanged | SeatPartySucceeded) -> SeatFilled:
    """The seat as it would be filled after what has changed since (G-2, P-6)."""
    match event:
        case DeputyChanged():
            return filled.model_copy(update={"deputy": event.deputy})
        case SeatPartySucceeded():
            return filled.model_copy(update={"party": event.new})
        case _:
            assert_never(event)
