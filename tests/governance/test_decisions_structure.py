"""Given the structure, when a body or a seat is asked for, then this is decided (G-1 to G-3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.governance.commands.facts import PersonFact
from services.governance.decisions import body, seat
from shared.contracts.governance import SeatFilled, Side
from tests.examples.governance.register import (
    BODY_ESTABLISHED,
    DEPUTY,
    ESTABLISH_BODY,
    FILL_SEAT,
    SEAT_FILLED,
    SEAT_VACATED,
    SIDES,
    SSU_RULES,
    VACATE_SEAT,
)
from tests.examples.ids import AGREEMENT, FS, GP, HOSPITAL, SEAT_SKIEN, SKIEN, TELEMARK, id_of
from tests.governance.situations import (
    AGREEMENT_OF_GP,
    BODY_FACTS,
    DEPUTY_EMPLOYED,
    FS_BODY,
    PARTNERSHIP_BODY,
    SEAT_FACTS,
    SSU_BODY,
    established_by,
    given,
    refused,
    says,
)

NO_SEAT: seat.Seat = seat.Unknown()


def test_a_body_is_established_with_its_rules_g_1() -> None:
    assert body.decide(ESTABLISH_BODY, BODY_FACTS, body.Unknown()) == (BODY_ESTABLISHED,)


def test_a_body_is_established_once_g_1() -> None:
    known = body.evolve(body.Unknown(), BODY_ESTABLISHED)
    refusal = refused(lambda: body.decide(ESTABLISH_BODY, BODY_FACTS, known))
    assert says(refusal) == ("G-1", "governance.already-established", "body_id")


def test_the_body_at_the_top_has_no_parent_g_1() -> None:
    command = replace(ESTABLISH_BODY, kind="partnership", parent=None)
    established = established_by(command, replace(BODY_FACTS, parent=None))
    assert established.parent is None


@pytest.mark.parametrize(
    ("parent", "reason"),
    [
        (None, "governance.parent-unknown"),
        (replace(PARTNERSHIP_BODY, helsefellesskap=id_of("vestfold")), "governance.parent-unknown"),
        (FS_BODY, "governance.parent-not-above"),
        (SSU_BODY, "governance.parent-not-above"),
    ],
)
def test_a_parent_is_a_known_body_above_in_the_same_helsefellesskap_g_1(
    parent: Any, reason: str
) -> None:
    facts = replace(BODY_FACTS, parent=parent)
    refusal = refused(lambda: body.decide(ESTABLISH_BODY, facts, body.Unknown()))
    assert says(refusal) == ("G-1", reason, "parent")


MUNICIPAL, OF_HOSPITAL = SIDES


@pytest.mark.parametrize(
    ("sides", "reason"),
    [
        ((), "governance.both-sides-needed"),
        ((MUNICIPAL,), "governance.both-sides-needed"),
        ((MUNICIPAL, MUNICIPAL), "governance.sides-unclear"),
        ((MUNICIPAL, Side(name="hospital", parties=())), "governance.sides-unclear"),
        ((MUNICIPAL, Side(name="hospital", parties=(SKIEN,))), "governance.party-twice"),
        (
            (MUNICIPAL, Side(name="hospital", parties=(HOSPITAL, HOSPITAL))),
            "governance.party-twice",
        ),
    ],
)
def test_a_body_between_the_parties_has_both_sides_and_each_party_once_g_6(
    sides: tuple[Side, ...], reason: str
) -> None:
    command = replace(ESTABLISH_BODY, sides=sides)
    refusal = refused(lambda: body.decide(command, BODY_FACTS, body.Unknown()))
    assert says(refusal) == ("G-6", reason, "sides")


NO_DELEGATIONS = SSU_RULES.model_copy(update={"delegations": ()})


def test_a_professional_committee_needs_no_sides_g_1() -> None:
    command = replace(ESTABLISH_BODY, body_id=FS, kind="fs", sides=(), rules=NO_DELEGATIONS)
    established = established_by(command, replace(BODY_FACTS, parent=SSU_BODY))
    assert established.sides == ()


def test_a_self_employed_gp_takes_a_seat_by_an_agreement_in_force_g_3() -> None:
    assert seat.decide(FILL_SEAT, SEAT_FACTS, NO_SEAT) == (SEAT_FILLED,)


@pytest.mark.parametrize(
    "agreement",
    [
        None,
        replace(AGREEMENT_OF_GP, valid_to=date(2026, 11, 2)),
        replace(AGREEMENT_OF_GP, valid_from=date(2026, 11, 4)),
        replace(AGREEMENT_OF_GP, seats=(SEAT_SKIEN,)),
        replace(AGREEMENT_OF_GP, doctor=DEPUTY),
    ],
    ids=["none", "expired", "not yet", "another seat", "another doctor"],
)
def test_without_an_agreement_in_force_on_the_day_the_seat_stays_empty_g_3(agreement: Any) -> None:
    facts = replace(SEAT_FACTS, holder=PersonFact(GP, "self-employed", agreement))
    refusal = refused(lambda: seat.decide(FILL_SEAT, facts, NO_SEAT))
    assert says(refusal) == ("G-3", "governance.agreement-missing", "person_id")
    assert refusal.values == {"day": date(2026, 11, 3)}


def test_the_first_and_the_last_day_of_an_agreement_count_g_3() -> None:
    one_day = replace(AGREEMENT_OF_GP, valid_from=date(2026, 11, 3), valid_to=date(2026, 11, 3))
    facts = replace(SEAT_FACTS, holder=PersonFact(GP, "self-employed", one_day))
    assert seat.decide(FILL_SEAT, facts, NO_SEAT) == (SEAT_FILLED,)


def test_a_seat_filled_ahead_rests_on_the_agreement_of_its_first_day_g_3() -> None:
    ahead = replace(FILL_SEAT, term_from=date(2027, 1, 1))
    later = replace(AGREEMENT_OF_GP, valid_from=date(2027, 1, 1))
    facts = replace(SEAT_FACTS, holder=PersonFact(GP, "self-employed", later))
    (filled,) = seat.decide(ahead, facts, NO_SEAT)
    assert isinstance(filled, SeatFilled)
    assert filled.agreement_id == AGREEMENT


def test_an_employed_doctor_needs_no_agreement_g_3() -> None:
    facts = replace(SEAT_FACTS, holder=PersonFact(GP, "employed", None))
    (filled,) = seat.decide(FILL_SEAT, facts, NO_SEAT)
    assert isinstance(filled, SeatFilled)
    assert filled.agreement_id is None


def test_a_self_employed_deputy_needs_an_agreement_too_g_3() -> None:
    facts = replace(SEAT_FACTS, deputy=PersonFact(DEPUTY, "self-employed", None))
    refusal = refused(lambda: seat.decide(FILL_SEAT, facts, NO_SEAT))
    assert says(refusal) == ("G-3", "governance.agreement-missing", "deputy_id")


@pytest.mark.parametrize(
    ("change", "rule", "reason", "field"),
    [
        ({"rights": ()}, "G-2", "governance.rights-unclear", "rights"),
        ({"rights": ("vote", "vote")}, "G-2", "governance.rights-unclear", "rights"),
        ({"term_to": date(2025, 12, 31)}, "G-2", "governance.term-backwards", "term_to"),
        ({"deputy_id": GP}, "G-2", "governance.deputy-is-holder", "deputy_id"),
        ({"side": "hospital"}, "G-6", "governance.wrong-side", "side"),
        (
            {"party": id_of("legekontor"), "rights": ("vote",)},
            "G-6",
            "governance.party-not-in-body",
            "party",
        ),
    ],
)
def test_a_seat_that_is_not_whole_is_refused_g_2_g_6(
    change: dict[str, Any], rule: str, reason: str, field: str
) -> None:
    command = replace(FILL_SEAT, **change)
    refusal = refused(lambda: seat.decide(command, SEAT_FACTS, NO_SEAT))
    assert says(refusal) == (rule, reason, field)


def test_a_party_outside_the_sides_may_have_speech_g_2() -> None:
    command = replace(FILL_SEAT, party=id_of("legekontor"))
    (filled,) = seat.decide(command, SEAT_FACTS, NO_SEAT)
    assert isinstance(filled, SeatFilled)
    assert filled.party == id_of("legekontor")


@pytest.mark.parametrize(
    ("missing", "rule", "reason", "field"),
    [
        ("body", "G-1", "governance.body-unknown", "body_id"),
        ("holder", "P-1", "governance.person-unknown", "person_id"),
        ("deputy", "P-1", "governance.person-unknown", "deputy_id"),
    ],
)
def test_a_seat_is_filled_in_a_known_body_with_known_people_g_2(
    missing: str, rule: str, reason: str, field: str
) -> None:
    unknown: dict[str, Any] = {missing: None}
    facts = replace(SEAT_FACTS, **unknown)
    refusal = refused(lambda: seat.decide(FILL_SEAT, facts, NO_SEAT))
    assert says(refusal) == (rule, reason, field)


@pytest.mark.parametrize(("unknown", "field"), [(TELEMARK, "helsefellesskap"), (SKIEN, "sides")])
def test_a_body_stands_in_a_known_helsefellesskap_with_known_parties_p_1(
    unknown: Any, field: str
) -> None:
    facts = replace(BODY_FACTS, unknown=(unknown,))
    refusal = refused(lambda: body.decide(ESTABLISH_BODY, facts, body.Unknown()))
    assert says(refusal) == ("P-1", "governance.not-registered", field)


def test_a_seat_is_a_known_partys_p_1() -> None:
    facts = replace(SEAT_FACTS, unknown=(SKIEN,))
    refusal = refused(lambda: seat.decide(FILL_SEAT, facts, NO_SEAT))
    assert says(refusal) == ("P-1", "governance.not-registered", "party")


def test_a_seat_has_one_holder_at_a_time_g_2() -> None:
    taken = given(NO_SEAT, seat.evolve, SEAT_FILLED)
    refusal = refused(lambda: seat.decide(FILL_SEAT, SEAT_FACTS, taken))
    assert says(refusal) == ("G-2", "governance.seat-taken", "seat_id")


def test_a_vacated_seat_is_filled_again_in_the_same_body_g_2() -> None:
    vacant = given(NO_SEAT, seat.evolve, SEAT_FILLED, SEAT_VACATED)
    assert seat.decide(FILL_SEAT, SEAT_FACTS, vacant) == (SEAT_FILLED,)
    elsewhere = replace(FILL_SEAT, body_id=FS)
    refusal = refused(lambda: seat.decide(elsewhere, SEAT_FACTS, vacant))
    assert says(refusal) == ("G-2", "governance.seat-of-another-body", "body_id")


def test_a_seat_is_vacated_with_a_reason_and_once_g_2() -> None:
    taken = given(NO_SEAT, seat.evolve, SEAT_FILLED)
    assert seat.decide(VACATE_SEAT, SEAT_FACTS, taken) == (SEAT_VACATED,)
    vacant = given(taken, seat.evolve, SEAT_VACATED)
    assert seat.decide(VACATE_SEAT, SEAT_FACTS, vacant) == ()
    refusal = refused(lambda: seat.decide(replace(VACATE_SEAT, reason=" "), SEAT_FACTS, taken))
    assert says(refusal) == ("G-2", "governance.text-missing", "reason")


def test_a_seat_that_never_was_filled_is_not_vacated_g_2() -> None:
    refusal = refused(lambda: seat.decide(VACATE_SEAT, SEAT_FACTS, NO_SEAT))
    assert says(refusal) == ("G-2", "governance.seat-unknown", "seat_id")


def test_a_seat_without_deputy_is_filled_g_2() -> None:
    command = replace(FILL_SEAT, deputy_id=None)
    facts = replace(SEAT_FACTS, deputy=DEPUTY_EMPLOYED)
    (filled,) = seat.decide(command, facts, NO_SEAT)
    assert isinstance(filled, SeatFilled)
    assert filled.deputy is None
