"""What a case is to intake, and how it comes to be so."""

from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.commands.facts import Joinable
from shared.contracts.intake import (
    CaseMerged,
    CaseReopened,
    CaseSplit,
    CaseSplitOff,
    CaseStarted,
    CaseTriaged,
    InformationGiven,
    InformationNotGiven,
    InformationRequested,
    NumberTaken,
    OnTheCase,
    OutcomeDisputed,
    PartyNamed,
    ProblemRecurred,
    Question,
    ReferenceUsed,
    ReportHeld,
    ReportRegistered,
    ReportsJoined,
    ReportWithdrawn,
    TriageOutcome,
)

LIFTED: frozenset[TriageOutcome] = frozenset({"lifted-to-assessment", "lifted-to-system-level"})
STANDING_ANSWERS: frozenset[TriageOutcome] = frozenset({"answered", "routed-to-line"})


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing has been reported under this id."""


@dataclass(frozen=True, slots=True)
class Being:
    """What is known of a case wherever it stands.

    `times` is how often it has been joined or answered, `raised` that it has raised itself for it
    (I-8). Those in `not_by` have triaged what a reporter of `disputed` says did not solve it (I-6).
    """

    helsefellesskap: UUID
    number: str
    parties: tuple[PartyNamed, ...]
    reports: tuple[ReportHeld, ...] = ()
    urgent: bool = False
    times: int = 0
    raised: bool = False
    disputed: frozenset[UUID] = field(default_factory=frozenset)
    not_by: frozenset[UUID] = field(default_factory=frozenset)
    withdrawn: frozenset[UUID] = field(default_factory=frozenset)

    def reports_of(self, person: UUID) -> tuple[ReportHeld, ...]:
        """What this person has reported of it."""
        return tuple(each for each in self.reports if each.reporter == person)


@dataclass(frozen=True, slots=True)
class Open:
    """Waits for triage."""

    being: Being


@dataclass(frozen=True, slots=True)
class Asked:
    """The reporters have been asked for more (I-5)."""

    being: Being
    question: Question


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Closed because nobody answered in time; it may be reopened (I-5)."""

    being: Being


@dataclass(frozen=True, slots=True)
class Triaged:
    """Triage has ended, by whom (None where that was not told)."""

    being: Being
    outcome: TriageOutcome
    by: UUID | None


@dataclass(frozen=True, slots=True)
class Gone:
    """The reports are in another case: joined to it, or merged into it (I-0)."""

    being: Being
    into: UUID


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Every report was taken back."""

    being: Being


Known: TypeAlias = Open | Asked | Unanswered | Triaged | Gone | Withdrawn
Case: TypeAlias = Unknown | Known


def standing(case: Case) -> Joinable:
    """Whether others may join the case, and what they join (I-0, I-8)."""
    match case:
        case Open():
            return "open"
        case Asked():
            return "asked"
        case Triaged(outcome=outcome) if outcome in LIFTED:
            return "lifted"
        case Triaged(outcome=outcome) if outcome in STANDING_ANSWERS:
            return "answered"
        case Unknown() | Unanswered() | Triaged() | Gone() | Withdrawn():
            return "ended"
        case _:
            assert_never(case)


def united(*named: tuple[PartyNamed, ...]) -> tuple[PartyNamed, ...]:
    """All parties, each once, in the order in which they were first named."""
    return tuple(dict.fromkeys(party for some in named for party in some))


def evolve(case: Case, event: OnTheCase) -> Case:  # noqa: PLR0911, PLR0912 - a line each
    match event:
        case NumberTaken() | ReferenceUsed():
            return case
        case ReportRegistered(joined=False) | CaseStarted() | CaseSplitOff():
            return _begun(event)
        case ReportRegistered() | ReportsJoined():
            return _joined(_known(case), event)
        case ReportWithdrawn():
            return _without(_known(case), event)
        case CaseTriaged():
            return _triaged(_known(case), event)
        case CaseMerged():
            return Gone(_known(case).being, event.into)
        case CaseSplit():
            return _split(_known(case), event)
        case ProblemRecurred():
            known = _known(case)
            raised = replace(known.being, raised=True)
            to_triage = event.to_triage and isinstance(known, Triaged)
            return Open(raised) if to_triage else replace(known, being=raised)
        case InformationRequested():
            asked = Question(
                request_id=event.request_id, question=event.question, due_at=event.due_at
            )
            return Asked(_known(case).being, asked)
        case InformationGiven() | CaseReopened():
            return Open(_known(case).being)
        case InformationNotGiven():
            return Unanswered(_known(case).being)
        case OutcomeDisputed():
            being = _known(case).being
            disputed = being.disputed | {event.report_id}
            return Open(replace(being, disputed=disputed, not_by=frozenset(event.not_by)))
        case _:
            assert_never(event)


def _known(case: Case) -> Known:
    assert not isinstance(case, Unknown), "a case begins by being reported, started or split off"
    return case


def _begun(event: ReportRegistered | CaseStarted | CaseSplitOff) -> Case:
    being = Being(event.helsefellesskap, event.number, event.parties, urgent=event.urgent)
    match event:
        case CaseStarted():
            return Triaged(being, "lifted-to-assessment", event.started_by)
        case ReportRegistered():
            return Open(replace(being, reports=(event.held,)))
        case CaseSplitOff():
            return Open(replace(being, reports=event.reports))
        case _:
            assert_never(event)


def _joined(case: Known, event: ReportRegistered | ReportsJoined) -> Case:
    being = case.being
    reports = event.reports if isinstance(event, ReportsJoined) else (event.held,)
    being = replace(
        being,
        reports=(*being.reports, *reports),
        parties=united(being.parties, event.parties),
        urgent=being.urgent or event.urgent,
        times=being.times + len(reports),
    )
    if isinstance(event, ReportsJoined):
        being = replace(being, not_by=being.not_by | set(event.not_by))
        if event.question is not None and isinstance(case, Open):
            return Asked(being, event.question)
    return replace(case, being=being)


def _without(case: Known, event: ReportWithdrawn) -> Case:
    being = case.being
    left = tuple(each for each in being.reports if each.report_id != event.report_id)
    gone = {each.reporter for each in being.reports if each.report_id == event.report_id}
    being = replace(being, reports=left, withdrawn=being.withdrawn | gone)
    return replace(case, being=being) if left else Withdrawn(being)


def _triaged(case: Known, event: CaseTriaged) -> Case:
    being = case.being
    if event.joined_to is not None:
        return Gone(being, event.joined_to)
    if event.outcome == "withdrawn":
        return Withdrawn(being)
    times = being.times + (event.outcome == "answered")
    return Triaged(replace(being, times=times), event.outcome, event.triaged_by)


def _split(case: Known, event: CaseSplit) -> Case:
    """What is left keeps the parties that its own reports name."""
    left = tuple(each for each in case.being.reports if each.report_id not in event.reports)
    parties = united(*(each.parties for each in left))
    return replace(case, being=replace(case.being, reports=left, parties=parties))
