"""The drawing of cost and gain has the numbers of the table, by one scale (A-6)."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

import services.assessment
from services.assessment.pages.presenters.bars import WIDTH
from services.assessment.pages.presenters.economy import economy_said
from services.assessment.pages.presenters.recorded import kroner_range
from services.assessment.rules.economy import economy
from shared.contracts.assessment.details import MoneyLine, Span
from shared.web.i18n import SHARED_WORDS, Words
from tests.assessment.strategies import lines
from tests.examples.ids import HOSPITAL, PORSGRUNN, SKIEN

WORDS = Words([SHARED_WORDS, Path(services.assessment.__file__).parent / "words" / "nb.po"])
CALLED = {HOSPITAL: "Sykehuset", SKIEN: "Skien", PORSGRUNN: "Porsgrunn"}


@dataclass(frozen=True)
class Called:
    """What presenters ask of names, without a register."""

    words: Words = WORDS

    def party(self, party: UUID) -> str:
        return CALLED[party]

    def parties(self, parties: tuple[UUID, ...]) -> str:
        return ", ".join(map(self.party, parties))


NAMES = Called()


def line(party: UUID, flow: str, low: int, high: int, phase: str = "investment") -> MoneyLine:
    given = {"party": party, "phase": phase, "flow": flow, "ore": Span(low=low, high=high)}
    return MoneyLine.model_validate(given)


@settings(deadline=None)
@for_all(st.lists(lines, max_size=10))
def test_each_bar_has_its_number_and_its_length_by_one_scale_a_6(of: list[MoneyLine]) -> None:
    found = economy(of)
    told = economy_said(found, NAMES)  # type: ignore[arg-type]
    if told is None:
        assert not found.balances
        return
    drawn = 0
    for phase in told.phases:
        for picture in phase.pictures:
            bars = [bar for group in picture.groups for bar in group.bars]
            assert max(bar.most for bar in bars) == WIDTH - 2, "the longest takes the width"
            assert all(0 <= bar.sure <= bar.most <= WIDTH - 2 for bar in bars)
            assert all(bar.label in picture.told for bar in bars)
            tops = [bar.y for bar in bars]
            assert tops == sorted(set(tops))
            assert tops[-1] + 14 <= picture.height
            drawn += len(bars)
    amounts = [span for each in found.balances for span in (each.cost, each.gain) if span.high]
    assert drawn == len(amounts), "every cost and every gain is drawn once"
    rows = [row for phase in told.phases for row in phase.rows]
    assert len(rows) == len(found.balances) + len(found.totals)


def test_investment_and_running_stand_apart_and_so_do_kroner_and_hours_a_6() -> None:
    hours = MoneyLine(
        party=SKIEN,
        phase="running",
        flow="gain",
        ore=Span(low=1, high=1),
        hours=Span(low=2, high=3),
    )
    told = economy_said(economy([line(HOSPITAL, "cost", 100, 200), hours]), NAMES)  # type: ignore[arg-type]
    assert told is not None
    assert [[each.name for each in phase.pictures] for phase in told.phases] == [
        ["investment-ore"],
        ["running-ore", "running-hours"],
    ]
    (asymmetry,) = told.asymmetries
    assert asymmetry == "Sykehuset bærer kostnaden (investering), mens gevinsten faller hos Skien."


def test_what_is_uncertain_is_drawn_beyond_what_is_sure_a_6() -> None:
    told = economy_said(
        economy([line(HOSPITAL, "cost", 50_00, 100_00), line(SKIEN, "gain", 25_00, 25_00)]),
        NAMES,  # type: ignore[arg-type]
    )
    assert told is not None
    ((town, hospital),) = (picture.groups for picture in told.phases[0].pictures)
    assert (hospital.bars[0].sure, hospital.bars[0].most) == (143, 286)
    assert (town.bars[0].look, town.bars[0].sure, town.bars[0].most) == ("gain", 72, 72)
    assert hospital.bars[0].label == "Kostnad 50–100\xa0kr"


def test_amounts_are_written_in_whole_kroner_and_with_ore_where_there_are_any() -> None:
    assert kroner_range(Span(low=139750, high=139750), WORDS) == "1\xa0397,5\xa0kr"
    assert kroner_range(Span(low=0, high=300_000_00), WORDS) == "0–300\xa0000\xa0kr"
    assert kroner_range(Span(), WORDS) == ""
