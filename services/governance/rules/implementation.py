"""What is to be done in each party's line, and how far it has come (G-15, P-6)."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from services.governance.commands.facts import SeatFact
from shared.contracts.governance import OwnStep, TaskPlanned
from shared.values.refusal import Refused

Told: TypeAlias = tuple[Literal["done", "deviation"], str]
"""A result and its note."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a decision asks of whom.

    `reports` holds what each party has told last, by task counted from 1, and under None for its
    part as a whole. `due` are the days by which each of a party's tasks is done; `answered` the
    steps of the self-employed that have been answered, counted from 1.
    """

    parties: tuple[UUID, ...]
    tasks: tuple[TaskPlanned, ...] = ()
    own_steps: tuple[OwnStep, ...] = ()
    due: Mapping[UUID, tuple[date, ...]] = field(default_factory=dict)
    reports: Mapping[UUID, Mapping[int | None, Told]] = field(default_factory=dict)
    answered: frozenset[int] = frozenset()
    follow_up_on: date | None = None

    def tasks_of(self, party: UUID) -> tuple[TaskPlanned, ...]:
        return tuple(task for task in self.tasks if task.party == party)

    def done(self, party: UUID) -> bool:
        """G-15: its part as a whole, or each of its tasks; a deviation is not done until it is."""
        told = self.reports.get(party, {})
        if any(result != "done" for result, _ in told.values()):
            return False
        tasks = range(1, len(self.tasks_of(party)) + 1)
        return None in told or (bool(tasks) and all(task in told for task in tasks))

    @property
    def finished(self) -> bool:
        """G-15: every party has done its part, and every step of the self-employed is answered."""
        return all(map(self.done, self.parties)) and len(self.answered) == len(self.own_steps)

    @property
    def next_due(self) -> date | None:
        """The first day by which something that is not done yet is to be done."""
        open_days = [
            day
            for party, days in self.due.items()
            if not self.done(party)
            for task, day in enumerate(days, start=1)
            if not self._task_done(party, task)
        ]
        return min(open_days, default=None)

    def _task_done(self, party: UUID, task: int) -> bool:
        told = self.reports.get(party, {}).get(task)
        return told is not None and told[0] == "done"

    def with_report(self, party: UUID, task: int | None, told: Told) -> "Work":
        """What is told of the whole part replaces what was told of its tasks; a deviation in a
        task takes back that the whole is done."""
        before = {} if task is None else dict(self.reports.get(party, {}))
        if told[0] == "deviation":
            before.pop(None, None)
        return replace(self, reports={**self.reports, party: {**before, task: told}})

    def succeeded(self, old: UUID, new: UUID) -> "Work":
        """P-6: `new` has the tasks of `old`; what only one of the merged has told is told anew."""
        merged = old in self.parties and new in self.parties
        parties = tuple(dict.fromkeys(new if party == old else party for party in self.parties))
        reports = {party: told for party, told in self.reports.items() if party != old}
        due = {party: days for party, days in self.due.items() if party != old}
        if merged:
            reports.pop(new, None)
            due.pop(new, None)
        else:
            reports |= {new: self.reports[old]} if old in self.reports else {}
            due |= {new: self.due[old]} if old in self.due else {}
        return replace(
            self,
            parties=parties,
            tasks=tuple(
                task.model_copy(update={"party": new}) if task.party == old else task
                for task in self.tasks
            ),
            own_steps=tuple(
                step.model_copy(update={"party": new}) if step.party == old else step
                for step in self.own_steps
            ),
            reports=reports,
            due=due,
        )


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def task_of_the_party(work: Work, party: UUID, task: int | None) -> None:
    """G-15: what is told is about a task that the party has."""
    if task is not None and not 1 <= task <= len(work.tasks_of(party)):
        raise Refused("G-15", "governance.task-unknown", field="task")


def each_task_has_a_day(
    work: Work, party: UUID, due: Sequence[date], today: date
) -> tuple[date, ...]:
    """G-15: a day for each of the party's tasks, none of them past."""
    if len(due) != len(work.tasks_of(party)):
        raise Refused("G-15", "governance.due-for-each-task", field="due")
    if any(day < today for day in due):
        raise Refused("G-15", "governance.due-in-the-past", field="due")
    return tuple(due)


def responsible(seats: Sequence[SeatFact], seat_id: UUID, party: UUID) -> UUID:
    """G-15: the one responsible sits for the party in the body that sees the decision through."""
    for seat in seats:
        if seat.seat_id == seat_id and seat.party == party and seat.sitters:
            return seat.sitters[0].person_id
    raise Refused("G-15", "governance.responsible-not-a-member", field="seat_id")
