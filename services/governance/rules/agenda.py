"""What stands on an agenda, in which order and under which number (G-1, G-12)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.commands.facts import BodyFact, CaseFact, SeatFact
from services.governance.commands.meetings import Entry
from services.governance.rules.meetings import has_a_zone
from services.governance.rules.writing import NAME_LENGTH, optional
from shared.contracts.governance import MeetingKind
from shared.values.calendar import local_day
from shared.values.case_numbers import CaseNumberFormat
from shared.values.refusal import Refused

Because: TypeAlias = Literal[
    "overdue", "lifted", "returned", "new", "at-work", "unanswered", "moved"
]
ORDER: tuple[Because, ...] = (
    "overdue", "lifted", "returned", "new", "at-work", "unanswered", "moved",
)  # fmt: skip
"""Why a case is suggested, in the order in which cases are: what waits longest over its deadline
first, then what another body could not agree on, what has come back, what is new (G-12)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that lies with a body, as far as an agenda depends on it.

    `since` is when it came there, `due_at` when it is to be treated, None for the next meeting.
    `before`: a proposal lies before the body. `agreed`: it is with the parties now.
    """

    case_id: UUID
    number: str
    since: datetime
    due_at: datetime | None
    before: bool
    lifted: bool
    returned: bool
    agreed: bool


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A case that waits for Helsedirektoratet, `since` it was asked (G-16)."""

    case_id: UUID
    number: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Suggested:
    """An entry that the rules put on the agenda, and why."""

    entry: Entry
    number: str
    because: Because


def suggested(
    waiting: Iterable[Waiting],
    now: datetime,
    last_met: datetime | None,
    unanswered: Iterable[Unanswered] = (),
) -> tuple[Suggested, ...]:
    """G-12: the agenda as the rules fill it from the body's open cases; the leaders choose.

    What is agreed upon is told for information, where something has happened since the body met.
    SSU looks at what is `unanswered` in each of its meetings (G-16).
    """
    found: list[tuple[Waiting | Unanswered, Because]] = [
        (each, because)
        for each in waiting
        if (because := _because(each, now, last_met)) is not None
    ]
    found += [(each, "unanswered") for each in unanswered]
    found.sort(key=lambda one: (ORDER.index(one[1]), one[0].since, one[0].case_id.bytes))
    return tuple(
        Suggested(Entry(_kind(because), each.case_id), each.number, because)
        for each, because in found
    )


def _because(each: Waiting, now: datetime, last_met: datetime | None) -> Because | None:
    if each.agreed:
        return "moved" if last_met is None or each.since > last_met else None
    if not each.before:
        return "at-work"
    if each.due_at is not None and each.due_at < now:
        return "overdue"
    if each.lifted:
        return "lifted"
    return "returned" if each.returned else "new"


def _kind(because: Because) -> Literal["decision", "information", "other"]:
    if because in ("moved", "unanswered"):
        return "information"
    return "other" if because == "at-work" else "decision"


def item_series(body: BodyFact, starts_at: datetime) -> str:
    """The series that a body's items of this meeting are numbered in (G-1)."""
    year = local_day(starts_at).year
    return CaseNumberFormat.parse(body.item_number_format).series(str(body.body_id), year)


def item_number(body: BodyFact, starts_at: datetime, running: int) -> str:
    """The number as the body writes it: `PS 4/14` (G-1)."""
    year = local_day(starts_at).year
    return CaseNumberFormat.parse(body.item_number_format).format(running, year)


def agenda_is_whole(
    kind: MeetingKind,
    items: Sequence[Entry],
    body: BodyFact,
    cases: Iterable[CaseFact],
    elsewhere: Collection[UUID],
) -> tuple[Entry, ...]:
    """G-12: the body's own open cases, each once and on one open agenda only; what is about no
    case has a title. Gives the entries with their texts trimmed."""
    if not items:
        raise Refused("G-12", "governance.agenda-empty", field="items")
    named = [entry.case_id for entry in items if entry.case_id is not None]
    if len(set(named)) < len(named):
        raise Refused("G-12", "governance.case-twice", field="items")
    if kind == "written" and not any(entry.kind == "decision" for entry in items):
        raise Refused("G-11", "governance.written-decides", field="items")
    known = {case.case_id: case for case in cases}
    return tuple(entry_is_whole(entry, body, known, elsewhere) for entry in items)


def entry_is_whole(
    entry: Entry,
    body: BodyFact,
    known: Mapping[UUID, CaseFact],
    elsewhere: Collection[UUID],
) -> Entry:
    """G-12: as `agenda_is_whole`, for one entry. A case that is agreed upon may be told of."""
    title = optional("G-12", "title", entry.title, longest=NAME_LENGTH)
    note = optional("G-12", "note", entry.note)
    if entry.case_id is None:
        if entry.kind == "decision":
            raise Refused("G-12", "governance.decision-without-case", field="items")
        if entry.kind != "minutes" and title is None:
            raise Refused("G-12", "governance.entry-without-title", field="items")
        return Entry(entry.kind, None, title, note)
    case = known.get(entry.case_id)
    tells = entry.kind == "information"
    if entry.kind == "minutes" or case is None:
        raise Refused("G-12", "governance.case-not-here", field="items")
    if case.body_id != body.body_id and not (tells and case.body_id is None):
        raise Refused("G-12", "governance.case-not-here", field="items")
    if entry.case_id in elsewhere and not tells:
        raise Refused("G-12", "governance.on-another-agenda", field="items")
    return Entry(entry.kind, entry.case_id, title, note)


def late_is_allowed(body: BodyFact, held: Iterable[SeatFact], now: datetime) -> None:
    """G-12: a case joins an agenda that has been sent only by the body's rule."""
    if body.rules.late_cases == "never":
        raise Refused("G-12", "governance.late-never", field="reason")
    by_the_chair(held, now, "G-12", "reason")


def by_the_chair(held: Iterable[SeatFact], now: datetime, rule: str, field: str) -> None:
    """What the chair decides, or the vice: by one of them, or entered for one of them (P-5).

    `held` are the seats of the body in which the one whose act it is sits.
    """
    today = local_day(now)
    if not any(
        seat.function in ("chair", "vice") and seat.term_from <= today <= seat.term_to
        for seat in held
    ):
        raise Refused(rule, "governance.chair-decides", field=field)


def time_to_answer(kind: MeetingKind, starts_at: datetime, answer_by: datetime | None) -> None:
    """G-11: a written procedure, and nothing else, has a last moment to answer, after it begins."""
    if (kind == "written") != (answer_by is not None):
        raise Refused("G-11", "governance.answer-by", field="answer_by")
    if answer_by is not None:
        has_a_zone("answer_by", answer_by)
        if answer_by <= starts_at:
            raise Refused("G-11", "governance.answer-by-backwards", field="answer_by")


def passed_over(
    kind: MeetingKind,
    body: BodyFact,
    waiting: Iterable[CaseFact],
    *,
    on_agenda: Collection[UUID],
    treated: Collection[UUID],
) -> tuple[UUID, ...]:
    """G-11: what was due at this meeting and was not treated there.

    `waiting` is what has lain with the body since before the meeting. What the body's rules put
    off until the next meeting is due at an ordinary one; what stands on an agenda is due there.
    """
    deadlines = body.rules.deadlines

    def due(case: CaseFact) -> bool:
        next_meeting = (
            deadlines.propose is None if case.proposal_id is None else deadlines.treat is None
        )
        return next_meeting and (kind == "ordinary" or case.case_id in on_agenda)

    return tuple(
        case.case_id
        for case in waiting
        if case.body_id == body.body_id and due(case) and case.case_id not in treated
    )
