"""The national picture and the variation, drawn by one scale each (R-5)."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.audit.application.querying import Variation
from services.audit.pages.presenters.picture import (
    LEVELS,
    ROOM_FOR_NUMBER,
    WIDTH,
    Bar,
    between,
    national,
)
from services.audit.readmodels.case_lists import Figure
from tests.audit.telling import WORDS

LONGEST = WIDTH - ROOM_FOR_NUMBER
figures = st.lists(
    st.builds(
        Figure,
        component=st.sampled_from(["legal", "practical", "economic", "unknown"]),
        level=st.sampled_from(LEVELS),
        outcome=st.sampled_from(["open", "in-force"]),
        cases=st.integers(1, 100),
        days=st.integers(0, 100_000),
    ),
    max_size=12,
)


def length(bar: Bar) -> int:
    return sum(piece.length for piece in bar.pieces)


def test_the_hindrance_that_took_most_days_stands_first_with_its_levels_side_by_side() -> None:
    picture = national(
        [
            Figure("practical", "practical", "open", 2, 10),
            Figure("legal", "organisational", "in-force", 1, 30),
            Figure("legal", "system", "open", 1, 60),
            Figure("legal", "system", "not-agreed", 3, 10),
        ],
        WORDS,
    )
    legal, practical = picture.bars
    assert (legal.name, legal.number) == ("Juridisk", "100 dager")
    assert [(piece.level, piece.x, piece.length) for piece in legal.pieces] == [
        ("organisational", 0, 67),
        ("system", 67, 157),
    ]
    assert (practical.number, length(practical)) == ("10 dager", 22)
    assert "Juridisk: organisatorisk nivå 30 dager, systemnivå 70 dager" in picture.told
    assert [key.level for key in picture.keys] == list(LEVELS)


@given(figures)
def test_nothing_sticks_out_and_nothing_lies_over_anything_else(found: list[Figure]) -> None:
    picture = national(found, WORDS)
    below = max((key.y for key in picture.keys), default=0)
    for bar in picture.bars:
        assert bar.y > below
        below = bar.y
        assert length(bar) <= LONGEST + len(LEVELS)
        ends = 0
        for piece in bar.pieces:
            assert piece.x >= ends
            ends = piece.x + piece.length
        assert bar.number_x > ends
    assert picture.height >= below
    assert {bar.name for bar in picture.bars} == {
        WORDS(f"audit.extract.component.{each.component}") for each in found
    }


def test_the_helsefellesskap_stand_beside_each_other_by_their_averages() -> None:
    variations = [Variation(UUID(int=1), "Telemark", 4, 40), Variation(None, "", 1, 10)]
    picture = between(variations, WORDS)
    assert [(bar.name, length(bar)) for bar in picture.bars] == [
        ("Telemark", LONGEST),
        ("Uten helsefellesskap", LONGEST // 4),
    ]
    assert picture.keys == ()
    assert picture.told == "Telemark: 40 dager; Uten helsefellesskap: 10 dager"


def test_where_nothing_is_counted_nothing_is_drawn() -> None:
    assert national([], WORDS).bars == between([], WORDS).bars == ()
