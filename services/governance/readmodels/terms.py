"""On which terms do those sit who have a seat: are they self-employed, by which agreement? (G-3)"""

from collections.abc import Iterable
from datetime import date

from services.governance.readmodels import agreements
from services.governance.rules.seats import Terms
from shared.contracts.governance import SeatFilled
from shared.eventlog.projections import Views
from shared.identity.register import Register


def terms(views: Views, register: Register, seats: Iterable[SeatFilled], day: date) -> Terms:
    """For these seats and those who sit in them, on the day."""
    people = {
        who
        for seat in seats
        for who in (seat.person_id, seat.deputy.person_id if seat.deputy else None)
        if who is not None
    }
    employed = register.employments(sorted(people, key=str), day)
    self_employed = frozenset(who for who, held in employed.items() if held == "self-employed")
    return Terms(day, self_employed, tuple(agreements.of_doctors(views, self_employed)))
