"""Deadlines in Norwegian working days (G-11), in Europe/Oslo with its summer time."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.calendar import (
    OSLO,
    add_working_days,
    deadline,
    end_of_day,
    is_working_day,
    local_day,
    next_working_day,
    public_holidays,
    start_of_day,
    utc_text,
    working_days_between,
)

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 1), True),  # Wednesday before Easter
        (date(2026, 4, 2), False),  # skjærtorsdag
        (date(2026, 4, 3), False),  # langfredag
        (date(2026, 4, 6), False),  # annen påskedag
        (date(2026, 4, 7), True),
        (date(2026, 5, 1), False),
        (date(2026, 5, 14), False),  # Kristi himmelfartsdag
        (date(2027, 5, 17), False),  # both 17 May and annen pinsedag
        (date(2026, 5, 25), False),  # annen pinsedag
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 29), False),  # Sunday
        (date(2026, 12, 24), True),  # a working day by law
        (date(2026, 12, 25), False),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_g_11_weekends_and_public_holidays_are_no_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 3, 30), 3, date(2026, 4, 7)),  # over Easter
        (date(2026, 12, 23), 2, date(2026, 12, 28)),  # over Christmas
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # over New Year
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # from a Saturday
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 11, 27), 0, date(2026, 11, 27)),
    ],
)
def test_g_11_working_days_are_counted_from_the_day_after(
    day: date, count: int, expected: date
) -> None:
    assert add_working_days(day, count) == expected


@given(days, st.integers(1, 60))
def test_g_11_counting_ahead_and_counting_up_agree(day: date, count: int) -> None:
    reached = add_working_days(day, count)
    ahead = [day + timedelta(days=days) for days in range(1, (reached - day).days + 1)]
    assert is_working_day(reached)
    assert sum(map(is_working_day, ahead)) == count
    assert working_days_between(day, reached) == count
    assert working_days_between(reached, day) == 0
    assert add_working_days(next_working_day(day + timedelta(days=1)), count - 1) == reached


def test_g_11_there_is_no_way_back() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 11, 23), -1)


@pytest.mark.parametrize(
    ("at", "count", "expected"),
    [
        # Normal time, one hour ahead of UTC.
        (datetime(2026, 11, 23, 9, tzinfo=UTC), 1, datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC)),
        # From summer time to normal time: the clocks went back on 25 October.
        (datetime(2026, 10, 23, 9, tzinfo=UTC), 1, datetime(2026, 10, 26, 22, 59, 59, tzinfo=UTC)),
        # From normal time to summer time, 29 March.
        (datetime(2026, 3, 27, 9, tzinfo=UTC), 1, datetime(2026, 3, 30, 21, 59, 59, tzinfo=UTC)),
        # 23:30 UTC on Sunday is already Monday in Norway.
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), 1,
         datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_g_11_a_deadline_is_the_end_of_the_norwegian_day(
    at: datetime, count: int, expected: datetime
) -> None:
    assert deadline(at, count) == expected


@given(
    st.datetimes(
        datetime(2000, 1, 1),  # noqa: DTZ001 - the zone is given by the strategy
        datetime(2090, 1, 1),  # noqa: DTZ001
        timezones=st.sampled_from([UTC, OSLO, timezone(timedelta(hours=-5))]),
    ),
    st.integers(0, 30),
)
def test_g_11_a_deadline_never_lies_behind_and_shows_its_own_day(at: datetime, count: int) -> None:
    due = deadline(at, count)
    assert due.tzinfo is UTC
    assert due >= at.replace(microsecond=0)
    assert is_working_day(local_day(due))
    assert due.astimezone(OSLO).strftime("%H:%M:%S") == "23:59:59"


@given(days)
def test_a_norwegian_day_begins_where_the_one_before_ends(day: date) -> None:
    after = day + timedelta(days=1)
    assert end_of_day(day) + timedelta(seconds=1) == start_of_day(after)
    assert local_day(start_of_day(day)) == local_day(end_of_day(day)) == day


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 23, 9)  # noqa: DTZ001
    for function in (local_day, utc_text):
        with pytest.raises(ValueError, match="zone"):
            function(naive)


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=5))
def test_moments_as_text_keep_their_order(moments: list[datetime]) -> None:
    assert sorted(map(utc_text, moments)) == [utc_text(at) for at in sorted(moments)]
    assert all(datetime.fromisoformat(utc_text(at)) == at for at in moments)


def test_every_year_has_its_public_holidays() -> None:
    # Ten on weekdays or Sundays by law besides the two national days.
    assert all(len(public_holidays(year)) in (11, 12) for year in range(2000, 2091))
