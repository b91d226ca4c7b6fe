"""What must hold for what a reporter tells (I-1, I-3, I-9). Pure."""

from dataclasses import dataclass

from services.intake.commands import RegisterReport
from shared.contracts.record import Sealed
from shared.values.national_numbers import Finding, find_contact_details
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

TITLE_LENGTH = 200
TEXT_LENGTH = 10_000


def text_of(sealed: Sealed | None) -> str:
    """What was written; decisions are made on open text, before it is sealed for the record."""
    return (sealed.clear or "") if sealed else ""


def requires_the_three(report: RegisterReport) -> None:
    """I-1: a title, what happens, which parties. Nothing else is demanded."""
    names_the_problem(report.title, report.what_happens, "I-1")
    for field, sealed in (
        ("workaround", report.workaround),
        ("workaround_risk", report.workaround_risk),
    ):
        if len(text_of(sealed)) > TEXT_LENGTH:
            raise Refused("I-9", "intake.text-too-long", field=field, longest=TEXT_LENGTH)
    names_a_party(report.parties, "I-1")


def names_the_problem(title: Sealed, what_happens: Sealed, rule: str) -> None:
    """I-1, I-13: a title, and what happens."""
    for field, sealed, longest in (
        ("title", title, TITLE_LENGTH),
        ("what_happens", what_happens, TEXT_LENGTH),
    ):
        text = text_of(sealed).strip()
        if not text:
            raise Refused(rule, f"intake.{field}-missing", field=field)
        if len(text) > longest:
            raise Refused(rule, "intake.text-too-long", field=field, longest=longest)


def names_a_party(parties: tuple[str, ...], rule: str) -> None:
    """I-1, I-13: it concerns somebody."""
    if not [name for name in parties if name.strip()]:
        raise Refused(rule, "intake.parties-missing", field="parties")


def is_told(text: str, field: str, rule: str) -> None:
    """What is asked for in words is there, is not too long, and names no patient (I-3)."""
    if not text.strip():
        raise Refused(rule, f"intake.{field}-missing", field=field)
    if len(text) > TEXT_LENGTH:
        raise Refused(rule, "intake.text-too-long", field=field, longest=TEXT_LENGTH)
    names_no_patient(((field, text),))


def open_fields(report: RegisterReport) -> tuple[tuple[str, str], ...]:
    """Every field of a report in which somebody writes freely."""
    return (
        ("title", text_of(report.title)),
        ("what_happens", text_of(report.what_happens)),
        ("workaround", text_of(report.workaround)),
        ("workaround_risk", text_of(report.workaround_risk)),
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
