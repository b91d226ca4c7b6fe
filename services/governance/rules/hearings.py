"""What must hold when a representative asks the group they speak for (G-19)."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from services.governance.commands.facts import SeatFact
from services.governance.commands.hearings import HearingFacts, OpenHearing
from services.governance.rules.meetings import principal
from shared.contracts.record import Facts
from shared.values.calendar import end_of_day, local_day
from shared.values.refusal import Refused

LONGEST = timedelta(days=365)
"""A later day is a slip of the finger."""

MOST_ASKED = 500


def sits_there(facts: HearingFacts) -> SeatFact:
    """G-19, G-2: the representative sits in the seat today, as its holder or its deputy."""
    seat, today = facts.seat, local_day(facts.now)
    if seat is None or principal(facts.by) not in {each.person_id for each in seat.sitters}:
        raise Refused("G-19", "governance.not-representative", field="seat_id")
    if not seat.term_from <= today <= seat.term_to:
        raise Refused("G-2", "governance.term-over", field="seat_id", day=today)
    return seat


def are_asked(command: OpenHearing, facts: HearingFacts) -> tuple[UUID, ...]:
    """G-19, P-1: at least one of the register, each once; not the representative themself."""
    if facts.unknown:
        raise Refused("P-1", "governance.not-registered", field="asked")
    asked = dict.fromkeys([*command.asked, *facts.clinicians])
    people = tuple(each for each in asked if each != principal(facts.by))
    if not people:
        raise Refused("G-19", "governance.nobody-asked", field="asked")
    if len(people) > MOST_ASKED:
        raise Refused("G-19", "governance.too-many-asked", field="asked", most=MOST_ASKED)
    return people


def can_be_answered(answer_by: date, facts: Facts) -> date:
    """G-19: there is time to answer, and not for ever."""
    today = local_day(facts.now)
    if not today <= answer_by <= today + LONGEST:
        raise Refused("G-19", "governance.hearing-answer-by", field="answer_by")
    return answer_by


def is_open_to(person: UUID, asked: Collection[UUID], answer_by: date, facts: Facts) -> None:
    """G-19: those asked answer for themselves, to the end of the last day."""
    if person not in asked or facts.by.on_behalf_of is not None:
        raise Refused("G-19", "governance.not-asked", field="hearing_id")
    if local_day(facts.now) > answer_by:
        raise Refused("G-19", "governance.hearing-over", field="hearing_id", last=answer_by)


def is_over(answer_by: date, facts: Facts) -> None:
    """G-19, G-11: the last day has passed, in Norway."""
    if local_day(facts.now) <= answer_by:
        raise Refused("G-11", "governance.deadline-ahead", at=end_of_day(answer_by))


def may_be_summarised(asked: int, answered: int, answer_by: date, facts: Facts) -> None:
    """G-19: when all have answered, or the last day is over: nobody is cut short."""
    if answered < asked and local_day(facts.now) <= answer_by:
        raise Refused("G-19", "governance.hearing-still-open", field="hearing_id", last=answer_by)


def is_representative(person: UUID, facts: Facts) -> None:
    """G-19: whoever asked, and nobody else."""
    if facts.by.person != person:
        raise Refused("G-19", "governance.not-representative", field="hearing_id")
