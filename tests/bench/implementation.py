"""The work that is measured: parties report, over and over, how an adopted measure goes (G-15).

Once as a service of ours, and once as the library's users would write it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from shared.contracts.record import NAMESPACE, Event, Facts
from shared.eventlog.commands import Decider, Gathered
from shared.values.refusal import Refused

Result = Literal["on-course", "deviation"]

PARTIES = tuple(uuid5(NAMESPACE, f"party {number}") for number in range(5))
TODAY = date(2026, 11, 23)
DUE = datetime(2027, 6, 1, tzinfo=UTC)
NOTE = "Rutinen er innført ved to av tre enheter; opplæringen fortsetter neste uke. " * 3


class ProgressReported(Event):
    """One party has told how it goes."""

    type: Literal["governance.progress-reported.v1"] = "governance.progress-reported.v1"
    case_id: UUID
    party: UUID
    result: Result
    reported_on: date
    note: str


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """One party tells how it goes in its own line."""

    case_id: UUID
    party: UUID
    result: Result
    reported_on: date
    note: str


@dataclass(frozen=True)
class ProgressFacts(Facts):
    """The parties that have adopted the measure, and when it is due."""

    parties: tuple[UUID, ...]
    due: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How many reports there are, and how many of them tell of a deviation."""

    reports: int = 0
    deviations: int = 0
    latest: str = ""


def decide(command: ReportProgress, facts: ProgressFacts, _: Progress) -> tuple[Event, ...]:
    if command.party not in facts.parties:
        raise Refused("G-15", "implementation.not-a-party", field="party")
    if command.reported_on > facts.now.date():
        raise Refused("G-15", "implementation.in-the-future", field="reported_on")
    if not command.note.strip():
        raise Refused("G-15", "implementation.note-missing", field="note")
    return (
        ProgressReported(
            case_id=command.case_id,
            party=command.party,
            result=command.result,
            reported_on=command.reported_on,
            note=command.note,
        ),
    )


def evolve(state: Progress, reported: ProgressReported) -> Progress:
    return replace(
        state,
        reports=state.reports + 1,
        deviations=state.deviations + (reported.result == "deviation"),
        latest=reported.note,
    )


def stream(case_id: UUID) -> str:
    return f"implementation-{case_id}"


def decider() -> Decider[ReportProgress, ProgressFacts, Progress]:
    def facts(_: ReportProgress, base: Facts) -> Gathered[ProgressFacts]:
        read = ProgressFacts(base.now, base.by, base.command_id, PARTIES, DUE.date())
        return Gathered(read, positions={"assessment": 4_711})

    return Decider(
        commands=(ReportProgress,),
        stream=lambda command: stream(command.case_id),
        facts=facts,
        initial=Progress(),
        decide=decide,
        evolve=evolve,
    )


class Implementation(Aggregate):
    """The same with the library: the same rules, the same content in the events."""

    def __init__(self, case_id: UUID, due: datetime) -> None:
        self.case_id = case_id
        self.due = due
        self.reports = 0
        self.deviations = 0
        self.latest = ""
        self.told: tuple[UUID, UUID, str] | None = None

    def report(self, told: ReportProgress, today: date) -> None:
        if told.party not in PARTIES:
            raise ValueError("not a party")
        if told.reported_on > today:
            raise ValueError("in the future")
        if not told.note.strip():
            raise ValueError("a note is missing")
        self._reported(
            case_id=told.case_id,
            party=told.party,
            result=told.result,
            reported_on=told.reported_on.isoformat(),
            note=told.note,
        )

    @event("Reported")
    def _reported(
        self, case_id: UUID, party: UUID, result: Result, reported_on: str, note: str
    ) -> None:
        self.reports += 1
        self.deviations += result == "deviation"
        self.latest = note
        self.told = (case_id, party, reported_on)


def report(case_id: UUID, number: int, today: date) -> ReportProgress:
    """The `number`th report on one case."""
    return ReportProgress(
        case_id=case_id,
        party=PARTIES[number % len(PARTIES)],
        result="deviation" if number % 10 == 0 else "on-course",
        reported_on=today,
        note=f"{number}. {NOTE}",
    )
