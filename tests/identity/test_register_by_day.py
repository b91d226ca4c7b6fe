"""P-6: what somebody is, and whom they act for, depends on the day."""

from dataclasses import replace
from datetime import UTC, date, datetime

from shared.contracts.governance import (
    EmploymentChanged,
    OrganisationSucceeded,
    RoleGranted,
    SeatPartySucceeded,
)
from shared.identity.actors import Holding
from shared.identity.policy import Allowed, Resource, allowed
from tests.identity.registered import AREA, HOSPITAL, KARI, MACHINE, OLA, SEAT, SKIEN, SSU, seat
from tests.identity.registering import NOW, Registering


def test_what_somebody_is_follows_the_day_p_6(registering: Registering) -> None:
    registering.say(
        EmploymentChanged(
            person_id=KARI,
            employment="employed",
            valid_from=date(2027, 1, 1),
            basis="fastlønn",
        )
    )
    register = registering.register
    assert register.employments([KARI], date(2026, 12, 31)) == {KARI: "self-employed"}
    assert register.employments([KARI, MACHINE], date(2027, 1, 1)) == {KARI: "employed"}


def test_a_seat_goes_over_to_the_successor_and_the_old_name_stays_p_6(
    registering: Registering,
) -> None:
    registering.say(
        seat(KARI),
        OrganisationSucceeded(
            organisation_id=SKIEN, successor=HOSPITAL, on=date(2027, 1, 1), reason="slått sammen"
        ),
        SeatPartySucceeded(seat_id=SEAT, body_id=SSU, old=SKIEN, new=HOSPITAL, on=date(2027, 1, 1)),
    )
    register = registering.register
    (held,) = register.actor(KARI, NOW).seats
    assert held.party == HOSPITAL
    old = register.organisation(SKIEN)
    assert old is not None
    assert (old.successor, old.succeeded_on) == (HOSPITAL, date(2027, 1, 1))
    assert old.name == "Skien kommune"


def test_a_role_for_a_party_passes_to_its_successor_on_the_day_p_6(
    registering: Registering,
) -> None:
    registering.say(
        RoleGranted(person_id=KARI, role="approver", helsefellesskap=AREA, party=SKIEN),
        RoleGranted(person_id=OLA, role="payroll", party=HOSPITAL),
        RoleGranted(person_id=OLA, role="clinician", helsefellesskap=AREA),
        OrganisationSucceeded(
            organisation_id=SKIEN, successor=HOSPITAL, on=date(2026, 12, 1), reason="slått sammen"
        ),
    )
    register = registering.register
    day_before = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
    on_the_day = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    old = Holding("approver", AREA, SKIEN)
    assert register.actor(KARI, day_before).holdings == {old}
    assert register.actor(KARI, on_the_day).holdings == {old, replace(old, party=HOSPITAL)}
    # What was the old party's is not written anew, so the successor's own people reach it too.
    assert register.actor(OLA, on_the_day).holdings == {
        Holding("payroll", None, HOSPITAL),
        Holding("payroll", None, SKIEN),
        Holding("clinician", AREA),
    }
    page = Resource("batch", party=HOSPITAL)
    answers = [
        isinstance(allowed(register.actor(KARI, day), "compensation.read-batch", page), Allowed)
        for day in (day_before, on_the_day)
    ]
    assert answers == [False, True]
