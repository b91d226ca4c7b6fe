"""Norwegian working days and deadlines (G-11): UTC in records, Europe/Oslo for deadlines.

A working day is Monday to Friday and no public holiday by law (lov om helligdager og
helligdagsfred, 1 May and 17 May). Christmas Eve and New Year's Eve are working days by law.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Norway's public holidays of a year."""
    # Read when the first day is asked for: the library brings calendars of the whole world, and
    # takes a tenth of a second of every start.
    import holidays  # noqa: PLC0415

    return frozenset(holidays.country_holidays("NO", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that comes `count` working days after `day`; `day` itself is not counted.

    With 0 it is the first working day from `day` on. Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("a deadline lies ahead: the number of working days can't be negative")
    if count == 0:
        return next_working_day(day)
    for _ in range(count):
        day = next_working_day(day + _DAY)
    return day


def working_days_between(day: date, other: date) -> int:
    """How many working days come after `day`, up to and with `other`; 0 where it is not later."""
    return sum(is_working_day(day + _DAY * ahead) for ahead in range(1, (other - day).days + 1))


def deadline(at: datetime, working_days: int) -> datetime:
    """The last second, in UTC, of the day that is `working_days` after the local day of `at`.

    The day is Norwegian: what comes in at 23:30 UTC in winter belongs to the next one.
    Raises ValueError for a time without a zone or a negative number.
    """
    return end_of_day(add_working_days(local_day(at), working_days))


def local_day(at: datetime) -> date:
    """The day in Norway of a moment. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return at.astimezone(OSLO).date()


def start_of_day(day: date) -> datetime:
    """Midnight in Norway as the day begins, in UTC."""
    return datetime.combine(day, time.min, tzinfo=OSLO).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """23:59:59 in Norway, in UTC: a page then shows the day itself, not the one after."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=OSLO).astimezone(UTC)


def utc_text(at: datetime) -> str:
    """The moment as ISO 8601 text in UTC with microseconds: `2026-11-23T09:14:00.000000Z`.

    Of fixed width, so that text order is time order. Raises ValueError without a zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    utc = at.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"
