"""What becomes of the case, the problem itself: started, joined, merged, split (I-0, I-8, I-13)."""

from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.intake.words import PartyNamed, Question, ReportHeld, StarterKind
from shared.contracts.record import Event, Sealed


class CaseStarted(Event):
    """A body, a party or a project has started a case: a measure is planned or adjusted (I-13).

    It goes straight to assessment; `started_by` has confirmed that no patient can be recognised
    (I-3). `body_id`, `party` or `project` says for whom, as `starter` tells.
    """

    type: Literal["intake.case-started.v1"] = "intake.case-started.v1"
    case_id: UUID
    number: str
    helsefellesskap: UUID
    starter: StarterKind
    started_by: UUID
    body_id: UUID | None = None
    party: UUID | None = None
    project: str | None = None
    title: Sealed
    what_happens: Sealed
    parties: tuple[PartyNamed, ...]
    urgent: bool = False


class ReportsJoined(Event):
    """Reports of another case now belong to this one, each with its own number and reporter (I-0).

    `merged`: the two cases were found to be one; else triage ended in `joined`. With it come what
    the other had open: a `question` to the reporters, and those who may not triage it again
    (`not_by`, I-6).
    """

    type: Literal["intake.reports-joined.v1"] = "intake.reports-joined.v1"
    case_id: UUID
    helsefellesskap: UUID
    from_case: UUID
    from_number: str
    reports: tuple[ReportHeld, ...]
    parties: tuple[PartyNamed, ...]
    urgent: bool = False
    merged: bool = False
    question: Question | None = None
    not_by: tuple[UUID, ...] = ()


class CaseMerged(Event):
    """This case and an older one are the same; the older number stays (I-0)."""

    type: Literal["intake.case-merged.v1"] = "intake.case-merged.v1"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    into: UUID
    into_number: str
    reason: str


class CaseSplit(Event):
    """Two problems were reported as one: these reports and parties go to a case of their own."""

    type: Literal["intake.case-split.v1"] = "intake.case-split.v1"
    case_id: UUID
    helsefellesskap: UUID
    to_case: UUID
    to_number: str
    reports: tuple[UUID, ...]
    parties: tuple[PartyNamed, ...]
    reason: str


class CaseSplitOff(Event):
    """A case has begun out of another, with its own number, and waits for triage (I-0)."""

    type: Literal["intake.case-split-off.v1"] = "intake.case-split-off.v1"
    case_id: UUID
    number: str
    helsefellesskap: UUID
    from_case: UUID
    from_number: str
    title: Sealed
    what_happens: Sealed
    reports: tuple[ReportHeld, ...]
    parties: tuple[PartyNamed, ...]
    urgent: bool = False


class ProblemRecurred(Event):
    """The case has been joined or answered so often that it raises itself (I-8), once.

    `times` is how often, `to_triage` whether it lies in the triage inbox from here on; a case
    that the bodies have is only marked.
    """

    type: Literal["intake.problem-recurred.v1"] = "intake.problem-recurred.v1"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    times: int
    to_triage: bool


CaseEvent: TypeAlias = (
    CaseStarted | ReportsJoined | CaseMerged | CaseSplit | CaseSplitOff | ProblemRecurred
)
