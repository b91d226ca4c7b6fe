"""What intake can be asked to do."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.intake import Language, PartyNamed, TriageOutcome
from shared.contracts.record import Facts, Sealed


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """A reporter tells of a problem (I-1); the case's id follows from the command or from the
    sender's own reference, so that the same report never opens two."""

    case_id: UUID
    helsefellesskap: UUID
    title: Sealed
    what_happens: Sealed
    parties: tuple[str, ...]
    workaround: Sealed | None
    urgent: bool
    language: Language
    reported_on: date
    sender_reference: str | None


@dataclass(frozen=True, slots=True)
class TriageCase:
    """The secretariat ends triage in one outcome (I-5)."""

    case_id: UUID
    outcome: TriageOutcome
    reason: str
    reference: str | None
    no_patient_recognisable: bool


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """The reporter takes the report back (I-0)."""

    case_id: UUID
    reason: str


IntakeCommand: TypeAlias = RegisterReport | TriageCase | WithdrawReport


@dataclass(frozen=True)
class IntakeFacts(Facts):
    """What intake reads beyond the case: the register, and the next number in the series.

    `number` is the formatted case number for `running` in `year` (I-11).
    """

    parties: tuple[PartyNamed, ...] = ()
    year: int = 0
    running: int = 0
    number: str = ""
