"""What reporters say, and what becomes of their own reports (I-0, I-1, I-10, I-11)."""

from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.intake.words import Language, PartyNamed, ReportHeld
from shared.contracts.record import Event, Sealed


class NumberTaken(Event):
    """A number in a helsefellesskap's series for one year, used once (I-11)."""

    type: Literal["intake.number-taken.v1"] = "intake.number-taken.v1"
    helsefellesskap: UUID
    year: int
    running: int
    case_id: UUID


class ReferenceUsed(Event):
    """A sender's own reference, used once: it stands for this report (I-10).

    `sender` is the organisation reported for, or the helsefellesskap for its secretariat; the
    person where there is neither, and everywhere before references were the organisation's.
    """

    type: Literal["intake.reference-used.v1"] = "intake.reference-used.v1"
    sender: UUID
    reference: str
    report_id: UUID
    case_id: UUID


class ReportRegistered(Event):
    """A report is in, with its own number (I-0, I-1, I-11): it has opened the case, or `joined`
    one that was open.

    What the reporter wrote is sealed under the case's key. `reported_on` is the reporter's own
    date, `organisation` what the reporter acts for. Version 1 did not know the language; those
    were all bokmål. Version 2 always opened a case.
    """

    type: Literal["intake.report-registered.v3"] = "intake.report-registered.v3"
    case_id: UUID
    report_id: UUID
    number: str
    helsefellesskap: UUID
    reporter: UUID
    organisation: UUID | None = None
    reported_on: date
    title: Sealed
    what_happens: Sealed
    parties: tuple[PartyNamed, ...]
    workaround: Sealed | None = None
    workaround_risk: Sealed | None = None
    urgent: bool = False
    language: Language
    sender_reference: str | None = None
    joined: bool = False

    @property
    def held(self) -> ReportHeld:
        """The report as its case holds it."""
        return ReportHeld(
            report_id=self.report_id,
            number=self.number,
            reporter=self.reporter,
            organisation=self.organisation,
            parties=self.parties,
        )


class ReportWithdrawn(Event):
    """The reporter has taken the report back (I-0); the case goes on if others have reported it."""

    type: Literal["intake.report-withdrawn.v1"] = "intake.report-withdrawn.v1"
    case_id: UUID
    report_id: UUID
    reason: str


ReportEvent: TypeAlias = NumberTaken | ReferenceUsed | ReportRegistered | ReportWithdrawn
