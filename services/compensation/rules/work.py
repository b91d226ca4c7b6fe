"""What is claimed, before it is priced: time at the meeting, on travel, between meetings (C-4)."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from uuid import UUID

from services.compensation.commands.claims import DraftClaim
from services.compensation.commands.facts import AttendanceFact, ClaimedTime
from services.compensation.rules.claimed_time import minutes_between
from services.compensation.rules.writing import written
from shared.contracts.compensation import ClaimDrafted, TimeKind
from shared.values.refusal import Refused

MOST_WORK = 24
"""A claim is for one meeting and what belongs to it; the rest goes in a claim of its own."""
MOST_KM = 5_000
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Work:
    """A time that is claimed, with what was done, the kilometres driven in it, and what is asked
    of the secretariat where no attendance is recorded (C-5)."""

    kind: TimeKind
    work_from: datetime
    work_to: datetime
    what: str | None = None
    km: Decimal | None = None
    asked: str | None = None

    @property
    def minutes(self) -> int:
        return minutes_between(self.work_from, self.work_to)

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.work_from, self.work_to

    def as_claimed(self, claim_id: UUID, agreement_id: UUID) -> ClaimedTime:
        return ClaimedTime(claim_id, agreement_id, self.kind, self.work_from, self.work_to)


def at_the_meeting(attendance: AttendanceFact) -> tuple[Work, ...]:
    """C-5: the meeting time as governance recorded it; nobody types it in."""
    return tuple(
        Work("meeting", _utc(time.present_from), _utc(time.present_to))
        for time in attendance.present
        if time.present_from < time.present_to
    )


def told(command: DraftClaim) -> tuple[Work, ...]:
    """C-4, C-5: what the claimant tells; work says what it was, time without a record asks the
    secretariat, and no text names a patient (I-3)."""
    return (
        *(
            Work(
                "travel-time",
                _utc(leg.work_from),
                _utc(leg.work_to),
                written("C-4", "travel", leg.what) if leg.what else None,
                _kilometres(leg.km),
            )
            for leg in command.travel
        ),
        *(
            Work(
                "between",
                _utc(work.work_from),
                _utc(work.work_to),
                written("C-4", "between", work.what),
            )
            for work in command.between
        ),
        *(
            Work(
                "pre-meeting",
                _utc(before.work_from),
                _utc(before.work_to),
                written("C-4", "pre_meeting", before.what),
            )
            for before in command.pre_meeting
        ),
        *(
            Work(
                "meeting",
                _utc(time.work_from),
                _utc(time.work_to),
                asked=written("C-5", "unrecorded", time.question),
            )
            for time in command.unrecorded
        ),
    )


def told_in(claim: ClaimDrafted) -> tuple[Work, ...]:
    """What the claimant told in a draft, read back from its lines."""
    km = {
        line.work_from: Decimal(line.quantity) for line in claim.lines if line.kind == "km-tax-free"
    }
    return tuple(
        Work(
            line.kind,
            line.work_from,
            line.work_to,
            line.what,
            km.get(line.work_from) if line.kind == "travel-time" else None,
            line.asked,
        )
        for line in claim.lines
        if line.kind in {"travel-time", "between", "pre-meeting"}
        or (line.kind == "meeting" and line.asked is not None)
    )


def with_attendance(attendance: AttendanceFact, claimants: tuple[Work, ...]) -> tuple[Work, ...]:
    """C-5: the recorded attendance and what the claimant tells; what was asked about it falls
    away once it is recorded."""
    recorded = at_the_meeting(attendance)
    if not recorded:
        return claimants
    return (*recorded, *(work for work in claimants if work.asked is None))


def copied(last: ClaimDrafted, later: timedelta) -> tuple[Work, ...]:
    """C-4: the work of an earlier claim, moved to another meeting: travel and pre-meeting, which
    repeat themselves. What was prepared between the meetings is told anew."""
    return tuple(
        replace(work, work_from=work.work_from + later, work_to=work.work_to + later)
        for work in told_in(last)
        if work.kind in {"travel-time", "pre-meeting"}
    )


def bearable(work: tuple[Work, ...]) -> None:
    """C-4: a claim has no more lines than a person can check."""
    if len(work) > MOST_WORK:
        raise Refused("C-4", "compensation.too-many-lines", field="lines", most=MOST_WORK)


def _kilometres(km: Decimal | None) -> Decimal | None:
    if km is None:
        return None
    try:
        whole_cents = km.is_finite() and km == km.quantize(_CENT)
    except InvalidOperation:
        whole_cents = False
    if not whole_cents or not 0 < km <= MOST_KM:
        raise Refused("C-4", "compensation.kilometres", field="km", most=MOST_KM)
    return km


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise Refused("C-4", "compensation.time-without-zone", field="lines")
    return at.astimezone(UTC)
