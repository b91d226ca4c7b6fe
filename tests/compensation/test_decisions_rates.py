"""Rates: published as data, confirmed by a person, paid by the day of the work (C-3)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.compensation.commands.rates import PublishRate, RateCommand
from services.compensation.decisions.rate import (
    Confirmed,
    Published,
    Rate,
    RateEvent,
    Unknown,
    dated,
    decide,
    evolve,
)
from services.compensation.rules.rates import rate_of_the_day
from shared.contracts.record import Who, service_actor
from shared.values.money import Rounding
from shared.values.refusal import Refused
from tests.compensation.situations import CONFIRMING, MEETING_RATE, given, rate, refusal_of
from tests.examples.compensation.terms import CONFIRM, CONFIRMED, PUBLISH, PUBLISHED, REGIME
from tests.examples.ids import RATE, id_of


def after(*events: RateEvent) -> Rate:
    start: Rate = Unknown()
    return given(evolve, start, *events)


def refused(command: RateCommand, rate: Rate) -> Refused:
    return refusal_of(lambda: decide(command, CONFIRMING, rate))


def test_a_rate_is_published_with_its_source_and_can_be_seen_c_3() -> None:
    assert decide(PUBLISH, CONFIRMING, after()) == (PUBLISHED,)
    assert after(PUBLISHED) == Published(PUBLISHED)


def test_rounding_and_cap_are_part_of_the_rate_c_3() -> None:
    command = replace(
        PUBLISH,
        unit="commenced-half-hour",
        cap=Decimal("15"),
        rounding=Rounding(step_ore=500, mode="down"),
    )
    (published,) = decide(command, CONFIRMING, after())
    assert published == PUBLISHED.model_copy(
        update={
            "unit": "commenced-half-hour",
            "cap": "15",
            "rounding": Rounding(step_ore=500, mode="down"),
        }
    )
    value = dated(published)
    assert (value.cap, value.rounding.step_ore, value.payable) == (Decimal(15), 500, False)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (replace(PUBLISH, amount_ore=0), "compensation.rate-amount"),
        (replace(PUBLISH, unit="km"), "compensation.rate-unit"),
        (replace(PUBLISH, kind="km"), "compensation.rate-unit"),
        (replace(PUBLISH, cap=Decimal("0")), "compensation.rate-cap"),
        (replace(PUBLISH, cap=Decimal("NaN")), "compensation.rate-cap"),
        (replace(PUBLISH, kind="km", unit="km", cap=Decimal(1)), "compensation.rate-cap-on-km"),
        (replace(PUBLISH, valid_to=date(2023, 12, 31)), "compensation.period-backwards"),
        (replace(PUBLISH, source="  "), "compensation.text-missing"),
        (replace(PUBLISH, regime="x" * 1_001), "compensation.text-too-long"),
    ],
)
def test_a_rate_that_makes_no_sense_is_refused_c_3(command: PublishRate, reason: str) -> None:
    refusal = refused(command, after())
    assert (refusal.rule, refusal.reason) == ("C-3", reason)


def test_no_patient_is_named_in_a_source_i_3() -> None:
    refusal = refused(replace(PUBLISH, source="Gjelder 01019000083"), after())
    assert (refusal.rule, refusal.field) == ("I-3", "source")


def test_a_rate_is_published_once_c_3() -> None:
    assert refused(PUBLISH, after(PUBLISHED)).reason == "compensation.rate-already-published"


def test_a_person_confirms_a_rate_on_a_basis_c_3() -> None:
    assert decide(CONFIRM, CONFIRMING, after(PUBLISHED)) == (CONFIRMED,)
    assert after(PUBLISHED, CONFIRMED) == Confirmed()
    assert dated(PUBLISHED, CONFIRMED) == MEETING_RATE.rate


def test_a_confirmation_without_a_day_is_of_today_and_never_ahead_c_3() -> None:
    (confirmed,) = decide(replace(CONFIRM, confirmed_on=None), CONFIRMING, after(PUBLISHED))
    assert confirmed == CONFIRMED.model_copy(update={"confirmed_on": date(2026, 11, 3)})
    ahead = replace(CONFIRM, confirmed_on=date(2026, 11, 4))
    assert refused(ahead, after(PUBLISHED)).reason == "compensation.day-ahead"


def test_no_service_confirms_a_rate_c_3() -> None:
    facts = replace(CONFIRMING, by=Who(service_actor("compensation")))
    refusal = refusal_of(lambda: decide(CONFIRM, facts, after(PUBLISHED)))
    assert refusal.reason == "compensation.rate-confirmed-by-nobody"


def test_a_confirmation_without_basis_or_of_nothing_is_refused_c_3() -> None:
    assert refused(replace(CONFIRM, basis=" "), after(PUBLISHED)).field == "basis"
    assert refused(CONFIRM, after()).reason == "compensation.rate-unknown"


def test_confirming_twice_changes_nothing_c_3() -> None:
    assert decide(CONFIRM, CONFIRMING, after(PUBLISHED, CONFIRMED)) == ()


OTHER = id_of("other-rate")


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "overlaps"),
    [
        (date(2024, 1, 1), None, True),
        (date(2023, 1, 1), date(2024, 1, 1), True),
        (date(2023, 1, 1), date(2023, 12, 31), False),
        (date(2023, 1, 1), None, False),
        (date(2025, 7, 1), None, False),
    ],
    ids=["same start", "ends inside", "ends before", "replaced by this", "replaces this"],
)
def test_two_confirmed_rates_never_apply_on_one_day_c_3(
    valid_from: date, valid_to: date | None, overlaps: bool
) -> None:
    other = rate("meeting", 1, OTHER, valid_from=valid_from, valid_to=valid_to)
    facts = replace(CONFIRMING, confirmed=(other,))
    if overlaps:
        refusal = refusal_of(lambda: decide(CONFIRM, facts, after(PUBLISHED)))
        assert (refusal.rule, refusal.reason) == ("C-3", "compensation.rates-overlap")
    else:
        assert decide(CONFIRM, facts, after(PUBLISHED)) == (CONFIRMED,)


NEWER = rate("meeting", 150_000, OTHER, valid_from=date(2025, 7, 1))


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2025, 6, 30), RATE), (date(2025, 7, 1), OTHER)]
)
def test_the_rate_of_the_day_of_the_work_applies_c_3(day: date, expected: object) -> None:
    found = rate_of_the_day((MEETING_RATE, NEWER), REGIME, "meeting", day, to_be_paid=True)
    assert found.rate_id == expected


def test_a_newer_rate_pays_only_when_it_is_confirmed_c_3() -> None:
    newer = rate("meeting", 150_000, OTHER, valid_from=date(2025, 7, 1), confirmed=False)
    rates = (newer, MEETING_RATE)
    day = date(2026, 11, 3)
    assert rate_of_the_day(rates, REGIME, "meeting", day, to_be_paid=True) == MEETING_RATE
    shown = rate_of_the_day((newer,), REGIME, "meeting", day, to_be_paid=False)
    assert shown == newer
    refusal = refusal_of(lambda: rate_of_the_day((newer,), REGIME, "meeting", day, to_be_paid=True))
    assert refusal.reason == "compensation.rate-unconfirmed"


def test_two_rates_from_one_day_are_never_chosen_between_c_3() -> None:
    twin = replace(MEETING_RATE, rate_id=OTHER)
    refusal = refusal_of(
        lambda: rate_of_the_day(
            (MEETING_RATE, twin), REGIME, "meeting", date(2026, 1, 1), to_be_paid=True
        )
    )
    assert refusal.reason == "compensation.rates-overlap"
