"""The shipped rates are what the sources say, and nobody has confirmed them (C-3)."""

from datetime import date
from typing import get_args

import pytest

from services.compensation.rules.rates import rate_of_the_day, stands_alone
from shared.contracts.compensation import LineKind, RateKind
from shared.values.money import from_kroner
from shared.values.rates import Unit
from shared.values.refusal import Refused
from tests.examples_data.read import keyed, rate_facts, rates, read


def test_c_3_rates_do_not_overlap_and_name_a_known_regime_and_source() -> None:
    data = read("rates.json")
    regimes = {regime["key"] for regime in data["regimes"]}
    assert len(regimes) == len(data["regimes"])
    facts = rate_facts()
    for fact in facts:
        same = (fact.rate.regime, fact.rate.kind)
        others = [each for each in facts if each.rate_id != fact.rate_id]
        stands_alone(
            fact.rate, [each for each in others if (each.rate.regime, each.rate.kind) == same]
        )
    for row in data["rates"]:
        assert row["regime"] in regimes
        assert row["source"].startswith("https://")
        assert set(row["kinds"]) <= set(get_args(RateKind))
        assert row["unit"] in get_args(Unit)
    keys = [row["key"] for row in data["rates"]]
    assert len(set(keys)) == len(keys)


def test_c_3_no_source_confirms_a_rate_so_none_is_confirmed_but_the_marked_example() -> None:
    data = read("rates.json")
    assert all(row["confirmed"] is None for row in data["rates"])
    (example,) = data["example_confirmations"]
    assert example["marked"] == "EKSEMPELBEKREFTELSE"
    assert example["rate"] == "allmennlegeforeningen-2024"
    roles = keyed("people")[example["confirmed_by"]]["roles"]
    assert [role["role"] for role in roles] == ["approver"]
    payable = {(rate.regime, rate.amount_ore) for rate in rates() if rate.payable}
    assert payable == {("allmennlegeforeningen", from_kroner(1397))}


@pytest.mark.parametrize(
    ("regime", "kind", "day", "kroner"),
    [
        ("asa-4310", "meeting", date(2018, 7, 1), "857"),
        ("asa-4310", "between", date(2024, 6, 30), "1027"),
        ("asa-4310-spesialist", "meeting", date(2024, 7, 1), "1230"),
        ("legeforeningen-dag", "meeting", date(2023, 12, 31), "8750"),
        ("statens-satser", "km", date(2024, 3, 1), "4.90"),
        ("statens-satser", "km-tax-free", date(2024, 3, 1), "3.50"),
        ("allmennlegeforeningen", "travel-time", date(2026, 11, 19), "1397"),
    ],
)
def test_c_3_the_rates_are_those_of_the_sources(
    regime: str, kind: RateKind, day: date, kroner: str
) -> None:
    found = rate_of_the_day(rate_facts(), regime, kind, day, to_be_paid=False)
    assert found.rate.amount_ore == from_kroner(kroner)


def test_c_3_the_kilometre_rate_of_2026_can_be_seen_but_not_paid() -> None:
    day = date(2026, 11, 19)
    seen = rate_of_the_day(rate_facts(), "statens-satser", "km", day, to_be_paid=False)
    assert not seen.rate.payable
    with pytest.raises(Refused) as refused:
        rate_of_the_day(rate_facts(), "statens-satser", "km", day, to_be_paid=True)
    assert refused.value.reason == "compensation.rate-unconfirmed"


def test_c_10_every_payer_has_a_wage_type_per_kind_of_line_and_a_number_per_doctor() -> None:
    agreements = keyed("agreements").values()
    payers = {entry["payer"]: entry for entry in read("wage_types.json")["payers"]}
    assert set(payers) == {agreement["payer"] for agreement in agreements}
    for entry in payers.values():
        assert set(entry["wage_types"]) == set(get_args(LineKind))
        assert len(set(entry["wage_types"].values())) == len(entry["wage_types"])
    for agreement in agreements:
        numbers = {
            row["person"]: row["employee_number"] for row in payers[agreement["payer"]]["employees"]
        }
        assert numbers[agreement["doctor"]] == agreement["employee_number"]
