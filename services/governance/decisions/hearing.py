"""`hearing-<id>`: a representative's question to the group they speak for (G-19)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.commands.hearings import (
    AnswerHearing,
    HearingCommand,
    HearingFacts,
    NoteHearingEnd,
    OpenHearing,
    ReportHearing,
    SummariseHearing,
)
from services.governance.rules import hearings as rules
from services.governance.rules.meetings import principal
from services.governance.rules.writing import NAME_LENGTH, optional, written
from shared.contracts.governance.hearings import (
    HearingAnswered,
    HearingEnded,
    HearingOpened,
    HearingReported,
    HearingSummarised,
)
from shared.values.refusal import Refused

HearingEvent: TypeAlias = (
    HearingOpened | HearingAnswered | HearingEnded | HearingSummarised | HearingReported
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is asked under this id."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The group is asked; `answers` are the last of each, `over` once its end has been told."""

    opened: HearingOpened
    answers: Mapping[UUID, HearingAnswered] = field(default_factory=dict)
    over: bool = False


@dataclass(frozen=True, slots=True)
class Summarised:
    """The representative has written what the group says."""

    asked: Asked
    summarised: HearingSummarised


@dataclass(frozen=True, slots=True)
class Reported:
    """The group has been told what came of it."""

    summarised: Summarised
    reported: HearingReported


Hearing: TypeAlias = Unknown | Asked | Summarised | Reported


def decide(
    command: HearingCommand, facts: HearingFacts, hearing: Hearing
) -> tuple[HearingEvent, ...]:
    match command:
        case OpenHearing():
            return open_hearing(command, facts, hearing)
        case AnswerHearing():
            return answer(command, facts, hearing)
        case NoteHearingEnd():
            return end(facts, hearing)
        case SummariseHearing():
            return summarise(command, facts, hearing)
        case ReportHearing():
            return report(command, facts, hearing)
        case _:
            assert_never(command)


def open_hearing(
    command: OpenHearing, facts: HearingFacts, hearing: Hearing
) -> tuple[HearingEvent, ...]:
    """G-19: on a case of the seat's own helsefellesskap."""
    if not isinstance(hearing, Unknown):
        raise Refused("G-19", "governance.hearing-exists", field="hearing_id")
    seat = rules.sits_there(facts)
    if facts.number is None:
        raise Refused("G-19", "governance.case-unknown", field="case_id")
    assert facts.body_id is not None
    assert facts.helsefellesskap is not None
    if facts.area_of_case != facts.helsefellesskap:
        raise Refused("P-4", "governance.body-elsewhere", field="case_id")
    return (
        HearingOpened(
            hearing_id=command.hearing_id,
            case_id=command.case_id,
            case_number=facts.number,
            body_id=facts.body_id,
            helsefellesskap=facts.helsefellesskap,
            seat_id=seat.seat_id,
            person_id=principal(facts.by),
            group=optional("G-19", "group", facts.group, longest=NAME_LENGTH) or "",
            question=written("G-19", "question", command.question),
            asked=rules.are_asked(command, facts),
            answer_by=rules.can_be_answered(command.answer_by, facts),
        ),
    )


def answer(
    command: AnswerHearing, facts: HearingFacts, hearing: Hearing
) -> tuple[HearingEvent, ...]:
    """G-19: by those asked, while it is open and not summed up."""
    match hearing:
        case Unknown():
            raise Refused("G-19", "governance.hearing-unknown", field="hearing_id")
        case Summarised() | Reported():
            raise Refused("G-19", "governance.hearing-summarised", field="hearing_id")
        case Asked(opened=opened):
            rules.is_open_to(facts.by.person, opened.asked, opened.answer_by, facts)
            clear = command.text.clear if command.text else None
            there = optional("G-19", "text", clear) is not None
            if command.position == "cannot-support" and not there:
                raise Refused("G-19", "governance.no-without-why", field="text")
            return (
                HearingAnswered(
                    hearing_id=command.hearing_id,
                    person_id=facts.by.person,
                    position=command.position,
                    text=command.text if there else None,
                ),
            )
        case _:
            assert_never(hearing)


def end(facts: HearingFacts, hearing: Hearing) -> tuple[HearingEvent, ...]:
    """G-19: whoever asked is told that it is their turn, once, unless it is summed up."""
    if not isinstance(hearing, Asked) or hearing.over:
        return ()
    opened = hearing.opened
    rules.is_over(opened.answer_by, facts)
    return (
        HearingEnded(
            hearing_id=opened.hearing_id,
            case_id=opened.case_id,
            body_id=opened.body_id,
            answer_by=opened.answer_by,
            notified=(opened.person_id,),
        ),
    )


def summarise(
    command: SummariseHearing, facts: HearingFacts, hearing: Hearing
) -> tuple[HearingEvent, ...]:
    """G-19, G-20: by the representative; a better summary takes the earlier one's place."""
    match hearing:
        case Unknown():
            raise Refused("G-19", "governance.hearing-unknown", field="hearing_id")
        case Reported():
            raise Refused("G-19", "governance.hearing-reported", field="hearing_id")
        case Asked() | Summarised():
            asked = hearing if isinstance(hearing, Asked) else hearing.asked
            opened = asked.opened
            rules.is_representative(opened.person_id, facts)
            counted = (len(opened.asked), len(asked.answers))
            rules.may_be_summarised(*counted, opened.answer_by, facts)
            return (
                HearingSummarised(
                    hearing_id=command.hearing_id,
                    case_id=opened.case_id,
                    summary=written("G-19", "summary", command.summary),
                    asked=counted[0],
                    answered=counted[1],
                ),
            )
        case _:
            assert_never(hearing)


def report(
    command: ReportHearing, facts: HearingFacts, hearing: Hearing
) -> tuple[HearingEvent, ...]:
    """G-19: the outcome goes back to the group, by the one who asked it."""
    match hearing:
        case Unknown():
            raise Refused("G-19", "governance.hearing-unknown", field="hearing_id")
        case Asked():
            raise Refused("G-19", "governance.not-summarised", field="hearing_id")
        case Reported():
            raise Refused("G-19", "governance.hearing-reported", field="hearing_id")
        case Summarised():
            rules.is_representative(hearing.asked.opened.person_id, facts)
            outcome = written("G-19", "outcome", command.outcome)
            return (HearingReported(hearing_id=command.hearing_id, outcome=outcome),)
        case _:
            assert_never(hearing)


def evolve(hearing: Hearing, event: HearingEvent) -> Hearing:
    match event:
        case HearingOpened():
            return Asked(event)
        case HearingAnswered():
            assert isinstance(hearing, Asked)
            return replace(hearing, answers={**hearing.answers, event.person_id: event})
        case HearingEnded():
            assert isinstance(hearing, Asked)
            return replace(hearing, over=True)
        case HearingSummarised():
            assert isinstance(hearing, Asked | Summarised)
            asked = hearing if isinstance(hearing, Asked) else hearing.asked
            return Summarised(asked, event)
        case HearingReported():
            assert isinstance(hearing, Summarised)
            return Reported(hearing, event)
        case _:
            assert_never(event)
