"""How it stands with a case or a person whose access may be blocked, in words (R-7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from services.audit.application import Remembered, sentence
from services.audit.decisions.erasing import (
    Blocked,
    Confirmed,
    Erased,
    Open,
    Requested,
    Subject,
)
from services.audit.pages.presenters.names import Names
from services.audit.readmodels.subjects import Blocked as Row
from shared.contracts.audit import (
    AccessBlocked,
    BlockLifted,
    ErasureConfirmed,
    ErasureRequested,
    ErasureWithdrawn,
)
from shared.web.components import TimelineEntry, Tone
from shared.web.references import log_reference

Act: TypeAlias = Literal["block", "lift", "request", "withdraw", "confirm"]

TONES: dict[str, Tone] = {
    "open": "success",
    "blocked": "warning",
    "requested": "warning",
    "confirmed": "danger",
    "erased": "neutral",
}
CASE, PERSON = "case-", "person-"


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """As it is listed."""

    name: str
    address: str
    state: str
    tone: Tone
    since: datetime


@dataclass(frozen=True, slots=True)
class Sealed:
    """What will be gone: what it is, and to which day it must be kept."""

    what: str
    until: date | None
    held: bool


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """One subject: `acts` are what this person may ask now, `by_other` tells that another must."""

    name: str
    state: str
    tone: Tone
    sealed: tuple[Sealed, ...]
    held: bool
    acts: tuple[Act, ...]
    by_other: bool
    timeline: tuple[TimelineEntry, ...]
    history: str | None


def subject_name(subject: str, numbers: Mapping[UUID, str], names: Names) -> str:
    """`sak 2026/14`, or what the person is called."""
    words = names.words
    if subject.startswith(CASE):
        number = numbers.get(UUID(subject.removeprefix(CASE)))
        return words("audit.block.case", number=number) if number else words("audit.block.a-case")
    return names.person(UUID(subject.removeprefix(PERSON)))


def subject_rows(
    subjects: Iterable[Row], numbers: Mapping[UUID, str], names: Names
) -> tuple[SubjectRow, ...]:
    return tuple(
        SubjectRow(
            subject_name(each.subject, numbers, names),
            f"/revisjon/sperring/{each.subject}",
            names.words(f"audit.block.state.{each.state}"),
            TONES[each.state],
            each.since,
        )
        for each in subjects
    )


def subject_page(
    subject: str,
    standing: Subject,
    kept: Mapping[str, date | None],
    told: Sequence[Remembered],
    numbers: Mapping[UUID, str],
    names: Names,
    by: UUID,
    today: date,
) -> SubjectPage:
    """`by` is who looks: whoever has asked for an erasure never confirms it."""
    words, state = names.words, type(standing).__name__.lower()
    sealed = tuple(
        Sealed(words(f"audit.sealed.{purpose}"), until, until is not None and until >= today)
        for purpose, until in sorted(kept.items())
    )
    case = subject.startswith(CASE)
    return SubjectPage(
        name=subject_name(subject, numbers, names),
        state=words(f"audit.block.state.{state}"),
        tone=TONES[state],
        sealed=sealed,
        held=any(each.held for each in sealed),
        acts=acts(standing, by, held=any(each.held for each in sealed)),
        by_other=isinstance(standing, Requested) and standing.by == by,
        timeline=tuple(_entry(each, names) for each in reversed(told)),
        history=f"/revisjon/saker/{subject.removeprefix(CASE)}" if case else None,
    )


def acts(standing: Subject, by: UUID, *, held: bool) -> tuple[Act, ...]:
    """What can be asked now: nothing is erased while a duty to keep runs, nor by one alone."""
    match standing:
        case Open():
            return ("block",)
        case Blocked():
            return ("lift",) if held else ("lift", "request")
        case Requested(by=asked_by):
            return ("withdraw",) if asked_by == by or held else ("confirm", "withdraw")
        case Confirmed() | Erased():
            return ()


def _entry(each: Remembered, names: Names) -> TimelineEntry:
    words = names.words
    return TimelineEntry(
        title=sentence(each, words),
        at=each.entry.recorded,
        by=names.person(each.entry.actor),
        text=_why(each, names),
        reference=log_reference(words, each.entry.service, each.entry.position),
        tone="info",
    )


def _why(each: Remembered, names: Names) -> str | None:
    words = names.words
    match each.event:
        case AccessBlocked() | ErasureRequested() as event:
            return words("audit.block.why", basis=event.basis, reason=event.reason)
        case BlockLifted() | ErasureWithdrawn() as event:
            return event.reason
        case ErasureConfirmed() as event:
            return words("audit.block.confirmed", basis=event.basis)
        case _:
            return None
