"""Periods and days that a person gives."""

import calendar
from datetime import date

from shared.contracts.record import Facts
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def period_runs_forward(rule: str, valid_from: date, valid_to: date | None) -> None:
    """A period ends no earlier than it begins."""
    if valid_to is not None and valid_to < valid_from:
        raise Refused(rule, "compensation.period-backwards", field="valid_to")


def not_ahead(rule: str, field: str, day: date | None, facts: Facts) -> date:
    """What is told to have happened, has happened by today's date in Norway; today where no day
    is told."""
    today = local_day(facts.now)
    if day is not None and day > today:
        raise Refused(rule, "compensation.day-ahead", field=field, day=day)
    return day or today


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
