"""`seat-<id>`: a seat in a body and who holds it (G-2, G-3)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.facts import BodyFact, PersonFact, SeatFacts
from services.governance.commands.structure import FillSeat, SeatCommand, VacateSeat
from services.governance.rules import structure
from services.governance.rules.register import all_are_known
from services.governance.rules.writing import optional, written
from shared.contracts.governance import Deputy, SeatFilled, SeatVacated
from shared.values.calendar import local_day
from shared.values.refusal import Refused

SeatEvent: TypeAlias = SeatFilled | SeatVacated


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody has ever held this seat."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody holds the seat, as it was last filled."""

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
    structure.seat_is_whole(command)
    structure.party_sits_on_its_side(command, body.sides)
    all_are_known(facts.unknown, "party", command.party)
    holder = _person(facts.holder, "person_id")
    # A seat filled ahead of its term rests on the agreement that runs when the term begins.
    first_day = max(local_day(facts.now), command.term_from)
    return SeatFilled(
        seat_id=command.seat_id,
        body_id=command.body_id,
        helsefellesskap=body.helsefellesskap,
        party=command.party,
        side=command.side,
        person_id=command.person_id,
        function=command.function,
        rights=command.rights,
        basis=written("G-2", "basis", command.basis),
        speaks_for=optional("G-2", "speaks_for", command.speaks_for),
        active_clinician=command.active_clinician,
        term_from=command.term_from,
        term_to=command.term_to,
        agreement_id=structure.agreement_to_sit_by(holder, "person_id", command.seat_id, first_day),
        deputy=_deputy(command, facts.deputy, first_day),
    )


def _the_body(body: BodyFact | None) -> BodyFact:
    if body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    return body


def _person(person: PersonFact | None, field: str) -> PersonFact:
    if person is None:
        raise Refused("P-1", "governance.person-unknown", field=field)
    return person


def _deputy(command: FillSeat, deputy: PersonFact | None, first_day: date) -> Deputy | None:
    """G-2, G-3: the deputy, who sits by an agreement of their own."""
    if command.deputy_id is None:
        return None
    person = _person(deputy, "deputy_id")
    return Deputy(
        person_id=command.deputy_id,
        active_clinician=command.deputy_active_clinician,
        agreement_id=structure.agreement_to_sit_by(person, "deputy_id", command.seat_id, first_day),
    )


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


def evolve(
    seat: Seat,  # noqa: ARG001 - every fold has the same shape
    event: SeatEvent,
) -> Seat:
    match event:
        case SeatFilled():
            return Filled(event)
        case SeatVacated():
            return Vacant(event.body_id)
        case _:
            assert_never(event)
