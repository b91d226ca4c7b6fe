"""Who pays and who gains: ranges add up, and asymmetry has its cause (A-6)."""

from uuid import UUID

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from services.assessment.rules.economy import Balance, economy, summed
from shared.contracts.assessment.details import MoneyLine, Span
from shared.contracts.assessment.words import EconomicPhase, Flow
from tests.assessment.strategies import lines, spans
from tests.examples.ids import HOSPITAL, PORSGRUNN, SKIEN

many = st.lists(lines, max_size=12)


def line(
    party: UUID, flow: Flow, low: int, high: int, phase: EconomicPhase = "running"
) -> MoneyLine:
    return MoneyLine(party=party, phase=phase, flow=flow, ore=Span(low=low, high=high))


@settings(deadline=None)
@for_all(st.lists(spans))
def test_ranges_add_up_end_by_end_and_are_never_upside_down_a_6(of: list[Span]) -> None:
    total = summed(of)
    assert total.low == sum(each.low for each in of)
    assert total.high == sum(each.high for each in of)
    assert total.low <= total.high


@settings(deadline=None)
@for_all(many)
def test_the_parties_add_up_to_all_of_them_per_phase_and_unit_a_6(of: list[MoneyLine]) -> None:
    found = economy(of)
    for total in found.totals:
        same = [
            each for each in found.balances if (each.phase, each.unit) == (total.phase, total.unit)
        ]
        assert total.cost == summed(each.cost for each in same)
        assert total.gain == summed(each.gain for each in same)
        assert total.net == summed(each.net for each in same)
    told = {(each.phase, each.unit) for each in found.balances}
    assert told == {(each.phase, each.unit) for each in found.totals}


@settings(deadline=None)
@for_all(many, st.data())
def test_the_net_goes_from_the_worst_to_the_best_there_may_be_a_6(
    of: list[MoneyLine], data: st.DataObject
) -> None:
    for each in (found := economy(of)).balances + found.totals:
        gain = data.draw(st.integers(each.gain.low, each.gain.high))
        cost = data.draw(st.integers(each.cost.low, each.cost.high))
        assert each.net.low <= gain - cost <= each.net.high
        assert each.net.low == each.gain.low - each.cost.high
        assert each.net.high == each.gain.high - each.cost.low


@settings(deadline=None)
@for_all(many, st.randoms(use_true_random=False))
def test_the_order_of_lines_says_nothing_a_6(of: list[MoneyLine], random: object) -> None:
    mixed = list(of)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert economy(mixed) == economy(of)


@settings(deadline=None)
@for_all(many)
def test_each_asymmetry_has_one_who_pays_and_gains_nothing_and_another_who_gains_a_6(
    of: list[MoneyLine],
) -> None:
    found = economy(of)

    def of_party(party: object) -> list[Balance]:
        return [each for each in found.balances if each.party == party]

    for each in found.asymmetries:
        assert {b.phase for b in of_party(each.bearer) if b.pays} == set(each.phases)
        assert each.phases
        assert not any(b.gains for b in of_party(each.bearer))
        assert each.bearer not in each.gainers
        assert all(any(b.gains for b in of_party(gainer)) for gainer in each.gainers)
        assert each.gainers


@settings(deadline=None)
@for_all(many, st.integers(1, 10**6))
def test_one_who_gets_a_sure_gain_bears_nothing_alone_any_more_a_6(
    of: list[MoneyLine], much: int
) -> None:
    for each in economy(of).asymmetries:
        cost = sum(line.ore.high for line in of if line.party == each.bearer) + much
        better = [*of, line(each.bearer, "gain", cost, cost)]
        assert each.bearer not in {one.bearer for one in economy(better).asymmetries}


def test_the_one_who_invests_while_another_has_the_gain_bears_it_alone_a_6() -> None:
    found = economy(
        [
            line(HOSPITAL, "cost", 100, 200, "investment"),
            line(SKIEN, "gain", 10, 20),
            line(PORSGRUNN, "gain", 5, 5),
            line(PORSGRUNN, "cost", 5, 5),
        ]
    )
    (asymmetry,) = found.asymmetries
    assert (asymmetry.bearer, asymmetry.phases) == (HOSPITAL, ("investment",))
    assert set(asymmetry.gainers) == {SKIEN, PORSGRUNN}


def test_one_who_both_pays_and_gains_bears_nothing_alone_a_6() -> None:
    assert not economy(
        [
            line(HOSPITAL, "cost", 100, 200, "investment"),
            line(HOSPITAL, "gain", 50, 60),
            line(SKIEN, "gain", 10, 20),
        ]
    ).asymmetries


def test_hours_and_kroner_are_never_added_to_each_other_a_6() -> None:
    hours = MoneyLine(
        party=SKIEN, phase="running", flow="gain", ore=Span(), hours=Span(low=3, high=4)
    )
    found = economy([line(SKIEN, "cost", 7, 7), hours])
    assert [(each.unit, each.cost.high, each.gain.high) for each in found.balances] == [
        ("ore", 7, 0),
        ("hours", 0, 4),
    ]
