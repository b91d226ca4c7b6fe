"""Asked of a hearing: a representative and the group they speak for (G-19), and its facts."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.governance.commands.facts import SeatFact
from shared.contracts.governance import Position
from shared.contracts.record import Facts, Sealed


@dataclass(frozen=True, slots=True)
class OpenHearing:
    """Whoever sits in the seat puts a question on a case to the group it speaks for.

    `asked` are people of the register; `clinicians_of` is a party whose clinicians are all asked.
    """

    hearing_id: UUID
    case_id: UUID
    seat_id: UUID
    question: str
    asked: tuple[UUID, ...]
    clinicians_of: UUID | None
    answer_by: date


@dataclass(frozen=True, slots=True)
class AnswerHearing:
    """One who is asked answers; until the day is over the answer can be another."""

    hearing_id: UUID
    position: Position
    text: Sealed | None


@dataclass(frozen=True, slots=True)
class SummariseHearing:
    """The representative writes what the group says."""

    hearing_id: UUID
    summary: str


@dataclass(frozen=True, slots=True)
class ReportHearing:
    """The representative tells the group what came of it."""

    hearing_id: UUID
    outcome: str


@dataclass(frozen=True, slots=True)
class NoteHearingEnd:
    """The last day to answer is over (G-19)."""

    hearing_id: UUID


AskedOfHearing: TypeAlias = OpenHearing | AnswerHearing | SummariseHearing | ReportHearing
"""What people ask; that its time is over a timer tells."""

HearingCommand: TypeAlias = AskedOfHearing | NoteHearingEnd


@dataclass(frozen=True)
class HearingFacts(Facts):
    """For OpenHearing: the seat, if it is filled now, with its body and whom it speaks for; the
    case's own number and helsefellesskap, None where no body has received it; the clinicians of
    the party that is named; and those named who are not in the register."""

    seat: SeatFact | None = None
    body_id: UUID | None = None
    helsefellesskap: UUID | None = None
    group: str | None = None
    number: str | None = None
    area_of_case: UUID | None = None
    clinicians: tuple[UUID, ...] = ()
    unknown: tuple[UUID, ...] = ()
