"""What must hold for a report and for its triage, by rule number. Pure."""

from dataclasses import dataclass

from services.intake.commands import RegisterReport, TriageCase
from shared.contracts.record import Sealed
from shared.values.national_numbers import Finding, find_contact_details
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

TITLE_LENGTH = 200
TEXT_LENGTH = 10_000
LEAVES_INTAKE = frozenset({"lifted-to-assessment", "lifted-to-system-level", "routed-to-line"})


def text_of(sealed: Sealed | None) -> str:
    """What was written; decisions are made on open text, before it is sealed for the record."""
    return (sealed.clear or "") if sealed else ""


def requires_the_three(report: RegisterReport) -> None:
    """I-1: a title, what happens, which parties. Nothing else is demanded."""
    for field, sealed, longest in (
        ("title", report.title, TITLE_LENGTH),
        ("what_happens", report.what_happens, TEXT_LENGTH),
    ):
        text = text_of(sealed).strip()
        if not text:
            raise Refused("I-1", f"intake.{field}-missing", field=field)
        if len(text) > longest:
            raise Refused("I-1", "intake.text-too-long", field=field, longest=longest)
    if len(text_of(report.workaround)) > TEXT_LENGTH:
        raise Refused("I-9", "intake.text-too-long", field="workaround", longest=TEXT_LENGTH)
    if not [name for name in report.parties if name.strip()]:
        raise Refused("I-1", "intake.parties-missing", field="parties")


def open_fields(report: RegisterReport) -> tuple[tuple[str, str], ...]:
    """Every field of a report in which somebody writes freely."""
    return (
        ("title", text_of(report.title)),
        ("what_happens", text_of(report.what_happens)),
        ("workaround", text_of(report.workaround)),
        ("sender_reference", report.sender_reference or ""),
        *(("parties", name) for name in report.parties),
    )


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """A phone number or an e-mail address in an open field, and where; never what it is."""

    field: str
    found: Finding


def contact_details(report: RegisterReport) -> tuple[ContactDetail, ...]:
    """I-3: a warning, since it may be a patient's; the report is taken all the same.

    Not in the sender's reference: eight digits are a number there, and nobody's phone.
    """
    return tuple(
        ContactDetail(field, found)
        for field, text in open_fields(report)
        if field != "sender_reference"
        for found in find_contact_details(text)
    )


def triage_gives_a_reason(triage: TriageCase) -> None:
    """I-5: one outcome, with a reason; I-3: confirmed that no patient can be recognised."""
    if not triage.reason.strip():
        raise Refused("I-5", "intake.reason-missing", field="reason")
    names_no_patient((("reason", triage.reason), ("reference", triage.reference or "")))
    if triage.outcome in LEAVES_INTAKE and not triage.no_patient_recognisable:
        raise Refused("I-3", "intake.no-patient-unconfirmed", field="no_patient_recognisable")
