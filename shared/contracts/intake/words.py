"""The words that intake's events share (I-0 to I-13)."""

from datetime import date, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict

TriageOutcome: TypeAlias = Literal[
    "answered",
    "routed-to-line",
    "joined",
    "lifted-to-assessment",
    "lifted-to-system-level",
    "declined",
    "withdrawn",
]
Language: TypeAlias = Literal["nb", "nn"]
StarterKind: TypeAlias = Literal["body", "party", "project"]


class Part(BaseModel):
    """A part of an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PartyNamed(Part):
    """A party as the reporter named it; `organisation_id` is None where the register does not
    know the name, which the secretariat is then told."""

    name: str
    organisation_id: UUID | None = None


class ReportHeld(Part):
    """A report as a case holds it: its own number, who sent it and for which organisation."""

    report_id: UUID
    number: str
    reporter: UUID
    organisation: UUID | None = None
    parties: tuple[PartyNamed, ...]


class Question(Part):
    """What is asked of the reporters, and until when they may answer (I-5)."""

    request_id: UUID
    question: str
    due_at: datetime


class RuleCited(Part):
    """A known rule as it was worded when it was referred to: a later version changes nothing of
    what was said here (I-5)."""

    rule_id: UUID
    version: int
    title: str
    source: str
    valid_on: date


class RoutineCited(Part):
    """A routine in force that was referred to (I-5, G-21), by the case that it was decided in."""

    case_id: UUID
    number: str
