"""How long it took from one step to the next."""

from datetime import datetime

from shared.values.calendar import local_day, working_days_between
from shared.web.i18n import Words

MINUTE, HOUR = 60, 3_600


def elapsed(before: datetime, after: datetime, words: Words) -> str:
    """`12 dager senere (8 virkedager)`; days are those of the calendar in Norway, and under a day
    it is the clock that counts. Raises ValueError for a moment without a zone."""
    days = (local_day(after) - local_day(before)).days
    if days > 0:
        working = working_days_between(local_day(before), local_day(after))
        told = words("audit.elapsed.days", count=days)
        return words("audit.elapsed.of-which", days=told, working=_working(working, words))
    seconds = int((after - before).total_seconds())
    if seconds >= HOUR:
        return words("audit.elapsed.hours", count=seconds // HOUR)
    if seconds >= MINUTE:
        return words("audit.elapsed.minutes", count=seconds // MINUTE)
    return words("audit.elapsed.at-once")


def _working(days: int, words: Words) -> str:
    return words("audit.elapsed.working-days", count=days)
