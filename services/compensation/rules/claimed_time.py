"""A person's time is claimed once (C-6)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeAlias, assert_never
from uuid import UUID

from services.compensation.commands.facts import ClaimedTime
from shared.contracts.compensation import ReceiptClaimed, TimeClaimed, TimeReleased
from shared.values.calendar import local_day
from shared.values.refusal import Refused

TimeEvent: TypeAlias = TimeClaimed | ReceiptClaimed | TimeReleased

_HALF = timedelta(seconds=30)
_MINUTE = timedelta(minutes=1)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes, rounded half up: a register has seconds, pay has minutes."""
    return (end - start + _HALF) // _MINUTE


def time_held(events: Iterable[TimeEvent]) -> tuple[ClaimedTime, ...]:
    """What a person has claimed and not got back: the fold of the stream of their time."""
    held: tuple[ClaimedTime, ...] = ()
    for event in events:
        match event:
            case TimeClaimed():
                held = (
                    *held,
                    ClaimedTime(
                        claim_id=event.claim_id,
                        agreement_id=event.agreement_id,
                        kind=event.kind,
                        work_from=event.work_from,
                        work_to=event.work_to,
                    ),
                )
            case ReceiptClaimed():
                """A receipt is no time."""
            case TimeReleased():
                held = tuple(time for time in held if time.claim_id != event.claim_id)
            case _:
                assert_never(event)
    return held


def receipts_held(events: Iterable[TimeEvent], claim_id: UUID) -> tuple[str, ...]:
    """The receipts of a person's other claims, from the same stream (C-6)."""
    held: dict[str, UUID] = {}
    for event in events:
        match event:
            case ReceiptClaimed():
                held[event.sha256] = event.claim_id
            case TimeReleased():
                held = {receipt: by for receipt, by in held.items() if by != event.claim_id}
            case TimeClaimed():
                """Time is no receipt."""
            case _:
                assert_never(event)
    return tuple(receipt for receipt, by in held.items() if by != claim_id)


def in_months_of(
    held: Iterable[ClaimedTime], moments: Iterable[datetime]
) -> tuple[ClaimedTime, ...]:
    """What was claimed in the calendar months of these moments: no cap runs over more, and work
    that reaches into another month is kept for both."""
    months = {_month(moment) for moment in moments}
    return tuple(time for time in held if months & {_month(time.work_from), _month(time.work_to)})


def _month(moment: datetime) -> tuple[int, int]:
    day = local_day(moment)
    return day.year, day.month


def of_other_claims(held: Iterable[ClaimedTime], claim_id: UUID) -> tuple[ClaimedTime, ...]:
    return tuple(time for time in held if time.claim_id != claim_id)


def runs_forward(work_from: datetime, work_to: datetime, now: datetime) -> None:
    """C-4: work has a beginning, an end after it, and is done."""
    if work_to <= work_from:
        raise Refused("C-4", "compensation.work-backwards", field="lines", at=work_from)
    if work_to > now:
        raise Refused("C-4", "compensation.work-ahead", field="lines", at=work_to)


def own_times_are_apart(spans: Iterable[tuple[datetime, datetime]]) -> None:
    """C-6: no time stands twice in one claim; one thing may end as the next begins."""
    for (_, end), (start, _) in pairwise(sorted(spans)):
        if start < end:
            raise Refused("C-6", "compensation.time-twice-in-claim", field="lines", at=start)


def is_free(spans: Iterable[tuple[datetime, datetime]], claimed: Sequence[ClaimedTime]) -> None:
    """C-6: the same person's time is claimed in one claim only, in any helsefellesskap."""
    for start, end in spans:
        for time in claimed:
            if start < time.work_to and time.work_from < end:
                raise Refused("C-6", "compensation.time-claimed", field="lines", at=start)
