"""Who may sit in a seat now, and by which agreement (G-2, G-3)."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from services.governance.application.streams import OwnStreams
from services.governance.commands.facts import (
    AgreementFact,
    BodyFact,
    PersonFact,
    SeatFact,
    SitterFact,
)
from services.governance.decisions import person
from services.governance.readmodels import agreements, structure
from services.governance.readmodels.agreements import AGREEMENTS
from services.governance.rules.meetings import principal
from shared.contracts.governance import SeatFilled
from shared.contracts.record import Facts, ServiceName
from shared.eventlog.projections import Views
from shared.values.calendar import local_day


class Seated:
    """Reads seats and people from their own streams, agreements as compensation has told them."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def person(
        self, own: OwnStreams, person_id: UUID, seat: UUID, first_day: date
    ) -> PersonFact | None:
        """Who is to sit, with the agreement that covers the first day, or else the latest."""
        known = own.person(person_id)
        if not isinstance(known, person.Known):
            return None
        found = agreements.for_seat(self._views, person_id, seat)
        covering = [each for each in found if each.covers(person_id, seat, first_day)]
        agreement = next(reversed(covering or found), None)
        return PersonFact(person_id, known.employment_on(first_day), agreement)

    def named(
        self, own: OwnStreams, body: BodyFact | None, named: Iterable[UUID], base: Facts
    ) -> tuple[SeatFact, ...]:
        """Of the seats named those that are this body's and filled now."""
        today = local_day(base.now)
        filled = [own.filled(seat) for seat in dict.fromkeys(named)]
        return tuple(
            self._seat(own, seat, today)
            for seat in filled
            if seat is not None and body is not None and seat.body_id == body.body_id
        )

    def everybody(
        self, own: OwnStreams, body: BodyFact | None, base: Facts
    ) -> tuple[SeatFact, ...]:
        """All of the body's seats that are filled now."""
        if body is None:
            return ()
        listed = [seat.seat_id for seat in structure.seats(self._views, [body.body_id])]
        return self.named(own, body, listed, base)

    def held(self, own: OwnStreams, body: BodyFact | None, base: Facts) -> tuple[SeatFact, ...]:
        """The body's seats in which the one whose act it is sits now.

        The seat that the actor acts in is read even where the view has not got it yet.
        """
        if body is None:
            return ()
        who = principal(base.by)
        listed = [
            seat.seat_id
            for seat in structure.seats(self._views, [body.body_id])
            if who in (seat.person_id, seat.deputy.person_id if seat.deputy else None)
        ]
        named = [base.by.seat] if base.by.seat else []
        return self.named(own, body, [*named, *listed], base)

    def _seat(self, own: OwnStreams, seat: SeatFilled, today: date) -> SeatFact:
        sitting = [(seat.person_id, seat.active_clinician)]
        if seat.deputy:
            sitting.append((seat.deputy.person_id, seat.deputy.active_clinician))
        return SeatFact(
            seat_id=seat.seat_id,
            party=seat.party,
            side=seat.side,
            function=seat.function,
            rights=seat.rights,
            term_from=seat.term_from,
            term_to=seat.term_to,
            sitters=tuple(
                SitterFact(who, active, self._agreement_to(own, who, seat, today))
                for who, active in sitting
            ),
            co_opted_for=seat.co_opted_for,
        )

    def _agreement_to(
        self, own: OwnStreams, who: UUID, seat: SeatFilled, today: date
    ) -> date | None:
        """G-3: the last day of what somebody sits by, who is self-employed today. A later
        agreement prolongs it once it has begun. None for those who need none."""
        known = own.person(who)
        if not isinstance(known, person.Known) or known.employment_on(today) != "self-employed":
            return None
        found = agreements.for_seat(self._views, who, seat.seat_id)
        if not found:
            since = known.self_employed_since(today) or seat.term_from
            return since - timedelta(days=1)
        return _last_day([each for each in found if each.valid_from <= today], found)

    def positions(self) -> dict[ServiceName, int]:
        return {"compensation": self._views.position("compensation", AGREEMENTS)}


def _last_day(begun: list[AgreementFact], found: list[AgreementFact]) -> date:
    """None begun is one ahead of its term."""
    return max(each.valid_to for each in begun or found)
