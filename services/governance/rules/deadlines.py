"""Each step's deadline, and who is told when it is missed (G-11)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

from services.governance.commands.facts import BodyFact, SeatFact
from shared.contracts.governance import Deadlines, Function
from shared.contracts.governance.steps import Rung, StepName
from shared.values.calendar import deadline

BETWEEN_RUNGS = 5
"""Working days from one notice to the next."""

RUNGS: tuple[Rung, ...] = ("reminder", "chair", "body-above", "leaders")
LEADERS: frozenset[Function] = frozenset({"chair", "vice"})


@dataclass(frozen=True, slots=True)
class Step:
    """The step a case is at, and whose it is.

    `due_at` None is until the body's next meeting. `next_at` is when the next notice is due, and
    `rungs` those that have gone out.
    """

    name: StepName
    step_id: UUID
    body_id: UUID
    due_at: datetime | None
    next_at: datetime | None
    rungs: tuple[Rung, ...] = ()


def due(step: StepName, body: BodyFact | None, now: datetime) -> datetime | None:
    """G-11: the end of the step's time by the body's own rules; None until its next meeting."""
    days = None if body is None else _days(step, body.rules.deadlines)
    return None if days is None else deadline(now, days)


def _days(step: StepName, deadlines: Deadlines) -> int | None:
    match step:
        case "arena" | "propose":
            return deadlines.propose
        case "hear-council" | "treat":
            return deadlines.treat
        case "place" | "return-or-lift" | "take-exit" | "choose" | "follow-up":
            return deadlines.choose
        case "ratify":
            return deadlines.ratify
        case "acknowledge":
            return deadlines.acknowledge
        case "await-exit" | "implement":
            return None
        case _:
            assert_never(step)


def next_rung(step: Step, has_above: bool) -> Rung | None:
    """G-11: reminder, chair, body above, leaders; each once, and none that is not there."""
    ladder = [rung for rung in RUNGS if rung != "body-above" or has_above]
    return next((rung for rung in ladder if rung not in step.rungs), None)


def told(
    rung: Rung,
    concerned: Collection[UUID] | None,
    seats: Iterable[SeatFact],
    above: Iterable[SeatFact],
    leaders: Iterable[SeatFact],
) -> tuple[UUID, ...]:
    """G-11: the people of a rung, each once.

    `concerned` are the parties that are waited for, None for all in the body.
    """
    match rung:
        case "reminder":
            chosen = [seat for seat in seats if concerned is None or seat.party in concerned]
        case "chair":
            chosen = [seat for seat in seats if seat.function in LEADERS]
        case "body-above":
            chosen = [seat for seat in above if seat.function in LEADERS]
        case "leaders":
            chosen = [seat for seat in leaders if concerned is None or seat.party in concerned]
        case _:
            assert_never(rung)
    return tuple(dict.fromkeys(seat.sitters[0].person_id for seat in chosen if seat.sitters))
