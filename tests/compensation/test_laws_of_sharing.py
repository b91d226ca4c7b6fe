"""Shares always add up, and every day of a rate's validity finds its rate (C-3, C-8)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.compensation.commands.facts import Paid, RateFact
from services.compensation.rules.rates import rate_of_the_day
from services.compensation.rules.sharing import key_of, settled
from shared.contracts.compensation import SharingKeySet, Weight
from shared.values.refusal import Refused
from tests.compensation.situations import rate
from tests.examples.compensation.terms import REGIME, SHARED
from tests.examples.ids import AGREEMENT, SKIEN, id_of

PARTIES = (SKIEN, *(id_of(f"party-{number}") for number in range(1, 12)))
YEAR = date(2026, 1, 1)
days = st.dates(date(2025, 12, 1), date(2027, 1, 31))


@st.composite
def keys(draw: st.DrawFn) -> SharingKeySet:
    weights = draw(st.lists(st.integers(1, 800_000), min_size=2, max_size=len(PARTIES)))
    return SHARED.model_copy(
        update={
            "key_id": UUID(int=draw(st.integers(0, 2**64))),
            "weights": tuple(
                Weight(party=party, weight=str(weight))
                for party, weight in zip(PARTIES, weights, strict=False)
            ),
        }
    )


paid = st.lists(
    st.builds(
        Paid,
        st.sampled_from([AGREEMENT, id_of("another-agreement")]),
        days,
        st.integers(-5_000_000, 5_000_000),
    ),
    max_size=40,
)


@given(paid, keys())
def test_shares_add_up_to_what_was_paid_to_the_ore_c_8(
    amounts: list[Paid], key: SharingKeySet
) -> None:
    rows = settled(SKIEN, amounts, [key])
    assert sum(row.amount_ore for row in rows) == sum(each.amount_ore for each in amounts)
    for row in rows:
        assert sum(share.amount_ore for share in row.shares) == row.amount_ore
        if row.key_id is None:
            assert [share.party for share in row.shares] == [SKIEN]
    assert rows == settled(SKIEN, list(reversed(amounts)), [key])


@given(keys(), days)
def test_a_key_holds_on_its_first_and_last_day_and_no_other_c_8(
    key: SharingKeySet, day: date
) -> None:
    within = key.valid_from <= day <= key.valid_to
    assert (key_of([key], AGREEMENT, day) is not None) == within
    for edge in (key.valid_from, key.valid_to):
        assert key_of([key], AGREEMENT, edge) == key
    assert key_of([key], AGREEMENT, key.valid_to + timedelta(days=1)) is None
    assert key_of([key], id_of("another-agreement"), key.valid_from) is None


@st.composite
def series(draw: st.DrawFn) -> list[RateFact]:
    """Confirmed rates one after the other, some with an end, some until replaced."""
    begin, found = YEAR, []
    for number in range(draw(st.integers(1, 6))):
        length = draw(st.integers(1, 400))
        ends = draw(st.booleans())
        found.append(
            rate(
                "meeting",
                100_000 + number,
                id_of(f"rate-{number}"),
                valid_from=begin,
                valid_to=begin + timedelta(days=length - 1) if ends else None,
            )
        )
        begin += timedelta(days=length + draw(st.integers(0, 30)) * ends)
    return found


@given(series())
def test_each_validity_boundary_finds_the_rate_of_its_day_c_3(rates: list[RateFact]) -> None:
    for number, each in enumerate(rates):
        following = rates[number + 1] if number + 1 < len(rates) else None
        for day in {each.rate.valid_from, each.rate.valid_to or each.rate.valid_from}:
            found = rate_of_the_day(rates, REGIME, "meeting", day, to_be_paid=True)
            assert found == each
        after = (each.rate.valid_to or date(2099, 1, 1)) + timedelta(days=1)
        if following is not None:
            before = following.rate.valid_from - timedelta(days=1)
            if each.rate.applies(before):
                assert rate_of_the_day(rates, REGIME, "meeting", before, to_be_paid=True) == each
        elif each.rate.valid_to is not None:
            with pytest.raises(Refused) as refused:
                rate_of_the_day(rates, REGIME, "meeting", after, to_be_paid=True)
            assert refused.value.reason == "compensation.no-rate"
    before_all = YEAR - timedelta(days=1)
    with pytest.raises(Refused):
        rate_of_the_day(rates, REGIME, "meeting", before_all, to_be_paid=True)


@given(series())
def test_a_rate_that_nobody_confirmed_is_never_paid_whatever_the_day_c_3(
    rates: list[RateFact],
) -> None:
    unconfirmed = [
        replace(each, rate=replace(each.rate, confirmed_by=None, confirmed_on=None))
        for each in rates
    ]
    day = rates[0].rate.valid_from
    shown = rate_of_the_day(unconfirmed, REGIME, "meeting", day, to_be_paid=False)
    assert shown.rate.amount_ore == rates[0].rate.amount_ore
    with pytest.raises(Refused) as refused:
        rate_of_the_day(unconfirmed, REGIME, "meeting", day, to_be_paid=True)
    assert refused.value.reason == "compensation.rate-unconfirmed"
