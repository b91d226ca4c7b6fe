"""Given two organisations, when one takes over from the other, then (P-6)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.governance.commands.cases import SucceedParty
from services.governance.commands.structure import SucceedBodyParty, SucceedSeatParty
from services.governance.decisions import body, organisation, seat
from services.governance.reactions import SUCCESSION, react, timers_of
from shared.eventlog.timers import SetTimer
from tests.examples.governance.register import (
    BODY_ESTABLISHED,
    ESTABLISH_BODY,
    FILL_SEAT,
    ORGANISATION_REGISTERED,
    SEAT_FILLED,
    SEAT_VACATED,
)
from tests.examples.governance.structure import (
    BODY_DISSOLVED,
    BODY_PARTY_SUCCEEDED,
    CARRY_OUT_SUCCESSION,
    NEW_YEAR,
    ORGANISATION_SUCCEEDED,
    SEAT_PARTY_SUCCEEDED,
    SUCCEED_BODY_PARTY,
    SUCCEED_ORGANISATION,
    SUCCEED_SEAT_PARTY,
    SUCCESSION_CARRIED_OUT,
)
from tests.examples.ids import (
    CASE,
    PORSGRUNN,
    SEAT_PORSGRUNN,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)
from tests.governance.situations import (
    BODY_FACTS,
    ORGANISATION_FACTS,
    SEAT_FACTS,
    given,
    refused,
    says,
)
from tests.governance.test_reactions import heard

UNKNOWN: organisation.Organisation = organisation.Unknown()
REGISTERED = given(
    UNKNOWN,
    organisation.evolve,
    ORGANISATION_REGISTERED.model_copy(update={"organisation_id": PORSGRUNN}),
)
NO_BODY: body.Body = body.Unknown()
NO_SEAT: seat.Seat = seat.Unknown()
SUCCEEDED = organisation.evolve(REGISTERED, ORGANISATION_SUCCEEDED)
DONE = organisation.evolve(SUCCEEDED, SUCCESSION_CARRIED_OUT)
SUCCEEDING = replace(ORGANISATION_FACTS, successor_areas=(TELEMARK,))
ON_THE_DAY = replace(
    ORGANISATION_FACTS,
    now=datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
    bodies=(SSU,),
    seats=(SEAT_PORSGRUNN,),
    cases=(CASE,),
)


def test_an_organisation_gets_a_successor_from_a_day_p_6() -> None:
    decided = organisation.decide(SUCCEED_ORGANISATION, SUCCEEDING, REGISTERED)
    assert decided == (ORGANISATION_SUCCEEDED,)


@pytest.mark.parametrize(
    ("change", "facts", "state", "rule", "reason", "field"),
    [
        ({}, {}, UNKNOWN, "P-1", "governance.not-registered", "organisation_id"),
        ({}, {}, SUCCEEDED, "P-6", "governance.already-succeeded", "organisation_id"),
        (
            {"successor": PORSGRUNN},
            {},
            REGISTERED,
            "P-6",
            "governance.succeeds-itself",
            "successor",
        ),
        ({}, {"unknown": (SKIEN,)}, REGISTERED, "P-1", "governance.not-registered", "successor"),
        ({}, {"succeeded": (SKIEN,)}, REGISTERED, "P-6", "governance.party-succeeded", "successor"),
        (
            {},
            {"successor_areas": (id_of("vestfold"),)},
            REGISTERED,
            "P-6",
            "governance.successor-elsewhere",
            "successor",
        ),
        ({"reason": " "}, {}, REGISTERED, "P-6", "governance.text-missing", "reason"),
    ],
)
def test_a_succession_that_can_not_be_is_refused_p_6(
    change: dict[str, Any], facts: dict[str, Any], state: Any, rule: str, reason: str, field: str
) -> None:
    command = replace(SUCCEED_ORGANISATION, **change)
    given_facts = replace(SUCCEEDING, **facts)
    refusal = refused(lambda: organisation.decide(command, given_facts, state))
    assert says(refusal) == (rule, reason, field)


def test_the_day_of_a_succession_is_waited_for_p_6() -> None:
    (timer,) = timers_of(heard(ORGANISATION_SUCCEEDED))
    assert isinstance(timer, SetTimer)
    assert (timer.key, timer.kind) == (f"{SUCCESSION}:{PORSGRUNN}", SUCCESSION)
    assert timer.due_at == datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "midnight in Oslo"


def test_on_the_day_what_the_old_party_has_is_named_once_p_6() -> None:
    decided = organisation.decide(CARRY_OUT_SUCCESSION, ON_THE_DAY, SUCCEEDED)
    assert decided == (SUCCESSION_CARRIED_OUT,)
    assert organisation.decide(CARRY_OUT_SUCCESSION, ON_THE_DAY, DONE) == ()


@pytest.mark.parametrize(
    ("state", "reason", "field"),
    [
        (REGISTERED, "governance.no-successor", "organisation_id"),
        (SUCCEEDED, "governance.succession-ahead", "on"),
    ],
)
def test_nothing_goes_over_before_the_day_or_without_a_successor_p_6(
    state: Any, reason: str, field: str
) -> None:
    refusal = refused(lambda: organisation.decide(CARRY_OUT_SUCCESSION, ORGANISATION_FACTS, state))
    assert says(refusal) == ("P-6", reason, field)


def test_all_that_is_named_goes_over_p_6() -> None:
    assert react(heard(SUCCESSION_CARRIED_OUT)) == (
        SucceedBodyParty(SSU, PORSGRUNN, SKIEN, NEW_YEAR),
        SucceedSeatParty(SEAT_PORSGRUNN, PORSGRUNN, SKIEN, NEW_YEAR),
        SucceedParty(CASE, PORSGRUNN, SKIEN, NEW_YEAR),
    )


def test_a_body_takes_the_successor_in_and_one_without_the_old_party_is_left_p_6() -> None:
    established = given(NO_BODY, body.evolve, BODY_ESTABLISHED)
    decided = body.decide(SUCCEED_BODY_PARTY, BODY_FACTS, established)
    assert decided == (BODY_PARTY_SUCCEEDED,)
    after = body.evolve(established, BODY_PARTY_SUCCEEDED)
    assert body.decide(SUCCEED_BODY_PARTY, BODY_FACTS, after) == ()
    gone = body.evolve(established, BODY_DISSOLVED)
    assert body.decide(SUCCEED_BODY_PARTY, BODY_FACTS, gone) == ()


def test_a_seat_goes_over_once_and_an_empty_one_is_left_p_6() -> None:
    filled = SEAT_FILLED.model_copy(update={"seat_id": SEAT_PORSGRUNN, "party": PORSGRUNN})
    taken = given(NO_SEAT, seat.evolve, filled)
    assert seat.decide(SUCCEED_SEAT_PARTY, SEAT_FACTS, taken) == (SEAT_PARTY_SUCCEEDED,)
    after = seat.evolve(taken, SEAT_PARTY_SUCCEEDED)
    assert seat.decide(SUCCEED_SEAT_PARTY, SEAT_FACTS, after) == ()
    empty = seat.evolve(taken, SEAT_VACATED)
    assert seat.decide(SUCCEED_SEAT_PARTY, SEAT_FACTS, empty) == ()


def test_a_party_that_is_no_more_gets_no_new_place_p_6() -> None:
    facts = replace(SEAT_FACTS, succeeded=(FILL_SEAT.party,))
    refusal = refused(lambda: seat.decide(FILL_SEAT, facts, seat.Unknown()))
    assert says(refusal) == ("P-6", "governance.party-succeeded", "party")
    gone = replace(BODY_FACTS, succeeded=(PORSGRUNN,))
    refusal = refused(lambda: body.decide(ESTABLISH_BODY, gone, body.Unknown()))
    assert says(refusal) == ("P-6", "governance.party-succeeded", "sides")


def test_the_day_is_the_one_in_norway_p_6() -> None:
    early = replace(ON_THE_DAY, now=datetime(2026, 12, 31, 22, 59, tzinfo=UTC))
    refusal = refused(lambda: organisation.decide(CARRY_OUT_SUCCESSION, early, SUCCEEDED))
    assert refusal.values == {"day": date(2027, 1, 1)}
