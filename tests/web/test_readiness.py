"""When each party is ready: the drawing says what the table says (A-8)."""

from datetime import date

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from shared.web.i18n import SHARED_WORDS, Words
from shared.web.readiness import WIDTH, Ready, picture, said

WORDS = Words([SHARED_WORDS])
TODAY, LATE = date(2026, 11, 25), date(2027, 3, 1)
HOSPITAL = Ready("Sykehuset", "Journalen", LATE, holds=True)
TOWN = Ready("Kommunen", "Pleiesystemet", date(2025, 1, 1), holds=False)

days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2200, 1, 1)))
rows = st.lists(
    st.builds(
        Ready,
        party=st.sampled_from(["Sykehuset", "Kommunen", "Fylkeslandbrukskontoret " * 4]),
        what=st.sampled_from(["Journalen", "Et system med et svært langt navn " * 3]),
        ready_on=days,
        holds=st.booleans(),
        needed=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@for_all(rows, days)
def test_everything_is_inside_the_drawing_and_later_stands_further_on_a_8(
    of: list[Ready], gain: date | None
) -> None:
    drawn = (
        picture(of, gain, TODAY, WORDS)
        if gain is None
        else picture([*of, Ready("Alle", "Siste", gain, holds=True)], gain, TODAY, WORDS)
    )
    assert 0 <= drawn.today <= WIDTH
    placed = [(each.ready_on, track.x) for each, track in zip(of, drawn.tracks, strict=False)]
    for day, x in placed:
        assert (day is None) == (x is None), "a day nobody knows has no place"
        assert x is None or 0 <= x <= WIDTH
    known = sorted((day, x) for day, x in placed if day is not None and x is not None)
    assert [x for _, x in known] == sorted(x for _, x in known)
    feet = [y for track in drawn.tracks for y in (*(line.y for line in track.lines), track.y)]
    assert feet == sorted(feet), "nothing is written over anything"
    assert feet[-1] < drawn.foot < drawn.height
    assert all(each.party in drawn.told for each in of)


def test_the_gain_comes_with_the_last_and_is_named_by_whom_it_waits_for_a_8() -> None:
    told = said([TOWN, HOSPITAL], LATE, TODAY, WORDS)
    assert told is not None
    assert told.gain == "Gevinsten kommer tidligst 1. mars 2027, når Sykehuset er klar."
    assert [each.party for each in told.rows] == ["Kommunen", "Sykehuset"]
    assert told.picture.gain == told.picture.tracks[1].x
    assert told.picture.gain is not None
    assert told.picture.today < told.picture.gain


def test_where_a_day_is_not_known_that_is_said_and_nothing_is_drawn_as_the_gain_a_8() -> None:
    unknown = Ready("Sykehuset", "Journalen", None, holds=True)
    told = said([TOWN, unknown], None, TODAY, WORDS)
    assert told is not None
    assert told.gain == "Ingen vet når gevinsten kommer. Det venter på Sykehuset."
    assert told.picture.gain is None
    assert told.picture.tracks[1].x is None


def test_what_is_ready_already_is_not_told_as_coming_a_8() -> None:
    ready = Ready("Kommunen", "Pleiesystemet", TODAY, holds=True)
    told = said([ready], TODAY, TODAY, WORDS)
    assert told is not None
    assert "Det har vært gevinst fra" in told.gain


def test_where_nothing_is_told_there_is_no_picture_a_8() -> None:
    assert said([], None, TODAY, WORDS) is None
