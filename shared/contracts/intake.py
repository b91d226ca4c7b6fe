"""What intake says: reports, and what became of them (I-0 to I-13)."""

from datetime import date
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.record import Event, Sealed

TriageOutcome: TypeAlias = Literal[
    "answered",
    "routed-to-line",
    "lifted-to-assessment",
    "lifted-to-system-level",
    "declined",
]
Language: TypeAlias = Literal["nb", "nn"]


class PartyNamed(BaseModel):
    """A party as the reporter named it; `organisation_id` is None where the register does not
    know the name, which the secretariat is then told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    organisation_id: UUID | None = None


class NumberTaken(Event):
    """A number in a helsefellesskap's series for one year, used once (I-11)."""

    type: Literal["intake.number-taken.v1"] = "intake.number-taken.v1"
    helsefellesskap: UUID
    year: int
    running: int
    case_id: UUID


class ReportRegistered(Event):
    """A report is in, and has opened a case with its number (I-0, I-1, I-11).

    What the reporter wrote is sealed under the case's key. `reported_on` is the reporter's own
    date. Version 1 did not know the language; those were all bokmål.
    """

    type: Literal["intake.report-registered.v2"] = "intake.report-registered.v2"
    case_id: UUID
    report_id: UUID
    number: str
    helsefellesskap: UUID
    reporter: UUID
    reported_on: date
    title: Sealed
    what_happens: Sealed
    parties: tuple[PartyNamed, ...]
    workaround: Sealed | None = None
    urgent: bool = False
    language: Language
    sender_reference: str | None = None


class CaseTriaged(Event):
    """Triage has ended in one outcome (I-5); `actor` has confirmed that no patient can be
    recognised where the case leaves intake (I-3)."""

    type: Literal["intake.case-triaged.v1"] = "intake.case-triaged.v1"
    case_id: UUID
    helsefellesskap: UUID
    number: str
    outcome: TriageOutcome
    reason: str
    reference: str | None = None
    no_patient_recognisable: bool
    parties: tuple[PartyNamed, ...]


class ReportWithdrawn(Event):
    """The reporter has taken the report back (I-0)."""

    type: Literal["intake.report-withdrawn.v1"] = "intake.report-withdrawn.v1"
    case_id: UUID
    report_id: UUID
    reason: str


IntakeEvent: TypeAlias = Annotated[
    NumberTaken | ReportRegistered | CaseTriaged | ReportWithdrawn,
    Field(discriminator="type"),
]
