"""Hearings: a representative asks the group they speak for (G-19).

Of no case's history: who is asked and what they answer is between the representative and the
group. What others see is the summary.
"""

from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.words import Position
from shared.contracts.record import Event, Sealed


class HearingOpened(Event):
    """A representative has put a question on a case to the group; `seat_id` is whose they sit in.

    `asked` are the people, `answer_by` the last day to answer.
    """

    type: Literal["governance.hearing-opened.v1"] = "governance.hearing-opened.v1"
    hearing_id: UUID
    case_id: UUID
    case_number: str
    body_id: UUID
    helsefellesskap: UUID
    seat_id: UUID
    person_id: UUID
    group: str
    question: str
    asked: tuple[UUID, ...]
    answer_by: date


class HearingAnswered(Event):
    """One who is asked has answered; the last answer counts. The text is for the representative."""

    type: Literal["governance.hearing-answered.v1"] = "governance.hearing-answered.v1"
    hearing_id: UUID
    person_id: UUID
    position: Position
    text: Sealed | None = None


class HearingEnded(Event):
    """The last day to answer is over and nothing is summed up: whoever asked is told, once."""

    type: Literal["governance.hearing-ended.v1"] = "governance.hearing-ended.v1"
    hearing_id: UUID
    case_id: UUID
    body_id: UUID
    answer_by: date
    notified: tuple[UUID, ...]


class HearingSummarised(Event):
    """What the group says, in the representative's words; it stands with the stance.

    `answered` of `asked` people had answered. A later summary takes its place.
    """

    type: Literal["governance.hearing-summarised.v1"] = "governance.hearing-summarised.v1"
    hearing_id: UUID
    case_id: UUID
    summary: str
    asked: int
    answered: int


class HearingReported(Event):
    """The group is told what came of it."""

    type: Literal["governance.hearing-reported.v1"] = "governance.hearing-reported.v1"
    hearing_id: UUID
    outcome: str


HearingEvent: TypeAlias = (
    HearingOpened | HearingAnswered | HearingEnded | HearingSummarised | HearingReported
)
