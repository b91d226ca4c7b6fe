"""What must hold for seats and those who sit in them (G-2, G-3, G-5, G-6)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.commands.facts import AgreementFact, CaseFact, PersonFact
from services.governance.commands.structure import FillSeat
from shared.contracts.governance import Represents, SeatFilled, Side
from shared.values.refusal import Refused

SeatStanding: TypeAlias = Literal["in-order", "not-begun", "expired", "agreement-pending"]

OF_NEITHER_SIDE: frozenset[Represents] = frozenset({"users", "employees", "observers"})
"""Whose seats may stand on no side (G-2): they speak for neither the municipalities nor the
hospital."""


def seat_is_whole(command: FillSeat) -> None:
    """G-2: a seat has rights, each named once, and a term; holder and deputy are two people."""
    if not command.rights or len(set(command.rights)) < len(command.rights):
        raise Refused("G-2", "governance.rights-unclear", field="rights")
    if command.term_to < command.term_from:
        raise Refused("G-2", "governance.term-backwards", field="term_to")
    if command.deputy_id == command.person_id:
        raise Refused("G-2", "governance.deputy-is-holder", field="deputy_id")


def party_sits_on_its_side(command: FillSeat, sides: tuple[Side, ...]) -> None:
    """G-6: a party sits on the side that the body gives it; only its sides' parties vote.

    Others may have a seat with speech, under the side they belong to, or under none where they
    speak for neither.
    """
    if sides and command.side is None:
        if "vote" in command.rights or command.represents not in OF_NEITHER_SIDE:
            raise Refused("G-6", "governance.side-missing", field="side")
        return
    for side in sides:
        if command.party in side.parties:
            if side.name != command.side:
                raise Refused("G-6", "governance.wrong-side", field="side")
            return
    if sides and "vote" in command.rights:
        raise Refused("G-6", "governance.party-not-in-body", field="party")


def co_opted_for_a_case_here(command: FillSeat, case: CaseFact | None) -> None:
    """G-5: a clinician who is missing is co-opted as a member, for a case that the body has."""
    if command.co_opted_for is None:
        return
    if case is None or case.body_id != command.body_id:
        raise Refused("G-5", "governance.co-opted-elsewhere", field="co_opted_for")
    if command.function != "member":
        raise Refused("G-5", "governance.co-opted-leads", field="function")


def agreement_to_sit_by(
    person: PersonFact, field: str, seat_id: UUID, first_day: date
) -> UUID | None:
    """G-3: a self-employed doctor takes a seat only by an agreement in force on the first day.

    Gives the agreement, None for those who need none.
    """
    if person.employment != "self-employed":
        return None
    agreement = person.agreement
    if agreement is None or not agreement.covers(person.person_id, seat_id, first_day):
        raise Refused("G-3", "governance.agreement-missing", field=field, day=first_day)
    return agreement.agreement_id


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms people sit on a day: who is self-employed then, and their agreements."""

    day: date
    self_employed: Collection[UUID]
    agreements: Iterable[AgreementFact]

    def lacking(self, seat: SeatFilled) -> tuple[UUID, ...]:
        """G-3: of holder and deputy those who need an agreement for this seat and have none."""
        sitting = [seat.person_id, *([seat.deputy.person_id] if seat.deputy else [])]
        return tuple(
            who
            for who in sitting
            if who in self.self_employed
            and not any(each.covers(who, seat.seat_id, self.day) for each in self.agreements)
        )

    def standing(self, seat: SeatFilled) -> SeatStanding:
        """G-2, G-3: how the seat stands on the day."""
        if self.day < seat.term_from:
            return "not-begun"
        if self.day > seat.term_to:
            return "expired"
        return "agreement-pending" if seat.person_id in self.lacking(seat) else "in-order"
