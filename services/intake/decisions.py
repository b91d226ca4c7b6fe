"""What intake decides, and what a case is to it. Pure: time, ids and facts arrive as data."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never
from uuid import UUID, uuid5

from services.intake import rules
from services.intake.commands import (
    IntakeCommand,
    IntakeFacts,
    RegisterReport,
    TriageCase,
    WithdrawReport,
)
from shared.contracts.intake import (
    CaseTriaged,
    IntakeEvent,
    NumberTaken,
    PartyNamed,
    ReportRegistered,
    ReportWithdrawn,
    TriageOutcome,
)
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

RULES_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing has been reported under this id."""


@dataclass(frozen=True, slots=True)
class Open:
    """Reported, and waiting for triage."""

    helsefellesskap: UUID
    number: str
    report_id: UUID
    reporter: UUID
    parties: tuple[PartyNamed, ...]


@dataclass(frozen=True, slots=True)
class Triaged:
    """Triage has ended; a report can no longer be withdrawn here."""

    outcome: TriageOutcome


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The only report was taken back."""


Case: TypeAlias = Unknown | Open | Triaged | Withdrawn


def decide(command: IntakeCommand, facts: IntakeFacts, case: Case) -> tuple[IntakeEvent, ...]:
    match command:
        case RegisterReport():
            return register(command, facts, case)
        case TriageCase():
            return triage(command, case)
        case WithdrawReport():
            return withdraw(command, facts, case)
        case _:
            assert_never(command)


def register(command: RegisterReport, facts: IntakeFacts, case: Case) -> tuple[IntakeEvent, ...]:
    """I-0, I-1, I-3, I-11: a report opens a case and gets its number."""
    if not isinstance(case, Unknown):
        raise Refused("I-10", "intake.reference-used", field="sender_reference")
    rules.requires_the_three(command)
    names_no_patient(rules.open_fields(command))
    registered = ReportRegistered(
        case_id=command.case_id,
        report_id=uuid5(command.case_id, "report"),
        number=facts.number,
        helsefellesskap=command.helsefellesskap,
        reporter=facts.by.person,
        reported_on=command.reported_on,
        title=command.title,
        what_happens=command.what_happens,
        parties=facts.parties,
        workaround=command.workaround,
        urgent=command.urgent,
        language=command.language,
        sender_reference=command.sender_reference,
    )
    taken = NumberTaken(
        helsefellesskap=command.helsefellesskap,
        year=facts.year,
        running=facts.running,
        case_id=command.case_id,
    )
    return (registered, taken)


def triage(command: TriageCase, case: Case) -> tuple[IntakeEvent, ...]:
    """I-5: exactly one outcome."""
    match case:
        case Unknown():
            raise Refused("I-5", "intake.case-unknown")
        case Triaged():
            raise Refused("I-5", "intake.already-triaged")
        case Withdrawn():
            raise Refused("I-5", "intake.withdrawn")
        case Open():
            rules.triage_gives_a_reason(command)
            return (
                CaseTriaged(
                    case_id=command.case_id,
                    helsefellesskap=case.helsefellesskap,
                    number=case.number,
                    outcome=command.outcome,
                    reason=command.reason.strip(),
                    reference=command.reference,
                    no_patient_recognisable=command.no_patient_recognisable,
                    parties=case.parties,
                ),
            )
        case _:
            assert_never(case)


def withdraw(command: WithdrawReport, facts: IntakeFacts, case: Case) -> tuple[IntakeEvent, ...]:
    """I-0: a reporter withdraws their own report, and only before it has left triage."""
    match case:
        case Unknown():
            raise Refused("I-0", "intake.case-unknown")
        case Triaged():
            raise Refused("I-0", "intake.already-triaged")
        case Withdrawn():
            return ()
        case Open():
            if facts.by.person != case.reporter:
                raise Refused("I-0", "intake.not-your-report")
            names_no_patient((("reason", command.reason),))
            return (
                ReportWithdrawn(
                    case_id=command.case_id, report_id=case.report_id, reason=command.reason
                ),
            )
        case _:
            assert_never(case)


def evolve(case: Case, event: IntakeEvent) -> Case:
    match event:
        case NumberTaken():
            return case
        case ReportRegistered():
            return Open(
                helsefellesskap=event.helsefellesskap,
                number=event.number,
                report_id=event.report_id,
                reporter=event.reporter,
                parties=event.parties,
            )
        case CaseTriaged():
            return Triaged(event.outcome)
        case ReportWithdrawn():
            return Withdrawn()
        case _:
            assert_never(event)
